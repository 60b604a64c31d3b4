"""Typed views of tagged records, and of the Type-1 and Type-2 records. A value that is absent or unreadable is None or
an empty tuple, never a guess; ``check`` says what is wrong with it.

Source: ANSI/NIST-ITL 1-2011 sections 8.1 (Type-1) and 8.2 (Type-2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lawgate.exchange.records import RS, US, TaggedRecord, Transaction, pieces, whole_number

NOMINAL = (250, 500, 1000)


@dataclass(frozen=True, slots=True)
class Tagged:
    """Any tagged record of a transaction."""

    record: TaggedRecord = field(repr=False)
    transaction: Transaction = field(repr=False)

    def text(self, number: int) -> str | None:
        """The whole value of a field as text, separators included, or None when the field is absent."""
        value = self.record.value(number)
        return None if value is None else self.transaction.text(value)

    def whole(self, number: int) -> int | None:
        return whole_number(self.record.value(number))

    def repeats(self, number: int) -> tuple[tuple[str, ...], ...]:
        """A field as subfields of items; empty when the field is absent."""
        return tuple(self.each(number))

    def each(self, number: int) -> Iterator[tuple[str, ...]]:
        """The same, one subfield at a time."""
        found = self.record.get(number)
        if found is not None and not found.raw:
            for subfield in pieces(found.value, RS):
                yield tuple(self.transaction.text(i) for i in pieces(subfield, US))

    def numbers(self, number: int) -> tuple[int, ...]:
        """The first item of every repeat that is a number."""
        found = self.record.get(number)
        value = found.value if found is not None and not found.raw else b""
        firsts = (whole_number(s.partition(US)[0]) for s in pieces(value, RS))
        return tuple(n for n in firsts if n is not None)


@dataclass(frozen=True, slots=True)
class Header(Tagged):
    """The Type-1 record."""

    @property
    def version(self) -> str | None:
        """1.002 VER: 0200 is 1993, 0300 is 2000, 0400 is 2007, 0500 is 2011, 0501 its update 2013, 0502 2015."""
        return self.text(2)

    @property
    def contents(self) -> tuple[tuple[int, int], ...]:
        """1.003 CNT without its total: the (type, IDC) of every further record."""
        pairs = [tuple(whole_number(i.encode()) for i in r) for r in self.repeats(3)[1:]]
        return tuple((p[0], p[1]) for p in pairs if len(p) == 2 and p[0] is not None and p[1] is not None)

    @property
    def tot(self) -> str | None:
        """1.004 TOT, type of transaction."""
        return self.text(4)

    @property
    def date(self) -> str | None:
        """1.005 DAT, local date as YYYYMMDD."""
        return self.text(5)

    @property
    def priority(self) -> int | None:
        return self.whole(6)

    @property
    def destination(self) -> str | None:
        """1.007 DAI."""
        return self.text(7)

    @property
    def origin(self) -> str | None:
        """1.008 ORI."""
        return self.text(8)

    @property
    def tcn(self) -> str | None:
        """1.009 TCN, the sender's own number of this transaction."""
        return self.text(9)

    @property
    def tcr(self) -> str | None:
        """1.010 TCR, the TCN of the transaction that this one answers."""
        return self.text(10) or None

    @property
    def native_ppi(self) -> int | None:
        """1.011 NSR, pixels a millimetre, as pixels an inch."""
        return _density(self.record.value(11))

    @property
    def nominal_ppi(self) -> int | None:
        """1.012 NTR, likewise."""
        return _density(self.record.value(12))

    @property
    def domain(self) -> tuple[str, ...]:
        return self.repeats(13)[0] if self.repeats(13) else ()


@dataclass(frozen=True, slots=True)
class Descriptive(Tagged):
    """A Type-2 record. What its fields are called depends on the field table: see ``tables.Edition.named``."""


def header(transaction: Transaction) -> Header:
    return Header(transaction.head, transaction)


def _density(value: bytes | None) -> int | None:
    try:
        return nominal(float(value or b"") * 25.4)
    except ValueError:
        return None


def nominal(ppi: float) -> int | None:
    """Within 1% of 250, 500 or 1000 it is that; figures no scanner has are None."""
    if not 1 <= ppi <= 20_000:
        return None
    return next((n for n in NOMINAL if abs(ppi - n) <= n * 0.01), round(ppi))
