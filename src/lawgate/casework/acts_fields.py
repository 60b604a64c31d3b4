"""What an act is made of: its name, the fields that it asks for, and whether it can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.casework.acts_words import Choices

BOOKED, CHARGED, DISPOSED, BAIL, DUE = "booked", "charged", "disposed", "bail-tendered", "release-due"
REQUESTED, CANCELLED, SERVED, ANSWERED = "request-received", "request-cancelled", "served", "answered"
HOLD_BEGUN, RELEASE_BEGUN, WANTS = "hold-begun", "release-begun", "wants-checked"
RELEASED, HANDED_OVER, SAYS, NOTED = "released", "handed-over", "says", "noted"


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
