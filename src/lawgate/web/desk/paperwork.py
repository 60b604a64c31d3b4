"""Which papers there are for one person now, and the acts that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_events import Acts, acts_of
from lawgate.casework.chain.state import COPY
from lawgate.casework.models import Outbox
from lawgate.casework.outbox import DESK, WITHDRAWN
from lawgate.casework.standing import Latest
from lawgate.clock import deadline
from lawgate.decision import question_from
from lawgate.decision.casefile import Question
from lawgate.law.norms import Norm
from lawgate.law.rulebook import Program, Query
from lawgate.web.api.house import ledger, office
from lawgate.web.desk.papers.federal import OFFICIAL
from lawgate.web.desk.states import LAWFUL


def papers_of(found: Latest) -> list[tuple[str, str]]:
    """(address, what it is called) of every paper that there is for this person now."""
    answer, key, asked = found.answer or {}, found.subject, bool(found.record["request"])
    out = [("packet", "Request packet"), ("packet?", "in Spanish")] if asked else []
    out += [("copy_sheet", "Copy of what ICE was told")] if _copy_is_owed(key) else []
    out += [("decision_sheet", "Decision sheet")]
    out += [("reply", "Reply to ICE")] if asked else []
    out += [("official", "Judicial official’s packet")] if before_official(found) else []
    out += [("hand_over", "Hand-over receipt")] if answer["transfer"] in LAWFUL or last_act(key, k.HANDED_OVER) else []
    out += [("release_packet", "Release packet"), ("time_is_up", "Time-is-up letter")]
    return [(reverse(n.rstrip("?"), args=[key]) + ("?language=Spanish" if n.endswith("?") else ""), t) for n, t in out]


def before_official(found: Latest) -> Norm | None:
    """The norm by which this person is taken before a state judicial official ahead of release; None where there is none, or where no
    request with a warrant is on file."""
    if found.facts is None or not (found.record["request"] and found.record["warrants"]):
        return None
    return next((n for n in _law(question_from(found.facts)).duties if n.token == OFFICIAL), None)


def notice_limit(found: Latest) -> tuple[Norm, datetime] | None:
    """The rule that says until when ICE must be told that this person was taken before the official, and that minute."""
    if found.facts is None:
        return None
    q = question_from(found.facts)
    limits = [n for n in _law(q).limits if "notice" in n.grounds]
    if q.t0 is None or not limits:
        return None
    return limits[0], deadline(limits[0].token, q.t0, q.place.zone, state=q.place.state).ends


def hold_limit(found: Latest) -> Norm | None:
    """The rule that says how long a hold on a request may last here; None where there is none."""
    limits = () if found.facts is None else _law(question_from(found.facts)).limits
    return next((n for n in limits if n.grounds == ("request",) and not n.rank.federal), None)


def _law(q: Question) -> Program:
    return office().rulebook.program(Query(q.place, q.day.isoformat(), q.mode, q.scope, q.policies))


def _copy_is_owed(key: str) -> bool:
    rows = Outbox.objects.using(ledger().alias).filter(subject=key, channel=DESK, purpose=COPY)
    return bool(rows.exclude(state=WITHDRAWN).exists())


def last_act(
    key: str, name: str, meant: Callable[[Mapping[str, Any]], bool] = lambda _: True
) -> Mapping[str, Any] | None:
    """The fields of the latest act of a kind that stands."""
    laid = acts_of(ledger(), [key]).get(key, Acts()).laid
    return next((a.fields for a in reversed(laid) if a.name == name and not a.undone and meant(a.fields)), None)
