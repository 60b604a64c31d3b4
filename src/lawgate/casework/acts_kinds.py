"""The acts of the desk as data: what each asks for, in the order of its paper; who may do it; whether it can be undone.

An act is one event ``act.NAME``. Pages, the interface and the ledger read this one table.
"""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.casework.acts_words import (
    AUTHORITIES,
    CHANNELS,
    CLAIMS,
    CONSENTS,
    ENDS,
    HOWS,
    IDENTITY,
    LANGUAGES,
    LEVELS,
    MARKS,
    OUTCOMES,
    PACKETS,
    SIGNERS,
    WARRANTS,
    Choices,
)
from lawgate.detainer import FORMS

PREFIX, UNDONE = "act.", "act.undone"

BOOKED, CHARGED, DISPOSED, BAIL, DUE = "booked", "charged", "disposed", "bail-tendered", "release-due"
REQUESTED, CANCELLED, SERVED, ANSWERED = "request-received", "request-cancelled", "served", "answered"
HOLD_BEGUN, WANTS, RELEASED, HANDED_OVER, SAYS, NOTED = (
    "hold-begun",
    "wants-checked",
    "released",
    "handed-over",
    "says",
    "noted",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing an act asks. ``kind``: line, lines, day, instant, number, yes/no, word, words. ``needed``: without it, no act."""

    name: str
    label: str
    kind: str = "line"
    needed: bool = False
    choices: Choices = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """``undo``: it can be taken back by a correcting event. ``at``: the field that says when it happened.

    ``door``: what it does cannot be undone, so it asks for new evidence instead of a second click.
    """

    name: str
    title: str
    verb: str
    fields: tuple[Field, ...]
    undo: bool = True
    at: str = ""
    door: bool = False

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)


WHEN = "As on the paper: 2014-06-10 02:55"

_KINDS = (
    Kind(
        BOOKED,
        "Book a person",
        "Book",
        (
            Field("last", "Family name, as given", needed=True),
            Field("first", "Given name", needed=True),
            Field("middle", "Middle name"),
            Field("aliases", "Other names", "lines", hint="One a line"),
            Field("born", "Date of birth", "day", hint="1986-03-02"),
            Field("language", "Language they read best"),
            Field("booking", "Booking number", needed=True),
            Field("arrested_at", "Arrested at", "instant", hint=WHEN),
            Field("booked_at", "Booked at", "instant", needed=True, hint=WHEN),
            Field("charges", "Charges", "lines", needed=True, hint="One a line: statute; name; felony or misdemeanor"),
            Field("housing", "Cell or unit"),
            Field("live_scan", "Live-scan number"),
        ),
        at="booked_at",
    ),
    Kind(
        CHARGED,
        "Add a charge",
        "Add the charge",
        (
            Field("paper", "Case number", needed=True),
            Field("statute", "Statute", needed=True, hint="Pen. Code 211"),
            Field("name", "Plain name"),
            Field("level", "Level", "word", choices=LEVELS),
            Field("since", "Holds since", "instant", needed=True, hint=WHEN),
            Field("bail_usd", "Bail set, in dollars", "number"),
            Field("no_bail", "Held without bail?", "yes/no"),
        ),
        at="since",
    ),
    Kind(
        DISPOSED,
        "Record how a charge ended",
        "Record the outcome",
        (
            Field("charge", "Which charge", "word", needed=True),
            Field("outcome", "How it ended", "word", needed=True, choices=OUTCOMES),
            Field("ordered_at", "Ordered at", "instant", needed=True, hint="When it was spoken: 2014-06-10 02:55"),
            Field("received_at", "Reached the jail at", "instant", hint=WHEN),
            Field("paper", "Paper", needed=True, hint="Order or worksheet number"),
            Field("channel", "How it came", "word", needed=True, choices=CHANNELS),
            Field(
                "called_back",
                "Called back, to a number on file",
                hint="Who answered, and when. Not needed for an order heard in court",
            ),
        ),
        at="ordered_at",
    ),
    Kind(
        BAIL,
        "Bail tendered",
        "Record the bail",
        (
            Field("covers", "Charges it covers", "words", needed=True),
            Field("amount_usd", "Amount, in dollars", "number", needed=True),
            Field("tendered_at", "Tendered at", "instant", needed=True, hint="When it was offered, accepted or not"),
            Field("receipt", "Receipt", needed=True),
            Field("payer", "By whom"),
            Field("refused", "If it was refused: why", hint="A refusal is recorded, and the time runs all the same"),
            Field("uncovered_why", "If a charge is left uncovered: why"),
        ),
        at="tendered_at",
    ),
    Kind(
        DUE,
        "Release due",
        "Record the release time",
        (
            Field("event", "What ended it", "word", needed=True, choices=ENDS),
            Field(
                "happened_at",
                "Happened at",
                "instant",
                needed=True,
                hint="When it was said or done, not when the paper came",
            ),
            Field("received_at", "Reached the jail at", "instant", hint=WHEN),
            Field("paper", "Paper", needed=True),
            Field("channel", "How it came", "word", needed=True, choices=CHANNELS),
            Field(
                "called_back",
                "Called back, to a number on file",
                hint="Who answered, and when. Not needed for an order heard in court",
            ),
        ),
        at="happened_at",
    ),
    Kind(
        REQUESTED,
        "Federal request received",
        "Record the request",
        (
            Field("form", "Edition of the form", "word", needed=True, choices=tuple((f, f) for f in FORMS)),
            Field("boxes", "Boxes ticked", "words"),
            Field("signer", "Who signed the request?", "word", needed=True, choices=SIGNERS),
            Field(
                "warrant",
                "Warrant attached",
                "word",
                needed=True,
                choices=WARRANTS,
                hint="Who signed it decides: look for a judge's name and seal",
            ),
            Field("issued_on", "Day of issue", "day", hint="2014-06-09"),
            Field("issuing_office", "Issuing office"),
            Field("received_at", "Reached the jail at", "instant", needed=True, hint=WHEN),
            Field("channel", "How it came", "word", needed=True, choices=CHANNELS),
        ),
        at="received_at",
    ),
    Kind(
        CANCELLED,
        "Federal request cancelled",
        "Record the cancellation",
        (
            Field("cancelled_at", "Cancelled at", "instant", needed=True, hint=WHEN),
            Field("paper", "Paper", needed=True),
            Field("channel", "How it came", "word", needed=True, choices=CHANNELS),
        ),
        at="cancelled_at",
    ),
    Kind(
        SERVED,
        "Serve papers",
        "Record the service",
        (
            Field("packet", "What was given", "words", needed=True, choices=PACKETS),
            Field(
                "language",
                "In which language?",
                "word",
                needed=True,
                choices=LANGUAGES,
                hint="The language the person reads best",
            ),
            Field("interpreter", "Interpreter", hint="Needed if the officer does not speak it"),
            Field(
                "how",
                "How is it given?",
                "word",
                needed=True,
                choices=HOWS,
            ),
            Field("served_at", "Given at", "instant", needed=True, hint=WHEN),
            Field(
                "mark",
                "Their mark",
                "word",
                needed=True,
                choices=MARKS,
            ),
            Field(
                "consent",
                "If a consent form was given: did they agree?",
                "word",
                choices=CONSENTS,
            ),
        ),
        at="served_at",
    ),
    Kind(
        ANSWERED,
        "Answer the question",
        "Record the answer",
        (
            Field("fact", "Fact", needed=True),
            Field("value", "Answer", needed=True),
            Field("source", "Where it was looked up", hint="DOJ response, court list, the paper itself"),
        ),
    ),
    Kind(
        HOLD_BEGUN,
        "Begin a hold",
        "Begin the hold",
        (Field("began_at", "Begins at", "instant", needed=True, hint=WHEN),),
        at="began_at",
    ),
    Kind(
        WANTS,
        "Wants checked",
        "Record the check",
        (Field("wants_at", "Wants checked at", "instant", needed=True, hint=WHEN),),
        at="wants_at",
    ),
    Kind(
        RELEASED,
        "Release",
        "Open the door",
        (
            Field("wants_at", "Wants checked at", "instant", needed=True, hint=WHEN),
            Field("identity", "Who is at the door?", "word", needed=True, choices=IDENTITY),
            Field("property", "Property and money returned, and signed for?", "yes/no", needed=True),
            Field("papers", "Papers given: court dates, certificate of release?", "yes/no", needed=True),
            Field("last_three", "Last three digits of the booking number, read off the person's paper", needed=True),
            Field("door_at", "Out of the door at", "instant", needed=True, hint=WHEN),
        ),
        undo=False,
        at="door_at",
        door=True,
    ),
    Kind(
        HANDED_OVER,
        "Hand over to ICE",
        "Hand over",
        (
            Field("authority", "By what authority", "word", needed=True, choices=AUTHORITIES),
            Field("officer", "Officer: name and badge, as seen", needed=True),
            Field("agency", "Agency, as seen on the card", needed=True),
            Field("identity", "Who is handed over?", "word", needed=True, choices=IDENTITY),
            Field("last_three", "Last three digits of the booking number, read off the person's paper", needed=True),
            Field("door_at", "Handed over at", "instant", needed=True, hint=WHEN),
        ),
        undo=False,
        at="door_at",
        door=True,
    ),
    Kind(
        SAYS,
        "The person says",
        "Record what was said",
        (
            Field("claim", "What they say", "word", needed=True, choices=CLAIMS),
            Field("words", "Their words", "lines", hint="As they said it"),
            Field("said_at", "Said at", "instant", needed=True, hint=WHEN),
            Field(
                "paper",
                "A paper they showed",
                hint="Birth certificate, passport, driver's license. Leave empty if none",
            ),
        ),
        at="said_at",
    ),
    Kind(NOTED, "Note", "Keep the note", (Field("text", "Note", "lines", needed=True),)),
)
KINDS: dict[str, Kind] = {k.name: k for k in _KINDS}
CORRECTION = Kind("undone", "Undo", "Undo", (Field("event", "Which event", "number", needed=True), Field("why", "Why")))
