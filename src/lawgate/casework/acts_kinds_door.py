"""Acts on the way to the door: a hold begun, a release begun and carried on step by step, a hand-over."""

from __future__ import annotations

from lawgate.casework.acts_fields import HANDED_OVER, HOLD_BEGUN, RELEASE_BEGUN, RELEASED, WANTS, WHEN, Field, Kind
from lawgate.casework.acts_words import AUTHORITIES, IDENTITY

OF_DOOR = (
    Kind(
        HOLD_BEGUN,
        "Begin a hold",
        "Begin the hold",
        (Field("began_at", "Begins at", "instant", needed=True, hint=WHEN),),
        at="began_at",
    ),
    Kind(
        RELEASE_BEGUN,
        "Begin a release",
        "Begin the release",
        (
            Field(
                "began_at", "Begun at", "instant", needed=True, hint="When the first step was taken: 2014-06-10 02:55"
            ),
            Field("owner", "Whose step it is", hint="Who fetches the person, or runs the check"),
        ),
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
            Field("began_at", "Release begun at", "instant", hint="When the first step was taken: 2014-06-10 02:55"),
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
)
