"""What the alarms need to know of one person: read from the latest record and answer, and from the acts since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.casework import acts_kinds as k
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms_records import Standing
from lawgate.casework.models import Event

LAWFUL = ("required", "permitted")
OPEN = ("undetermined", "unresolved")
COURT_ENDS = (
    "charges-dismissed",
    "charges-resolved",
    "no-charge-filed-by-us-attorney",
    "own-recognisance",
    "proceeding-complete",
    "sentence-served",
)
CLAIMS = {"citizen": a.CITIZEN, "not-me": a.NOT_ME, "time-is-up": a.TIME_IS_UP}
STEPS = tuple(k.PREFIX + name for name in (k.RELEASE_BEGUN, k.WANTS, k.RELEASED, k.HANDED_OVER))
HOLD, SERVICE = k.PREFIX + k.HOLD_BEGUN, k.PREFIX + k.SERVED
IDENTITY = ("identity.confirmed", "identity.disputed", "identity.corrected")


@dataclass(slots=True)
class Claim:
    """Something the person said, or a stranger at the door. ``over``: when it was dealt with, and ``why``."""

    kind: str
    event: int
    at: datetime
    known: datetime
    over: datetime | None = None
    why: str = ""


@dataclass(slots=True)
class Person:
    """One person as the alarms see them. Instants are None while not known; ``known``: when the latest decision was recorded."""

    subject: str
    tz: tzinfo = UTC
    first_known: datetime | None = None
    known: datetime | None = None
    decided: bool = False
    due: datetime | None = None
    last: datetime | None = None
    hold: str = ""
    federal: bool = False
    event: str = ""
    questions: tuple[str, ...] = ()
    out: datetime | None = None
    request_at: datetime | None = None
    request_known: datetime | None = None
    request_ref: str = ""
    served: bool = True
    looked: datetime | None = None  # when somebody last opened or acted on this file
    steps: dict[int, datetime] = field(default_factory=dict)  # steps of the release that stand, by their events
    begins: dict[int, datetime] = field(default_factory=dict)  # beginnings of a hold that is only permitted
    unverified: bool = False
    claims: dict[int, Claim] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)
    copies: dict[int, datetime] = field(
        default_factory=dict
    )  # notices of which a copy is owed, and when they were decided
    given: dict[int, datetime] = field(default_factory=dict)  # copies given that stand, by their events
    silent: dict[str, tuple[datetime, datetime | None]] = field(
        default_factory=dict
    )  # alert: since when nobody is left; taken
    standing: dict[tuple[str, str], Standing] = field(default_factory=dict)
    ever: set[tuple[str, str]] = field(default_factory=set)
    episodes: int = 0
    wake: datetime | None = None

    @property
    def step(self) -> datetime | None:
        """When a step of the release was last taken."""
        return max(self.steps.values(), default=None)

    @property
    def begun(self) -> datetime | None:
        """When a hold that is only permitted was begun."""
        return self.begins[max(self.begins)] if self.begins else None

    def copy_given(self, notice: int) -> datetime | None:
        """When a copy of what DHS was told was given; those given before the notice are of others."""
        return min((at for event, at in self.given.items() if event > notice), default=None)

    @property
    def held(self) -> bool:
        """Whether a hold is lawful, or was until its last minute came."""
        return self.hold in LAWFUL or (self.last is not None and self.due is not None and self.last > self.due)

    def record(self, record: Mapping[str, Any], recorded: datetime) -> None:
        """The latest record: whether they are in, and which request is on file."""
        self.first_known = self.first_known or recorded
        self.out = _at(record.get("released_at"))
        due = record.get("release_due") or {}
        self.event = str(due.get("event") or "")
        request = record.get("request") or {}
        ref = f"{request.get('form') or ''}|{request.get('issued_on') or ''}|{request.get('received_at') or ''}"
        if request and ref != self.request_ref:
            self.request_ref, self.request_known = ref, recorded
        if not request:
            self.request_ref, self.request_known = "", None
        self.request_at = _at(request.get("received_at")) or self.request_known
        self.federal = bool(request) and _at(request.get("cancelled_at")) is None
        self.served = not request or bool(request.get("served_on_subject_at"))
        self._claim_of(record, recorded)

    def _claim_of(self, record: Mapping[str, Any], recorded: datetime) -> None:
        """A claim of citizenship that came with the feed, not over the desk. The same claim is one claim."""
        says = (record.get("facts") or {}).get("subject.citizenship_claim") in ("asserted", "documented")
        typed = any(c.kind == a.CITIZEN and e and e not in self.undone for e, c in self.claims.items())
        if says and not typed and 0 not in self.claims:
            self.claims[0] = Claim(a.CITIZEN, 0, recorded, recorded)
        elif 0 in self.claims and (typed or not says) and self.claims[0].over is None:
            self.claims[0].over, self.claims[0].why = recorded, "it stands in the record no more"

    def answer(self, answer: Mapping[str, Any] | None, recorded: datetime) -> None:
        """The latest answer; None: withdrawn."""
        self.decided, self.known = answer is not None, recorded
        if answer is None:
            self.due = self.last = None
            self.hold = ""
            return
        if answer.get("tz"):
            self.tz = ZoneInfo(answer["tz"])
        self.due, self.last = _at(answer.get("release_due")), _at(answer.get("release_by"))
        self.hold = str(answer.get("hold", ""))
        asked = answer.get("questions") or ()
        self.questions = tuple(str(q.get("en", "")) for q in asked) if self.hold in OPEN else ()
        self.unverified = bool(answer.get("unverified"))

    def act(self, row: Event, said: Mapping[str, Any]) -> None:
        """An act at the desk, or somebody opening the file."""
        at, recorded = row.happened_at, row.recorded_at
        if row.kind == a.FILE_READ and said.get("role") == "system":
            return  # another program fetched the file: nobody has looked at it
        self.looked = recorded if self.looked is None else max(self.looked, recorded)
        if row.kind == a.FILE_READ:
            return
        fields = said.get("fields") or {}
        if row.kind == k.UNDONE:
            self._undo(int(said.get("event") or fields.get("event") or 0), at)
        elif row.kind == "act.says" and fields.get("claim") in CLAIMS:
            self.claims[row.number] = Claim(CLAIMS[fields["claim"]], row.number, at, recorded)
        elif row.kind == a.TURNED_AWAY:
            self.claims[row.number] = Claim(a.MISMATCH, row.number, at, recorded)
        elif row.kind == SERVICE and "intent-to-comply" in (fields.get("packet") or ()):
            self.given[row.number] = at
        elif row.kind == HOLD:
            self.begins[row.number] = at
        elif row.kind in STEPS:
            self.steps[row.number] = at
            self._settle((a.MISMATCH,), at, "somebody else was not at the door: the identity was settled")
        elif row.kind in IDENTITY:
            self._settle((a.NOT_ME, a.MISMATCH), at, "the identity was settled by a person")
        elif said.get("role") in ("supervisor", "counsel"):
            self._settle((a.NOT_ME, a.TIME_IS_UP), at, f"looked into by {said['role']}")

    def told_of(self, said: Mapping[str, Any], at: datetime) -> None:
        """DHS was told of the person: where they are owed a copy on paper, it waits to be given."""
        if any(c.get("to") == "person" and c.get("how") == "print" for c in said.get("copies") or ()):
            self.copies.setdefault(int(said["about"]), at)

    def lawyer(self, kind: str, said: Mapping[str, Any], recorded: datetime) -> None:
        """Nobody of the chosen lawyer's office was left to tell; or somebody of it has taken the matter after all."""
        name = str(said.get("alert", ""))
        if kind == a.EXHAUSTED:
            self.silent.setdefault(name, (recorded, None))
        elif name in self.silent and self.silent[name][1] is None:
            self.silent[name] = (self.silent[name][0], recorded)

    def _settle(self, kinds: tuple[str, ...], at: datetime, why: str) -> None:
        for claim in self.claims.values():
            if claim.kind in kinds and claim.over is None and claim.at <= at:
                claim.over, claim.why = at, why

    def _undo(self, event: int, at: datetime) -> None:
        """What was taken back was never done: no step, no beginning, no copy given."""
        self.undone.add(event)
        for stands in (self.steps, self.begins, self.given):
            stands.pop(event, None)
        claim = self.claims.get(event)
        if claim is not None and claim.over is None:
            claim.over, claim.why = at, "taken back"

    def alarm(self, kind: str, said: Mapping[str, Any], recorded: datetime) -> None:
        """What the alarms themselves wrote."""
        key = (str(said.get("kind", "")), str(said.get("ref", "")))
        if kind == a.RAISED:
            self.standing[key] = Standing(
                alarm=said["alarm"],
                tier=said["tier"],
                kind=key[0],
                ref=key[1],
                at=a.said(said, "at"),
                since=a.said(said, "since"),
                says=said["says"],
                told=tuple(said["told"]),
                raised=recorded,
            )
            self.ever.add(key)
            if said["tier"] == a.STOPS:
                self.episodes = max(self.episodes, int(said["alarm"].rsplit(":", 1)[1]))
        elif kind == a.ENDED:
            self.standing.pop(key, None)
        elif kind == a.ESCALATED and key in self.standing:
            self.standing[key].steps.add(int(said["step"]))
        elif kind == a.ACKNOWLEDGED:
            for one in self.standing.values():
                if one.alarm == said["alarm"]:
                    one.acknowledged = str(said["by"])


def _at(text: Any) -> datetime | None:
    if not isinstance(text, str) or not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
