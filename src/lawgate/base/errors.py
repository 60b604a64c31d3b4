"""The tree of errors. Each says in one sentence what is wrong, where, and what to do, and keeps its facts as fields.

    LawgateError              anything this project refuses; exit code 2, HTTP 500
    └─ BadInput               what came from outside cannot be taken; exit code 1, HTTP 400
       ├─ NaiveTime           a time without an offset and without a declared zone
       ├─ NonexistentLocalTime  a wall time the clocks skipped
       └─ AmbiguousLocalTime  a wall time that happened twice, without an offset

Rooms add their own leaves beside the code that raises them, always below ``BadInput`` or ``LawgateError``.
"""

from __future__ import annotations


class LawgateError(Exception):
    """Base of every error raised on purpose. ``code`` is stable and meant for programs."""

    code: str = "error"
    status: int = 500


class BadInput(LawgateError):
    """Input that cannot be taken: ``what`` is wrong, ``where`` it stands, what to ``do`` about it."""

    code = "bad-input"
    status = 400

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, do
        parts = [f"{where}: {what}" if where else what]
        if do:
            parts.append(do)
        super().__init__("; ".join(parts))
