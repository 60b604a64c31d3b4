"""A letter as plain parts, whatever file it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "para", "item", "quote", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """``row``: ``text`` is the label, ``more`` its value. Blanks to be filled in by hand stand in square brackets."""

    kind: Kind
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """``name``: a file's, that names nobody. ``marks``: how far each cited authority was read, for the last page."""

    kind: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    marks: tuple[tuple[str, str], ...] = ()
    language: str = "en-US"
