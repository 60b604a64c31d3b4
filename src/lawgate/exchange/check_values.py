"""One field against its row of the table: repeats, items, sizes, characters, values, patterns, dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lawgate.exchange.records import RS, US, Field, Transaction, pieces
from lawgate.exchange.tables import FieldSpec, Use

LOWEST, HIGHEST = 400, 711  # HGT, feet and inches; heights outside are clamped by the receiver
_WANTS = {
    "A": "letters",
    "N": "digits",
    "AN": "letters and digits",
    "AS": "letters and special characters, without digits",
    "ANS": "printable characters",
    "TEXT": "printable characters and line breaks",
}


class Finding(NamedTuple):
    code: str
    sentence: str


def check_field(transaction: Transaction, given: Field, spec: FieldSpec, use: Use) -> Iterator[Finding]:
    """What is wrong with a field that is there and not empty."""
    if spec.kind == "BIN" or given.raw:
        return
    repeats = given.value.count(RS) + 1
    if use.most is not None and repeats > use.most:
        times = "once" if use.most == 1 else f"{use.most} times"
        yield Finding("E0003", f"{spec.name} stands {repeats} times, and may stand {times} at most")
    if spec.kind == "SET" and not spec.items:
        return
    for index, subfield in enumerate(pieces(given.value, RS), 1):
        nth = f" repeat {index}" if repeats > 1 else ""
        if spec.kind == "SET":
            yield from _items(transaction, subfield.split(US, len(spec.items)), spec, nth)
        elif US in subfield:
            yield Finding("E0005", f"{spec.name}{nth} has items, and takes one value")
        elif subfield or spec.least:
            yield from check_value(transaction.text(subfield), spec, f"{spec.name}{nth}")


def _items(transaction: Transaction, items: list[bytes], spec: FieldSpec, nth: str) -> Iterator[Finding]:
    if len(items) > len(spec.items):
        yield Finding("E0005", f"{spec.name}{nth} has more than {len(spec.items)} items")
    for index, part in enumerate(spec.items):
        value = items[index] if index < len(items) else b""
        name = f"{spec.name}{nth} item {index + 1} ({part.id or part.title})"
        if value:
            yield from check_value(transaction.text(value), part, name)
        elif part.least:
            yield Finding("E0001", f"{name} is missing")


def check_value(text: str, spec: FieldSpec, name: str) -> Iterator[Finding]:
    """What is wrong with one value. The first rule that fails is told: the later ones would only repeat it."""
    shown = shorten(text)
    if len(text) < spec.least or (spec.most is not None and len(text) > spec.most):
        wanted = f"{spec.least}" if spec.least == spec.most else f"{spec.least} to {spec.most or 'any number of'}"
        yield Finding("E0002", f"{name} is {shown}, of {len(text)} characters, and takes {wanted}")
    elif not _characters(text, spec.kind):
        yield Finding("E0002", f"{name} is {shown}, and takes {_WANTS[spec.kind]}")
    elif spec.numbers and not any(low <= int(text) <= high for low, high in spec.numbers if text.isdecimal()):
        wanted = ", ".join(str(low) if low == high else f"{low} to {high}" for low, high in spec.numbers)
        yield Finding("E0003", f"{name} is {shown}, and takes {wanted}")
    elif spec.words and text not in spec.words:
        yield Finding("E0002", f"{name} is {shown}, and takes one of {', '.join(sorted(spec.words))}")
    elif spec.pattern and not spec.pattern.fullmatch(text):
        yield Finding("E0002", f"{name} is {shown}, and takes {spec.shape}")
    elif spec.rule in ("date", "date-or-zero") and text and calendar_day(text) is None:
        if not (spec.rule == "date-or-zero" and text == "00000000"):
            zero = ", or 00000000 when unknown" if spec.rule == "date-or-zero" else ""
            yield Finding("E0002", f"{name} is {shown}, and takes a day as YYYYMMDD{zero}")
    elif spec.rule == "height" and not _height_in_range(text):
        yield Finding("E0003", f"{name} is {shown}; heights outside 400 to 711 are clamped by the receiver")


def calendar_day(text: str | None) -> date | None:
    """The day that eight digits name, or None."""
    if text is None or len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def shorten(text: str) -> str:
    """A value as a sentence can quote it."""
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


def _characters(text: str, kind: str) -> bool:
    if kind == "A":
        return text.isalpha()
    if kind == "N":
        return text.isascii() and text.isdigit()
    if kind == "AN":
        return text.isalnum()
    if kind == "AS":
        return text.isprintable() and not any(c.isdigit() for c in text)
    if kind == "TEXT":
        return text.translate({9: None, 10: None, 13: None}).isprintable()
    return text.isprintable()


def _height_in_range(text: str) -> bool:
    """``508`` is five feet eight inches, ``N68`` sixty-eight inches; 000 is unknown."""
    if text == "000":
        return True
    if text.startswith("N"):
        return 48 <= int(text[1:]) <= 95
    return LOWEST <= int(text) <= HIGHEST
