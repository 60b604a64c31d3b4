"""Whether a block that came with the right checksums is one. The kernels trust what they are given: an offset that points
beyond its array would be read. So nothing that a file says is used before it was held against the rest of the file."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.prints.index import FINGERS, TABLES, WIDEST

TYPES = {
    "name_ends": "<u4",
    "name_text": "|u1",
    "hashes": "<u8",
    "rows_by_hash": "<u4",
    "amputated": "<u2",
    "firsts": "<u4",
    "places": "<u4",
    "sure": "|u1",
    "codes": "<u8",
    "buckets": "<u4",
    "rows": "<u2",
}
FULL = 65_536  # people of a block: rows of the index are 16-bit numbers


def described(header: Any) -> dict[str, Any]:
    """The header, when it describes the arrays of a block that lie within its body. Raises ``ValueError``, ``KeyError``
    or ``TypeError`` when it does not."""
    people, length = _whole(header["people"]), _whole(header["length"])
    if not isinstance(header["arrays"], dict):
        raise TypeError("arrays")
    if not 0 <= people <= FULL or length < 0 or header["arrays"].keys() != TYPES.keys():
        raise ValueError("people, length or arrays")
    for name, about in header["arrays"].items():
        at, shape = _whole(about["at"]), [_whole(n) for n in about["shape"]]
        if (
            about["type"] != TYPES[name]
            or at < 0
            or at % 8
            or min(shape) < 0
            or len(shape) != (3 if name == "buckets" else 1)
        ):
            raise ValueError(name)
        count = 1
        for n in shape:
            count *= n
        if at + count * np.dtype(TYPES[name]).itemsize > length:
            raise ValueError(name)
    chunks = -(-length // (1 << 14))
    if len(header["checks"]) != chunks or not all(int(text, 16) < 1 << 64 for text in header["checks"]):
        raise ValueError("checks")
    return dict(header)


def _whole(value: Any) -> int:
    """A whole number as JSON writes it. Text that looks like one would pass here and fail where it is counted with."""
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def sound(arrays: dict[str, npt.NDArray[Any]], people: int, *, thorough: bool) -> bool:
    """Whether the arrays fit each other: every offset and every row lies within what it points into. Without
    ``thorough``, only lengths and ends are looked at, and a file of millions is not read."""
    a = arrays
    minutiae = len(a["places"])
    lengths = (
        len(a["name_ends"]) == people + 1
        and all(len(a[name]) == people for name in ("hashes", "rows_by_hash", "amputated"))
        and len(a["firsts"]) == FINGERS * people + 1
        and len(a["sure"]) == len(a["codes"]) == minutiae
    )
    width = a["buckets"].shape[2] - 1
    if (
        not lengths
        or a["buckets"].shape[:2] != (FINGERS, TABLES)
        or width not in [1 << w for w in range(8, WIDEST + 1)]
    ):
        return False
    flat = a["buckets"].reshape(-1)
    for ends, total in ((a["name_ends"], len(a["name_text"])), (a["firsts"], minutiae)):
        if int(ends[-1]) != total or (thorough and not _rising(ends)):
            return False
    if int(flat[-1]) != len(a["rows"]) or int(a["rows_by_hash"].max(initial=0)) >= max(people, 1):
        return False
    return not thorough or (_rising(flat) and int(a["rows"].max(initial=0)) < max(people, 1) and _short(a["firsts"]))


def _rising(ends: npt.NDArray[Any]) -> bool:
    return bool((ends[1:] >= ends[:-1]).all())


def _short(firsts: npt.NDArray[Any]) -> bool:
    """Whether no print has more minutiae than kernels have room for."""
    return not len(firsts) or int(np.diff(firsts.astype(np.int64)).max(initial=0)) <= 255
