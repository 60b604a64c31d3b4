"""Every stage can show its work to a witness, and pays nothing when nobody listens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Note:
    """One step: its name, and what it had or made, as named values."""

    step: str
    values: dict[str, Any] = field(default_factory=dict)


class Witness(Protocol):
    """``listening`` lets a stage skip costly preparation; ``note`` records one step."""

    listening: bool

    def note(self, step: str, **values: Any) -> None: ...


class Silent:
    """The witness that is not there."""

    listening = False

    def note(self, step: str, **values: Any) -> None:
        return None


class Recorder:
    """Keeps the notes in the order in which they were made."""

    listening = True

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def note(self, step: str, **values: Any) -> None:
        self.notes.append(Note(step, values))
