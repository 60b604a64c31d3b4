"""Fields against each other. Source: EBTS 8.001 appendices B and C, the notes of table D-1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from lawgate.base import Confidence
from lawgate.exchange.check_values import calendar_day, shorten
from lawgate.exchange.faults import Fault, Faults
from lawgate.exchange.records import TaggedRecord, Transaction
from lawgate.exchange.tables import Edition
from lawgate.exchange.views_tagged import Tagged, header

AHEAD = timedelta(days=1)  # EBTS takes a local date up to one day ahead, for senders in other time zones
REPEATS = 100
_ZERO = b"00.00"


@dataclass(frozen=True, slots=True)
class _Type2(Tagged):
    """The Type-2 record with its number in the file and the byte it starts at."""

    number: int = 0
    start: int = 0

    def fault(self, code: str, field: int, sentence: str, mark: Confidence = Confidence.READ) -> Fault:
        at = next((o for o, f in self.record.offsets(self.start) if f.number == field), self.start)
        return Fault(code, sentence, f"2.{field:03d}", self.number, at, mark)

    def days(self, field: int) -> Iterator[date | None]:
        """The first item of each repeat as a day; of the first ``REPEATS``, since no field may stand more often."""
        return (calendar_day(r[0]) for r in islice(self.each(field), REPEATS))

    def day(self, field: int) -> date | None:
        return next(self.days(field), None)


def agreement(transaction: Transaction, edition: Edition, tot: str | None, today: date | None, found: Faults) -> None:
    """Adds what is inconsistent between fields to ``found``."""
    for fault in _header(transaction, today):
        found.add(fault)
    for number, start, record in transaction.offsets():
        if isinstance(record, TaggedRecord) and record.type == 2:
            two = _Type2(record, transaction, number, start)
            for fault in (*_required(two, edition, tot), *_dates(two), *_custody(two)):
                found.add(fault)


def _header(transaction: Transaction, today: date | None) -> Iterator[Fault]:
    head = header(transaction)
    at = {f.number: o for o, f in transaction.head.offsets() if f.number in (5, 10, 11, 12)}
    sent = calendar_day(head.date)
    if sent and today and sent > today + AHEAD:
        yield Fault("E0003", f"1.005 DAT is {sent}, more than a day ahead of {today}", "1.005", 1, at[5])
    if head.tcr and head.tcr == head.tcn:
        yield Fault("E0006", "1.010 TCR names the transaction itself", "1.010", 1, at[10])
    binary = bool(transaction.of_type(3, 4, 5, 6))
    for field, name in ((11, "NSR"), (12, "NTR")):
        value = transaction.head.value(field)
        if value and binary == (value == _ZERO):
            state = (
                "00.00, and binary fingerprint records need it"
                if binary
                else "set, and no binary fingerprint record uses it"
            )
            yield Fault("E0006", f"1.{field:03d} {name} is {state}", f"1.{field:03d}", 1, at[field])


def _required(two: _Type2, edition: Edition, tot: str | None) -> Iterator[Fault]:
    """Values that this type of transaction asks for, such as RET = Y in CNA."""
    spec = edition.transactions.get(tot or "")
    for tag, allowed in spec.requires if spec else ():
        field = int(tag.removeprefix("2."))
        value = two.text(field)
        if value and value not in allowed:
            name = edition.fields[tag].name
            what = f"{name} is {shorten(value)}, and {tot} takes {' or '.join(sorted(allowed))}"
            yield two.fault("E0006", field, what, spec.mark if spec else Confidence.READ)


def _dates(two: _Type2) -> Iterator[Fault]:
    sent = calendar_day(header(two.transaction).date)
    arrest = two.day(45)
    named = [(45, "DOA", arrest), (54, "SSD", two.day(54))]
    for field, name in ((22, "DOB"), (47, "ASL date of offence"), (51, "CSL court date")):
        named += [(field, name, day) for day in two.days(field)]
    for field, name, day in named:
        if sent and day and day > sent:
            yield two.fault("E0006", field, f"{name} {day} is after the date of the transaction, {sent}")
        if field == 22 and day and arrest and arrest < day:
            yield two.fault("L0037", 45, f"the arrest on {arrest} is before the birth on {day}")
    custody = two.day(54)
    if custody and arrest and custody < arrest:
        yield two.fault("E0006", 54, f"SSD {custody} is before the arrest on {arrest}")


def _custody(two: _Type2) -> Iterator[Fault]:
    """SSD, OCA and SLE go together once custody is reported."""
    names = {54: "SSD", 9: "OCA", 55: "SLE"}
    there = {n for n in names if two.record.value(n)}
    if there & {54, 55} and there != set(names):
        missing = " and ".join(names[n] for n in names if n not in there)
        given = min(there & {54, 55})
        yield two.fault("E0006", given, f"custody is reported without {missing}: SSD, OCA and SLE go together")
