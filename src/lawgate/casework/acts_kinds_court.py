"""Acts about what holds a person: a booking, its charges, how they end, bail, the instant at which release is due."""

from __future__ import annotations

from lawgate.casework.acts_fields import BAIL, BOOKED, CHARGED, DISPOSED, DUE, WHEN, Field, Kind
from lawgate.casework.acts_words import CHANNELS, ENDS, LEVELS, OUTCOMES

OF_COURT = (
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
)
