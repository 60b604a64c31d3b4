"""Images in: formats, resolutions, sizes, and bytes that mean harm."""

from __future__ import annotations

import io
import struct
import zlib
from functools import partial

import numpy as np
import pytest
import wsq  # noqa: F401  # registers the reference WSQ codec with Pillow
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lawgate.base import BadInput
from lawgate.prints.images import (
    ImageTooLarge,
    UnknownResolution,
    UnreadableImage,
    at_500,
    read_image,
    read_pixels,
    read_record,
    scale_ppi,
)
from lawgate.prints.records import Finger, Print
from tests.prints.images_made import ridges

PIXELS = ridges(1, 96, 128)


def encoded(form: str, pixels: np.ndarray = PIXELS, **options: object) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "TIFF", "BMP"])
def test_lossless_formats_keep_pixels_and_resolution(form: str) -> None:
    """A grey PNG, TIFF or BMP comes back pixel for pixel with the resolution written in it."""
    image = read_image(encoded(form, dpi=(500, 500)), finger=Finger.LEFT_THUMB)
    assert np.array_equal(image.pixels, PIXELS)
    assert (image.ppi, image.finger) == (500, Finger.LEFT_THUMB)


def test_jpeg_2000_and_jpeg_are_read() -> None:
    """Lossless JPEG 2000 is exact and baseline JPEG is close."""
    exact = read_image(encoded("JPEG2000", irreversible=False), ppi=1000)
    assert np.array_equal(exact.pixels, PIXELS)
    assert exact.ppi == 1000
    close = read_image(encoded("JPEG", quality=95, dpi=(500, 500)))
    assert np.abs(close.pixels.astype(int) - PIXELS).mean() < 4


def test_colour_depth_and_transparency_become_grey_on_paper() -> None:
    """Colour, 16 bits a pixel and transparent ground all come out as 8-bit grey with a light ground."""
    assert np.array_equal(read_image(encoded("PNG", np.stack([PIXELS] * 3, -1)), ppi=500).pixels, PIXELS)
    deep = read_image(encoded("PNG", PIXELS.astype(np.uint16) * 257), ppi=500)
    assert np.abs(deep.pixels.astype(int) - PIXELS).max() <= 1
    clear = np.zeros((*PIXELS.shape, 4), np.uint8)
    assert read_image(encoded("PNG", clear), ppi=500).pixels.min() == 255


@pytest.mark.parametrize("dpi", [1, 72, 96, 255, 5000])
def test_a_resolution_no_scanner_has_is_asked_for(dpi: int) -> None:
    """An image that gives no credible resolution is refused in a sentence that names --ppi, and read when told."""
    data = encoded("TIFF", dpi=(dpi, dpi))
    with pytest.raises(UnknownResolution, match="--ppi"):
        read_image(data, where="card.tif")
    assert read_image(data, ppi=569).ppi == 569


def test_no_resolution_at_all_is_asked_for() -> None:
    """A PNG without a resolution is refused with the same advice."""
    with pytest.raises(UnknownResolution, match="does not say"):
        read_image(encoded("PNG"))


def test_oblong_pixels_are_squared() -> None:
    """A scanner with 500 by 1,000 pixels an inch gives a print of square pixels at the coarser resolution."""
    image = read_image(encoded("TIFF", dpi=(500, 1000)))
    assert (image.width, image.height, image.ppi) == (96, 64, 500)


@pytest.mark.parametrize(
    ("units", "rate", "ppi"),
    [(1, 500, 500), (2, 197, 500), (2, 394, 1000), (1, 1000, 1000), (1, 569, 569), (2, 224, 569)],
)
def test_scales_of_records(units: int, rate: int, ppi: int) -> None:
    """Pixels an inch and pixels a centimetre both give the nominal resolution."""
    assert scale_ppi(units, rate) == ppi


def test_a_scale_without_units_is_refused() -> None:
    """SLC 0 gives the shape of pixels only, and that is not enough."""
    with pytest.raises(UnknownResolution):
        scale_ppi(0, 1)


def test_records_carry_bare_and_compressed_pixels() -> None:
    """Uncompressed pixels and every named compression are read, by the text of Type-14 and the code of Type-4."""
    raw = PIXELS.tobytes()
    read = partial(read_record, width=96, height=128, ppi=500)
    assert np.array_equal(read(raw, compression="NONE").pixels, PIXELS)
    assert np.array_equal(read(raw, compression=0).pixels, PIXELS)
    assert np.array_equal(read(encoded("PNG"), compression=6).pixels, PIXELS)
    assert read(encoded("WSQ"), compression="WSQ20").height == 128


def test_records_that_lie_are_refused() -> None:
    """Missing bytes, another size than stated and an unknown compression are each named."""
    with pytest.raises(UnreadableImage, match="12288"):
        read_pixels(b"x" * 12_287, 96, 128, 500)
    with pytest.raises(UnreadableImage, match="96 by 128"):
        read_record(encoded("PNG"), width=96, height=127, compression="PNG", ppi=500)
    with pytest.raises(UnreadableImage, match="ZIP"):
        read_record(b"", width=96, height=128, compression="ZIP", ppi=500)
    with pytest.raises(UnreadableImage, match="cannot hold"):
        read_pixels(b"xx", 1, 2, 500)
    with pytest.raises(UnknownResolution):
        read_pixels(PIXELS.tobytes(), 96, 128, 7)


def test_a_thousand_ppi_becomes_five_hundred() -> None:
    """Resampling halves the size of a 1,000 ppi print and leaves 500 and 502 ppi alone."""
    fine = Print(ridges(2, 256, 320, period=18.0), 1000)
    working = at_500(fine)
    assert (working.width, working.height, working.ppi) == (128, 160, 500)
    for near in (500, 502):
        same = Print(PIXELS, near)
        assert at_500(same) is same


def test_decompression_bombs_are_refused_by_their_header() -> None:
    """A small file that claims a huge image is refused before a pixel of it is decoded."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")
    with pytest.raises(ImageTooLarge):
        read_image(png, ppi=500)
    bmp = bytearray(encoded("BMP"))
    bmp[18:26] = struct.pack("<ii", 30_000, 30_000)
    with pytest.raises(ImageTooLarge):
        read_image(bytes(bmp), ppi=500)


SAMPLES = {form: encoded(form) for form in ("PNG", "TIFF", "BMP", "JPEG2000", "JPEG", "WSQ")}


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_an_image_or_a_named_error(data: bytes) -> None:
    """Random bytes, alone or after the first bytes of a known format, never raise anything but BadInput."""
    for start in (b"", b"\xff\xa0", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"BM", b"\x00\x00\x00\x0cjP  \r\n\x87\n"):
        try:
            assert isinstance(read_image(start + data, ppi=500), Print)
        except BadInput as e:
            assert e.do


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_files_are_an_image_or_a_named_error(form: str, data: st.DataObject) -> None:
    """Any file cut short, with bytes overwritten, or with bytes taken out, never raises anything but BadInput."""
    whole = bytearray(SAMPLES[form])
    for _ in range(data.draw(st.integers(0, 4))):
        near = data.draw(st.sampled_from([64, len(whole)]))
        whole[data.draw(st.integers(0, min(near, len(whole)) - 1))] = data.draw(st.integers(0, 255))
    start = data.draw(st.integers(0, len(whole) - 1))
    del whole[start : start + data.draw(st.sampled_from([0, 0, 1, 7, len(whole)]))]
    try:
        assert isinstance(read_image(bytes(whole), ppi=500), Print)
    except BadInput as e:
        assert e.do
