"""Which question an answer belongs to. An answer to a question never sent waits, named, for a person to look at it.

Answers come late, twice, out of order and to later numbers: a second answer may name the first answer, so references are followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lawgate.base import digest
from lawgate.federal.records import Response


@dataclass(frozen=True, slots=True)
class Placed:
    """An answer with the booking it belongs to; ``booking`` empty: to none that is known. ``again``: seen before, to the letter."""

    response: Response
    booking: str
    again: bool
    why: str


class Correlator:
    """Questions that were sent, by control field or TCN, and the answers that came."""

    def __init__(self, sent: Iterable[tuple[str, str]] = ()) -> None:
        self._booking: dict[str, str] = {}
        self._seen: set[str] = set()
        for key, booking in sent:
            self.sent(key, booking)

    def sent(self, key: str, booking: str) -> None:
        """A question went out for ``booking`` under ``key``. Raises ``ValueError`` when the key is another booking's."""
        if self._booking.setdefault(key, booking) != booking:
            raise ValueError(f"'{key}' was used for another booking")

    def place(self, r: Response) -> Placed:
        """Where ``r`` belongs. Its own number becomes a reference too, since a later answer may name it."""
        mark = digest(r.raw)
        again = mark in self._seen
        self._seen.add(mark)
        booking = self._booking.get(r.refers_to, "") if r.refers_to else ""
        if booking and r.number:
            self._booking.setdefault(r.number, booking)
        if booking:
            return Placed(r, booking, again, f"answers {r.refers_to}")
        if r.refers_to:
            return Placed(r, "", again, f"names {r.refers_to}, which was never sent from here")
        return Placed(r, "", again, "names no question")
