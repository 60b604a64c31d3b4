"""Reads the files of an edition."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from lawgate.base import Confidence
from lawgate.exchange.errors import UnknownEdition

HERE = Path(__file__).parent
KINDS = frozenset({"A", "N", "AN", "AS", "ANS", "TEXT", "SET", "BIN"})
RULES = frozenset({"", "date", "date-or-zero", "height"})


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What one field, or one item of a field, may hold.

    ``kind`` is A letters, N digits, S other printable characters, and their unions; TEXT also takes line breaks and tabs, SET
    has items, BIN is raw data. ``least`` and ``most`` count characters. ``numbers`` are ranges of whole numbers, ``words``
    the allowed texts; ``shape`` says the pattern in plain words.
    """

    tag: str
    id: str
    title: str
    kind: str
    least: int
    most: int | None
    words: frozenset[str]
    numbers: tuple[tuple[int, int], ...]
    pattern: re.Pattern[str] | None
    rule: str
    shape: str
    mark: Confidence
    items: tuple[FieldSpec, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.tag} {self.id}" if self.id else f"{self.tag} ({self.title})"


@dataclass(frozen=True, slots=True)
class Use:
    """``needed`` in its transaction or record, and the greatest number of repeats, if any."""

    needed: bool
    most: int | None


@dataclass(frozen=True, slots=True)
class TransactionSpec:
    """A type of transaction. ``records`` are (types counted together, least, most); ``requires`` are (tag, allowed values);
    ``card`` is ``tenprint`` where every finger must be shown or accounted for; ``tabled`` says whether its Type-2 fields are
    in the table."""

    tot: str
    title: str
    outgoing: bool
    records: tuple[tuple[frozenset[int], int, int | None], ...]
    card: str
    answers: tuple[str, ...]
    tabled: bool
    requires: tuple[tuple[str, frozenset[str]], ...]
    mark: Confidence


@dataclass(frozen=True, slots=True)
class Edition:
    version: str
    document: str
    note: str
    fields: dict[str, FieldSpec]
    uses: dict[str, dict[str, Use]]
    transactions: dict[str, TransactionSpec]

    def uses_of(self, tot: str | None) -> dict[str, Use]:
        """Every tag used in a type of transaction, with its use; for an unknown type, what holds in all of them."""
        return self.uses["any"] | self.uses.get(tot or "", {})

    def named(self, id_: str, record_type: int = 2) -> FieldSpec | None:
        """The field with this mnemonic, such as NAM."""
        prefix = f"{record_type}."
        return next((f for f in self.fields.values() if f.id == id_ and f.tag.startswith(prefix)), None)


def editions(folder: Path = HERE) -> tuple[str, ...]:
    """The versions for which there is a table."""
    return tuple(sorted(p.name.removeprefix("ebts-").removesuffix(".json") for p in folder.glob("ebts-*.json")))


@cache
def load_edition(version: str, folder: Path = HERE) -> Edition:
    """The table of one edition, or ``UnknownEdition``. ``folder`` holds further editions; what they extend may ship here."""
    about_path = folder / f"ebts-{version}.json"
    if version not in editions(folder):
        if folder != HERE and version in editions():
            return load_edition(version)
        known = ", ".join(sorted({*editions(), *editions(folder)}))
        raise UnknownEdition(f"there is no field table of EBTS '{version[:20]}'", do=f"one of {known}")
    about = json.loads(about_path.read_text(encoding="utf-8"))
    base = load_edition(about["extends"], folder) if about["extends"] else None
    fields = dict(base.fields) if base else {}
    fields.update(_fields(folder / f"ebts-{version}.fields.csv"))
    uses = {tot: dict(row) for tot, row in base.uses.items()} if base else {"any": {}}
    for tag, tot, use in _uses(folder / f"ebts-{version}.uses.csv"):
        uses.setdefault(tot, {})[tag] = use
    transactions = dict(base.transactions) if base else {}
    transactions.update({t.tot: t for t in _transactions(folder / f"ebts-{version}.transactions.csv")})
    return Edition(version, about["document"], about["note"], fields, uses, transactions)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if not path.exists():  # an edition states only what differs
        return
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, strict=True):
            if None in row or None in row.values():
                raise ValueError(f"{path.name}: a row has not as many cells as the heading: {row}")
            yield row


def _fields(path: Path) -> dict[str, FieldSpec]:
    found: dict[str, FieldSpec] = {}
    for row in _rows(path):
        spec = _field(row)
        if row["item"]:
            whole = found[row["tag"]]
            if int(row["item"]) != len(whole.items) + 1:
                raise ValueError(f"{path.name}: items of {row['tag']} are out of order")
            found[row["tag"]] = replace(whole, items=(*whole.items, spec))
        else:
            found[row["tag"]] = spec
    return found


def _field(row: dict[str, str]) -> FieldSpec:
    if row["type"] not in KINDS or row["rule"] not in RULES:
        raise ValueError(f"{row['tag']}: unknown type '{row['type']}' or rule '{row['rule']}'")
    values = row["values"].split()
    numeric = bool(values) and all(re.fullmatch(r"\d{1,5}(-\d{1,5})?", v, re.ASCII) for v in values)
    spans = (
        tuple((int(low), int(high or low)) for low, _, high in (v.partition("-") for v in values)) if numeric else ()
    )
    return FieldSpec(
        row["tag"],
        row["id"],
        row["title"],
        row["type"],
        int(row["min"] or 0),
        int(row["max"]) if row["max"] else None,
        frozenset() if numeric else frozenset(values),
        spans,
        re.compile(row["pattern"]) if row["pattern"] else None,
        row["rule"],
        row["words"],
        Confidence(row["mark"]),
    )


def _uses(path: Path) -> Iterator[tuple[str, str, Use]]:
    for row in _rows(path):
        tag = row.pop("tag")
        for tot, cell in row.items():
            if cell:
                need, _, most = cell.partition("/")
                if need not in ("M", "O"):
                    raise ValueError(f"{path.name}: '{cell}' at {tag}, {tot}")
                yield tag, tot, Use(need == "M", int(most) if most else None)


def _transactions(path: Path) -> Iterator[TransactionSpec]:
    for row in _rows(path):
        yield TransactionSpec(
            row["tot"],
            row["title"],
            row["direction"] == "out",
            tuple(_count(text) for text in row["records"].split()),
            row["card"],
            tuple(row["answers"].split()),
            row["type2"] == "yes",
            tuple((t, frozenset(v.split("|"))) for t, _, v in (p.partition("=") for p in row["requires"].split())),
            Confidence(row["mark"]),
        )


def _count(text: str) -> tuple[frozenset[int], int, int | None]:
    """``4+14=2-10`` reads: types 4 and 14 together, two to ten of them; ``10=0-`` any number; ``1=1`` just one."""
    types, _, count = text.partition("=")
    least, dash, most = count.partition("-")
    return (
        frozenset(int(t) for t in types.split("+")),
        int(least),
        (int(most) if most else None) if dash else int(least),
    )


def _error_words() -> dict[str, str]:
    return {row["code"]: row["words"] for row in _rows(HERE / "errors.csv")}


ERROR_WORDS = _error_words()
"""The words of table M-1 for each code this project knows."""
