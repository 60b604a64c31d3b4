"""One record from the bytes at a place: where it ends, and what its fields are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lawgate.exchange.errors import (
    BadBinary,
    BadNumber,
    BadTag,
    BadTransaction,
    DuplicateTag,
    MissingField,
    MissingSeparator,
    NotAscii,
    StraySeparator,
    Truncated,
    WrongIdc,
    WrongLength,
    WrongType,
)
from lawgate.exchange.records import (
    BINARY_HEAD,
    BINARY_TYPES,
    DATA,
    FS,
    GS,
    IDC,
    IMAGE_TYPES_FROM,
    LEN,
    BinaryRecord,
    Field,
    TaggedRecord,
    whole_number,
)

TAG = re.compile(rb"([1-9]\d?)\.(\d{2,9}):")
LEN_VALUE = re.compile(rb"(\d{1,12})([\x1c\x1d])")
NEAR = 64  # bytes around a wrong LEN in which the true end of the record is looked for
FIXED = {3: 13, 4: 13, 5: 13, 6: 13, 7: 0, 8: 7}
"""Bytes of the fixed fields after LEN and IDC: IMP, six FGP, ISR, HLL, VLL, CGA; for signatures SIG, SRT, ISR, HLL, VLL."""

Tell = Callable[[BadTransaction], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is expected: its ``type`` and IDC as CNT says, the byte it starts at, its ``number`` from 1, and what
    ``following`` (type, IDC) should start where it ends."""

    type: int
    start: int
    number: int
    idc: int | None = None
    following: tuple[int, int] | None = None
    last: bool = False
    ascii: bool = True

    @property
    def binary(self) -> bool:
        return self.type in BINARY_TYPES

    def ends_at(self, data: bytes, end: int) -> bool:
        """Whether what stands at ``end`` looks like what should follow this record."""
        if self.last:
            return end == len(data)
        if self.following is None:  # the Type-1 record: CNT is not read yet
            return end == len(data) or TAG.match(data, end) is not None or _binary_head(data, end, None)
        type_, idc = self.following
        return _binary_head(data, end, idc) if type_ in BINARY_TYPES else data.startswith(b"%d." % type_, end)


def _binary_head(data: bytes, start: int, idc: int | None) -> bool:
    if len(data) - start < BINARY_HEAD.size:
        return False
    size, own = BINARY_HEAD.unpack_from(data, start)
    return bool(BINARY_HEAD.size <= size <= len(data) - start) and idc in (None, own)


def binary_record(data: bytes, place: Place, tell: Tell) -> tuple[BinaryRecord, int]:
    """A record of types 3 to 8 and the byte after it."""
    start, number, tag = place.start, place.number, f"{place.type}.001"
    left = len(data) - start
    if left < BINARY_HEAD.size:
        what = f"a binary record of type {place.type} needs 5 bytes, and {left} are left"
        raise Truncated(what, offset=start, record=number, tag=tag)
    size, idc = BINARY_HEAD.unpack_from(data, start)
    if size < BINARY_HEAD.size:
        raise WrongLength(
            f"LEN says {size} bytes; a binary record has at least 5", offset=start, record=number, tag=tag
        )
    true = None if place.last else _near(data, place, start + size)
    if true is not None:
        what = f"LEN says {size} bytes, and the record that follows stands after {true - start}"
        tell(WrongLength(what, offset=start, record=number, tag=tag, do="have the sender correct LEN"))
    elif size > left:
        what = f"LEN says {size} bytes, and {left} are left in the file"
        raise Truncated(what, offset=start, record=number, tag=tag, do="check this LEN and the one before it")
    end = true or start + size
    if place.idc is not None and idc != place.idc:
        what = f"CNT lists IDC {place.idc} for this record, and it says {idc}"
        tell(WrongIdc(what, offset=start + 4, record=number, tag=f"{place.type}.002"))
    body = data[start + BINARY_HEAD.size : end]
    if len(body) < FIXED[place.type]:
        what = f"{len(body)} bytes after IDC are too few for the fixed fields of type {place.type}"
        tell(BadBinary(what, offset=start, record=number))
    return BinaryRecord(place.type, idc, body), end


def tagged_record(data: bytes, place: Place, tell: Tell) -> tuple[TaggedRecord, int]:
    """A record of tagged fields and the byte after its FS."""
    end = _tagged_end(data, place, tell)
    stop = end - 1 if data[end - 1 : end] == FS else end
    fields: list[Field] = []
    seen: set[int] = set()
    position = place.start
    while position < stop:
        field, after = _field(data, place, position, stop, tell)
        if field is not None:
            fields.append(field)
            if field.number in seen:
                tag = f"{place.type}.{field.number:03d}"
                what = f"the tag {tag} stands twice in the record"
                tell(DuplicateTag(what, offset=position, record=place.number, tag=tag))
            seen.add(field.number)
        position = after
    if data[stop - 1 : stop] == GS and not (fields and fields[-1].raw):
        tell(StraySeparator("GS announces a field, and the record ends", offset=stop - 1, record=place.number))
    record = TaggedRecord(place.type, tuple(fields))
    if place.type != 1:
        _check_idc(record, place, tell)
    return record, end


def _tagged_end(data: bytes, place: Place, tell: Tell) -> int:
    """The byte after the record, by its LEN; where LEN is wrong, by what stands nearby."""
    start, number, tag = place.start, place.number, f"{place.type}.001"
    size = _length(data, place)
    claimed = start + size
    fits = claimed <= len(data) and data[claimed - 1 : claimed] == FS
    if fits and (place.last or place.ends_at(data, claimed)):
        return claimed  # bytes after the last record are not its fault
    for end in (claimed - 1, claimed):
        if start < end < len(data) and data[end - 1 : end] != FS and _follows(data, place, end):
            what = f"the next record starts at byte {end} without the separator FS (1C hex) before it"
            tell(MissingSeparator(what, offset=end, record=number))
            return end
    true = _first_separator(data, place, fits) if place.type < IMAGE_TYPES_FROM else _near(data, place, claimed)
    if true is not None and true != claimed:
        what = f"LEN says {size} bytes, and the record's FS stands after {true - start}"
        tell(WrongLength(what, offset=start, record=number, tag=tag, do="have the sender correct LEN"))
        return true
    if fits:
        return claimed  # what follows is wrong, not this record, and the next one will say so
    if claimed > len(data):
        what = f"LEN says {size} bytes, and {len(data) - start} are left in the file"
        raise Truncated(what, offset=start, record=number, tag=tag, do="send the whole file")
    what = f"LEN says {size} bytes, and no separator FS (1C hex) stands there"
    raise MissingSeparator(what, offset=claimed - 1, record=number, do="check LEN and the end of the record")


def _length(data: bytes, place: Place) -> int:
    """The value of LEN, which must be the first field."""
    start, number, name = place.start, place.number, f"{place.type}.001"
    tag = TAG.match(data, start)
    if tag is None or int(tag[1]) != place.type:
        what = f"a record of type {place.type} should start here, and {_shown(data[start : start + 8])} stands here"
        raise WrongType(what, offset=start, record=number, do="check CNT and the LEN of the record before")
    if int(tag[2]) != LEN:
        raise MissingField("the record does not begin with LEN", offset=start, record=number, tag=name)
    digits = LEN_VALUE.match(data, tag.end())
    if digits is None:
        raise BadNumber("LEN is not a number of at most 12 digits", offset=start, record=number, tag=name)
    if start + int(digits[1]) < digits.end():
        what = f"LEN says {int(digits[1])} bytes, fewer than LEN itself takes"
        raise WrongLength(what, offset=start, record=number, tag=name, do="have the sender correct LEN")
    return int(digits[1])


def _follows(data: bytes, place: Place, end: int) -> bool:
    """Whether a record plainly starts at ``end``: the one CNT announces, or after the Type-1 record any that has LEN."""
    if place.following is not None:
        return place.ends_at(data, end)
    tag = TAG.match(data, end)
    return not place.last and tag is not None and int(tag[2]) == LEN


def _first_separator(data: bytes, place: Place, fits: bool) -> int | None:
    """The end of a record without raw data: its first FS. Where LEN also ends on one, only if the next record follows."""
    end = data.find(FS, place.start) + 1
    return end if end and (place.ends_at(data, end) or not fits) else None


def _near(data: bytes, place: Place, claimed: int) -> int | None:
    """The nearest byte to a wrong LEN at which the record could end, so that LEN is named and reading can go on."""
    if claimed <= len(data) and place.ends_at(data, claimed) and place.binary:
        return None
    low = place.start + BINARY_HEAD.size
    for distance in range(NEAR + 1):
        for end in (claimed - distance, claimed + distance):
            separated = place.binary or data[end - 1 : end] == FS
            if low < end <= len(data) and end != claimed and separated and place.ends_at(data, end):
                return end
    return None


def _field(data: bytes, place: Place, position: int, stop: int, tell: Tell) -> tuple[Field | None, int]:
    """The field whose tag stands at ``position``, and where the next one stands."""
    tag = TAG.match(data, position, stop)
    if tag is None or int(tag[1]) != place.type or int(tag[2]) == 0:
        what = f"{_shown(data[position : min(position + 8, stop)])} is not a tag of a type {place.type} record"
        tell(BadTag(what, offset=position, record=place.number, do=f"write {place.type}.NNN: after each GS"))
        return None, (data.find(GS, position, stop) + 1) or stop
    number, width, begin = int(tag[2]), len(tag[2]), tag.end()
    if number == DATA and place.type >= IMAGE_TYPES_FROM:
        return Field(number, data[begin:stop], width, raw=True), stop
    gap = data.find(GS, begin, stop)
    value = data[begin : stop if gap < 0 else gap]
    name = f"{place.type}.{number:03d}"
    if FS in value:
        what = "the separator FS (1C hex), which ends a record, stands inside the field"
        tell(StraySeparator(what, offset=begin + value.index(FS), record=place.number, tag=name))
    if place.ascii and not value.isascii():
        where = begin + next(i for i, b in enumerate(value) if b > 127)
        what = f"byte {data[where]:02X} hex is not ASCII, and 1.015 declares no character set"
        tell(NotAscii(what, offset=where, record=place.number, tag=name, do="declare it in 1.015 DCS"))
    return Field(number, value, width), (stop if gap < 0 else gap + 1)


def _check_idc(record: TaggedRecord, place: Place, tell: Tell) -> None:
    name = f"{place.type}.002"
    at = next((o for o, f in record.offsets(place.start) if f.number == IDC), None)
    idc = whole_number(record.value(IDC))
    if at is None:
        tell(MissingField("the record has no IDC", offset=place.start, record=place.number, tag=name))
    elif idc is None:
        tell(BadNumber("IDC is not a number", offset=at, record=place.number, tag=name))
    elif idc != place.idc:
        what = f"CNT lists IDC {place.idc} for this record, and it says {idc}"
        tell(WrongIdc(what, offset=at, record=place.number, tag=name))


def _shown(some: bytes) -> str:
    return "the end of the file" if not some else repr(some)[1:]
