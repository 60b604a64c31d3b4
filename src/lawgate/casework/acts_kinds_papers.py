"""Acts about papers and words: a federal request, what is served, an answer to a question, what the person says, a note."""

from __future__ import annotations

from lawgate.casework.acts_fields import ANSWERED, CANCELLED, NOTED, REQUESTED, SAYS, SERVED, WHEN, Field, Kind
from lawgate.casework.acts_words import CHANNELS, CLAIMS, CONSENTS, HOWS, LANGUAGES, MARKS, PACKETS, SIGNERS, WARRANTS
from lawgate.detainer import FORMS

OF_PAPERS = (
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
