"""From the bytes of an image to a ``Print``: WSQ, JPEG 2000, PNG, TIFF, BMP, JPEG, and bare pixels of a given size.

Nothing is trusted: dimensions are read and limited before any pixel is decoded, WSQ is decoded by a reader of our own
that checks every index, and whatever a decoder stumbles over becomes one sentence.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile, UnidentifiedImageError

from lawgate.base import BadInput
from lawgate.prints.images_wsq import decode_wsq, wsq_resolution
from lawgate.prints.records import Finger, Print

WORKING_PPI = 500
MOST_PIXELS = 36_000_000  # a whole hand at 1,000 ppi; decoding one takes below 0.5 GB
LEAST_SIDE = 32
FORMATS = ("PNG", "TIFF", "BMP", "JPEG", "JPEG2000")
CREDIBLE_PPI = (300, 2540)  # 1, 72, 96 and 255 are what programs write that do not know
DECLARED_PPI = (100, 5080)

COMPRESSIONS = ("NONE", "WSQ20", "JPEGB", "JPEGL", "JP2", "JP2L", "PNG")
"""Compression algorithms of ANSI/NIST-ITL, field 14.011, in the order of their binary codes in a Type-4 record."""


class UnreadableImage(BadInput):
    """The bytes are not an image this project reads, or they are damaged."""

    code = "unreadable-image"


class ImageTooLarge(BadInput):
    """Decoding would take more memory than any print is worth."""

    code = "image-too-large"


class UnknownResolution(BadInput):
    """Neither the file nor the caller says how many pixels make an inch, and minutiae are nothing without it."""

    code = "unknown-resolution"


def read_image(
    data: bytes, *, ppi: int | None = None, finger: Finger = Finger.UNKNOWN, plain: bool = False, where: str = ""
) -> Print:
    """Decode an image file. ``ppi``, when given, wins over what the file says of itself.

    Raises ``UnreadableImage``, ``ImageTooLarge`` or ``UnknownResolution``; never anything else, whatever the bytes.
    """
    if data[:2] == b"\xff\xd8" and _lossless_jpeg(data):
        raise UnreadableImage("lossless JPEG is not read", where=where, do="send it as PNG, JPEG 2000 or WSQ")
    if data[:2] == b"\xff\xa0":
        pixels, stated = decode_wsq(data, most=MOST_PIXELS, where=where), wsq_resolution(data)
        across = down = float(stated)
    else:
        pixels, across, down = _pillow(data, where)
    _check_size(pixels.shape[1], pixels.shape[0], where)
    if ppi is not None:
        return Print(pixels, _declared(ppi, where), finger, plain)
    if not CREDIBLE_PPI[0] <= min(across, down) <= max(across, down) <= CREDIBLE_PPI[1]:
        says = f"says {across:.0f} pixels an inch" if across > 0 else "does not say how many pixels make an inch"
        raise UnknownResolution(
            f"the image {says}", where=where, do="give the scanner's resolution, for example --ppi 500"
        )
    return Print(*squared(pixels, across, down), finger, plain)


def read_pixels(
    data: bytes,
    width: int,
    height: int,
    ppi: int,
    *,
    finger: Finger = Finger.UNKNOWN,
    plain: bool = False,
    where: str = "",
) -> Print:
    """Bare 8-bit grey pixels, rows from the top, as an uncompressed Type-4, -13 or -14 record carries them."""
    _check_size(width, height, where)
    if len(data) != width * height:
        raise UnreadableImage(
            f"{width} by {height} pixels need {width * height} bytes, and there are {len(data)}",
            where=where,
            do="check the width, the height and the compression of the record",
        )
    pixels = np.frombuffer(data, np.uint8).reshape(height, width)
    return Print(pixels, _declared(ppi, where), finger, plain)


def read_record(
    data: bytes,
    *,
    width: int,
    height: int,
    compression: str | int,
    ppi: int,
    finger: Finger = Finger.UNKNOWN,
    plain: bool = False,
    where: str = "",
) -> Print:
    """The image of a Type-4, -13 or -14 record. ``compression`` is the text of field 14.011 or the code of Type-4.

    The record must tell the truth about the image's size. ``ppi`` comes from ``scale_ppi``.
    """
    name = COMPRESSIONS[compression] if isinstance(compression, int) and 0 <= compression < 7 else str(compression)
    if name == "NONE":
        return read_pixels(data, width, height, ppi, finger=finger, plain=plain, where=where)
    if name not in COMPRESSIONS:
        raise UnreadableImage(f"'{name}' is not a compression of the standard", where=where, do="use NONE or WSQ20")
    image = read_image(data, ppi=ppi, finger=finger, plain=plain, where=where)
    if (image.width, image.height) != (width, height):
        raise UnreadableImage(
            f"the record says {width} by {height} pixels, and the image has {image.width} by {image.height}",
            where=where,
            do="have the sender correct the record",
        )
    return image


def scale_ppi(units: int, per_unit: int, *, where: str = "") -> int:
    """Pixels an inch from SLC (1 inch, 2 centimetre) and THPS or TVPS; 197 a centimetre is 500 ppi."""
    if units not in (1, 2):
        raise UnknownResolution(
            "the record gives only the shape of its pixels, not their size", where=where, do="give --ppi"
        )
    exact = per_unit * (2.54 if units == 2 else 1.0)
    for nominal in (500, 1000):
        if abs(exact - nominal) <= nominal * 0.01:
            return nominal
    return _declared(round(exact), where)


def at_500(image: Print) -> Print:
    """The same print at 500 ppi; within one percent it is left as it is. Shrinking filters first: no ridge is lost."""
    if abs(image.ppi - WORKING_PPI) <= WORKING_PPI * 0.01:
        return image
    scale = WORKING_PPI / image.ppi
    size = max(round(image.width * scale), 1), max(round(image.height * scale), 1)
    if size[0] * size[1] > MOST_PIXELS:
        raise ImageTooLarge(f"at 500 ppi the image has {size[0]} by {size[1]} pixels", do="check --ppi")
    resized = Image.fromarray(image.pixels).resize(size, Image.Resampling.BICUBIC)
    return Print(np.asarray(resized), WORKING_PPI, image.finger, image.plain)


def squared(pixels: npt.NDArray[np.uint8], across: float, down: float) -> tuple[npt.NDArray[np.uint8], int]:
    """``pixels`` with square pixels, and their resolution; scanners with two resolutions lose the finer one."""
    if abs(across - down) <= 0.01 * max(across, down):
        return pixels, round((across + down) / 2)
    ppi = min(across, down)
    size = max(round(pixels.shape[1] * ppi / across), 1), max(round(pixels.shape[0] * ppi / down), 1)
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC)), round(ppi)


def _lossless_jpeg(data: bytes) -> bool:
    """Whether a JPEG is of the lossless process of 1993 (JPEGL in field 14.011), which no decoder here knows."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in (b"\xda", b""):
        if data[at + 1] in (0xC3, 0xC7, 0xCB, 0xCF):
            return True
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _declared(ppi: int, where: str) -> int:
    low, high = DECLARED_PPI
    if not low <= ppi <= high:
        raise UnknownResolution(
            f"{ppi} pixels an inch is not a resolution of a fingerprint", where=where, do=f"use {low} to {high}"
        )
    return ppi


def _check_size(width: int, height: int, where: str) -> None:
    if width * height > MOST_PIXELS:
        raise ImageTooLarge(
            f"{width} by {height} pixels are more than {MOST_PIXELS:,}", where=where, do="cut out the print first"
        )
    if width < LEAST_SIDE or height < LEAST_SIDE:
        raise UnreadableImage(
            f"{width} by {height} pixels cannot hold a print", where=where, do="send the whole image of the finger"
        )


@contextmanager
def _named_errors(where: str) -> Iterator[None]:
    """Pillow's plug-ins raise what their parsers happen to raise; all of it means that the file is damaged."""
    try:
        yield
    except Image.DecompressionBombError as e:
        raise ImageTooLarge(str(e), where=where, do="cut out the print first") from e
    except UnidentifiedImageError as e:
        raise UnreadableImage(
            "the bytes are not an image of a known format", where=where, do="send WSQ, JPEG 2000, PNG, TIFF or BMP"
        ) from e
    except (
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        LookupError,
        ArithmeticError,
        EOFError,
        RuntimeError,
        AttributeError,
        struct.error,
        zlib.error,
    ) as e:
        raise UnreadableImage(f"the image is damaged ({e})", where=where, do="send it again") from e


def _pillow(data: bytes, where: str) -> tuple[npt.NDArray[np.uint8], float, float]:
    with _named_errors(where), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(image.width, image.height, where)
            if image.width * image.height * len(image.getbands()) > 4 * MOST_PIXELS:
                raise ImageTooLarge(f"the image has {len(image.getbands())} bands", where=where, do="send it as grey")
            across, down = _stated(image)
            image.load()
            return _grey(image), across, down


def _stated(image: ImageFile.ImageFile) -> tuple[float, float]:
    stated = image.info.get("dpi")
    if isinstance(stated, tuple) and len(stated) == 2:
        across, down = float(stated[0]), float(stated[1])
        if np.isfinite(across) and np.isfinite(down):
            # PNG keeps pixels a metre, and scanners metric ones: 499.999 and 500.38 are 500.
            return tuple(500.0 if abs(v - 500) < 2.5 else v for v in (across, down))  # type: ignore[return-value]
    return 0.0, 0.0


def _grey(image: Image.Image) -> npt.NDArray[np.uint8]:
    """8-bit grey; transparent pixels become paper."""
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, np.float64)
        top = float(values.max(initial=0.0))
        scale = 255 / 65535 if top > 255 else 1.0
        return np.clip(np.nan_to_num(values) * scale, 0, 255).astype(np.uint8)
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        over = image.convert("RGBA")
        paper = Image.new("RGBA", over.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, over)
    return np.asarray(image.convert("L"), np.uint8)
