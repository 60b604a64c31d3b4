"""The file of legal help, read row by row; what cannot be read is said with its line."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from lawgate.base import BadInput

KINDS = ("government", "legal aid", "rapid response", "consulate", "crisis", "regulator")
STATUSES = ("live", "unconfirmed", "retired")
SOURCES = ("own", "government", "press", "list")


@dataclass(frozen=True, slots=True)
class Help:
    """One number. ``places``: ``US``, ``CA``, or ``CA/Alameda``; ``number``: E.164; ``twin``: one that works from abroad.

    ``seen_on``: the day the source was read; ``checked_on``, ``checked_by``: who called, and when (None, "": nobody has).
    """

    line: int
    id: str
    name: str
    kind: str
    ice_answers: bool
    places: tuple[str, ...]
    number: str
    text_number: str
    twin: str
    hours: str
    zone: str
    staff_languages: tuple[str, ...]
    interpreted: str
    does: str
    does_es: str
    does_not: str
    cost: str
    confidential: str
    url: str
    alternate_id: str
    source: str
    source_kind: str
    source_date: str
    seen_on: date
    mark: str
    checked_by: str
    checked_on: date | None
    next_check: date | None
    status: str
    why: str

    @property
    def shown_number(self) -> str:
        """``408-555-0119``; as given when it is not a North American number."""
        d = self.number
        return f"{d[2:5]}-{d[5:8]}-{d[8:]}" if d.startswith("+1") and len(d) == 12 else d


COLUMNS = tuple(f.name for f in fields(Help) if f.name != "line")


@lru_cache(maxsize=1)
def load() -> tuple[Help, ...]:
    """The directory that ships with this program."""
    text = files("lawgate.counsel.directory").joinpath("help.csv").read_text("utf-8")
    return read_directory(text, where="help.csv")


def read_file(path: Path) -> tuple[Help, ...]:
    """A directory file that someone maintains. Raises ``BadInput``."""
    try:
        text = path.read_text("utf-8-sig")
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror})", where=str(path), do="give the path of a directory file") from e
    except UnicodeDecodeError as e:
        raise BadInput("is not UTF-8 text", where=str(path), do="save it as CSV in UTF-8") from e
    return read_directory(text, where=path.name)


def read_directory(text: str, *, where: str) -> tuple[Help, ...]:
    """Every row of a directory file. Raises ``BadInput`` for the first that cannot be read at all; ``check`` judges the rest."""
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as e:
        raise BadInput(f"is no CSV ({e})", where=where, do="check the quotation marks") from e
    return tuple(_row(row, number, f"{where}, line {number}") for number, row in enumerate(rows, 2))


def _row(row: dict[str, str | None], line: int, where: str) -> Help:
    cells = {k: (v or "").strip() for k, v in row.items() if k is not None}
    if set(cells) != set(COLUMNS) or None in row or None in row.values():
        strange = sorted(set(cells) ^ set(COLUMNS)) or ["a cell too many or too few"]
        raise BadInput(
            f"the columns are not those of a directory ({strange[0]})", where=where, do="compare the first line"
        )
    if cells["ice_answers"] not in ("yes", "no"):
        raise BadInput("nobody says whether ICE answers this number", where=where, do="write yes or no in ice_answers")
    return Help(
        line=line,
        ice_answers=cells["ice_answers"] == "yes",
        places=tuple(p.strip() for p in cells["places"].split(";") if p.strip()),
        staff_languages=tuple(cells["staff_languages"].split()),
        seen_on=_needed_day(cells["seen_on"], where, "seen_on"),
        checked_on=_day(cells["checked_on"], where, "checked_on"),
        next_check=_day(cells["next_check"], where, "next_check"),
        **{k: cells[k] for k in TEXTS},
    )


TEXTS = tuple(
    c for c in COLUMNS if c not in ("ice_answers", "places", "staff_languages", "seen_on", "checked_on", "next_check")
)


def _day(text: str, where: str, column: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise BadInput(f"'{text}' in {column} is no day", where=where, do="write it as 2026-11-24") from e


def _needed_day(text: str, where: str, column: str) -> date:
    day = _day(text, where, column)
    if day is None:
        raise BadInput(f"{column} is empty", where=where, do="write the day on which the source was read")
    return day
