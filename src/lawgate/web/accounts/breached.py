"""Passwords that were in a breach, looked up offline in a list that the county keeps: ``LAWGATE_BREACHED`` (OWASP ASVS 5.0, 6.2.12).

The list is a text file of SHA-1 digests in hex, one a line, in their order, with or without ``:count`` behind: the form in which Have I
Been Pwned publishes its passwords "ordered by hash". It may be of any size: a look-up reads some thirty lines of it. No password and no
part of one leaves this machine.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError

from lawgate.base import BadInput

LINE = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\r?\n?")
DIGITS = 40
SAMPLES = 64


class Breached:
    """Refuses a password that is on the list; nothing where there is no list. One that cannot be read lets no password through."""

    def validate(self, password: str, user: Any = None) -> None:
        del user
        if not settings.LAWGATE_BREACHED:
            return
        try:
            found = listed(Path(settings.LAWGATE_BREACHED), password)
        except (BadInput, OSError) as e:
            raise ValidationError(
                "Passwords cannot be checked just now; ask an administrator.", code="breached_unreadable"
            ) from e
        if found:
            raise ValidationError("This password is known from a breach; use another.", code="breached")

    def get_help_text(self) -> str:
        return "Not one that is known from a breach."


def listed(path: Path, password: str) -> bool:
    """Whether ``password`` is on the list. Raises ``BadInput`` for a file of another form, ``OSError`` for one that cannot be read."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as file:
        low, high = 0, path.stat().st_size
        while low < high:
            middle = (low + high) // 2
            at, digest = _line_after(file, middle, path)
            if not digest or at >= high:
                high = middle
            elif digest == wanted:
                return True
            elif digest < wanted:
                low = file.tell()
            else:
                high = middle
    return False


def check(path: Path) -> None:
    """Raises ``BadInput`` when it is plainly no such list: absent, of another form, or not in order wherever it was looked at."""
    try:
        with path.open("rb") as file:
            size, before = path.stat().st_size, b""
            for n in range(SAMPLES):
                _, digest = _line_after(file, size * n // SAMPLES, path)
                if digest and digest < before:
                    raise BadInput(
                        "is not in the order of its digests", where=str(path), do="take the list ordered by hash"
                    )
                before = digest or before
            if not before:
                raise BadInput("is empty", where=str(path), do="take the list ordered by hash")
    except OSError as e:
        raise BadInput("cannot be read", where=str(path), do="look at LAWGATE_BREACHED") from e


def _line_after(file: BinaryIO, at: int, path: Path) -> tuple[int, bytes]:
    """(where it begins, its digest) of the first line that begins at or after ``at``; empty at the end."""
    file.seek(max(at - 1, 0))
    if at:
        file.readline(200)
    begins, line = file.tell(), file.readline(200)
    if line and LINE.fullmatch(line) is None:
        raise BadInput("has a line that is no SHA-1 digest", where=str(path), do="take the list ordered by hash")
    return begins, line[:DIGITS].upper()
