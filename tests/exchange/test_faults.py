"""Each kind of damage to a whole file is named for what it is, with the record, the tag and the byte where it stands."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from lawgate.exchange import (
    BadTransaction,
    BinaryRecord,
    Field,
    TaggedRecord,
    Transaction,
    check_bytes,
    describe,
    read,
    survey,
)
from lawgate.exchange.errors import (
    BadBinary,
    BadNumber,
    BadTag,
    DuplicateTag,
    EmptyInput,
    MissingField,
    MissingSeparator,
    NotAscii,
    StraySeparator,
    TrailingBytes,
    Truncated,
    WrongCount,
    WrongIdc,
    WrongLength,
    WrongType,
)
from lawgate.exchange.faults import MOST
from lawgate.exchange.parse import MEMORY_FLOOR
from lawgate.exchange.show import MEMORY_MULTIPLE as SHOWING
from tests.exchange.damage import damaged, damaged_inside, seeds, use, within_memory
from tests.exchange.made import mixed
from tests.shared import shared

GS = b"\x1d"


def made(field: Field, *, number: int = 1) -> bytes:
    """The mixed transaction with one more field in a record, its lengths made right."""
    whole = mixed()
    record = whole.records[number]
    assert isinstance(record, TaggedRecord)
    more = replace(record, fields=(*record.fields, field))
    return Transaction((*whole.records[:number], more, *whole.records[number + 1 :])).sealed().encode()


def swap(old: bytes, new: bytes, raw: bytes | None = None) -> bytes:
    """The bytes with one thing written otherwise, nothing else moved."""
    raw = mixed().encode() if raw is None else raw
    assert old in raw
    return raw.replace(old, new, 1)


def length_of(number: int, off: int) -> bytes:
    """The mixed transaction with one LEN wrong by ``off``."""
    whole = mixed()
    _, start, record = next(row for row in whole.offsets() if row[0] == number)
    raw = bytearray(whole.encode())
    if isinstance(record, BinaryRecord):
        raw[start : start + 4] = (record.size + off).to_bytes(4, "big")
    else:
        tag = b"%d.001:" % record.type
        mine = tag + b"%d" % record.size
        raw[start : start + len(mine)] = tag + b"%d" % (record.size + off)
    return bytes(raw)


KINDS: list[tuple[str, Callable[[], bytes], type[BadTransaction], str | None]] = [
    ("nothing", lambda: b"", EmptyInput, None),
    ("a LEN one too long", lambda: length_of(2, 1), WrongLength, "2.001"),
    ("a LEN one too short", lambda: length_of(9, -1), WrongLength, "13.001"),
    ("a binary LEN one too long", lambda: length_of(3, 1), WrongLength, "4.001"),
    ("a binary LEN of four gigabytes", lambda: length_of(5, 0xFFFFFFF0 - 600), Truncated, "7.001"),
    ("a LEN beyond the file", lambda: swap(b"99.001:", b"99.001:9"), Truncated, "99.001"),
    ("a LEN that is no number", lambda: swap(b"2.001:", b"2.001:x"), BadNumber, "2.001"),
    ("a LEN of half a million digits", lambda: b"1.001:" + b"9" * 500_000, BadNumber, "1.001"),
    ("a count one too high", lambda: swap(b"1.003:1\x1f12", b"1.003:1\x1f13"), WrongCount, "1.003"),
    ("a count one too low", lambda: swap(b"1.003:1\x1f12", b"1.003:1\x1f11"), WrongCount, "1.003"),
    ("an entry of CNT without its IDC", lambda: swap(b"\x1e7\x1f03", b"\x1e7003"), BadNumber, "1.003"),
    ("a record type that cannot follow", lambda: swap(b"\x1e7\x1f03", b"\x1e1\x1f03"), BadNumber, "1.003"),
    ("no CNT", lambda: swap(b"1.003:", b"1.023:"), MissingField, "1.003"),
    ("another type than CNT says", lambda: swap(b"\x1e13\x1f06", b"\x1e15\x1f06"), WrongType, None),
    ("another IDC than CNT says", lambda: swap(b"14.002:07", b"14.002:06"), WrongIdc, "14.002"),
    ("an IDC that is no number", lambda: swap(b"14.002:07", b"14.002:0x"), BadNumber, "14.002"),
    ("no IDC", lambda: swap(b"14.002:07", b"14.092:07"), MissingField, "14.002"),
    ("no FS at the end of a record", lambda: swap(b"4 digits\x1c", b"4 digits "), MissingSeparator, None),
    ("an FS inside a field", lambda: swap(b"4 digits", b"4\x1cdigits"), StraySeparator, "2.2015"),
    ("a GS with no field after it", lambda: swap(b"4 digits", b"4 digit\x1d"), StraySeparator, None),
    ("a tag twice", lambda: made(Field.of(7, "again")), DuplicateTag, "2.007"),
    ("a tag of another record", lambda: swap(b"2.007:", b"3.007:"), BadTag, None),
    ("no tag at all", lambda: swap(b"2.007:", b"words "), BadTag, None),
    ("a letter outside ASCII", lambda: made(Field.of(8, "MUÑOZ")), NotAscii, "2.008"),
    ("bytes after the end", lambda: mixed().encode() + b"more", TrailingBytes, None),
    ("the end missing", lambda: mixed().encode()[:-3], Truncated, "99.001"),
    ("a whole record missing", lambda: mixed().encode()[: -mixed().records[-1].size], WrongCount, "1.003"),
    (
        "a binary record too short for its fixed fields",
        lambda: Transaction((mixed().head, BinaryRecord(4, 1, b"\x01"))).sealed().encode(),
        BadBinary,
        None,
    ),
]


@pytest.mark.parametrize(("make", "error", "tag"), [k[1:] for k in KINDS], ids=[k[0] for k in KINDS])
def test_each_kind_of_damage_has_its_own_name(
    make: Callable[[], bytes], error: type[BadTransaction], tag: str | None
) -> None:
    """The reader refuses with the leaf of the mistake, its byte and its tag; the survey lists that very fault."""
    raw = make()
    with pytest.raises(error) as refused:
        read(raw)
    assert type(refused.value) is error
    assert refused.value.tag == tag
    assert 0 <= refused.value.offset <= len(raw)
    assert refused.value.fault in survey(raw)[1]


def test_every_kind_of_damage_is_tried() -> None:
    """No leaf of the reader's errors is without an example here."""
    assert {k[2] for k in KINDS} == set(BadTransaction.__subclasses__())


def test_several_kinds_at_once_are_all_listed_in_the_order_of_the_file() -> None:
    """One pass names a letter outside ASCII, a wrong IDC and bytes at the end, each at its place."""
    raw = swap(b"14.002:07", b"14.002:06", made(Field.of(8, "MUÑOZ"))) + b"more"
    sentences = [f for f in check_bytes(raw) if f.code in ("E0002", "E0006", "E0012")]
    tags = [f.tag for f in sentences]
    assert tags.index("2.008") < tags.index("14.002") < tags.index(None)
    assert sentences[-1].offset == len(raw) - 4


@pytest.mark.parametrize("value", ["MUÑOZ", "Łódź", "李", "😀"])
def test_letters_of_a_declared_character_set_are_kept(value: str) -> None:
    """With index 003 in 1.015 text is UTF-8; without a declaration the same bytes are a fault."""
    whole = mixed()
    two = whole.records[1]
    assert isinstance(two, TaggedRecord)
    head = replace(whole.head, fields=(*whole.head.fields, Field.of(15, ("003", "UTF-8", ""))))
    named = replace(two, fields=(*two.fields, Field.of(8, value)))
    again = read(Transaction((head, named)).sealed().encode())
    assert again.charset == "utf-8"
    found = again.records[1]
    assert isinstance(found, TaggedRecord)
    assert again.text(found.value(8) or b"") == value


def test_a_file_of_nothing_but_faults_lists_only_so_many() -> None:
    """The list ends with a sentence that there may be more, so that neither memory nor a reader is overwhelmed."""
    whole = mixed().sealed()
    two = TaggedRecord(2, (Field.of(2, "0"), *(Field.of(3, "") for _ in range(3000))))
    raw = Transaction((whole.head, two)).sealed().encode()
    faults = survey(raw)[1]
    assert len(faults) == MOST + 1
    assert "may be more" in faults[-1].sentence


@pytest.mark.parametrize("how", [damaged, damaged_inside], ids=["bytes", "values"])
def test_damaged_files_are_used_without_a_crash(how: Callable[[bytes, Random], bytes]) -> None:
    """Two hundred and fifty seeded damages of four kinds of file: read or refused, checked, shown, taken apart; memory bounded."""
    whole = seeds()
    came = set()
    for seed in range(250):
        dice = Random(seed)
        data = how(dice.choice(whole), dice)
        came.add(use(data))
        if seed % 80 == 0:
            within_memory(data)
    assert len(came) > 6


def test_the_smallest_possible_records_stay_within_the_stated_memory() -> None:
    """The file that costs most a byte, thousands of records of five bytes, stays below the multiple; so does showing it."""
    whole = Transaction((mixed().head, *(BinaryRecord(7, 0, b"") for _ in range(6_000)))).sealed().encode()
    assert 10 < within_memory(whole) < 48


@pytest.mark.parametrize(
    "records",
    [
        [BinaryRecord(7, 0, b"") for _ in range(3000)],
        [TaggedRecord(2, (Field.of(2, "00"), *(Field(n, b"") for n in range(3, 3000))))],
        [TaggedRecord(2, (Field.of(2, "00"), Field(19, b"\x1e" * 20_000)))],
    ],
    ids=["records", "fields", "repeats"],
)
def test_showing_stays_within_its_own_stated_memory(records: list[TaggedRecord | BinaryRecord]) -> None:
    """Thousands of the smallest records, fields or repeats: reading and describing stays below the multiple for showing."""
    raw = Transaction((mixed().head, *records)).sealed().encode()
    tracemalloc.start()
    try:
        assert sum(1 for _ in describe(read(raw))) == len(records) + 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < SHOWING * len(raw) + MEMORY_FLOOR


@pytest.mark.shared
@pytest.mark.parametrize("kind", ["cut", "longer", "count"])
@pytest.mark.parametrize(
    "name", ["nist-type-14-tpcard.eft", "type-4-tpcard.an2", "type-15-palms.an2", "type-8-sig.an2"]
)
def test_damaged_reference_files_have_named_faults(name: str, kind: str) -> None:
    """A reference file cut anywhere, with bytes after its end, or with another count is refused by its own name."""
    raw = shared(f"prints/an2/{name}").read_bytes()
    if kind == "cut":
        for n in range(1, 60):
            with pytest.raises(BadTransaction):
                read(raw[: len(raw) * n // 60])
    elif kind == "longer":
        with pytest.raises(TrailingBytes):
            read(raw + b"\x1c")
    else:
        total = read(raw).head.value(3) or b""
        start = raw.index(total) + 2
        other = b"%02d" % (len(read(raw).records) + 3) if raw[start + 1 : start + 2].isdigit() else b"9"
        with pytest.raises(WrongCount):
            read(raw[:start] + other + raw[start + len(other) :])
