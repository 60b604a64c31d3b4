"""Which power each act needs, and how its form is cut into steps."""

from __future__ import annotations

from lawgate.casework import acts_kinds as k
from lawgate.web.accounts import Power

POWERS: dict[str, Power] = {
    **dict.fromkeys((k.BOOKED, k.CHARGED, k.BAIL, k.SERVED, k.SAYS, k.NOTED), Power.ENTER),
    **dict.fromkeys((k.DISPOSED, k.DUE), Power.COURT_ACT),
    **dict.fromkeys((k.REQUESTED, k.CANCELLED), Power.REQUEST),
    k.ANSWERED: Power.ANSWER,
    **dict.fromkeys((k.RELEASE_BEGUN, k.WANTS, k.RELEASED), Power.RELEASE),
    **dict.fromkeys((k.HOLD_BEGUN, k.HANDED_OVER), Power.HOLD),
}
KEYS = {k.RELEASED: "R", k.SERVED: "S", k.HANDED_OVER: "H", k.BAIL: "B", k.ANSWERED: "Q"}
"""Letters that open an act; only its button, or Ctrl and Enter, commits."""
LETTERS = (
    ("l", "the law’s words"),
    ("q", "the question"),
    ("p", "print"),
    ("s", "serve papers"),
    ("r", "release"),
    ("h", "hand over"),
    ("b", "bail"),
    ("d", "prints side by side"),
    ("u", "take in what changed"),
)
"""Every letter of the desk, and what it is for; each desk may choose others for them."""

Steps = tuple[tuple[str, tuple[str, ...]], ...]
STEPS: dict[str, Steps] = {
    k.SERVED: (
        ("Packet", ("packet",)),
        ("Language", ("language", "interpreter", "how")),
        ("Give it", ()),
        ("Time and mark", ("served_at", "mark", "consent")),
    ),
    k.RELEASED: (
        ("Wants", ("began_at", "wants_at")),
        ("Who is it", ("identity", "last_three")),
        ("Property, papers", ("property", "papers")),
        ("Door", ("door_at",)),
    ),
    k.REQUESTED: (
        ("Form", ("form", "received_at", "channel")),
        ("Who signed", ("signer", "warrant")),
        ("Boxes", ("boxes", "issued_on", "issuing_office")),
    ),
}


def steps_of(name: str) -> Steps:
    """The steps of an act's form; one of everything for most."""
    whole = (("", tuple(f.name for f in k.KINDS[name].fields)),)
    return STEPS.get(name, whole)
