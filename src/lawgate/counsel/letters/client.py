"""What a lawyer needs in the first hour, read from the person's latest record and decision. Not status, not birth country."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base.moments import say_length, say_minute
from lawgate.casework.standing import Latest
from lawgate.casework.timeline import Happening
from lawgate.clock.limits import LIMITS
from lawgate.counsel.jails import Jail

UNKNOWN = "not recorded"
ALERT_TOLD = "alert.told"
CLOCKS = {"per-court-order": "as the court orders", "none": "no clock: no hold is lawful"}


@dataclass(frozen=True, slots=True)
class Reason:
    """An authority behind an answer: its words, its citation, how far it was read."""

    words: str
    cite: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One federal request as the jail has it."""

    form: str
    issued: str
    received: str
    served: str
    boxes: str
    asks: str
    cancelled: str


@dataclass(frozen=True, slots=True)
class Client:
    """One person in custody as their lawyer sees them. Instants are aware, in the jail's zone; None: not known or not yet."""

    booking: str
    name: str
    born: str
    language: str
    agency: str
    county: str
    state: str
    unit: str
    tz: str
    booked: datetime | None
    arrested: datetime | None
    released: datetime | None
    charges: tuple[str, ...]
    bail: tuple[str, ...]
    due: datetime | None
    due_event: str
    requests: tuple[Asked, ...]
    warrants: tuple[str, ...]
    hold: str
    last_minute: datetime | None
    clock: str
    arithmetic: tuple[str, ...]
    ceilings: tuple[tuple[str, datetime], ...]
    headline: str
    why: str
    answers: tuple[Mapping[str, Any], ...]
    papers: tuple[Reason, ...]
    exposure: tuple[str, ...]
    interview: str
    told_ice: tuple[str, ...]
    marks: tuple[str, ...]
    questions: tuple[str, ...]
    rulebook: str
    unverified: tuple[str, ...]
    day: str
    jail: Jail | None = None
    others: tuple[str, ...] = ()

    def reasons(self, action: str) -> tuple[Reason, ...]:
        """The authorities behind one of the four answers."""
        found: Sequence[Mapping[str, str]] = next((a["reasons"] for a in self.answers if a["action"] == action), ())
        return tuple(Reason(x["words"], x["cite"], x["confidence"]) for x in found)

    def past(self, now: datetime) -> bool:
        """Whether the last lawful minute has passed."""
        minute = self.last_minute or self.due
        return minute is not None and minute <= now

    def left(self, now: datetime) -> str:
        """How long is left, or how long ago it ended; empty while no minute is known."""
        minute = self.last_minute or self.due
        if minute is None:
            return ""
        return f"{say_length(minute - now)} left" if now < minute else f"ended {say_length(now - minute)} ago"

    def say(self, moment: datetime | None) -> str:
        return say_minute(moment) if moment is not None else UNKNOWN


def client_of(found: Latest, happened: Iterable[Happening] = (), jail: Jail | None = None) -> Client:
    """The client from what the ledger knows last. ``happened``: their timeline. ``jail``: how the jail is reached, where that is known.

    Raises ``ValueError`` for a person without a decision."""
    record, answer = found.record, found.answer
    if answer is None:
        raise ValueError(f"{found.subject} has no answer")
    tz = ZoneInfo(answer["tz"])
    person, place = record["person"], record["place"]
    facts = record.get("facts") or {}
    happened = list(happened)
    requests = [*(record.get("earlier_requests") or ()), *([record["request"]] if record.get("request") else ())]
    return Client(
        booking=record["booking"],
        name=" ".join(x for x in (person["first"], person.get("middle") or "", person["last"]) if x),
        born=person["born"] or UNKNOWN,
        language=person["language"] or UNKNOWN,
        agency=place.get("agency") or "the jail",
        county=place.get("county") or "",
        state=place.get("state") or "",
        unit=record.get("housing") or UNKNOWN,
        tz=answer["tz"],
        booked=_at(record.get("booked_at"), tz),
        arrested=_at(facts.get("arrested_at"), tz),
        released=_at(record.get("released_at"), tz),
        charges=tuple(_charge(c) for c in record.get("charges") or ()),
        bail=tuple(_bail(b, tz) for b in record.get("bail") or ()),
        due=_at(answer["release_due"], tz),
        due_event=str((record.get("release_due") or {}).get("event") or "").replace("-", " "),
        requests=tuple(_asked(r, tz) for r in requests),
        warrants=tuple(_warrant(w, tz) for w in record.get("warrants") or ()),
        hold=answer["hold"],
        last_minute=_at(answer["release_by"], tz),
        clock=clock_words(answer["clock"]),
        arithmetic=tuple(answer["arithmetic"]),
        ceilings=tuple((clock_words(k), m) for k, v in answer["ceilings"].items() if (m := _at(v, tz))),
        headline=answer["headline"],
        why=answer["why"],
        answers=tuple(answer["answers"]),
        papers=tuple(Reason(p["words"], p["cite"], "") for p in answer["papers"]),
        exposure=tuple(_exposure(e) for e in answer["exposure_lines"]),
        interview=_interview(facts),
        told_ice=tuple(_told(facts, happened, tz)),
        marks=tuple(_marks(facts)),
        questions=tuple(q["en"] for q in answer["questions"]),
        rulebook=answer["rulebook"],
        unverified=tuple(answer["unverified"]),
        day=answer["day"],
        jail=jail,
        others=tuple(_others(happened, tz)),
    )


def clock_words(name: str) -> str:
    """What a clock measures, and whose it is."""
    if name in LIMITS:
        return f"{LIMITS[name].title}: {LIMITS[name].source}"
    return CLOCKS.get(name, name.replace("-", " "))


def _at(text: Any, tz: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(tz) if isinstance(text, str) and text else None


def _said(text: Any, tz: ZoneInfo, absent: str) -> str:
    moment = _at(text, tz)
    return say_minute(moment) if moment is not None else absent


def _charge(c: Mapping[str, Any]) -> str:
    first = " ".join(str(x) for x in (c.get("statute"), c.get("name")) if x) or UNKNOWN
    bail = f"bail ${c['bail_usd']:,}" if c.get("bail_usd") else "no bail" if c.get("no_bail") else ""
    return ", ".join(str(x) for x in (first, c.get("level"), bail) if x)


def _bail(b: Mapping[str, Any], tz: ZoneInfo) -> str:
    amount = f"${b['amount_usd']:,}" if b.get("amount_usd") else f"amount {UNKNOWN}"
    said = [amount, *(f"{k} {_said(b.get(f'{k}_at'), tz, '')}" for k in ("tendered", "accepted") if b.get(f"{k}_at"))]
    return ", ".join([*said, f"refused: {b['refused']}"] if b.get("refused") else said)


def _asked(r: Mapping[str, Any], tz: ZoneInfo) -> Asked:
    served = "never, as recorded" if "served_on_subject_at" in r and not r["served_on_subject_at"] else UNKNOWN
    return Asked(
        form=f"Form {r['form']}" if r.get("form") else "Form I-247, edition not recorded",
        issued=str(r.get("issued_on") or UNKNOWN),
        received=_said(r.get("received_at"), tz, UNKNOWN),
        served=_said(r.get("served_on_subject_at"), tz, served),
        boxes=", ".join(str(b).replace("-", " ") for b in r.get("boxes") or ()) or UNKNOWN,
        asks=", ".join(r.get("asks") or ()) or UNKNOWN,
        cancelled=_said(r.get("cancelled_at"), tz, ""),
    )


def _warrant(w: Mapping[str, Any], tz: ZoneInfo) -> str:
    judge = "" if w.get("kind") not in ("I-200", "I-205") else " (signed by an immigration officer, not by a judge)"
    return f"{w.get('kind') or 'kind not recorded'}{judge}, served {_said(w.get('served_at'), tz, UNKNOWN)}"


def _exposure(e: Mapping[str, Any]) -> str:
    return f"{e['title']}, {e['court']}, {e['decided']}: {e['held']} ({e['here']})"


def _interview(facts: Mapping[str, Any]) -> str:
    asked, signed = facts.get("interview_requested"), facts.get("consent_form_signed")
    first = f"whether ICE asks for an interview: {UNKNOWN}"
    if asked is not None:
        first = "ICE asks for an interview" if asked else "no interview is asked for"
    if signed is None:
        return first
    return f"{first}; {'consent form signed' if signed else 'no consent form signed'}"


def _told(facts: Mapping[str, Any], happened: Iterable[Happening], tz: ZoneInfo) -> Iterable[str]:
    if facts.get("lea_notified_dhs_at"):
        yield f"the jail told ICE {_said(facts['lea_notified_dhs_at'], tz, '')}"
    for h in happened:
        if h.kind == "notice.decided" and h.payload and str(h.payload.get("to", "")).lower() == "dhs":
            sent = ", ".join(sorted(h.payload.get("sent") or {})) or "nothing"
            yield f"{say_minute(h.happened.astimezone(tz))}: {sent}"


def _others(happened: Iterable[Happening], tz: ZoneInfo) -> Iterable[str]:
    """Who else was told: other lawyers, and whomever the law or the house gave a copy of a notice."""
    for h in happened:
        said = h.payload or {}
        if h.kind == ALERT_TOLD:
            yield f"lawyer {said.get('account')}: {say_minute(h.happened.astimezone(tz))}"
        elif h.kind == "notice.decided":
            copies = [str(b["to"]).replace("-", " ") for b in said.get("besides") or () if b.get("to")]
            yield from (
                f"copy due to the {to}: {say_minute(h.happened.astimezone(tz))}" for to in dict.fromkeys(copies)
            )


def _marks(facts: Mapping[str, Any]) -> Iterable[str]:
    if facts.get("subject.juvenile"):
        yield "juvenile"
    if facts.get("subject.citizenship_claim") in ("asserted", "documented"):
        yield f"says U.S. citizen ({facts['subject.citizenship_claim']})"
