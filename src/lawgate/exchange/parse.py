"""Bytes to a transaction. CNT says which record comes next, LEN says where it ends; nothing else bounds a record.

``read`` refuses the first mistake. ``survey`` reads on past what can be read past, and returns every mistake it met.
Reading takes time in proportion to the file and memory within ``MEMORY_MULTIPLE`` times its size, whatever it holds: no
length or count written in the file is ever used to reserve anything.

Source: ANSI/NIST-ITL 1-2011 section 8.1 and annex B; EBTS 8.001 sections 1.4, 1.5, appendix B.
"""

from __future__ import annotations

from collections.abc import Callable

from lawgate.exchange.errors import (
    BadNumber,
    BadTransaction,
    EmptyInput,
    MissingField,
    TrailingBytes,
    WrongCount,
)
from lawgate.exchange.faults import Fault, Faults
from lawgate.exchange.parse_records import Place, binary_record, tagged_record
from lawgate.exchange.records import RS, US, Record, TaggedRecord, Transaction, pieces, whole_number

MEMORY_MULTIPLE = 48
MEMORY_FLOOR = 1 << 20
"""Peak memory of ``read``, ``survey`` and ``check`` stays below ``MEMORY_MULTIPLE`` × file size + ``MEMORY_FLOOR`` bytes.

Files of images take about once their size. The multiple is what a file made only of the smallest fields would cost."""

Tell = Callable[[BadTransaction], None]
Entry = tuple[int, int]


def read(data: bytes) -> Transaction:
    """The transaction in ``data``, or the first mistake in it as a leaf of ``BadTransaction`` with its byte offset."""

    def refuse(error: BadTransaction) -> None:
        raise error

    return _walk(data, refuse)


def survey(data: bytes) -> tuple[Transaction | None, list[Fault]]:
    """Whatever can be read of ``data``, and every structural fault in it. Without faults, ``read`` gives the same.

    What is returned beside faults is for looking at, not for passing on: it may lack what could not be read. Reading stops
    after ``faults.MOST`` of them, and the last one says so.
    """
    found = Faults()
    done: list[Record] = []

    def keep(error: BadTransaction) -> None:
        if found.full:
            raise error
        found.add(error.fault)

    try:
        _walk(data, keep, done)
    except BadTransaction as error:
        found.add(error.fault)
    return (Transaction(tuple(done)) if done else None), found.all()


def _walk(data: bytes, tell: Tell, done: list[Record] | None = None) -> Transaction:
    """``done`` fills as records are read, so that what was read before a fatal mistake is not lost."""
    done = [] if done is None else done
    if not data:
        raise EmptyInput("the input is empty", offset=0, do="send the whole file")
    head, position = tagged_record(data, Place(1, 0, 1), tell)
    done.append(head)
    entries = _entries(head, tell)
    limited = not head.value(15)
    for index, (type_, idc) in enumerate(entries):
        if position >= len(data):
            what = f"CNT lists {_records(len(entries))} after the Type-1 record, and {_records(index)} are there"
            raise WrongCount(what, offset=position, record=index + 2, tag="1.003", do="send the whole file")
        following = entries[index + 1] if index + 1 < len(entries) else None
        place = Place(type_, position, index + 2, idc=idc, following=following, last=following is None, ascii=limited)
        reader = binary_record if place.binary else tagged_record
        record, position = reader(data, place, tell)
        done.append(record)
    if position < len(data):
        number = len(entries) + 1
        what = f"{len(data) - position} bytes follow the last of the {_records(number)} that CNT lists"
        tell(
            TrailingBytes(what, offset=position, record=number, do="list every record in 1.003, or cut the file there")
        )
    return Transaction(tuple(done))


def _records(count: int) -> str:
    return f"{count} record" if count == 1 else f"{count} records"


def _entries(head: TaggedRecord, tell: Tell) -> list[Entry]:
    """The (type, IDC) of every record that follows, as CNT lists them."""
    at = next((o for o, f in head.offsets() if f.number == 3), None)
    cnt = head.value(3)
    if at is None or cnt is None:
        raise MissingField("the Type-1 record has no 1.003 CNT", offset=0, record=1, tag="1.003")
    total: int | None = None
    entries: list[Entry] = []
    for index, subfield in enumerate(pieces(cnt, RS)):
        items = subfield.split(US, 2)
        first, second = whole_number(items[0]), whole_number(items[1]) if len(items) == 2 else None
        if first is None or second is None:
            raise BadNumber(f"entry {index + 1} of CNT is not a pair of numbers", offset=at, record=1, tag="1.003")
        if index == 0:
            if first != 1:
                raise BadNumber("CNT does not begin with record type 1", offset=at, record=1, tag="1.003")
            total = second
        elif not 2 <= first <= 99:
            what = f"entry {index + 1} of CNT names record type {first}, which cannot follow"
            raise BadNumber(what, offset=at, record=1, tag="1.003")
        else:
            entries.append((first, second))
    if total != len(entries):
        what = f"CNT says that {total} records follow, and lists {len(entries)}"
        tell(WrongCount(what, offset=at, record=1, tag="1.003", do="make the count and the list agree"))
    return entries
