"""Files that hold a secret: made once, whole, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def secret_file(path: Path, make: Callable[[], str]) -> str:
    """The text of the file at ``path``; when there is none it is made with ``make``. Two programs that come at once get the same."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = write_secret(path.with_name(f".{path.name}.{secrets.token_hex(4)}"), make())
        try:
            os.link(fresh, path)  # fails, and changes nothing, when another was first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        sync_folder(path.parent)
    return path.read_text().strip()


def write_secret(path: Path, text: str) -> Path:
    """Write ``text`` to a new file, owner only, and wait until the disk has it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as f:
        f.write(text)
        f.flush()
        os.fsync(f.fileno())
    return path


def sync_folder(path: Path) -> None:
    """Wait until the disk has the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
