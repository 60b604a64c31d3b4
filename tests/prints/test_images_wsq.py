"""WSQ: our reader against the reference codec, and against damage."""

from __future__ import annotations

import io

import numpy as np
import pytest
import wsq  # noqa: F401  # registers the reference WSQ codec with Pillow
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lawgate.prints.images_wavelets import bands
from lawgate.prints.images_wsq import DamagedWsq, decode_wsq, wsq_resolution
from tests.prints.images_made import ridges
from tests.shared import shared


def compressed(pixels: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "WSQ")
    return out.getvalue()


def reference(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("L"))


@given(st.integers(96, 260), st.integers(96, 260), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_pixels_are_those_of_the_reference_codec(width: int, height: int, seed: int) -> None:
    """For images of any size, odd ones included, no pixel differs by more than the rounding of one grey level.

    (Below 96 pixels the longest filter is mirrored twice in the deepest band, and the reference mirrors it once.)
    """
    data = compressed(ridges(seed, width, height))
    assert np.abs(decode_wsq(data).astype(int) - reference(data)).max() <= 1


@given(st.integers(32, 4000), st.integers(32, 4000))
@settings(max_examples=100, deadline=None)
def test_the_bands_cover_every_coefficient_once(width: int, height: int) -> None:
    """The 64 bands tile the image: their areas sum to it and each begins where its neighbours end."""
    rects = bands(height, width)
    assert len(rects) == 64
    assert sum(r.area for r in rects) == width * height
    assert all(r.area > 0 for r in rects)
    assert max(r.left + r.width for r in rects) == width
    assert max(r.top + r.height for r in rects) == height
    assert len({(r.top, r.left) for r in rects}) == 64


def test_a_file_cut_anywhere_is_refused() -> None:
    """No beginning of a WSQ file is mistaken for the whole of it."""
    data = compressed(ridges(3, 96, 128))
    for stop in range(0, len(data) - 1, 61):
        with pytest.raises(DamagedWsq):
            decode_wsq(data[:stop])


def test_a_claim_of_too_many_pixels_is_refused() -> None:
    """The size in the frame is limited before memory is taken for it."""
    data = bytearray(compressed(ridges(3, 96, 128)))
    frame = data.index(b"\xff\xa2")
    data[frame + 6 : frame + 10] = b"\xff\xff\xff\xff"
    with pytest.raises(DamagedWsq, match="65535 by 65535"):
        decode_wsq(bytes(data))
    with pytest.raises(DamagedWsq, match="96 by 128"):
        decode_wsq(compressed(ridges(3, 96, 128)), most=12_000)


def test_tables_are_required_in_order() -> None:
    """A file whose quantisation table is gone says that its data come before their tables."""
    data = compressed(ridges(3, 96, 128))
    at = data.index(b"\xff\xa5")
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    with pytest.raises(DamagedWsq, match="before their tables"):
        decode_wsq(data[:at] + data[at + 2 + length :])


def test_the_comment_gives_the_resolution() -> None:
    """The NIST comment's PPI is read, and is 0 when there is none."""
    text = b"NIST_COM 3\nPIX_WIDTH 96\nPPI 500\nLOSSY 1\n"
    comment = b"\xff\xa8" + (len(text) + 2).to_bytes(2, "big") + text
    data = compressed(ridges(3, 96, 128))
    bare = data.replace(b"PPI", b"XYZ")
    assert wsq_resolution(bare) == 0
    assert wsq_resolution(bare[:2] + comment + bare[2:]) == 500
    assert decode_wsq(bare[:2] + comment + bare[2:]).shape == (128, 96)


@pytest.mark.shared
def test_a_real_card_is_decoded_as_the_reference_does() -> None:
    """The images of the NIST sample card differ from the reference codec's by one level on one pixel in ten thousand."""
    data = shared("prints/an2/type-4-tpcard.an2").read_bytes()
    starts = [i for i in range(len(data) - 4) if data[i : i + 4] == b"\xff\xa0\xff\xa8"]
    assert len(starts) == 14
    for start in starts[:3]:
        one = data[start : data.index(b"\xff\xa1", start) + 2]
        difference = np.abs(decode_wsq(one).astype(int) - reference(one))
        assert difference.max() <= 1
        assert difference.mean() < 2e-4
