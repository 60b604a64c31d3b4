"""Offence lists that a law or a memorandum itself makes, read from the books' ``offences`` folders: one typed reader for all of them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from lawgate.base import Confidence


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list. ``statute``: empty where the list describes a class and names no section. ``since`` and ``until``: first and last
    day in force (YYYY-MM-DD); empty is not known, or no end."""

    list: str
    item: str
    statute: str
    description: str
    since: str
    until: str
    confidence: Confidence
    source: str = ""

    def in_force(self, day: str) -> bool:
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


@lru_cache(maxsize=32)
def lists_of(book: str) -> tuple[Entry, ...]:
    """Every row of ``books/BOOK/offences/lists.csv``, in its order."""
    return tuple(
        Entry(
            line["list"],
            line["item"],
            line["statute"],
            line["description"],
            line["since"],
            line["until"],
            Confidence(line["confidence"]),
            line.get("source", ""),
        )
        for line in _lines(book, "lists.csv")
    )


def named_list(book: str, name: str, on: str = "") -> tuple[Entry, ...]:
    """The rows of one list of a book, or those of them in force on a day (YYYY-MM-DD). Raises ``KeyError`` for a list that is not there."""
    rows = tuple(e for e in lists_of(book) if e.list == name)
    if not rows:
        raise KeyError(f"{book} has no list {name}")
    return tuple(e for e in rows if not on or e.in_force(on))


@lru_cache(maxsize=32)
def section_list(book: str, file: str, standing: str) -> tuple[str, ...]:
    """Sections on an offence list of a book (``offences/FILE``), of one standing: ``listed``, or ``doubtful`` where it is
    not sure that the list names them."""
    return tuple(line["section"] for line in _lines(book, file) if line["standing"] == standing)


def _lines(book: str, file: str) -> list[dict[str, str]]:
    text = resources.files(f"lawgate.law.books.{book}").joinpath(f"offences/{file}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
