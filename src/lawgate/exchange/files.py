"""Whole files in, whole files out: a file is either as it was or as it should be, never half of it."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from lawgate.base import BadInput


class UnreadableFile(BadInput):
    code = "unreadable-file"


class UnwritableFile(BadInput):
    code = "unwritable-file"


def read_whole(path: Path) -> bytes:
    """The bytes of a file, or ``UnreadableFile``."""
    try:
        return path.read_bytes()
    except OSError as e:
        raise UnreadableFile(f"the file cannot be read: {_reason(e)}", where=str(path), do="check its name") from e


def write_whole(path: Path, data: bytes) -> None:
    """Writes ``data`` beside ``path``, waits until it is on the disk, then puts it in its place in one step.

    Whatever goes wrong before the last step leaves ``path`` as it was and no other file behind. A new file is readable by
    its owner alone, since these files hold fingerprints; one that is replaced keeps its permissions. Raises
    ``UnwritableFile``.
    """
    if path.is_dir():
        raise UnwritableFile("this is a folder", where=str(path), do="give the name of a file")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as e:
        raise UnwritableFile(f"nothing can be written there: {_reason(e)}", where=str(path)) from e
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    except OSError as e:
        part.unlink(missing_ok=True)
        raise UnwritableFile(f"the file cannot be written: {_reason(e)}", where=str(path), do="make room") from e
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
