"""The codes of image records, and their names.

Source: ANSI/NIST-ITL 1-2011 tables 7 (impression), 8 and 9 (positions), 15 (compression). Labels of impressions 20 to 29
and of palm positions are recalled, not read; the ranges were read in the NIST conformance rules (``chkan2k``).
"""

from __future__ import annotations

import re

from lawgate.exchange.errors import NoImage

POSITIONS = {
    0: "unknown",
    1: "right_thumb",
    2: "right_index",
    3: "right_middle",
    4: "right_ring",
    5: "right_little",
    6: "left_thumb",
    7: "left_index",
    8: "left_middle",
    9: "left_ring",
    10: "left_little",
    11: "plain_right_thumb",
    12: "plain_left_thumb",
    13: "plain_right_four",
    14: "plain_left_four",
    15: "plain_thumbs",
    19: "joint_or_tip",
    20: "palm_unknown",
    21: "right_full_palm",
    22: "right_writers_palm",
    23: "left_full_palm",
    24: "left_writers_palm",
    25: "right_lower_palm",
    26: "right_upper_palm",
    27: "left_lower_palm",
    28: "left_upper_palm",
    29: "right_other_palm",
    30: "left_other_palm",
    31: "right_interdigital",
    32: "right_thenar",
    33: "right_hypothenar",
    34: "left_interdigital",
    35: "left_thenar",
    36: "left_hypothenar",
}

SLAPS = {13: (2, 3, 4, 5), 14: (7, 8, 9, 10), 15: (1, 6), 11: (1,), 12: (6,)}
"""The fingers each plain impression shows."""

IMPRESSIONS = {
    0: "live-scan plain",
    1: "live-scan rolled",
    2: "non-live-scan plain",
    3: "non-live-scan rolled",
    4: "latent impression",
    5: "latent tracing",
    6: "latent photo",
    7: "latent lift",
    8: "live-scan swipe",
    10: "live-scan palm",
    11: "non-live-scan palm",
    12: "latent palm impression",
    13: "latent palm tracing",
    14: "latent palm photo",
    15: "latent palm lift",
    20: "live-scan optical contact plain",
    21: "live-scan optical contact rolled",
    22: "live-scan non-optical contact plain",
    23: "live-scan non-optical contact rolled",
    24: "live-scan optical contactless plain",
    25: "live-scan optical contactless rolled",
    26: "live-scan non-optical contactless plain",
    27: "live-scan non-optical contactless rolled",
    28: "other",
    29: "unknown",
}

COMPRESSIONS = ("NONE", "WSQ20", "JPEGB", "JPEGL", "JP2", "JP2L", "PNG")
"""In the order of the code that Type-4 records hold."""

ENDINGS = {"NONE": "raw", "WSQ20": "wsq", "JPEGB": "jpg", "JPEGL": "jpg", "JP2": "jp2", "JP2L": "jp2", "PNG": "png"}

_OTHER_NAMES = {
    "plain_right_four_fingers": 13,
    "plain_left_four_fingers": 14,
    "right_four": 13,
    "left_four": 14,
    "right_slap": 13,
    "left_slap": 14,
    "thumbs": 15,
    "both_thumbs": 15,
}
_BY_NAME = {name: code for code, name in POSITIONS.items() if 1 <= code <= 15} | _OTHER_NAMES


def position_of(name: str) -> int:
    """The finger position (1 to 15) a file or person names: ``right_thumb``, ``Right-Thumb``, ``01``. Else ``NoImage``."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    plain = re.sub(r"^\d+_(?=[a-z])", "", plain)  # the number that ``images`` puts before the name
    if re.fullmatch(r"0?[1-9]|1[0-5]", plain, re.ASCII):
        return int(plain)
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    raise NoImage(
        f"'{name}' is no finger position", do="name it as right_thumb, left_index, plain_right_four, or 1 to 15"
    )
