"""Letters for what follows the first hour: no authority past the release time, citizenship, a victim or witness, preservation, the court.

As in ``drafts``: facts from the record, law with its citation and how far it was read, blanks in square brackets for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lawgate.base.moments import say_minute
from lawgate.counsel.letters.client import UNKNOWN, Client
from lawgate.counsel.letters.parts import LAWFUL, OVER, law, ran_out, requests
from lawgate.counsel.letters.records import Block

CITIZEN_CITES = "ICE Directive 16001.2 (public copy read) and U.S. Const. amend. IV (recalled; check)"
VICTIM_CITE = "8 U.S.C. § 1367 (a lawyer's page read, the statute recalled; check)"
NEVER = "never, as recorded"


def authority(c: Client, now: datetime) -> Iterator[Block]:
    """No authority past the release time: its event and minute, the line that is missing, the rule, what courts have decided."""
    yield Block("heading", "No authority after the release time")
    if c.due is None:
        yield Block("para", "The jail's own case has no recorded end yet: [event and minute that end it].")
    else:
        yield Block("para", f"The jail's own case ended {say_minute(c.due)}: {c.due_event or '[event]'}.")
    yield Block("para", f"It is now {say_minute(now)}. {OVER if ran_out(c, now) else f'{c.headline} {c.why}'.strip()}")
    if c.hold in LAWFUL and not c.past(now):
        yield Block(
            "para",
            "[Counsel: the law book answers that a hold may stand here until its minute. Say why not, or do not send.]",
        )
    yield Block("heading", "What is missing")
    lacking = list(missing(c))
    yield from (Block("item", m) for m in lacking)
    if not lacking:
        yield Block(
            "para", f"[the line that is missing: service, a judge's signature, a box, the state's power] {UNKNOWN}."
        )
    yield Block(
        "para", "Each of request, service, cause, state power and time must stand. Where one is gone, no hold is left."
    )
    yield Block("heading", "The federal request")
    yield from requests(c)
    reasons = c.reasons("hold")
    if reasons:
        yield Block("heading", "The law")
        yield from law(reasons)
    yield Block("heading", "Exposure")
    yield from (Block("item", e) for e in c.exposure[:8])
    if not c.exposure:
        yield Block("para", "[decisions of this circuit and state]")
    yield Block(
        "para",
        "Name the authority by which the client is held, with its paper and the minute it was given. Or release now.",
    )


def missing(c: Client) -> Iterator[str]:
    """What the record itself shows to be lacking. What it does not hold is not called missing."""
    if not c.requests:
        yield "No federal request is on the jail's record as shown to counsel."
    for r in c.requests:
        if r.cancelled:
            yield f"{r.form}: cancelled {r.cancelled}."
        if r.served == NEVER:
            yield f"{r.form}: no copy was given to the client, as recorded."
    if c.warrants and all("not by a judge" in w for w in c.warrants):
        yield "No judge signed the warrant that came with it: an immigration officer did."
    if c.hold == "prohibited":
        yield "The law of this place gives the jail no power to hold on it; the rules follow below."


def citizen(c: Client, now: datetime) -> Iterator[Block]:
    """The claim, the proof with its copies, and a written cancellation."""
    yield Block("heading", "A claim of United States citizenship")
    claim = next((m for m in c.marks if "citizen" in m), "")
    yield Block("para", f"On the jail's record: {claim or f'{UNKNOWN}; the client says: [the claim in their words]'}.")
    yield Block("para", "The client is a citizen of the United States by [birth in / naturalization on / a parent].")
    yield Block("heading", "Proof, copies attached")
    for what in (
        "[birth record or certificate of citizenship or naturalization, number of pages]",
        "[U.S. passport or passport card]",
        "[school, hospital or military record]",
        "[sworn statements of parents or others who know]",
    ):
        yield Block("item", what + ".")
    yield Block("heading", "What is asked")
    yield Block("item", "ICE: look into the claim at once, and cancel the request in writing.")
    yield Block(
        "item", "Jail: hold nobody for ICE on a civil request who is a citizen; tell counsel at once what ICE answers."
    )
    yield Block("para", f"See {CITIZEN_CITES}.")
    yield Block("heading", "The federal request")
    yield from requests(c)
    reasons = c.reasons("hold")
    if reasons:
        yield Block("heading", "The law")
        yield from law(reasons)
    yield Block("para", f"As of {say_minute(now)}: {c.left(now) or 'no minute is known'}.")


def victim(c: Client, now: datetime) -> Iterator[Block]:
    """A victim or witness, with the client's consent: the filing, and its confidence."""
    yield Block(
        "para",
        "To be sent only with the client's written consent: [date, what may be told, to whom]. Not for the jail's desk.",
    )
    yield Block("heading", "A victim or witness of crime")
    yield Block("row", "Filing or case", "[receipt or case number; agency; date]")
    yield Block("row", "Officer or prosecutor", "[name, telephone], asked to confirm the client's help")
    yield Block("row", "Held at", f"{c.agency}, {c.unit}; arrested {c.say(c.arrested)}")
    yield Block("heading", "What is asked")
    yield Block("item", "ICE: cancel the request in writing, or do not lodge one.")
    yield Block("item", "ICE: use nothing that came from the person who did the harm, and tell nobody of the filing.")
    yield Block("item", "Prosecutor: ask ICE to let the witness stay in the county.")
    yield Block("para", f"See {VICTIM_CITE}.")
    yield Block("para", f"As of {say_minute(now)}: {c.left(now) or 'no minute is known'}.")


def preserve(c: Client, now: datetime) -> Iterator[Block]:
    """What is to be kept, and from when to when."""
    first = c.arrested or c.booked
    yield Block("heading", "Keep these records")
    yield Block("row", "From", say_minute(first) if first else f"{UNKNOWN}: [arrest]")
    yield Block("row", "To", f"{say_minute(now)}, and until the client is out")
    for what in (
        "video of booking, housing, the release desk and every interview room, with sound",
        "the booking file, the log of the release desk, and every change to a release time",
        "every hold, notification or transfer request, its attachments, and the proof of service",
        "the immigration response message (IAR) and the query (IAQ) that called for it",
        "every message, call, fax and portal entry between the jail and federal officers, with its time",
        "bail offered, taken or refused, with who and when",
        "telephone recordings of the client's calls; calls with counsel are not to be heard",
    ):
        yield Block("item", what + ".")
    yield Block("heading", "Known so far")
    yield from requests(c)
    yield Block("item", f"Told to ICE: {'; '.join(c.told_ice) or UNKNOWN}.")
    yield Block("item", f"Bail: {'; '.join(c.bail) or UNKNOWN}.")
    yield Block(
        "para",
        "Stop every routine erasure today. Say in writing, with the time, that this was done: [name, telephone].",
    )


def court(c: Client, now: datetime) -> Iterator[Block]:
    """The criminal court and the surety: where the client is, the next date, a writ, bail not forfeit."""
    yield Block("heading", "Where the client is")
    yield Block("row", "Case", "[court, number, next date and hour]")
    yield Block("row", "Charges", "; ".join(c.charges) or UNKNOWN)
    yield Block("row", "Bail", "; ".join(c.bail) or UNKNOWN)
    where = (
        f"released {c.say(c.released)}; since then [place, custodian, number]"
        if c.released
        else f"{c.agency}, {c.unit}"
    )
    yield Block("row", f"At {say_minute(now)}", where)
    yield Block("heading", "What is asked")
    yield Block(
        "item", "If the client cannot come, it is because another holds them. Issue no warrant and forfeit no bail."
    )
    yield Block("item", "Order the client brought: [writ of habeas corpus ad prosequendum or the state's own].")
    yield Block("item", "Set the next date with time for it, and note this letter in the minutes.")
    yield Block("item", "Surety: custody elsewhere is no flight. Ask for relief from forfeiture in time: [rule, days].")
    yield Block(
        "para", "Courts differ on what excuses an absence: [the rule here]. Nothing in this letter waives a right."
    )
