"""One mistake in a transaction, and a collector that keeps many of them within bounds."""

from __future__ import annotations

from dataclasses import dataclass, field

from lawgate.base import Confidence

MOST = 1000
"""Faults kept of one transaction. A hostile file could hold one in every seven bytes; nobody reads the thousand-and-first."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: the EBTS ``code``, one ``sentence``, and where. ``mark`` says how the rule behind it was read.

    ``record`` counts from 1; ``offset`` is of the field's tag, or of the record when no field is meant.
    """

    code: str
    sentence: str
    tag: str | None = None
    record: int | None = None
    offset: int | None = None
    mark: Confidence = Confidence.READ

    @property
    def family(self) -> str:
        """The family of table M-1. What is wrong in the Type-1 record EBTS answers with the header's own family."""
        if self.tag and self.tag.startswith("1.") and self.code.startswith("E"):
            return "H00nn header element"
        return {"A": "A00nn not authorised", "E": "E00nn element", "L": "L00nn logic"}.get(self.code[:1], "other")

    def __str__(self) -> str:
        place = [f"record {self.record}" if self.record else "", self.tag or ""]
        place.append("" if self.offset is None else f"byte {self.offset}")
        doubt = "" if self.mark.verified else f" ({self.mark.sentence})"
        return f"{self.code} {', '.join(p for p in place if p)}: {self.sentence}{doubt}"


@dataclass(slots=True)
class Faults:
    """Keeps the first ``MOST`` faults, so that time and memory stay bounded whatever the file holds.

    Whoever looks for faults stops when it is ``full``.
    """

    kept: list[Fault] = field(default_factory=list)

    @property
    def full(self) -> bool:
        return len(self.kept) >= MOST

    def add(self, fault: Fault) -> None:
        if not self.full:
            self.kept.append(fault)

    def all(self) -> list[Fault]:
        """In the order of the file, each once; at one byte, in the order in which they were found."""
        found = sorted(dict.fromkeys(self.kept), key=lambda f: (f.offset is None, f.offset or 0, f.tag or "", f.code))
        if self.full:
            found.append(Fault("E0004", f"{MOST} faults are listed, and there may be more; correct these first"))
        return found
