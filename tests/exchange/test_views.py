"""The typed views and the images of records, for every type that has one."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from lawgate.exchange import BinaryRecord, Field, TaggedRecord, Transaction, check, header, images, read, view
from lawgate.exchange.codes import position_of
from lawgate.exchange.errors import NoImage
from lawgate.exchange.peek import peek
from lawgate.exchange.views_images import FixedPrint, FrictionRidge, Photograph, Segment
from lawgate.exchange.views_minutiae import Minutiae
from tests.exchange.made import card, mixed, picture, pictured
from tests.shared import shared


def seen(type_: int) -> object:
    made = read(mixed().encode())
    return view(made, made.of_type(type_)[0])


def test_a_transaction_of_many_types_is_read_back_to_the_letter() -> None:
    """Binary records, whose bytes hold separators and which end without one, stand between tagged ones and are not lost."""
    made = mixed()
    raw = made.encode()
    again = read(raw)
    assert again == made
    assert again.encode() == raw
    assert [r.type for r in again.records] == [1, 2, 4, 4, 7, 8, 9, 10, 13, 14, 15, 17, 99]
    assert all(raw[start:].startswith(r.encode()) for _, start, r in again.offsets())


def test_widths_of_numbers_and_empty_items_are_kept() -> None:
    """IDC ``0`` stays one digit, a four-digit field number stays, and an empty item, repeat or ending is not dropped."""
    two = read(mixed().encode()).records[1]
    assert isinstance(two, TaggedRecord)
    assert two.value(2) == b"0"
    assert two.value(2015) == b"4 digits"
    seven = two.get(7)
    assert seven is not None
    assert [s.items for s in seven.subfields] == [(b"x",), (b"a", b"", b"b"), (b"",)]


def test_a_type_4_print_is_read_from_its_fixed_fields() -> None:
    """Positions without their padding, native resolution, size and compression by its code."""
    found = seen(4)
    assert isinstance(found, FixedPrint)
    assert (found.positions, found.impression, found.native) == ((1,), 1, True)
    assert (found.width, found.height, found.compression, len(found.data)) == (32, 16, "NONE", 512)


def test_minutiae_of_type_9_are_read_in_the_units_of_the_standard() -> None:
    """Place in hundredths of a millimetre, angle in degrees, kind, quality and ridge counts; one without counts has none."""
    found = seen(9)
    assert isinstance(found, Minutiae)
    assert (found.format, found.positions, found.blocks) == ("S", (1,), ("standard",))
    first, second = found.standard
    assert (first.x, first.y, first.theta, first.quality, first.kind) == (10, 20, 45, "20", "A")
    assert (first.ridges, second.ridges) == (((2, 5),), ())


def test_photographs_and_ridges_say_what_their_records_say() -> None:
    """A face with its colour, a slap with its segments and a missing finger, a palm measured by the centimetre."""
    face, slap, palm = seen(10), seen(14), seen(15)
    assert isinstance(face, Photograph)
    assert (face.subject, face.colour) == ("FACE", "GRAY")
    assert isinstance(slap, FrictionRidge)
    assert slap.marked == ((7, "XX"),)
    assert slap.segments == (Segment(8, 1, 9, 2, 30),)
    assert isinstance(palm, FrictionRidge)
    assert (palm.positions, palm.ppi) == ((21,), (500, 500))


def test_images_come_with_their_bytes_and_a_name() -> None:
    """Every image record gives the bytes it holds, is named by finger, subject or type, and ends as its format does."""
    made = read(mixed().encode())
    found = images(made)
    names = [f"{i.name}.{i.ending}" for i in found]
    assert names[:4] == ["03_right_thumb.raw", "04_plain_right_four.png", "05_type_7.bin", "06_signature.raw"]
    assert [i.type for i in found] == [4, 4, 7, 8, 10, 13, 14, 15, 17, 99]
    assert found[1].data == picture(13)
    assert found[-1].data == b"\x1c\x1d\x1e\x1f"
    assert header(made).nominal_ppi == 500


def test_what_a_record_does_not_say_is_none() -> None:
    """Unreadable sizes and a scale that gives only a shape are None: nothing is guessed."""
    odd = pictured(14, "01", picture(1), f6="wide", f8="0", f13="1")
    made = Transaction((card().head, odd)).sealed()
    (found,) = images(read(made.encode()))
    assert (found.width, found.height, found.ppi) == (None, 48, None)


@pytest.mark.parametrize(
    ("form", "compression"), [("PNG", "PNG"), ("JPEG", "JPEGB"), ("JPEG2000", "JP2L")], ids=lambda v: str(v)
)
def test_an_image_tells_its_format_and_size(form: str, compression: str) -> None:
    """PNG, JPEG and JPEG 2000 as a library writes them are recognised with their size, and cut anywhere do no harm."""
    data = picture(1, form)
    found = peek(data)
    assert found is not None
    assert (found.compression, found.width, found.height) == (compression, 40, 48)
    for cut in range(len(data)):
        part = peek(data[:cut])
        assert part is None or part.compression[:3] == compression[:3]


def test_wsq_tells_its_size_from_its_frame() -> None:
    """The size is in the frame header, wherever the other segments put it; an image of another format is none of these."""
    frame = struct.pack(">HHBBHHHHBB", 0xFFA2, 17, 0, 255, 480, 512, 0, 0, 0, 0)
    comment = struct.pack(">HH", 0xFFA8, 6) + b"abcd"
    found = peek(b"\xff\xa0" + comment + frame)
    assert found is not None
    assert (found.compression, found.width, found.height) == ("WSQ20", 512, 480)
    assert peek(b"GIF89a") is None


@pytest.mark.parametrize(("type_", "code"), [(14, "L0009"), (13, "L0009")])
def test_a_record_whose_image_is_another_format_is_a_fault(type_: int, code: str) -> None:
    """What the record calls WSQ and is PNG cannot be decompressed, and is said before anybody tries."""
    wrong = pictured(type_, "01", picture(1), f11="WSQ20", f13="1")
    faults = check(Transaction((card().head, wrong)).sealed())
    assert any(f.code == code and f.tag == f"{type_}.999" for f in faults)


def test_a_changed_image_is_found_by_its_hash() -> None:
    """Field 996 holds the SHA-256 of the image; another image under it is a fault of that field."""
    made = pictured(14, "01", picture(1), f13="1")
    hashed = replace(made, fields=(*made.fields[:-1], Field.of(996, "0" * 64), made.fields[-1]))
    faults = check(Transaction((card().head, hashed)).sealed())
    assert any(f.tag == "14.996" and f.code == "E0006" for f in faults)


def test_a_binary_print_with_a_strange_position_is_a_fault() -> None:
    """Position 16 is no finger of the standard; bare pixels that do not fill their size are said too."""
    body = struct.pack(">B6sBHHB", 1, b"\x10" + b"\xff" * 5, 1, 32, 16, 0) + bytes(10)
    tags = {f.tag for f in check(Transaction((mixed().head, BinaryRecord(4, 1, body))).sealed())}
    assert {"4.004", "4.009"} <= tags


@pytest.mark.parametrize(
    ("name", "code"),
    [("right_thumb", 1), ("Right-Thumb", 1), ("07", 7), ("13_plain_left_four", 14), ("left slap", 14), ("thumbs", 15)],
)
def test_fingers_are_known_by_the_names_people_give(name: str, code: int) -> None:
    """Words in any spelling, numbers, and the names that the images command itself writes."""
    assert position_of(name) == code


def test_a_name_that_is_no_finger_is_refused() -> None:
    """A file that could be any finger is not sent as one."""
    with pytest.raises(NoImage, match="no finger position"):
        position_of("scan (3)")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "types", "compressions"),
    [
        ("nist-type-14-tpcard.eft", {14}, {"WSQ20"}),
        ("type-4-tpcard.an2", {4}, {"WSQ20"}),
        ("type-13-14-latent-match.an2", {13, 14}, {"NONE"}),
        ("type-15-palms.an2", {15}, {"WSQ20", "JP2L"}),
        ("type-8-sig.an2", {8}, {"NONE"}),
    ],
)
def test_images_of_reference_files_are_what_their_records_say(
    name: str, types: set[int], compressions: set[str]
) -> None:
    """Type, compression and size of each image agree with its own first bytes."""
    found = images(read(shared(f"prints/an2/{name}").read_bytes()))
    assert {i.type for i in found} == types
    assert {i.compression for i in found} == compressions
    for image in found:
        inside = peek(image.data)
        if inside is not None and inside.width is not None:
            assert (inside.width, inside.height) == (image.width, image.height)
