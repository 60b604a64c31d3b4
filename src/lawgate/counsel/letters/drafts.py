"""The drafts themselves. Every statement of fact comes from the record, every statement of law from a rule with its citation; what the
record does not hold is a blank in square brackets for the lawyer to fill, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from lawgate.base import BadInput
from lawgate.base.moments import say_minute
from lawgate.counsel.letters import drafts_more as more
from lawgate.counsel.letters.client import UNKNOWN, Client
from lawgate.counsel.letters.parts import OVER, law, ran_out, requests
from lawgate.counsel.letters.records import Block, Letter

RIGHTS_CITES = ("U.S. Const. amend. V", "U.S. Const. amend. VI", "U.S. Const. amend. XIV")
OWN = ("habeas", "file")  # for the lawyer alone: sent to nobody as they are
VENUE = (
    "The place of custody at the hour of filing picks the federal court (recalled; check).",
    "A detainer alone is not federal custody in the Ninth and Tenth Circuits (secondary source; check).",
)


def draft(kind: str, c: Client, now: datetime, *, lawyer: str = "") -> Letter:
    """The letter ``kind`` for ``c`` as of ``now``. Raises ``BadInput`` for a kind there is none of."""
    if kind not in KINDS:
        raise BadInput(f"there is no letter '{kind[:40]}'", do=f"one of {', '.join(KINDS)}")
    title, make = KINDS[kind]
    body = tuple(make(c, now))
    sent = kind not in OWN
    blocks = (*_head(kind, title, c, now, sent), *body, *_foot(c, lawyer, sent))
    said = " ".join(b.text for b in blocks)
    return Letter(kind, f"draft-{kind}", title, blocks, tuple(m for m in _marks(c) if m[0] in said))


def _head(kind: str, title: str, c: Client, now: datetime, sent: bool) -> Iterator[Block]:
    yield Block("title", title)
    yield Block(
        "para", f"DRAFT for a lawyer to read{', correct and sign' if sent else ''}. Blanks are in square brackets."
    )
    yield Block("row", "Date", say_minute(now))
    if sent:
        yield Block("row", "To", _to(kind, c))
    yield Block("row", "Re", f"{c.name}, born {c.born}, booking {c.booking}")


def _to(kind: str, c: Client) -> str:
    county = f"{c.county} County, {c.state}" if c.county else c.state
    way = [x for x in (c.jail.address, c.jail.fax and f"fax {c.jail.fax}") if x] if c.jail else []
    jail = f"{', '.join([c.agency, county, *way])}; county counsel [fax, e-mail]"
    return {
        "rights": f"{jail}; ICE field office [address], with Form G-28",
        "citizen": f"{jail}; ICE field office [address]",
        "preserve": f"{jail}; ICE field office [address]",
        "victim": f"ICE field office [address]; prosecutor of {county} [address]",
        "court": f"Clerk of the criminal court, {county} [address]; surety [name, address]",
    }.get(kind, jail)


def _foot(c: Client, lawyer: str, sent: bool) -> Iterator[Block]:
    if sent:
        yield Block("para", "Please answer in writing, with the time and the name of whoever answers.")
        yield Block("row", "Signed", f"{lawyer or '[lawyer]'}, [bar number], [telephone]")
    adopted = f"Law book {c.rulebook[:12]}, law of {c.day}."
    yield Block("para", f"{adopted} Not adopted by counsel; not legal advice. Read every citation before it is sent.")


def _expiry(c: Client, now: datetime) -> Iterator[Block]:
    """Demand for release: event and minute of t0, the form's clock, the exclusions day by day, no other basis, who was called."""
    yield Block("heading", "Release is demanded")
    if c.due is None:
        yield Block("para", "The jail's own authority has no recorded end yet: [event and minute that end it].")
    else:
        yield Block("para", f"The jail's own authority ended {say_minute(c.due)}: {c.due_event or '[event]'}.")
    minute = c.last_minute or c.due
    if minute is not None:
        yield Block("para", f"The last lawful minute of custody is {say_minute(minute)} ({c.clock}).")
        yield Block("para", f"It is now {say_minute(now)}: {c.left(now)}.")
    yield Block("para", OVER if ran_out(c, now) else f"{c.headline} {c.why}".strip())
    if c.arithmetic:
        yield Block("heading", "The arithmetic")
        yield from (Block("item", s) for s in c.arithmetic)
    yield Block("heading", "The federal request")
    yield from requests(c)
    yield from (Block("item", f"Warrant: {w}.") for w in c.warrants)
    reasons = c.reasons("hold")
    if reasons:
        yield Block("heading", "The law")
        yield from law(reasons)
    yield Block("para", "No other basis of custody is known to counsel. If there is one, name it, with its paper, now.")
    if c.exposure:
        yield Block("heading", "What courts have decided")
        yield from (Block("item", e) for e in c.exposure[:5])
    yield Block("para", "Called: [name, telephone, time]; answered: [words].")
    yield Block("para", "The clock does not start again. Release the client now.")


def _copies(c: Client, now: datetime) -> Iterator[Block]:
    """Copies of the request and of the jail's answer."""
    del now
    yield Block("heading", "Copies are asked for")
    yield Block("para", "Counsel asks, on the client's behalf, for a copy of each of these, today:")
    for what in (
        "every hold, notification or transfer request, front and back, with what was attached to it",
        "the proof and the minute of its service on the client",
        "the jail's answer to it, and what the jail intends to do",
        "every notice given to federal officers of a date, time or place of release, with its time",
        "any interview consent form put before the client",
    ):
        yield Block("item", what + ".")
    yield Block("heading", "Known so far")
    yield from requests(c)
    yield Block("item", f"Told to ICE: {'; '.join(c.told_ice) or UNKNOWN}.")
    if c.papers:
        yield Block("heading", "What the client must be given")
        yield from law(c.papers)
    yield Block("para", "Counsel is the client's lawyer for these notices: [date and form of the client's naming].")


def _rights(c: Client, now: datetime) -> Iterator[Block]:
    """Appearance and no interview: silence and counsel invoked, nothing signed."""
    del now
    yield Block("heading", "Rights are invoked")
    for text in (
        "Counsel appears for this person. The client consented on [date, time].",
        "The client stays silent and asks for counsel, in every matter and before every officer.",
        "No interview, by anyone, in person, by telephone or by video, without counsel present.",
        "The client signs nothing, waives nothing, and agrees to no search and no departure, without counsel.",
        "Calls and visits with counsel are private: they are not to be recorded, heard or opened.",
    ):
        yield Block("item", text)
    yield Block("para", f"On the record: {c.interview}.")
    reasons = c.reasons("interview")
    yield Block("heading", "The law")
    yield from law(reasons)
    yield Block("para", f"See also {', '.join(RIGHTS_CITES)} (recalled; check).")
    yield Block("para", f"The client's language is {c.language}: an interpreter is asked for where it is not English.")


def _habeas(c: Client, now: datetime) -> Iterator[Block]:
    """Facts sheet for a petition: custodian, facility, basis and its end, the hour of filing."""
    yield Block("heading", "Custody")
    rows = (
        ("Person held", f"{c.name}, born {c.born}, booking {c.booking}"),
        ("Custodian", f"[sheriff or warden], {c.agency}"),
        ("Facility, unit", f"{c.agency}, {c.unit}"),
        ("Arrested, booked", f"{c.say(c.arrested)}; {c.say(c.booked)}"),
        ("Charges", "; ".join(c.charges) or UNKNOWN),
        ("Bail", "; ".join(c.bail) or UNKNOWN),
        ("Own authority ended", f"{c.say(c.due)}: {c.due_event or UNKNOWN}"),
        ("Last lawful minute", f"{c.say(c.last_minute or c.due)} ({c.clock})"),
        ("At this hour", f"{say_minute(now)}: {c.left(now) or 'no minute known'}"),
        ("Answer on holding", f"{c.hold}: {c.headline}"),
        ("Hour of filing", "[hour, court, number]"),
        ("If ICE has the client", "[warden, facility, field-office director]"),
    )
    yield from (Block("row", a, b) for a, b in rows)
    yield from (Block("row", f"Ceiling: {k}", say_minute(v)) for k, v in c.ceilings)
    yield Block("heading", "Basis claimed by the federal request")
    yield from requests(c)
    yield from (Block("item", f"Warrant: {w}.") for w in c.warrants)
    if c.arithmetic:
        yield Block("heading", "The arithmetic")
        yield from (Block("item", s) for s in c.arithmetic)
    yield Block("heading", "The law behind the answer")
    yield from law(c.reasons("hold"))
    yield from (Block("item", e) for e in c.exposure[:8])
    yield Block("heading", "Venue and custody")
    yield from (Block("item", v) for v in VENUE)
    if c.questions:
        yield Block("heading", "Not known; each may change the answer")
        yield from (Block("item", q) for q in c.questions[:8])


def _file(c: Client, now: datetime) -> Iterator[Block]:
    """The client's file: the decision, what it rests on, its arithmetic, the papers and their service."""
    yield Block("heading", "Decision")
    yield Block("para", f"{c.headline} {c.why}".strip())
    yield Block("row", "Last lawful minute", f"{c.say(c.last_minute or c.due)} ({c.clock})")
    yield Block("row", "At this hour", f"{say_minute(now)}: {c.left(now) or 'no minute known'}")
    yield Block("heading", "The record")
    rows = (
        ("Held at", f"{c.agency}, {c.unit}"),
        ("Arrested, booked", f"{c.say(c.arrested)}; {c.say(c.booked)}"),
        ("Charges", "; ".join(c.charges) or UNKNOWN),
        ("Bail", "; ".join(c.bail) or UNKNOWN),
        ("Release due", f"{c.say(c.due)}: {c.due_event or UNKNOWN}"),
        ("Language", c.language),
        ("Marks", ", ".join(c.marks) or "none"),
        ("Interview", c.interview),
        ("Told to ICE", "; ".join(c.told_ice) or UNKNOWN),
    )
    yield from (Block("row", a, b) for a, b in rows)
    yield Block("heading", "Requests, warrants and their service")
    yield from requests(c)
    yield from (Block("item", f"Warrant: {w}.") for w in c.warrants)
    yield from (Block("item", f"To be given: {p.words} {p.cite}") for p in c.papers)
    for a in c.answers:
        yield Block("heading", f"{a.get('question', a['action'])} {a.get('mark', '')}".strip())
        yield from (Block("para", text) for text in [a.get("sentence", "")] if text)
        yield from law(c.reasons(a["action"]))
    if c.arithmetic:
        yield Block("heading", "The arithmetic")
        yield from (Block("item", s) for s in c.arithmetic)
        yield from (Block("row", f"Limit: {k}", say_minute(v)) for k, v in c.ceilings)
    if c.questions:
        yield Block("heading", "Not known; each may change the answer")
        yield from (Block("item", q) for q in c.questions)
    if c.exposure:
        yield Block("heading", "What courts have decided")
        yield from (Block("item", e) for e in c.exposure)
    yield Block("para", f"Rests on texts that were not read: {', '.join(c.unverified) or 'none'}.")


Make = Callable[[Client, datetime], Iterator[Block]]
KINDS: dict[str, tuple[str, Make]] = {
    "expiry": ("Demand for release", _expiry),
    "authority": ("No authority past the release time", more.authority),
    "copies": ("Request for copies and for the jail's intent", _copies),
    "rights": ("Appearance and invocation of rights", _rights),
    "citizen": ("A claim of citizenship", more.citizen),
    "victim": ("A victim or witness", more.victim),
    "preserve": ("Keep the records", more.preserve),
    "court": ("To the criminal court and the surety", more.court),
    "habeas": ("Facts for a petition for habeas corpus", _habeas),
    "file": ("The client's file", _file),
}
"""Kind to its title and what makes its body."""


def _marks(c: Client) -> tuple[tuple[str, str], ...]:
    cited = [(r.cite, r.confidence) for a in c.answers for r in c.reasons(a["action"]) if r.confidence]
    return tuple(dict.fromkeys(cited))
