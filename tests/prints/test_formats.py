"""Standard templates: bytes to records and back, templates to bytes and back, and bytes that mean harm."""

from __future__ import annotations

import math
import struct
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.prints.formats import (
    DamagedTemplate,
    MinutiaeRecord,
    TemplateFormat,
    UnwritableTemplate,
    View,
    read_record,
    read_templates,
    write_templates,
)
from lawgate.prints.formats_wire import WIRE
from lawgate.prints.records import MINUTIA, Finger, Template

ISO = (TemplateFormat.ISO_2005, TemplateFormat.ISO_2011)
STEP = {form: (1 / 256 if form in ISO else 1 / 180) for form in TemplateFormat}

# Written out by hand from the layouts: one view of the left thumb with a bifurcation at (100, 50) and an ending at
# (3, 7), directions a quarter and none, qualities 80 and unknown, two bytes of a vendor's own at the end.
TWO = bytes.fromhex("8064 0032")
BY_HAND = {
    TemplateFormat.ISO_2005: bytes.fromhex(
        "464d5200 20323000 0000002c 0000 0100 0140 00c5 00c5 01 00"
        "06 01 3c 02  8064 0032 40 50  4003 0007 00 00  0002 beef"
    ),
    TemplateFormat.ANSI_2004: bytes.fromhex(
        "464d5200 20323000 002e 0103 0000 0000 0100 0140 00c5 00c5 01 00"
        "06 01 3c 02  8064 0032 2d 50  4003 0007 00 00  0002 beef"
    ),
    TemplateFormat.ANSI_2009: bytes.fromhex(
        "464d5200 30333000 00000036 0103 0000 00 0000 01 00"
        "06 00 01 3c 0103 0000 0100 0140 00c5 00c5 02  8064 0032 2d 50  4003 0007 00 fe  0002 beef"
    ),
    TemplateFormat.ISO_2011: bytes.fromhex(
        "464d5200 30333000 00000044 0001 00"
        "00000035 ffffffffffffffffff 00 0000 0000 01 3c 0103 0000"
        "06 00 00c5 00c5 01 0100 0140 61 02  8064 0032 40 50  4003 0007 00 fe  0002 beef"
    ),
}


@pytest.mark.parametrize("form", TemplateFormat)
def test_records_written_by_hand_are_read(form: TemplateFormat) -> None:
    """Every field of a record put together byte by byte arrives where it belongs, and goes back to the same bytes."""
    record = read_record(BY_HAND[form])
    assert record.format is form
    (view,) = record.views
    assert (view.finger, view.impression, view.quality, view.extended) == (6, 1, 60, b"\xbe\xef")
    assert (view.width, view.height, view.per_cm_across, view.per_cm_down) == (256, 320, 197, 197)
    assert record.encode() == BY_HAND[form]
    (template,) = read_templates(BY_HAND[form])
    assert (template.width, template.height, template.finger, template.quality) == (256, 320, Finger.LEFT_THUMB, 60)
    first, second = template.minutiae
    assert (first["x"], first["y"], first["kind"], first["quality"]) == (100, 50, 2, 80)
    assert (second["x"], second["y"], second["kind"], second["quality"]) == (3, 7, 1, 0)
    assert first["angle"] == pytest.approx(math.pi / 2)
    assert second["angle"] == 0


BYTE, WORD = st.integers(0, 255), st.integers(0, 65_535)


@st.composite
def views(draw: st.DrawFn, form: TemplateFormat) -> View:
    count = draw(st.integers(0, 12))
    numbers = draw(st.lists(st.tuples(WORD, WORD, BYTE, BYTE), min_size=count, max_size=count))
    short = form is TemplateFormat.ISO_2011 and draw(st.booleans())
    wire = np.array([(x, y, a, 254 if short else q) for x, y, a, q in numbers], WIRE)
    nibble = st.integers(0, 15)
    base = View(
        finger=draw(BYTE),
        view=draw(nibble),
        impression=draw(nibble),
        quality=draw(BYTE),
        width=draw(WORD),
        height=draw(WORD),
        per_cm_across=draw(WORD),
        per_cm_down=draw(WORD),
        minutiae=wire,
        extended=draw(st.binary(max_size=20)),
        short=short,
        ending=draw(nibble),
    )
    if form is TemplateFormat.ANSI_2009:
        return replace(base, quality_owner=draw(WORD), quality_product=draw(WORD), ending=1)
    if form is TemplateFormat.ISO_2011:
        blocks = draw(st.lists(st.tuples(BYTE, WORD, WORD), max_size=3))
        head = draw(st.binary(min_size=14, max_size=14)) + bytes([len(blocks)])
        head += b"".join(struct.pack(">BHH", *b) for b in blocks)
        score, owner, product = blocks[0] if blocks else (254, 0x0103, 0)
        return replace(base, head=head, quality=score, quality_owner=owner, quality_product=product)
    return replace(base, ending=1)


@st.composite
def records(draw: st.DrawFn) -> MinutiaeRecord:
    form = draw(st.sampled_from(list(TemplateFormat)))
    drawn = draw(st.lists(views(form), min_size=1, max_size=4))
    if form in (TemplateFormat.ISO_2005, TemplateFormat.ANSI_2004):
        first = drawn[0]
        across, down = first.per_cm_across, first.per_cm_down
        sized = [v.sized(first.width, first.height) for v in drawn]
        drawn = [replace(v, per_cm_across=across, per_cm_down=down) for v in sized]
    record = MinutiaeRecord(form, tuple(drawn))
    if form is TemplateFormat.ISO_2011:
        if draw(st.booleans()):
            certificates = draw(st.binary(min_size=6, max_size=6))
            drawn = [replace(v, head=v.head + b"\x02" + certificates) for v in drawn]
            record = replace(record, views=tuple(drawn), certified=1)
        return record
    record = replace(record, equipment=draw(WORD), spare=draw(BYTE))
    if form is not TemplateFormat.ISO_2005:
        record = replace(record, owner=draw(WORD), product=draw(WORD))
    if form is TemplateFormat.ANSI_2009:
        record = replace(record, certified=draw(BYTE), amended=draw(st.booleans()))
    return record


def same(a: MinutiaeRecord, b: MinutiaeRecord) -> bool:
    """Equality with arrays inside."""
    plain = [replace(r, views=()) for r in (a, b)]
    parts = [
        [(v.minutiae.tobytes(), replace(v, minutiae=np.empty(0, WIRE)).head, v.extended) for v in r.views]
        for r in (a, b)
    ]
    numbers = [
        [tuple(getattr(v, n) for n in View.__dataclass_fields__ if n != "minutiae") for v in r.views] for r in (a, b)
    ]
    return plain[0] == plain[1] and parts[0] == parts[1] and numbers[0] == numbers[1]


@given(records())
@settings(max_examples=300, deadline=None)
def test_every_record_comes_back(record: MinutiaeRecord) -> None:
    """Any record of any format, written and read, is the same record, and written again the same bytes."""
    data = record.encode()
    again = read_record(data)
    assert same(again, record)
    assert again.encode() == data


@st.composite
def templates(draw: st.DrawFn) -> Template:
    width, height = draw(st.integers(64, 3000)), draw(st.integers(64, 3000))
    count = draw(st.integers(0, 40))
    found = np.zeros(count, MINUTIA)
    for minutia in found:
        minutia["x"], minutia["y"] = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
        minutia["angle"] = draw(st.floats(0, 6.25, width=32))
        minutia["kind"], minutia["quality"] = draw(st.integers(0, 2)), draw(st.integers(0, 100))
    finger = draw(st.sampled_from([Finger(n) for n in range(11)]))
    return Template(found, width, height, finger, draw(st.integers(0, 100)))


@given(st.lists(templates(), min_size=1, max_size=3), st.sampled_from(list(TemplateFormat)))
@settings(max_examples=120, deadline=None)
def test_every_template_comes_back(given_ones: list[Template], form: TemplateFormat) -> None:
    """Templates, written and read, keep all but the fraction of an angle's step, and a common size where there is one."""
    again = read_templates(write_templates(given_ones, form))
    assert len(again) == len(given_ones)
    common = form in (TemplateFormat.ISO_2005, TemplateFormat.ANSI_2004)
    for before, after in zip(given_ones, again, strict=True):
        for name in ("x", "y", "kind", "quality"):
            assert np.array_equal(before.minutiae[name], after.minutiae[name])
        turn = np.angle(np.exp(1j * (before.minutiae["angle"].astype(float) - after.minutiae["angle"])))
        assert np.abs(turn).max(initial=0) <= STEP[form] * math.pi + 1e-5
        assert (after.minutiae["angle"] < 2 * math.pi).all()
        assert (before.finger, before.quality) == (after.finger, after.quality)
        if not common:
            assert (before.width, before.height) == (after.width, after.height)
    if common:
        assert again[0].width == max(t.width for t in given_ones)


def test_other_resolutions_are_brought_to_five_hundred() -> None:
    """A record at 1,000 ppi gives the template at half its numbers, and one at 500 ppi by either rounding as it is."""
    data = bytearray(BY_HAND[TemplateFormat.ISO_2005])
    data[18:22] = struct.pack(">HH", 394, 394)
    (template,) = read_templates(bytes(data))
    assert (template.width, template.height) == (128, 160)
    assert [int(v) for v in template.minutiae["x"]] == [50, 1]
    data[18:22] = struct.pack(">HH", 196, 197)
    assert read_templates(bytes(data))[0].minutiae["x"][0] == 100


def test_what_a_format_has_no_room_for_is_refused() -> None:
    """Too many minutiae, an image too large, a minutia outside it and too many views are refused in a sentence."""
    for bad in (
        Template(np.zeros(256, MINUTIA), 300, 300),
        Template(width=20_000, height=300),
        Template(np.array([(-1, 0, 0, 0, 0)], MINUTIA), 300, 300),
    ):
        for form in TemplateFormat:
            with pytest.raises(UnwritableTemplate):
                write_templates([bad], form)
    with pytest.raises(UnwritableTemplate, match="16 views"):
        write_templates([Template(width=300, height=300)] * 17, TemplateFormat.ISO_2005)
    with pytest.raises(UnwritableTemplate, match="1 to 255"):
        write_templates([], TemplateFormat.ISO_2011)


def test_a_long_record_has_a_long_length() -> None:
    """An ANSI 2004 record beyond 65,535 bytes says its length in six bytes and is still told from an ISO one."""
    many = [Template(np.zeros(255, MINUTIA), 300, 300, Finger(n % 11)) for n in range(60)]
    data = write_templates(many, TemplateFormat.ANSI_2004)
    assert len(data) > 0xFFFF
    assert data[8:10] == b"\x00\x00"
    assert read_record(data).wide
    assert len(read_templates(data)) == 60


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_record_or_a_named_error(data: bytes) -> None:
    """Random bytes, alone or after the first bytes of a format, never raise anything but DamagedTemplate."""
    for start in (b"", b"FMR\x00 20\x00", b"FMR\x00030\x00", b"FMR\x00035\x00"):
        try:
            read_templates(start + data)
        except DamagedTemplate as e:
            assert e.do


@given(st.sampled_from(list(TemplateFormat)), st.data())
@settings(max_examples=400, deadline=None)
def test_damaged_records_are_a_record_or_a_named_error(form: TemplateFormat, data: st.DataObject) -> None:
    """A record cut short, lengthened or with bytes overwritten is refused or read; nothing else happens."""
    whole = bytearray(BY_HAND[form])
    for _ in range(data.draw(st.integers(0, 3))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(BYTE)
    whole = whole[: data.draw(st.sampled_from([len(whole), data.draw(st.integers(0, len(whole)))]))]
    whole += data.draw(st.sampled_from([b"", b"", b"\x00"]))
    try:
        read_templates(bytes(whole))
    except BadInput as e:
        assert isinstance(e, DamagedTemplate)


@pytest.mark.parametrize("form", TemplateFormat)
def test_no_beginning_or_lengthening_is_taken_for_the_whole(form: TemplateFormat) -> None:
    """Every byte is accounted for: a record cut anywhere, or with one byte more, is refused."""
    data = BY_HAND[form]
    for stop in range(len(data)):
        with pytest.raises(DamagedTemplate):
            read_record(data[:stop])
    with pytest.raises(DamagedTemplate):
        read_record(data + b"\x00")
