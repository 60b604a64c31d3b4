"""Where a booking stands on its way through the house: told by its events alone, so that a kill loses nothing but work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from lawgate.casework.acts_kinds import PREFIX
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.papers import DELIVERED
from lawgate.casework.records import (
    ASSESSED,
    CONFIRMED,
    COPIED,
    CORRECTED,
    DECIDED,
    DISPUTED,
    EXPUNGED,
    IDENTITY_CORRECTED,
    MESSAGE_WITHDRAWN,
    NOTICE_DECIDED,
    PRINTS,
    PRINTS_DESTROYED,
    QUERY_SENT,
    QUERY_UNANSWERED,
    QUEUED,
    RECEIVED,
    REFUSED,
    RESPONSE,
    SENT,
    TRIAGED,
    WITHDRAWN,
    New,
)
from lawgate.federal.kept import HIT, is_hit
from lawgate.identity.kept import Settled, settled

ACTS = (CONFIRMED, DISPUTED)
LAID = PREFIX + DELIVERED  # a paper of the field office that was laid upon the record
FOLDED = (
    *(RECEIVED, CORRECTED, DECIDED, WITHDRAWN, PRINTS, PRINTS_DESTROYED, ASSESSED, *ACTS, IDENTITY_CORRECTED, QUEUED),
    *(
        QUERY_SENT,
        QUERY_UNANSWERED,
        RESPONSE,
        TRIAGED,
        NOTICE_DECIDED,
        SENT,
        COPIED,
        LAID,
        REFUSED,
        MESSAGE_WITHDRAWN,
        EXPUNGED,
    ),
)
QUERY, NOTICE, COPY = "query", "notice", "copy"  # purposes of messages
PERSON, LAWYER, NAMED = "person", "lawyer", "named-person"  # who gets a copy of what DHS was told
BIOMETRIC = "biometric"
CHUNK = 200


class Step(StrEnum):
    """What is done next."""

    ASSESS = "hold the prints against everyone who is known"
    ASK = "ask the federal side"
    TRIAGE = "see what the guidance of the day makes of the hit"
    NOTIFY = "decide what may be told, and tell it"
    COPY = "give the copies of what was told"
    DESTROY = "destroy the templates of somebody who left without a hit"


Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """One booking. ``last``: its newest event. Pairs are (number of the event, what it says); empty where there was none."""

    subject: str
    last: int = 0
    record: Said | None = None
    base: Said | None = None  # the record as the feed gave it, before acts at the desk
    decision: Said | None = None
    prints: tuple[int, Said | None] = (0, None)
    retaken: bool = False  # prints had been taken before these
    destroyed: bool = False
    assessed: tuple[int, Said] = (0, {})
    acts: tuple[tuple[str, Said], ...] = ()
    again: bool = False  # a record was corrected since the assessment
    asked: tuple[Said, ...] = ()  # queries queued about the latest prints, as messages
    withdrawn: frozenset[str] = frozenset()
    unanswered: bool = False
    answers: tuple[tuple[int, Said], ...] = ()
    triaged: Said | None = None
    notices: tuple[Said, ...] = ()
    noticed: tuple[int, ...] = ()  # the events of ``notices``
    letters: tuple[tuple[str, int], ...] = ()  # (message, event of the notice that it carries)
    delivered: tuple[tuple[int, int], ...] = ()  # (event of a notice, event of its delivery)
    copied: tuple[tuple[int, frozenset[str]], ...] = ()  # (event of a notice, whose copies are settled)
    papers: tuple[Said, ...] = ()  # of the field office, that were laid upon the record
    expunged: bool = False
    later: tuple[Said, ...] = field(default=())  # what was refused under this number

    @property
    def gone(self) -> bool:
        """Whether the person has left custody."""
        return bool(self.record and self.record.get("released_at"))

    @property
    def hit(self) -> tuple[int, Said] | None:
        """The first answer that says the fingerprints match a federal record."""
        return next((a for a in self.answers if is_hit(a[1])), None)

    @property
    def uncopied(self) -> tuple[int, int, tuple[Said, ...]] | None:
        """(notice, its delivery, whom it owes a copy that can be given now) of the first notice that DHS has and whose copies are open."""
        for notice, delivery in self.delivered:
            looked = [who for number, who in self.copied if number == notice]
            settled_ = frozenset[str]().union(*looked)
            owed = {str(b["to"]): b for b in reversed(self.notices[self.noticed.index(notice)].get("besides") or ())}
            due = tuple(b for to, b in owed.items() if to not in settled_ and (not looked or self.reader(to)))
            if due or not looked:
                return notice, delivery, due
        return None

    def reader(self, to: str) -> str:
        """Who reads the copy that is owed ``to`` them; the lawyer, else the one named; empty: nobody is on file."""
        if to not in (LAWYER, NAMED):
            return to
        facts = (self.decision or {}).get("facts", {}).get("facts", {})
        known = [
            who for who, fact in ((LAWYER, "lawyer_known"), (NAMED, "named_person_known")) if facts.get(fact) is True
        ]
        return known[0] if known else ""

    @property
    def identity(self) -> Settled | None:
        return settled(self.assessed[1], self.acts) if self.assessed[0] else None

    def with_event(self, number: int, kind: str, said: Said | None) -> State:
        """The state after one more event."""
        after = replace(self, last=max(self.last, number))
        fold = _FOLDS.get(kind)
        return after if fold is None or (said is None and kind not in (PRINTS, EXPUNGED)) else fold(after, number, said)


def next_step(s: State) -> Step | None:
    """The one thing to do next; None: nothing, or somebody else's turn (see ``waits_for``)."""
    if s.record is None or s.expunged:
        return None
    there = s.prints[1] is not None and not s.destroyed
    if there and s.gone and s.hit is None:
        return Step.DESTROY
    if there and not s.gone and (s.again or s.assessed[0] < s.prints[0]):
        return Step.ASSESS
    if there and not s.gone and not s.asked and s.identity and not s.identity.open and not s.identity.not_theirs:
        return Step.ASK
    if s.hit is not None and s.triaged is None:
        return Step.TRIAGE
    if s.hit is not None and not any(n.get("about") == s.hit[0] for n in s.notices):
        return Step.NOTIFY
    return Step.COPY if s.delivered and s.uncopied is not None else None


def waits_for(s: State) -> str:
    """Whose turn it is, in a few words, when nothing is to be done here."""
    if s.record is None:
        return "its booking"
    if s.expunged or s.gone:
        return "nothing: expunged" if s.expunged else "nothing: left custody"
    if s.prints[1] is None:
        return "fingerprints"
    if s.identity is not None and s.identity.not_theirs:
        return "fingerprints of this person: those taken are somebody else's"
    if s.identity is not None and s.identity.open:
        return f"a person to say whose prints these are: {s.identity.why}"
    if s.asked and not s.answers:
        return "an answer, overdue" if s.unanswered else "an answer of the federal side"
    if s.hit is None:
        by_name = any(a.get("outcome") == HIT and a.get("kind") != "SRE" for _, a in s.answers)
        return "nothing: a match by name alone decides nothing" if by_name else "nothing: no hit"
    return "a request of the field office, or release" if not s.papers else "release"


def states(ledger: Ledger, subjects: Sequence[str]) -> dict[str, State]:
    """The states of ``subjects``, in two questions to the database for each few hundred."""
    out = {s: State(s) for s in subjects}
    for at in range(0, len(subjects), CHUNK):
        some = subjects[at : at + CHUNK]
        rows = list(Event.objects.using(ledger.alias).filter(subject__in=some).order_by("number"))
        told = [r for r in rows if r.kind in FOLDED]
        said = dict(zip((r.number for r in told), ledger.open_payloads(told), strict=True))
        for row in rows:
            out[row.subject] = out[row.subject].with_event(row.number, row.kind, said.get(row.number))
    return out


def after(state: State, events: Iterable[New]) -> State:
    """The state once these are appended."""
    for event in events:
        state = state.with_event(state.last + 1, event.kind, event.payload)
    return state


def _record(s: State, _number: int, said: Said) -> State:
    return replace(s, record=said["record"], base=said["feed"] if "feed" in said else said["record"], decision=None)


def _prints(s: State, number: int, said: Said | None) -> State:
    return replace(s, prints=(number, said), retaken=bool(s.prints[0]), asked=(), again=False)


def _assessed(s: State, number: int, said: Said) -> State:
    return replace(s, assessed=(number, said), acts=(), again=False)


def _queued(s: State, _number: int, said: Said) -> State:
    if said["purpose"] == NOTICE:
        return replace(s, letters=(*s.letters, (str(said["message"]), s.noticed[-1] if s.noticed else 0)))
    by_prints = said["purpose"] == QUERY and said["body"]["kind"] == BIOMETRIC
    return replace(s, asked=(*s.asked, said)) if by_prints else s


def _response(s: State, number: int, said: Said) -> State:
    return s if said.get("again") else replace(s, answers=(*s.answers, (number, said)))


def _sent(s: State, number: int, said: Said) -> State:
    notice = dict(s.letters).get(str(said["message"]), 0)
    return replace(s, delivered=(*s.delivered, (notice, number))) if notice else s


def _copied(s: State, _number: int, said: Said) -> State:
    settled_ = frozenset(str(c["to"]) for c in said["copies"] if c["settled"])
    return replace(s, copied=(*s.copied, (int(said["about"]), settled_)))


_FOLDS: dict[str, Any] = {
    RECEIVED: _record,
    CORRECTED: _record,
    DECIDED: lambda s, n, p: replace(s, decision=p),
    WITHDRAWN: lambda s, n, p: replace(s, decision=None),
    PRINTS: _prints,
    PRINTS_DESTROYED: lambda s, n, p: replace(s, destroyed=True),
    ASSESSED: _assessed,
    CONFIRMED: lambda s, n, p: replace(s, acts=(*s.acts, (CONFIRMED, p))),
    DISPUTED: lambda s, n, p: replace(s, acts=(*s.acts, (DISPUTED, p))),
    IDENTITY_CORRECTED: lambda s, n, p: replace(s, again=True),
    QUEUED: _queued,
    MESSAGE_WITHDRAWN: lambda s, n, p: replace(s, withdrawn=s.withdrawn | {p["message"]}),
    QUERY_UNANSWERED: lambda s, n, p: replace(s, unanswered=True),
    RESPONSE: _response,
    TRIAGED: lambda s, n, p: replace(s, triaged=p),
    NOTICE_DECIDED: lambda s, n, p: replace(s, notices=(*s.notices, p), noticed=(*s.noticed, n)),
    SENT: _sent,
    COPIED: _copied,
    LAID: lambda s, n, p: replace(s, papers=(*s.papers, p["fields"])),
    REFUSED: lambda s, n, p: replace(s, later=(*s.later, p)),
    EXPUNGED: lambda s, n, p: replace(s, expunged=True),
}
