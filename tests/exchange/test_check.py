"""The rules of an edition: each kind of mistake is named with its code, its tag and its byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from lawgate.exchange import (
    PrintImage,
    TaggedRecord,
    Unbuildable,
    UnknownEdition,
    build,
    check,
    check_bytes,
    editions,
    load_edition,
    read,
)
from lawgate.exchange.build import Value
from lawgate.exchange.errors import NoImage
from tests.exchange.made import CARD, DAY, FIELDS, card, envelope, picture, prints


def faults(change: Mapping[str, Value], drop: tuple[str, ...] = (), positions: tuple[int, ...] = CARD) -> list[str]:
    fields = {k: v for k, v in {**FIELDS, **change}.items() if k not in drop}
    with pytest.raises(Unbuildable) as refused:
        build(envelope(), fields, prints(positions))
    return [f"{f.code} {f.tag}" for f in refused.value.faults]


@pytest.mark.parametrize(
    ("change", "drop", "expected"),
    [
        ({}, ("NAM",), "E0001 2.018"),
        ({"SEX": "Q"}, (), "E0002 2.024"),
        ({"DOB": ["19900231"]}, (), "E0002 2.022"),
        ({"DOB": ["20270101"]}, (), "L0037 2.045"),
        ({"HGT": "5FT8"}, (), "E0002 2.027"),
        ({"NAM": "X" * 31}, (), "E0002 2.018"),
        ({"NDR": ["1", "2", "6", "7", "9"]}, (), "E0003 2.098"),
        ({"ASL": [["20260105", ""]]}, (), "E0001 2.047"),
        ({"DOA": "20260106"}, (), "E0006 2.045"),
        ({"SSD": "20260105"}, (), "E0006 2.054"),
        ({}, ("AMP",), "E0001 2.084"),
    ],
)
def test_each_kind_of_mistake_is_named(change: Mapping[str, Value], drop: tuple[str, ...], expected: str) -> None:
    """Missing, wrong, too long, too many, inconsistent, unaccounted: the code of table M-1 and the tag."""
    assert expected in faults(change, drop)


def test_all_mistakes_are_reported_at_once_with_their_bytes() -> None:
    """Three mistakes are three faults, each at the byte where its tag stands in the file."""
    made = card()
    two = made.records[1]
    assert isinstance(two, TaggedRecord)
    spoilt = replace(two, fields=tuple(replace(f, value=b"?") if f.number in (24, 31, 32) else f for f in two.fields))
    whole = replace(made, records=(made.records[0], spoilt, *made.records[2:])).sealed()
    raw = whole.encode()
    found = check(read(raw))
    assert [f.tag for f in found] == ["2.024", "2.031", "2.032"]
    for f in found:
        assert f.offset is not None
        assert raw[f.offset :].startswith(f"{f.tag}:".encode())


def test_an_image_that_is_not_what_its_record_says_is_found() -> None:
    """A record that names another size than its image has is a fault of that record."""
    made = card()
    third = made.records[2]
    assert isinstance(third, TaggedRecord)
    wrong = replace(third, fields=tuple(replace(f, value=b"999") if f.number == 6 else f for f in third.fields))
    found = check(replace(made, records=(*made.records[:2], wrong, *made.records[3:])).sealed())
    assert any("the image has 40 by 48" in f.sentence and f.record == 3 for f in found)


def test_a_date_ahead_is_a_fault_only_by_todays_date() -> None:
    """The present is an argument: without it nothing is said of the future."""
    assert check(card()) == []
    assert [f.tag for f in check(card(), today=date(2025, 12, 1))] == ["1.005"]
    assert check(card(), today=DAY) == []


def test_a_cut_file_is_a_cut_and_not_a_card_without_fingers() -> None:
    """Where the end is missing, that is the fault; no finger behind the cut is said to be missing."""
    raw = card().encode()
    faults = check_bytes(raw[: len(raw) * 2 // 3])
    assert [f.code for f in faults] == ["E0012"]
    lost = replace(card(), records=card().records[:-1]).sealed().encode()
    assert [f.code for f in check_bytes(lost)] == ["E0001"]


def test_editions_are_tables_with_their_confidence() -> None:
    """At least two editions ship as data; fields say how they were read; an edition nobody has is refused by name."""
    assert {"8.001", "9.4"} <= set(editions())
    for version in editions():
        table = load_edition(version)
        assert len(table.fields) > 60
        assert {f.mark.value for f in table.fields.values()} <= {"read", "summary", "recalled"}
    with pytest.raises(UnknownEdition, match=r"7\.0"):
        check(card(), "7.0")


@pytest.mark.parametrize(
    ("image", "said"),
    [
        (PrintImage(1, b"", 500), "no known format"),
        (PrintImage(1, b"GIF89a", 500), "no known format"),
        (PrintImage(1, picture(1), 1000), "find out which is right"),
        (PrintImage(16, picture(1), 500), "no finger position"),
        (PrintImage(1, picture(1), 500, "painted"), "no way of capture"),
        (PrintImage(2, picture(2), 500), "given twice"),
    ],
)
def test_images_that_cannot_be_sent_are_refused(image: PrintImage, said: str) -> None:
    """Nothing, another format, a resolution that the image denies, a position twice: named before anything is built."""
    rest = [p for p in prints() if p.position != 1]
    with pytest.raises((NoImage, Unbuildable), match=said):
        build(envelope(), FIELDS, [*rest, image])
