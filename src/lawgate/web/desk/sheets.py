"""Papers about one person, asked for by address. Each is made anew from the ledger, and says when it was printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_events import Acts, acts_of
from lawgate.casework.models import Event
from lawgate.casework.standing import Latest
from lawgate.counsel.letters.packet import write_packet
from lawgate.decision import question_from
from lawgate.decision.notice import notice
from lawgate.decision.notice_message import proposed
from lawgate.decision.packet_words import packet as packet_in
from lawgate.detainer.packet_records import Section
from lawgate.law.terms import Told
from lawgate.web.accounts import Power, clock, needs
from lawgate.web.api.house import ledger, office
from lawgate.web.desk.adoption import NOT_ADOPTED, standing
from lawgate.web.desk.onfile import four
from lawgate.web.desk.papers import claims, door, federal
from lawgate.web.desk.papers import person as person_papers
from lawgate.web.desk.papers.consent import consent
from lawgate.web.desk.paperwork import before_official, hold_limit, last_act, notice_limit
from lawgate.web.desk.people import find, head
from lawgate.web.desk.printing import law, pdf
from lawgate.web.desk.states import LAWFUL, State

NOT_ADOPTED_ES = "No adoptado por los abogados del condado; no es consejo legal."
SPOKEN = {"english": "en", "spanish": "es", "en": "en", "es": "es", "": "en"}


def spoken_of(request: HttpRequest, found: Latest) -> tuple[str, str]:
    """(language of the paper, the person's own language where it is another): what was chosen, else what the booking says."""
    said = (request.GET.get("language") or str(found.record["person"]["language"] or ""))[:40]
    known = SPOKEN.get(said.casefold())
    return known or "en", "" if known else said


@needs(Power.BOARD, file="key")
def packet(request: HttpRequest, key: str) -> HttpResponse:
    """The request packet: what was asked, what the jail does and why, rights, consent where an interview is sought, the service block."""
    found = find(key)
    answer = found.answer or {}
    language, other = spoken_of(request, found)
    here = standing([answer["rulebook"]])
    made = packet_in(found.record, answer, language, adopted=here.adopted is not None and not here.warnings)
    if any("consent" in p["token"] for p in answer["papers"]):
        made = replace(made, sections=(*made.sections, consent(language)))
    if other and other not in ("Another", "Reads none"):
        ask = f"No text in {other} ships yet: this page is in English. Read it to the person in {other}, with an interpreter."
        made = replace(made, sections=(Section("Language", (ask,)), *made.sections))
    if language == "en" and made.foot:
        made = replace(made, foot=here.line)
    return pdf(write_packet(made), f"packet-{key}")


@needs(Power.BOARD, file="key")
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """The decision sheet."""
    del request
    found, answer, now = _of(key)
    r = head(found, now)
    event = Event.objects.using(ledger().alias).filter(number=found.decision_event or 0).first()
    said = (r.said, r.why)
    body = person_papers.decision_sheet(
        found.record, answer, four(answer, now), said, event.link if event else "", law([answer["rulebook"]]), now
    )
    return pdf(body, f"decision-{key}")


@needs(Power.BOARD, file="key")
def official(request: HttpRequest, key: str) -> HttpResponse:
    """The packet for a state judicial official; not found where the law of the place takes nobody to one."""
    del request
    found, answer, now = _of(key)
    duty = before_official(found)
    if duty is None:
        raise Http404
    body = federal.judicial_packet(
        found.record,
        answer,
        duty,
        hold_limit(found),
        notice_limit(found),
        four(answer, now),
        law([answer["rulebook"]]),
        now,
    )
    return pdf(body, f"official-{key}")


@needs(Power.ENTER, file="key")
def reply(request: HttpRequest, key: str) -> HttpResponse:
    """The reply to ICE on the request's own block, and in it only what law lets out; not found where there is no request."""
    del request
    found, answer, now = _of(key)
    if not found.record["request"] or found.facts is None:
        raise Http404
    message = proposed(Told.DHS, found.record, answer)
    told = notice(office().decider, question_from(found.facts), message).payload()
    given = last_act(key, k.SERVED, lambda f: "copy-of-request" in (f.get("packet") or ()))
    body = federal.reply(found.record, told, given, law([answer["rulebook"], told["rulebook"]]), now)
    return pdf(body, f"reply-{key}")


@needs(Power.BOARD, file="key")
def release(request: HttpRequest, key: str) -> HttpResponse:
    """The release packet, in the person's language where it is written in it."""
    found, answer, now = _of(key)
    language, other = spoken_of(request, found)
    line = law([answer["rulebook"]])
    if language == "es" and line == NOT_ADOPTED:
        line = NOT_ADOPTED_ES
    return pdf(door.release_packet(found.record, language, other, _held(found, now), line, now), f"release-{key}")


@needs(Power.BOARD, file="key")
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """The receipt of a hand-over: blank before it, filled in once it is recorded; not found where law lets nobody be handed over."""
    del request
    found, answer, now = _of(key)
    done = last_act(key, k.HANDED_OVER)
    if done is None and answer["transfer"] not in LAWFUL:
        raise Http404
    allowed = next(a for a in answer["answers"] if a["action"] == "transfer")
    body = door.hand_over(found.record, answer, done, allowed, law([answer["rulebook"]]), now)
    return pdf(body, f"hand-over-{key}")


@needs(Power.BOARD, file="key")
def time_is_up(request: HttpRequest, key: str) -> HttpResponse:
    """The letters that answer *my time is up*: to the jail, to the person, to the lawyer."""
    found, answer, now = _of(key)
    language, _ = spoken_of(request, found)
    laid = acts_of(ledger(), [key]).get(key, Acts()).laid
    said = [a.fields for a in laid if a.name == k.SAYS and not a.undone]
    body = claims.letters(found.record, answer, said, language, law([answer["rulebook"]]), now)
    return pdf(body, f"time-is-up-{key}")


def _of(key: str) -> tuple[Latest, dict[str, Any], datetime]:
    found = find(key)
    answer = found.answer or {}
    return found, answer, clock().astimezone(ZoneInfo(answer["tz"]))


def _held(found: Latest, now: datetime) -> str:
    """What holds the person still, in a sentence; empty where nothing that is on file does."""
    r, answer = head(found, now), found.answer or {}
    if r.standing.state is State.OUT:
        return ""
    if not answer["release_due"] or datetime.fromisoformat(answer["release_due"]) > now:
        return "the local case holds this person; release is not due."
    if r.standing.state is State.HOLD_ENDS:
        return f"a lawful hold runs until {r.standing.minute:%a %H:%M}." if r.standing.minute else "a lawful hold runs."
    return ""
