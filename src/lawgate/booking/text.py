"""A file as numbered lines of text, whatever its bytes: encodings and line ends of real exports, cut files, stray NULs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from lawgate.base import BadInput
from lawgate.booking.records import Fault

LONGEST = 1 << 20  # characters; a booking with a thousand charges has a tenth of it
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def open_text(path: Path) -> TextIO:
    """The file as text, any line ends. Bytes that are not UTF-8 stay as surrogates. Raises ``BadInput``."""
    try:
        with path.open("rb") as f:
            if f.read(2) in UTF16:
                raise BadInput("is UTF-16 text", where=str(path), do="save it as UTF-8")
        return path.open(encoding="utf-8-sig", errors="surrogateescape", newline=None)
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror})", where=str(path), do="check the path") from e


def first_line(path: Path) -> str:
    """The first line that is not blank. Raises ``BadInput`` for a file that cannot be read or holds nothing."""
    with open_text(path) as f:
        for _ in range(1000):
            line = f.readline(LONGEST)
            if not line:
                break
            if line.strip():
                return line
    raise BadInput("is empty", where=str(path), do="give a feed with at least one booking")


def numbered_lines(f: TextIO, fault: Callable[[Fault], None], note: Callable[[str], None]) -> Iterator[tuple[int, str]]:
    """The lines of ``f`` with their numbers from 1, without line ends. A line with NUL bytes or without end in sight is a fault."""
    number, western = 0, False
    while line := f.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith("\n"):
            while (rest := f.readline(LONGEST)) and not rest.endswith("\n"):
                pass
            fault(
                Fault(f"line {number}", "", "is longer than a million characters", "check the line ends of the export")
            )
            continue
        if not line.endswith("\n"):
            note(f"line {number}: the file ends without a line end; if it was cut off there, fetch it again.")
        if "\0" in line:
            fault(Fault(f"line {number}", "", "holds NUL bytes", "the file is damaged here: fetch it again"))
            continue
        text, was_western = _decoded(line.rstrip("\n"))
        if was_western and not western:
            western = True
            note(f"line {number}: not UTF-8; read as Windows-1252. Save the export as UTF-8 if a name looks wrong.")
        yield number, text


def _decoded(line: str) -> tuple[str, bool]:
    """``line`` with bytes that are no UTF-8 read as Windows-1252, the usual encoding of older exports."""
    if line.isascii() or not any("\udc80" <= c <= "\udcff" for c in line):
        return line, False
    return line.encode("utf-8", "surrogateescape").decode("cp1252", "replace"), True
