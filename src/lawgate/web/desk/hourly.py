"""Papers that nobody asks for: the board every hour, for when the screens are dark; every night the list of differences."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from lawgate.base import BadInput
from lawgate.web.desk import differences
from lawgate.web.desk.differences import Listed
from lawgate.web.desk.printing import differences_sheet, printed, sheet_of

BY = "system"
BOARD, LIST = re.compile(r"board-\d{8}-\d{2}\.pdf"), re.compile(r"differences-\d{8}\.pdf")


def write_board(folder: Path, keep: int) -> tuple[Path, datetime]:
    """Write the board sheet of this hour into ``folder`` whole or not at all, and leave the latest ``keep`` there. Returns it and its
    minute. That the board was printed is an event, written after the file lies there. Raises ``BadInput`` where nothing can be written."""
    _some(keep)
    body, now = sheet_of(lambda key: True)
    path = _whole(folder / f"board-{now:%Y%m%d-%H}.pdf", body)
    printed(BY)
    _only(folder, BOARD, keep)
    return path, now


def write_differences(roster: Path, folder: Path | None, keep: int) -> tuple[Listed, Path | None]:
    """The nightly list of ``roster`` against what is known here: an event, and a paper in ``folder`` where one is given. Raises
    ``BadInput`` for a roster that cannot be read."""
    _some(keep)
    made = differences.keep(differences.compared(roster), BY)
    if folder is None:
        return made, None
    path = _whole(folder / f"differences-{made.at:%Y%m%d}.pdf", differences_sheet(made))
    _only(folder, LIST, keep)
    return made, path


def _some(keep: int) -> None:
    if keep < 1:
        raise BadInput("is no number of sheets", where="--keep", do="keep at least 1")


def _whole(path: Path, body: bytes) -> Path:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as e:
        fresh.unlink(missing_ok=True)
        raise BadInput(
            f"cannot be written ({e.strerror})", where=str(path), do="give another folder, or make room"
        ) from e
    return path


def _only(folder: Path, kind: re.Pattern[str], keep: int) -> None:
    """Leave the latest ``keep`` of a kind."""
    for old in sorted((p for p in folder.iterdir() if kind.fullmatch(p.name)), key=lambda p: p.name)[:-keep]:
        old.unlink(missing_ok=True)
