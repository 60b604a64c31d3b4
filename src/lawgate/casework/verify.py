"""Verification: the chain recomputed, signatures checked, and every decision made again with the rulebook of its day.

It reads and never writes; a copy of the file opened with ``open_readonly`` will do. What it proves, and with what:

* alone: no single event, digest, instant or link was altered, and what the signatures cover is what was signed;
* with the public key, or a ``Head`` kept elsewhere: nobody rewrote the ledger and signed it with a key of their own, nor cut off
  its end together with the last signatures;
* with the master key: payloads open, and decisions come out the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import Max

from lawgate.base import LawgateError
from lawgate.casework import triggers
from lawgate.casework.blame import wrong_column
from lawgate.casework.ledger import Ledger, key_subject
from lawgate.casework.links import GENESIS, link_of
from lawgate.casework.models import Event
from lawgate.casework.records import (
    DECIDED,
    EXPUNGED,
    PRINTS,
    PRINTS_DESTROYED,
    TEMPLATES,
    Damage,
    Head,
    Rederive,
    Verification,
)
from lawgate.casework.seal import PersonKey, Unreadable, canonical
from lawgate.casework.standing import SHOWN, follow
from lawgate.casework.stored import Stored, events, exact_text
from lawgate.casework.verify_rows import Books, Keys, Mark, Signatures, check_standings, seen_in

SEARCHES = 20  # damaged events for which the column is searched; then only the event is named
GAP = 200  # missing numbers that are tried for a row that was renumbered

__all__ = ["Damage", "Rederive", "Verification", "verify"]


def verify(
    ledger: Ledger,
    rederive: Rederive,
    progress: Callable[[int, int], None] = lambda done, of: None,
    *,
    trusted: Collection[str] = (),
    anchor: Head | None = None,
) -> Verification:
    """Check everything, and name every damage found.

    ``progress`` is told (events done, events in all). ``trusted``: public keys (64 hex digits) that may have signed; without them the
    signing key is proved by the master key, when that is at hand. ``anchor``: a head kept elsewhere, which must still be in the chain.
    Raises ``Unreadable`` when the master key at hand is of another ledger.
    """
    found = Verification()
    with exact_text(ledger.alias):
        walk = Walk(ledger, rederive, found)
        try:
            walk.database()
            walk.prepare(trusted, anchor)
            walk.events(progress)
            walk.finish()
        except (DatabaseError, UnicodeDecodeError) as e:  # a message that quotes damaged text fails itself
            found.damage.append(Damage("database", "", f"cannot be read: {str(e).strip()}"))
    return found


class Walk:
    """One pass over the ledger. Damage goes to ``found`` as it is met; consequences of a damage are not named again."""

    def __init__(self, ledger: Ledger, rederive: Rederive, found: Verification) -> None:
        self.ledger, self.rederive, self.found = ledger, rederive, found
        self.upto, self.total, self.expected, self.searches = 0, 0, 1, SEARCHES
        self.prior: bytes | None = GENESIS.encode()
        self.missing: list[tuple[int, int]] = []
        self.strays: list[Stored] = []
        self.last: dict[str, list[int | None]] = {}  # by subject: the events of its latest record and decision
        self.marks: dict[int, Mark] = {}
        self.doubtful: set[str] = set()

    def _name(self, where: str, column: str, what: str) -> None:
        self.found.damage.append(Damage(where, column, what))

    def database(self) -> None:
        """The file's own structure, and the triggers that keep it append-only."""
        connection = connections[self.ledger.alias]
        for name in triggers.missing(connection):
            self._name("database", name, "the trigger that keeps the ledger append-only is missing or altered")
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check(5)")
                for (said,) in cursor.fetchall():
                    if said != "ok":
                        self._name("database", "", " ".join(str(said).split()))

    def prepare(self, trusted: Collection[str], anchor: Head | None) -> None:
        ledger, found = self.ledger, self.found
        self.upto = Event.objects.using(ledger.alias).aggregate(last=Max("number"))["last"] or 0
        self.total = Event.objects.using(ledger.alias).count()
        self.keys = Keys(ledger, found)
        self.books = Books(ledger.alias, found)
        self.signatures = Signatures(ledger, found, trusted, anchor)

    def events(self, progress: Callable[[int, int], None]) -> None:
        for row in events(self.ledger.alias, self.upto):
            self.found.events += 1
            self._place(row)
            progress(self.found.events, self.total)

    def _place(self, row: Stored) -> None:
        """See that the number is the next one, then look at the rest."""
        if row.number != self.expected:
            if self._renumbered(row):
                return
            if row.number < self.expected:
                self.strays.append(row)
                return
            self.missing.append((self.expected, row.number - 1))
            self.prior = None
        self.expected = row.number + 1
        self._event(row)
        self.signatures.passed(row.number, row.link)

    def _renumbered(self, row: Stored) -> bool:
        """Whether the row is a missing one under another number; then it is named."""
        if link_of(row.previous, row.header, row.payload_digest, row.payload).encode() == row.link:
            return False
        gaps = [n for first, last in self.missing for n in range(first, min(last, first + GAP) + 1)]
        for number in [*gaps, self.expected]:
            if link_of(row.previous, row.header_as(number), row.payload_digest, row.payload).encode() == row.link:
                self._name(f"event {number}", "number", f"is stored as number {row.number}")
                self.doubtful.add(row.text("subject"))
                self._found_again(number)
                self.signatures.passed(number, row.link)
                return True
        return False

    def _found_again(self, number: int) -> None:
        if number == self.expected:
            self.expected, self.prior = number + 1, None
            return
        for first, last in [g for g in self.missing if g[0] <= number <= g[1]]:
            self.missing.remove((first, last))
            self.missing += [g for g in ((first, number - 1), (number + 1, last)) if g[0] <= g[1]]

    def _event(self, row: Stored) -> None:
        where, kind, subject = f"event {row.number}", row.text("kind"), row.text("subject")
        key = self.keys.of(key_subject(kind, subject))
        body, seen = _opened(row, key)
        column = wrong_column(row, self.prior, seen, search=self.searches > 0)
        if column:
            self.searches -= 1
            self.doubtful.add(subject)
            self._name(where, column, WRONG.get(column, "was altered"))
        elif key is not None and seen != row.payload_digest:  # what only the keys can tell: the links were written anew
            self.doubtful.add(subject)
            column = "payload" if seen is None else "payload_digest"
            self._name(where, column, "is not what was sealed, though its link fits: the chain was written anew")
        whole = link_of(row.previous, row.header, row.payload_digest, row.payload).encode()
        self.prior = whole if column == "link" else row.link
        self._read(row, kind, subject, key, body)

    def _read(self, row: Stored, kind: str, subject: str, key: PersonKey | None, body: bytes | None) -> None:
        """What an event says, once its bytes are known to be good."""
        follow(self.last, row.number, kind, subject)
        if kind == EXPUNGED and (body is not None or self.keys.master is None):
            self.keys.ordered |= {subject, subject + TEMPLATES}
        if kind == PRINTS_DESTROYED:
            self.keys.ordered.add(subject + TEMPLATES)
        if key is None:
            destroyed = key_subject(kind, subject) in self.keys.destroyed
            self.found.expunged += destroyed and kind != PRINTS
            self.found.templates_destroyed += destroyed and kind == PRINTS
            self.found.sealed += not destroyed
        elif body is not None:
            if kind in SHOWN:
                self.marks[row.number] = seen_in(key, kind, body)
            if kind == DECIDED:
                self._again(row.number, json.loads(body))

    def _again(self, number: int, said: Mapping[str, Any]) -> None:
        """Make a decision again, with the rulebook it names."""
        self.found.decisions += 1
        self.books.versions(said["versions"], number)
        book = self.books.rulebook(said["rulebook"], number)
        if book is None:
            return
        try:
            answer = self.rederive(book, said["facts"])
        except (LawgateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as e:
            self._name(f"event {number}", "facts", f"the decision cannot be made again: {e}")
            return
        if answer != said["answer"]:
            answer = json.loads(canonical(answer))
        differ = sorted(k for k in {*answer, *said["answer"]} if answer.get(k) != said["answer"].get(k))
        if differ:
            self._name(f"event {number}", "answer", f"made again, the decision differs in {', '.join(differ[:5])}")

    def finish(self) -> None:
        """What can only be told at the end: rows out of place, numbers that are missing, signatures, the cache."""
        for row in self.strays:
            if not self._renumbered(row):
                self._name(f"event {row.number}", "number", "stands out of order")
        for first, last in sorted(self.missing):
            which = f"event {first}" if first == last else f"events {first} to {last}"
            self._name(which, "", "missing")
        self.keys.orders()
        self.signatures.check(self.expected - 1)
        if self.keys.master is not None:
            doubtful = self.doubtful | self.keys.broken | self.keys.destroyed
            # Events that are missing, or came while this pass went on: what the cache says of them is not judged.
            unseen = [(self.upto + 1, self.ledger.end()[0]), *self.missing]
            check_standings(self.ledger.alias, unseen, self.last, self.marks, doubtful, self.found)


def _opened(row: Stored, key: PersonKey | None) -> tuple[bytes | None, bytes | None]:
    """(payload, its digest), or twice None."""
    if key is None:
        return None, None
    try:
        body, digest = key.open(row.payload, row.header)
    except Unreadable:
        return None, None
    return body, digest.encode()


WRONG = {
    "previous": "does not follow from the event before it",
    "link": "is not the link that the event gives",
    "payload_digest": "is not the digest of the payload",
    "payload": "the sealed payload was altered, or more than one byte was",
}
