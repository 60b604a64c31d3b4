"""Reads a QR code back as a phone does (ISO/IEC 18004:2015), without the library that drew it: versions 1 to 3, byte mode, no errors."""

from __future__ import annotations

import re

Modules = list[list[bool]]  # rows, dark is true
MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, c: r % 2,
    lambda r, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)


def modules_of(svg: str) -> Modules:
    """The modules of a code drawn as one path of horizontal strokes."""
    found = re.search(r'width="(\d+)".* d="([^"]+)"', svg)
    assert found is not None
    size, x, y = int(found[1]), 0, 0
    rows = [[False] * size for _ in range(size)]
    for kind, a, b in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", found[2]):
        if kind == "h":
            rows[y][x : x + int(a)] = [True] * int(a)
            x += int(a)
        else:
            x, y = (int(a), int(float(b))) if kind == "M" else (x + int(a), y + int(b))
    return rows


def read_qr(rows: Modules) -> str:
    """The text of a code."""
    size = len(rows)
    version = (size - 17) // 4
    assert version in (1, 2, 3)
    form = [rows[8][c] for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [rows[r][8] for r in (7, 5, 4, 3, 2, 1, 0)]
    level, mask = divmod((int("".join(str(int(b)) for b in form), 2) ^ 0x5412) >> 10, 8)
    bits = [rows[r][c] ^ (MASKS[mask](r, c) == 0) for r, c in _path(size, version)]
    stream = "".join(str(int(b)) for b in bits)
    if (
        two := {2: 13, 3: 17}.get(level) if version == 3 else None
    ):  # levels H and Q of version 3 lie in two blocks, word by word
        words = [stream[n : n + 8] for n in range(0, 16 * two, 8)]
        stream = "".join(words[::2] + words[1::2])
    assert stream[:4] == "0100"  # bytes
    length = int(stream[4:12], 2)
    return bytes(int(stream[n : n + 8], 2) for n in range(12, 12 + 8 * length, 8)).decode()


def _path(size: int, version: int) -> list[tuple[int, int]]:
    """The places of the data, two columns at a time from the right, up and down by turns."""
    columns = [c for c in range(size - 1, 0, -2) if c > 6] + [5, 3, 1]
    out = []
    for turn, right in enumerate(columns):
        for r in range(size) if turn % 2 else reversed(range(size)):
            out += [(r, c) for c in (right, right - 1) if not _reserved(r, c, size, version)]
    return out


def _reserved(r: int, c: int, size: int, version: int) -> bool:
    corner = (r < 9 and c < 9) or (r < 9 and c >= size - 8) or (r >= size - 8 and c < 9)
    aligned = version > 1 and size - 9 <= r < size - 4 and size - 9 <= c < size - 4
    return corner or aligned or r == 6 or c == 6
