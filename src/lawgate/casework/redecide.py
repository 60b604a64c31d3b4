"""New law: everyone in custody is decided again, and what changed is listed.

It may be stopped anywhere and begun again: whoever was decided since the law changed is left as they are, and what changed is told from
the ledger, from the last decision before the change and the last after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from lawgate.base import BadInput
from lawgate.casework.acts_events import case_of, write_decision
from lawgate.casework.acts_record import Maker, decided_bytes
from lawgate.casework.adoptions import REDECIDED, Adoption
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event
from lawgate.casework.records import DECIDED, LEDGER, New
from lawgate.casework.standing import Latest, custody_now, standings_in_custody
from lawgate.detainer import document_of, last_instant

ASKED = ("hold", "notify", "transfer", "interview", "release_by")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Changed:
    """One person whose answer changed: for each thing asked, (before, after)."""

    booking: str
    answers: Mapping[str, tuple[Any, Any]]


def redecide(ledger: Ledger, office: Maker, now: datetime) -> Iterator[Changed]:
    """Decide everyone in custody anew, each in a transaction of their own. Yields those whose answers changed.

    Where nothing of the decision changed but the book's name, the decision is appended all the same: it says by which law.
    """
    for subject in list(standings_in_custody(ledger, now).values_list("subject", flat=True)):
        found = _again(ledger, office, subject, now)
        if found is not None and found.answers:
            yield found


def finish(
    ledger: Ledger, office: Maker, law: Adoption, now: datetime, go_on: Callable[[], bool] = lambda: True
) -> bool:
    """Decide again whoever in custody was not decided since ``law`` changed it, then list the changed answers: an event, once.

    ``go_on`` is asked before each person; False when it said no, and the rest is for the next call.
    """
    unread = []
    for subject in to_decide(ledger, law, now):
        if not go_on():
            return False
        if _again(ledger, office, subject, now) is None:
            unread.append(subject)
    with writing(ledger.alias):
        if not is_finished(ledger, law):
            said = {"adopted": law.number, "changed": [_plain(c) for c in changes_since(ledger, law.number, now)]}
            ledger.append([New(REDECIDED, LEDGER, {**said, "unread": unread}, now, now)], now)
    return True


def to_decide(ledger: Ledger, law: Adoption, now: datetime) -> list[str]:
    """Who in custody was last decided before the law changed."""
    rows = standings_in_custody(ledger, now).filter(decision_event__lt=law.number)
    return list(rows.values_list("subject", flat=True))


def is_finished(ledger: Ledger, law: Adoption) -> bool:
    """Whether the list of what ``law`` changed stands on the ledger."""
    rows = Event.objects.using(ledger.alias).filter(subject=LEDGER, kind=REDECIDED, number__gt=law.number)
    return any(p is not None and p["adopted"] == law.number for p in ledger.open_payloads(list(rows)))


def changes_since(ledger: Ledger, number: int, now: datetime) -> Iterator[Changed]:
    """Whose answers differ from the last before event ``number``, of those in custody. Who came later has no answer before."""
    people = list(custody_now(ledger, now))
    for at in range(0, len(people), CHUNK):
        some = people[at : at + CHUNK]
        before = _answers_before(ledger, [p.subject for p in some], number)
        for p in some:
            found = _differ(before.get(p.subject), p)
            if found:
                yield Changed(p.subject, found)


def _again(ledger: Ledger, office: Maker, subject: str, now: datetime) -> Changed | None:
    """One person decided anew. None for a record that can no longer be read: it stays as it was decided."""
    with writing(ledger.alias):
        case = case_of(ledger, subject)
        if case.record is None or case.standing is None:
            return None
        try:
            made = office.remake(document_of(case.record), last_instant(case.record))
        except BadInput:
            return None
        after = write_decision(ledger, case, made, decided_bytes(ledger, office, made), now)
    before = case.answer or {}
    return Changed(subject, {n: (before.get(n), after.get(n)) for n in ASKED if before.get(n) != after.get(n)})


def _answers_before(ledger: Ledger, subjects: Sequence[str], number: int) -> dict[str, Mapping[str, Any]]:
    rows = Event.objects.using(ledger.alias)
    last = (
        rows.filter(subject__in=subjects, kind=DECIDED, number__lt=number).values("subject").annotate(n=Max("number"))
    )
    events = list(rows.filter(number__in=[r["n"] for r in last]))
    said = zip(events, ledger.open_payloads(events), strict=True)
    return {e.subject: p["answer"] for e, p in said if p is not None}


def _differ(before: Mapping[str, Any] | None, now: Latest) -> dict[str, tuple[Any, Any]]:
    if before is None:
        return {}
    after = now.answer or {}
    return {n: (before.get(n), after.get(n)) for n in ASKED if before.get(n) != after.get(n)}


def _plain(c: Changed) -> dict[str, Any]:
    return {"booking": c.booking, "answers": {n: list(v) for n, v in c.answers.items()}}
