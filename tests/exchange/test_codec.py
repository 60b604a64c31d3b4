"""Bytes to records and back: nothing lost, every mistake named, and no input that costs more than its size."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.exchange import BadTransaction, Field, TaggedRecord, Transaction, check, check_bytes, read, survey
from lawgate.exchange.parse import MEMORY_FLOOR, MEMORY_MULTIPLE
from tests.exchange.made import card
from tests.shared import SHARED, shared

FILES = SHARED / "prints" / "an2"


def test_a_card_is_read_back_to_the_letter() -> None:
    """What was built is read into the same records, and written into the same bytes; image bytes that look like separators and all."""
    made = card()
    raw = made.encode()
    assert read(raw) == made
    assert read(raw).encode() == raw
    assert any(b"\x1c" in (r.data or b"") for r in made.records if isinstance(r, TaggedRecord))


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(p.name for p in FILES.iterdir()) if FILES.is_dir() else ["absent"])
def test_reference_files_round_trip(name: str) -> None:
    """Every reference transaction of NIST is read whole and written back byte for byte, binary records included."""
    raw = (shared("prints/an2") / name).read_bytes()
    t = read(raw)
    assert t.encode() == raw
    assert survey(raw) == (t, [])
    assert sum(r.size for r in t.records) == len(raw)


texts = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=20)
fields = st.lists(
    st.tuples(
        st.integers(3, 998), st.lists(st.lists(texts, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
    ),
    max_size=6,
    unique_by=lambda f: f[0],
)


@settings(max_examples=60, deadline=None)  # a loaded machine is no fault of the reader
@given(st.lists(st.tuples(st.sampled_from([2, 9, 10, 13, 18, 99]), fields), max_size=4))
def test_any_records_survive_the_file(records: list[tuple[int, list[tuple[int, list[tuple[str, ...]]]]]]) -> None:
    """Records of typed and untyped kinds alike come back with every item in its place."""
    rest = [
        TaggedRecord(t, (Field.of(2, f"{n:02d}"), *(Field.of(k, *v) for k, v in sorted(fs, key=lambda f: f[0]))))
        for n, (t, fs) in enumerate(records)
    ]
    head = TaggedRecord(1, (Field.of(2, "0502"), Field.of(4, "CAR")))
    made = Transaction((head, *rest)).sealed()
    again = read(made.encode())
    assert again == made
    for mine, (_, given_) in zip(again.records[1:], records, strict=True):
        assert isinstance(mine, TaggedRecord)
        for number, repeats in given_:
            found = mine.get(number)
            assert found is not None
            assert [tuple(i.decode() for i in s.items) for s in found.subfields] == repeats


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    """Whatever comes is a transaction or a named refusal, and a survey of it always ends."""
    try:
        read(raw)
    except BadTransaction as e:
        assert e.fault in survey(raw)[1]


@pytest.mark.parametrize(
    "hostile",
    [
        b"1.001:999999999999\x1d1.002:0502\x1d1.003:1\x1f999999999\x1c",
        b"1.001:9999\x1d1.002:0502\x1d1.003:1\x1f2\x1e4\x1f00\x1e4\x1f01\x1c" + b"\xff\xff\xff\xff\x00" * 3,
        b"1.001:9\x1d" * 20_000,
        b"1.003:" + b"1\x1f1\x1e" * 60_000 + b"\x1c",
        b"\x1c\x1d\x1e\x1f" * 50_000,
        b"1.001:" + b"9" * 200_000,
    ],
)
def test_hostile_lengths_and_counts_cost_no_more_than_their_bytes(hostile: bytes) -> None:
    """Lengths of gigabytes, millions of records, a file of nothing but separators: memory stays within the stated multiple."""
    tracemalloc.start()
    try:
        check_bytes(hostile)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEMORY_MULTIPLE * len(hostile) + MEMORY_FLOOR


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_one_changed_length_is_found_where_it_stands(data: st.DataObject) -> None:
    """A LEN that is off by a little, in any record, is a fault of structure with the record's number."""
    made = card()
    starts = [(n, start, r) for n, start, r in made.offsets()]
    number, start, record = data.draw(st.sampled_from(starts))
    off = data.draw(st.integers(-9, 9).filter(bool))
    raw = bytearray(made.encode())
    mine = b"%d.001:%d" % (record.type, record.size)
    theirs = b"%d.001:%d" % (record.type, record.size + off)
    raw[start : start + len(mine)] = theirs
    faults = check_bytes(bytes(raw))
    assert any(f.record == number for f in faults)


def test_a_whole_card_has_no_fault() -> None:
    """The synthetic card keeps every rule of the edition that it is checked against."""
    assert check(card(), "8.001") == []
