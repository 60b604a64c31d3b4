"""The words an act may choose from, and how they read on a page."""

from __future__ import annotations

from lawgate.booking import words as w

Choices = tuple[tuple[str, str], ...]


def _said(words: tuple[str, ...]) -> Choices:
    return tuple((word, word.replace("-", " ").capitalize()) for word in words)


LEVELS: Choices = _said(w.LEVELS)
CHANNELS: Choices = (
    ("in-court", "In court, heard by an officer of this jail"),
    ("courthouse-line", "Courthouse line or e-mail of the clerk"),
    ("by-hand", "By hand"),
    ("fax", "Fax"),
    ("e-mail", "E-mail"),
    ("other-jail", "Another jail's message"),
)
ENDS: Choices = _said(tuple(e for e in w.EVENTS if e not in ("never-in-custody", "not-at-issue")))
OUTCOMES: Choices = (
    ("dismissed", "Dismissed"),
    ("no-charge-filed", "No charge filed"),
    ("released-on-recognisance", "Released on recognisance"),
    ("sentence-served", "Sentence served"),
    ("proceeding-complete", "Proceeding complete"),
    ("resolved", "Resolved otherwise"),
)
SIGNERS: Choices = (
    ("immigration-officer", "An immigration officer"),
    ("judge", "A judge"),
    ("nobody", "Nobody: it is not signed"),
)
WARRANTS: Choices = (
    ("none", "No warrant attached"),
    ("I-200", "I-200, signed by an immigration officer"),
    ("I-205", "I-205, signed by an immigration officer"),
    ("civil-judicial", "A judge's warrant for civil immigration custody"),
    ("federal-criminal", "A federal judge's warrant for a crime"),
    ("federal-criminal-immigration", "A federal judge's warrant for an immigration crime"),
)
IDENTITY: Choices = (
    ("prints-matched", "Two fingers matched at the door"),
    ("two-staff", "Reader down: two staff, photo and marks"),
    ("mismatch", "The fingers do not match"),
)
PACKETS: Choices = (
    ("copy-of-request", "Copy of the request, with what the jail will do and why"),
    ("intent-to-comply", "Notice that ICE will be told"),
    ("consent-form", "Consent form for an interview"),
    ("warrant", "The immigration warrant"),
)
LANGUAGES: Choices = tuple(
    (x, x)
    for x in (
        "English",
        "Spanish",
        "Chinese",
        "Vietnamese",
        "French",
        "Portuguese",
        "Tagalog",
        "Korean",
        "Another",
        "Reads none",
    )
)
TAPPED: Choices = (
    ("time-is-up", "My time is up"),
    ("not-me", "That is not me"),
    ("citizen", "I am a U.S. citizen"),
)
"""What a person says that calls somebody at once: one tap from their page."""
CLAIMS: Choices = (*TAPPED, ("lawful-status", "I am here lawfully, and show a paper"))
AUTHORITIES: Choices = (
    ("detainer", "The request on file"),
    ("civil-warrant", "I-200 or I-205"),
    ("judicial-warrant", "A judge's warrant"),
)
HOWS: Choices = (("in-person", "In person, and read aloud"), ("other", "Another way"))
MARKS: Choices = (("signed", "Signed"), ("declined", "Declined to sign"))
CONSENTS: Choices = (("agreed", "Agreed"), ("refused", "Refused"), ("with-attorney", "Only with a lawyer there"))
