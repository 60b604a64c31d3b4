"""The traditional encoding of ANSI/NIST-ITL as it stands in a file: transaction, record, field, subfield, item.

Values are the file's own bytes, so that whatever was read is written back to the letter: digits of LEN, width of IDC,
empty items, trailing separators. Nothing here interprets a value; ``views`` and ``images`` do.

Source: ANSI/NIST-ITL 1-2011 (NIST SP 500-290e3), traditional encoding; EBTS 8.001 sections 1.4, 1.5 and appendix B.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lawgate.exchange.errors import Unbuildable

FS, GS, RS, US = b"\x1c", b"\x1d", b"\x1e", b"\x1f"
"""End of a record; between fields; between subfields (repeats); between the items of a subfield."""

LEN, IDC, DATA = 1, 2, 999
BINARY_TYPES = frozenset({3, 4, 5, 6, 7, 8})
BINARY_HEAD = struct.Struct(">IB")
IMAGE_TYPES_FROM = 10  # in tagged records from this type on, field 999 is raw data and the last field
_DIGITS = re.compile(rb"\d{1,12}")


def whole_number(value: bytes | None) -> int | None:
    """The number a value holds, or None for anything else: at most 12 digits, so that no value costs more than its bytes."""
    match = _DIGITS.fullmatch(value) if value is not None else None
    return int(match[0]) if match else None


def pieces(value: bytes, separator: bytes) -> Iterator[bytes]:
    """What ``value.split(separator)`` holds, one piece at a time: a field of a million repeats costs one of them."""
    start = 0
    while (end := value.find(separator, start)) >= 0:
        yield value[start:end]
        start = end + 1
    yield value[start:]


@dataclass(frozen=True, slots=True)
class Subfield:
    """One repeat of a field."""

    value: bytes

    @property
    def items(self) -> tuple[bytes, ...]:
        return tuple(self.value.split(US))


@dataclass(frozen=True, slots=True)
class Field:
    """``width`` is the number of digits its tag was written with: 2.018 has 3, 2.2015 has 4, and 2.18 of old files 2.

    ``raw`` marks field 999 of image records, whose value is never split.
    """

    number: int
    value: bytes
    width: int = 3
    raw: bool = False

    @property
    def subfields(self) -> tuple[Subfield, ...]:
        if self.raw:
            return (Subfield(self.value),)
        return tuple(Subfield(v) for v in self.value.split(RS))

    def tag(self, record_type: int) -> bytes:
        return b"%d.%0*d:" % (record_type, self.width, self.number)

    @staticmethod
    def of(number: int, *repeats: str | bytes | tuple[str | bytes, ...], width: int = 3) -> Field:
        """A field from its repeats, each one text or a tuple of items. Text is written as UTF-8, of which ASCII is a part.

        A value that holds a separator is refused: it would change the meaning of what follows.
        """
        return Field(number, RS.join(_joined(r) for r in repeats), max(width, len(str(number))))


def _joined(repeat: str | bytes | tuple[str | bytes, ...]) -> bytes:
    items = repeat if isinstance(repeat, tuple) else (repeat,)
    try:
        raw = [i.encode() if isinstance(i, str) else i for i in items]
    except UnicodeEncodeError as e:
        raise Unbuildable("a value holds half of a character", do="write it as UTF-8") from e
    for item in raw:
        if any(s in item for s in (FS, GS, RS, US)):
            raise Unbuildable("a value holds a separator character (1C to 1F hex)", do="remove it")
    return US.join(raw)


@dataclass(frozen=True, slots=True)
class TaggedRecord:
    """A record of tagged fields, ended by FS. Its LEN and IDC are its first fields, as written."""

    type: int
    fields: tuple[Field, ...]

    def get(self, number: int) -> Field | None:
        return next((f for f in self.fields if f.number == number), None)

    def value(self, number: int) -> bytes | None:
        field = self.get(number)
        return None if field is None else field.value

    @property
    def idc(self) -> int | None:
        """Field 002. The Type-1 record has none: its field 002 is the version."""
        return whole_number(self.value(IDC)) if self.type != 1 else None

    @property
    def data(self) -> bytes | None:
        """The image bytes of field 999."""
        last = self.fields[-1] if self.fields else None
        return last.value if last is not None and last.raw else None

    @property
    def size(self) -> int:
        return sum(len(f.tag(self.type)) + len(f.value) + 1 for f in self.fields)

    def offsets(self, start: int = 0) -> Iterator[tuple[int, Field]]:
        """Each field with the byte at which its tag stands, the record standing at ``start``."""
        for f in self.fields:
            yield start, f
            start += len(f.tag(self.type)) + len(f.value) + 1

    def encode(self) -> bytes:
        return GS.join(f.tag(self.type) + f.value for f in self.fields) + FS

    def sealed(self) -> TaggedRecord:
        """The same record with LEN first and right."""
        rest = tuple(f for f in self.fields if f.number != LEN)
        bare = TaggedRecord(self.type, rest).size + len(Field(LEN, b"").tag(self.type)) + 1
        total = bare + 1
        while bare + len(str(total)) != total:
            total = bare + len(str(total))
        return TaggedRecord(self.type, (Field(LEN, b"%d" % total), *rest))


@dataclass(frozen=True, slots=True)
class BinaryRecord:
    """Types 3 to 8: LEN in four bytes, IDC in one, then fixed fields and data to LEN, without a separator at the end.

    ``body`` is everything after IDC.
    """

    type: int
    idc: int
    body: bytes

    @property
    def size(self) -> int:
        return BINARY_HEAD.size + len(self.body)

    def encode(self) -> bytes:
        return BINARY_HEAD.pack(self.size, self.idc) + self.body


Record = TaggedRecord | BinaryRecord


@dataclass(frozen=True, slots=True)
class Transaction:
    """All records of one file, the Type-1 record first.

    ``charset`` is ``utf-8`` where 1.015 DCS lists index 003, ``latin-1`` where it lists others, and else ``ascii``.
    """

    records: tuple[Record, ...]
    charset: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "charset", _charset(self.head))

    @property
    def head(self) -> TaggedRecord:
        first = self.records[0]
        assert isinstance(first, TaggedRecord)
        return first

    @property
    def size(self) -> int:
        return sum(r.size for r in self.records)

    def of_type(self, *types: int) -> tuple[Record, ...]:
        return tuple(r for r in self.records if r.type in types)

    def offsets(self) -> Iterator[tuple[int, int, Record]]:
        """Each record as (number from 1, byte at which it starts, record)."""
        start = 0
        for number, record in enumerate(self.records, 1):
            yield number, start, record
            start += record.size

    def text(self, value: bytes) -> str:
        """A value as text; bytes outside the declared character set are shown as ``\\xNN``, never dropped."""
        return value.decode(self.charset, "backslashreplace")

    def encode(self) -> bytes:
        """The bytes of the file. For a transaction that was read, exactly those that were read."""
        return b"".join(r.encode() for r in self.records)

    def sealed(self) -> Transaction:
        """The same transaction with CNT naming every record in order, and every LEN right."""
        entries = [(b"%d" % r.type, _idc_text(r)) for r in self.records[1:]]
        cnt = Field.of(3, (b"1", b"%d" % len(entries)), *entries)
        fields = [f for f in self.head.fields if f.number != 3]
        place = next((i for i, f in enumerate(fields) if f.number > 3), len(fields))
        head = replace(self.head, fields=(*fields[:place], cnt, *fields[place:]))
        rest = (r.sealed() if isinstance(r, TaggedRecord) else r for r in self.records[1:])
        return Transaction((head.sealed(), *rest))


def _charset(head: TaggedRecord) -> str:
    declared = head.value(15)
    indexes = {whole_number(entry.partition(US)[0]) for entry in pieces(declared, RS)} if declared else set()
    if 3 in indexes:
        return "utf-8"
    return "latin-1" if indexes - {0} else "ascii"


def _idc_text(record: Record) -> bytes:
    return b"%02d" % record.idc if isinstance(record, BinaryRecord) else record.value(IDC) or b""
