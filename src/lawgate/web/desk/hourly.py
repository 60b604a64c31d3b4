"""The board on paper every hour, without anybody asking: what the desk goes by when the screens are dark."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from lawgate.base import BadInput
from lawgate.web.desk.printing import printed, sheet_of

BY = "system"
NAME = re.compile(r"board-\d{8}-\d{2}\.pdf")


def write_board(folder: Path, keep: int) -> tuple[Path, datetime]:
    """Write the board sheet of this hour into ``folder`` whole or not at all, and leave the latest ``keep`` there. Returns it and its
    minute. That the board was printed is an event, written after the file lies there. Raises ``BadInput`` where nothing can be written."""
    if keep < 1:
        raise BadInput("is no number of sheets", where="--keep", do="keep at least 1")
    body, now = sheet_of(lambda key: True)
    path = folder / f"board-{now:%Y%m%d-%H}.pdf"
    fresh = folder / f".{path.name}.{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
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
    printed(BY)
    for old in sorted((p for p in folder.iterdir() if NAME.fullmatch(p.name)), key=lambda p: p.name)[:-keep]:
        old.unlink(missing_ok=True)
    return path, now
