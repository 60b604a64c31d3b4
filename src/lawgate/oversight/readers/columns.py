"""A table from other hands: where its header is, which of its columns are which, how it writes a day and leaves a thing out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from rapidfuzz import fuzz, process

from lawgate.base import BadInput

DEEPEST_HEADER = 40  # rows of preamble that are looked through
NEAR = 80  # likeness in a hundred from which a column is taken for another, and said so
REDACTED = r"^\W*((b\W*[3-7]\W*([a-f]\b\W*)?)+|redacted|withheld|x{3,}|\*{2,})\W*$"
BLANK = ("", "na", "n/a", "null", "none", "not  applicable", "not applicable", "unknown", "-")
DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d-%b-%Y", "%d-%b-%y", "%Y%m%d", "%B %d, %Y")
EARLIEST = 1900
SAME = "whole row"
"""A digest of everything that a row says, by which two alike are told (of 64 bits: of ten million rows hardly two are taken for one)."""
MONTHS = ("%Y-%m", "%m/%Y", "%b %Y")
TIMES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %I:%M %p",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its columns under their standard names, every value still text. ``absent``: known columns it does not have."""

    frame: pl.LazyFrame
    absent: tuple[str, ...]
    notes: tuple[str, ...]


def open_table(path: Path, known: Mapping[str, Sequence[str]], required: Iterable[str]) -> Opened:
    """Open a CSV whose columns may be renamed and whose header may stand under a preamble.

    ``known``: standard name to other names seen. Raises ``BadInput`` when it cannot be read, no row looks like a header, or a required
    column cannot be found."""
    skipped, header = _header(path, known)
    places, notes = _match(header, known)
    absent = [name for name in known if name not in places]
    missing = [name for name in required if name in absent]
    if missing:
        free = [h for h in header if h and h not in places.values()]
        near = process.extractOne(
            missing[0], free, scorer=fuzz.token_sort_ratio, processor=lambda h: _plain(h).replace("_", " ")
        )
        hint = f"rename it; the nearest here is '{near[0]}'" if near else "add it"
        raise BadInput(f"has no column '{missing[0]}'", where=f"{path.name}, row {skipped + 1}", do=hint)
    if skipped:
        notes.append(f"{skipped} rows stand above the header and were passed over.")
    frame = pl.scan_csv(path, skip_rows=skipped, infer_schema=False, truncate_ragged_lines=True, quote_char='"')
    names = frame.collect_schema().names()
    chosen = [pl.col(names[header.index(h)]).alias(name) for name, h in places.items()]
    chosen.append(pl.struct(*names).hash().alias(SAME))
    return Opened(frame.select(*chosen).with_row_index("row", offset=skipped + 2), tuple(absent), tuple(notes))


def first_rows(path: Path) -> list[list[str]]:
    """The rows among which the header is looked for. Raises ``BadInput`` where the file is no CSV, saying what it is instead."""
    with path.open("rb") as raw:
        begins = raw.read(8)
    if not begins:
        raise BadInput("is empty", where=path.name, do="export it anew")
    if begins.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise BadInput("is a spreadsheet, not a CSV", where=path.name, do="save it as CSV in UTF-8")
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            rows = [row for row, _ in zip(csv.reader(f), range(DEEPEST_HEADER), strict=False)]
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise BadInput("cannot be read as a CSV in UTF-8", where=path.name, do="save it as CSV in UTF-8") from e
    if max(map(len, rows), default=0) == 1:
        cut = max((";", "\t", "|"), key=lambda c: sum(row[0].count(c) for row in rows if row))
        if sum(row[0].count(cut) for row in rows if row) >= 2 * len(rows):
            named = {"\t": "tabs"}.get(cut, f"'{cut}'")
            raise BadInput(f"has its columns apart by {named}", where=path.name, do="save it with commas")
    return rows


def known_in(rows: Sequence[Sequence[str]], known: Mapping[str, Sequence[str]]) -> int:
    """How many of the ``known`` columns the best row names, exactly or nearly."""
    n = _best(rows, known)
    return 0 if n is None else len(_match([c.strip() for c in rows[n]], known)[0])


def _best(rows: Sequence[Sequence[str]], known: Mapping[str, Sequence[str]]) -> int | None:
    names = {_plain(n) for name, others in known.items() for n in (name, *others)}
    return max(range(len(rows)), key=lambda n: sum(_plain(c) in names for c in rows[n]), default=None)


def _header(path: Path, known: Mapping[str, Sequence[str]]) -> tuple[int, list[str]]:
    """(rows above it, the header): the row of the first few that names most known columns."""
    rows = first_rows(path)
    best = _best(rows, known)
    names = {_plain(n) for name, others in known.items() for n in (name, *others)}
    if best is None or sum(_plain(c) in names for c in rows[best]) < 2:
        raise BadInput(
            "no row names the columns that are looked for",
            where=path.name,
            do=f"give a header with {', '.join(list(known)[:3])} …",
        )
    return best, [c.strip() for c in rows[best]]


def _match(header: Sequence[str], known: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], list[str]]:
    """Standard name to the header's own, exact names first, then the nearest; what was taken for what is noted."""
    places: dict[str, str] = {}
    plain = {_plain(h): h for h in header}
    for name, others in known.items():
        found = next((plain[p] for p in map(_plain, (name, *others)) if p in plain), None)
        if found is not None and found not in places.values():
            places[name] = found
    notes = []
    for name in known:
        left = {_plain(h): h for h in header if h not in places.values() and not _another(_plain(h), _plain(name))}
        near = process.extractOne(
            _plain(name), list(left), scorer=fuzz.token_sort_ratio, processor=lambda s: s.replace("_", " ")
        )
        if name not in places and near is not None and near[1] >= NEAR:
            places[name] = left[near[0]]
            notes.append(f"Column '{places[name]}' was taken for '{name}'.")
    return places, notes


def _another(column: str, name: str) -> bool:
    """Whether a column says a word more or less than ``name``, as a reason's code does: that is another thing, not another spelling."""
    words, wanted = set(column.split("_")), set(name.split("_"))
    return words > wanted or words < wanted


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def text(name: str) -> pl.Expr:
    """A column's text; blanks and redactions are null."""
    held = pl.col(name).str.strip_chars()
    low = held.str.to_lowercase()
    return pl.when(low.is_in(BLANK) | low.str.contains(REDACTED)).then(None).otherwise(held)


def redacted(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars().str.to_lowercase().str.contains(REDACTED)


def day(name: str) -> pl.Expr:
    """A day in any of the usual ways; a month alone counts from its first day."""
    held = text(name)
    first = held.str.split(" ").list.first().str.split("T").list.first()
    whole = [_real(first.str.to_date(f, strict=False)) for f in DAYS] + [
        _real(held.str.to_date(DAYS[-1], strict=False))
    ]
    months = [_real((held + " 01").str.to_date(f + " %d", strict=False)) for f in MONTHS]
    return pl.coalesce([*whole, *months])


def _real(read: pl.Expr) -> pl.Expr:
    """A year of two digits read as one of four is the year 70, which nobody meant: left to the next form."""
    return pl.when(read.dt.year() >= EARLIEST).then(read)


def instant(name: str, zone: str) -> pl.Expr:
    """An instant by the clock of ``zone``, in UTC. In the hour that comes twice the first is taken; one that never came is null."""
    held = text(name)
    local = pl.coalesce([held.str.to_datetime(f, strict=False, time_unit="us") for f in TIMES])
    return local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null").dt.convert_time_zone("UTC")


def yes_no(name: str) -> pl.Expr:
    low = text(name).str.to_lowercase()
    return (
        pl.when(low.is_in(["yes", "y", "true", "1"])).then(True).when(low.is_in(["no", "n", "false", "0"])).then(False)
    )


__all__ = ["SAME", "Opened", "day", "first_rows", "instant", "known_in", "open_table", "redacted", "text", "yes_no"]
