"""The steps of the chain, each from a booking's state to the events it makes. They write nothing: whoever runs them does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from lawgate.base import BadInput
from lawgate.casework.chain.answers import Answers
from lawgate.casework.chain.copies import copies_of
from lawgate.casework.chain.people import People
from lawgate.casework.chain.records import Rooms
from lawgate.casework.chain.state import BIOMETRIC, NOTICE, QUERY, State, Step
from lawgate.casework.outbox import entry, message_id
from lawgate.casework.records import ASSESSED, NOTICE_DECIDED, PRINTS_DESTROYED, TRIAGED, New
from lawgate.identity import PrintEvidence
from lawgate.identity.kept import identification_kept
from lawgate.prints.gallery import SearchResult
from lawgate.prints.kept import templates_of

FEDERAL = "federal"  # the channel
SIDE, OFFICE = "the federal side", "the field office"
LONGEST_CONTROL = 40
DIFFERENT = -8.0  # evidence at which two sets of prints are of two people (``identity.Limits.excluded``)
TWO_ON_CARD = "two-people"


class Steps:
    """``people`` for identity, ``answers`` for the numbers in use, ``rooms`` for what other rooms lend."""

    def __init__(self, people: People, answers: Answers, rooms: Rooms) -> None:
        self.people, self.answers, self.rooms = people, answers, rooms
        self._found: dict[tuple[str, int], SearchResult] = {}

    def look_ahead(self, waiting: Sequence[State]) -> None:
        """Enrol those whose prints are about to be held against others, before anybody is searched for, so that two bookings of one
        person find each other; then search for all of them at once."""
        self.people.meet(s.record for s in waiting if s.record is not None)
        templates = {}
        for s in waiting:
            with suppress(BadInput):  # damaged ones are named when their own step is made
                templates[s.subject] = templates_of(s.prints[1] or {})
        self.people.add(templates)
        events = {s.subject: s.prints[0] for s in waiting}
        self._found = {(name, events[name]): found for name, found in self.people.search_many(templates).items()}

    def make(self, step: Step, s: State, now: datetime) -> list[New]:
        return {
            Step.ASSESS: self._assess,
            Step.ASK: self._ask,
            Step.TRIAGE: self._triage,
            Step.NOTIFY: self._notify,
            Step.COPY: self._copy,
            Step.DESTROY: self._destroy,
        }[step](s, now)

    def _assess(self, s: State, now: datetime) -> list[New]:
        """Ten fingers against both galleries, the record against the population; and whether these prints are those of before."""
        kept = s.prints[1] or {}
        try:
            prints = templates_of(kept)
        except BadInput as e:
            said: dict[str, Any] = {
                "verdict": "not looked at",
                "because": str(e),
                "searched": 0,
                "not_looked_at": [],
                "candidates": [],
            }
            said["doubts"] = [{"person": "", "says": "the templates cannot be read: take the prints again"}]
            return [New(ASSESSED, s.subject, said | {"prints": s.prints[0]}, now, now)]
        ahead = self._found.pop((s.subject, s.prints[0]), None)
        found, searched = self.people.identify(s.record or {}, prints, own=s.subject, found=ahead)
        doubts = [f["sentence"] for f in kept.get("findings", ()) if f["code"] == TWO_ON_CARD]
        doubts += [f.sentence for f in searched.findings if f.code == TWO_ON_CARD]
        if s.retaken and _another(self.people.against(prints, s.subject)):
            doubts.append("these are not the prints that were taken before under this number")
        said = identification_kept(found, searched=searched.searched, doubts=doubts)
        return [New(ASSESSED, s.subject, said | {"prints": s.prints[0]}, now, now)]

    def _ask(self, s: State, now: datetime) -> list[New]:
        """The biometric query, laid into the outbox. The templates are not in it: whoever sends it takes them from their sealed event,
        so that they can be destroyed."""
        control = self._control(s)
        charges = [dict(c) for c in (s.record or {}).get("charges") or ()]
        body = {"kind": BIOMETRIC, "control": control, "tcn": control, "text": "", "prints": s.prints[0]}
        body |= {"charges": charges, "state": str((s.record or {}).get("place", {}).get("state", ""))}
        message = message_id(QUERY, s.subject, control)
        return [entry(message, s.subject, to=SIDE, channel=FEDERAL, purpose=QUERY, body=body, at=now)]

    def _control(self, s: State) -> str:
        """The card's own number; where another booking has used that, the two numbers together."""
        tcn = str((s.prints[1] or {}).get("tcn", "")) or s.subject
        control = tcn if self.answers.booking_of(tcn) in ("", s.subject) else f"{s.subject}-{tcn}"[:LONGEST_CONTROL]
        self.answers.asked.setdefault(control, s.subject)  # for others of the same round
        return control

    def _triage(self, s: State, now: datetime) -> list[New]:
        return [New(TRIAGED, s.subject, self.rooms.triage(s), now, now)]

    def _notify(self, s: State, now: datetime) -> list[New]:
        """What may be told of the hit; and the notice, where anything may."""
        number, hit = s.hit or (0, {})
        decided = dict(_left()) if s.gone else dict(self.rooms.notice(s))
        out = [New(NOTICE_DECIDED, s.subject, decided | {"about": number}, now, now)]
        if decided.get("sent"):
            control = str(hit.get("refers_to", ""))
            body = {"control": control, "sent": decided["sent"]}
            message = message_id(NOTICE, s.subject, control or str(number))
            out.append(entry(message, s.subject, to=OFFICE, channel=FEDERAL, purpose=NOTICE, body=body, at=now))
        return out

    def _copy(self, s: State, now: datetime) -> list[New]:
        """DHS was told: the person, and who stands by them, are told what."""
        return copies_of(s, self.rooms, now)

    def _destroy(self, s: State, now: datetime) -> list[New]:
        return [New(PRINTS_DESTROYED, s.subject, {"why": "left custody, and there was no hit"}, now, now)]


def _another(evidence: PrintEvidence | None) -> bool:
    """Whether prints are of another person than those held."""
    return evidence is not None and evidence.evidence <= DIFFERENT and not evidence.agreeing


def _left() -> Mapping[str, Any]:
    why = "The person had left custody before the hit was known."
    return {"to": "DHS", "may": [], "sent": {}, "withheld": [{"what": "everything", "why": why, "citations": []}]}
