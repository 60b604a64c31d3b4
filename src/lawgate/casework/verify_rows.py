"""The rows beside the events, verified: keys, rulebooks, signatures, and the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lawgate.base import digest
from lawgate.casework.blame import near, single_changes
from lawgate.casework.keys import SIGNER, public_hex
from lawgate.casework.ledger import Ledger
from lawgate.casework.links import signed_bytes
from lawgate.casework.models import Checkpoint, DataVersions, Rulebook, Signer, Standing, SubjectKey
from lawgate.casework.records import CORRECTED, RECEIVED, Damage, Head, Verification
from lawgate.casework.seal import PersonKey, Unreadable, unwrap
from lawgate.casework.standing import FIELDS, stay_of
from lawgate.casework.stored import as_bytes, as_text, rows

INSTANT = b"0123456789-:.TZ"  # what an instant in UTC is written with


class Keys:
    """Persons' keys as they lie; each that does not unwrap is named once, not at every event it should open."""

    def __init__(self, ledger: Ledger, found: Verification) -> None:
        self.found, self.master = found, ledger.keys.master_at_hand()
        self.wrapped = {as_text(s): as_bytes(w) for s, w in rows(ledger.alias, SubjectKey, "subject", "wrapped")}
        self.destroyed = {s for s, w in self.wrapped.items() if not w}
        self.broken: set[str] = set()
        self.ordered: set[str] = set()  # those of whom an order of expungement is on the ledger
        self.missed: set[str] = set()
        self._last: tuple[str, PersonKey | None] = ("", None)
        if self.master is not None:
            for subject, wrapped in self.wrapped.items():
                if wrapped and self._unwrapped(subject, subject) is None:
                    self.broken.add(subject)

    def _unwrapped(self, subject: str, name: str) -> bytes | None:
        try:
            return unwrap(self.master or b"", self.wrapped[subject], name)
        except Unreadable:
            return None

    def of(self, subject: str) -> PersonKey | None:
        """The key; None where it was destroyed, is broken or missing, or the master key is not at hand."""
        if subject != self._last[0]:
            key = None
            if self.master is not None and subject not in self.broken:
                raw = self._unwrapped(subject, subject) if self.wrapped.get(subject) else None
                key = PersonKey(raw) if raw is not None else None
            if subject not in self.wrapped:
                self.missed.add(subject)
            self._last = (subject, key)
        return self._last[1]

    def orders(self) -> None:
        """Name the keys that are not as they should be."""
        for subject in sorted(self.broken):
            other = next((m for m in sorted(self.missed) if self._unwrapped(subject, m) is not None), None)
            if other is None:
                self._name(subject, "wrapped", "was altered: it does not unwrap")
            else:
                self.missed.discard(other)
                self._name(other, "subject", f"is stored under '{subject}'")
        for subject in sorted(self.missed):
            self._name(subject, "", "missing")
        for subject in sorted(self.destroyed - self.ordered):
            self._name(subject, "wrapped", "was destroyed, and no order of expungement is on the ledger")
        for subject in sorted((self.ordered & set(self.wrapped)) - self.destroyed):
            self._name(subject, "wrapped", "is there, though an order of expungement is on the ledger")

    def _name(self, subject: str, column: str, what: str) -> None:
        self.found.damage.append(Damage(f"key {subject}", column, what))


class Books:
    """Rulebooks and data versions, each under the digest of what it says."""

    def __init__(self, alias: str, found: Verification) -> None:
        self.found = found
        self._books = self._load("rulebook", "norms", rows(alias, Rulebook, "digest", "norms"))
        self._versions = self._load("data versions", "versions", rows(alias, DataVersions, "digest", "versions"))
        self._told: set[str] = set()

    def _load(self, what: str, column: str, cells: Iterator[tuple[object, ...]]) -> dict[str, bytes | None]:
        out: dict[str, bytes | None] = {}
        for name, value in cells:
            stored, data = as_text(name), as_bytes(value)
            real = digest(data)
            if real == stored:
                out[real] = data
            elif near(real.encode(), as_bytes(name)):
                out[real] = data
                self._name(f"{what} {real[:12]}", "digest", f"is stored under '{stored}'")
            else:
                out[stored] = None  # not to be decided with; its damage is named once
                self._name(f"{what} {stored[:12]}", column, "does not have the digest it is stored under")
        return out

    def rulebook(self, name: str, number: int) -> bytes | None:
        """The norms; None when they are missing or altered."""
        self._look("rulebook", self._books, name, number)
        return self._books.get(name)

    def versions(self, name: str, number: int) -> None:
        self._look("data versions", self._versions, name, number)

    def _look(self, what: str, there: Mapping[str, bytes | None], name: str, number: int) -> None:
        if name not in there and name not in self._told:
            self._told.add(name)
            self._name(f"{what} {name[:12]}", "", f"missing, and the decision of event {number} was made with it")

    def _name(self, where: str, column: str, what: str) -> None:
        self.found.damage.append(Damage(where, column, what))


class Signed(NamedTuple):
    """A checkpoint as it lies."""

    number: int
    link: bytes
    recorded: bytes
    signature: bytes
    public_key: str

    def by(self, public_key: str, *, number: int | None = None, link: bytes = b"", recorded: bytes = b"") -> bool:
        """Whether ``public_key`` signed it, with other cells in place of its own where given."""
        said = signed_bytes(self.number if number is None else number, link or self.link, recorded or self.recorded)
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(self.signature, said)
        except (InvalidSignature, ValueError):
            return False
        return True


class Signatures:
    """Checkpoints against the chain and against the keys that may sign."""

    def __init__(self, ledger: Ledger, found: Verification, trusted: Collection[str], anchor: Head | None) -> None:
        self.found, self.anchor = found, anchor
        self.trusted = {t.lower() for t in trusted}
        cells = rows(ledger.alias, Checkpoint, "number", "link", "recorded", "signature", "public_key")
        self.points = [Signed(n, as_bytes(k), as_bytes(r), as_bytes(s), as_text(p)) for n, k, r, s, p in cells]
        self._wanted = {p.number for p in self.points} | ({anchor.number} if anchor else set())
        self._links = {p.link for p in self.points}
        self._at: dict[int, bytes] = {}  # the chain's link at the numbers that are signed
        self._number: dict[bytes, int] = {}  # and the number of each link that is signed
        self._last = 0
        self.keys = self._signers(ledger)

    def _signers(self, ledger: Ledger) -> set[str]:
        """Public keys that may sign, as far as it can be told; a signer that is not whole is named."""
        master, keys = ledger.keys.master_at_hand(), set()
        for number, public, wrapped in rows(ledger.alias, Signer, "number", "public_key", "wrapped"):
            stored = as_text(public)
            if master is not None:
                try:
                    private = Ed25519PrivateKey.from_private_bytes(unwrap(master, as_bytes(wrapped), SIGNER))
                except (Unreadable, ValueError):
                    self._name(f"signer {number}", "wrapped", "was altered: it does not unwrap")
                else:
                    keys.add(public_hex(private))
                    if public_hex(private) != stored:
                        self._name(f"signer {number}", "public_key", "is not that of the private key")
                    continue
            elif self.points and all(near(p.public_key.encode(), stored.encode()) for p in self.points):
                used = {p.public_key for p in self.points}
                if stored not in used and len(used) == 1:
                    self._name(f"signer {number}", "public_key", "is not the key that signed")
                    stored = used.pop()
            keys.add(stored)
        self.found.trusted = bool(keys) and (keys <= self.trusted if self.trusted else master is not None)
        for key in sorted(keys - self.trusted if self.trusted else ()):
            self._name("signer", "public_key", f"{key[:16]}... is not a key you trust")
        return keys

    def passed(self, number: int, link: bytes) -> None:
        """Take note of an event's link, where a signature is over it."""
        self._last = max(self._last, number)
        self.found.head = (number, link.decode("utf-8", "replace"))
        if number in self._wanted:
            self._at[number] = link
        if link in self._links:
            self._number[link] = number

    def check(self, last: int) -> None:
        for point in self.points:
            self.found.checkpoints += 1
            self._point(point, last)
        if self.anchor is not None:
            self._anchored(self.anchor)

    def _point(self, point: Signed, last: int) -> None:
        where, key = f"checkpoint {point.number}", self._key(point)
        link = self._at.get(point.number)
        if key and point.by(key):
            if point.public_key != key:
                self._name(where, "public_key", "is not the key that signed")
            elif link is None:
                self._name(where, "number", f"signs an event that is missing: the ledger ends at {last}")
            elif link != point.link:
                self._name(where, "link", "is signed, and the chain was another: events before it were rewritten")
        elif point.link in self._number and point.by(key, number=self._number[point.link]):
            self._name(f"checkpoint {self._number[point.link]}", "number", f"is stored as number {point.number}")
        elif link is not None and point.by(key, link=link):
            self._name(where, "link", "is not the link that was signed")
        elif any(point.by(key, recorded=r) for r in single_changes(point.recorded, INSTANT)):
            self._name(where, "recorded", "is not the instant that was signed")
        else:
            self._name(where, "signature", "does not verify")

    def _key(self, point: Signed) -> str:
        """The key that a checkpoint should be signed with: its own when it is one of the signers', else the one that fits."""
        if point.public_key in self.keys:
            return point.public_key
        return next((k for k in sorted(self.keys) if point.by(k)), min(self.keys, default=""))

    def _anchored(self, anchor: Head) -> None:
        where = f"head {anchor.number}"
        kept = Signed(
            anchor.number, anchor.link.encode(), anchor.recorded.encode(), _unhex(anchor.signature), anchor.public_key
        )
        if not kept.by(anchor.public_key):
            self._name(where, "signature", "the head that was kept elsewhere does not verify")
        elif self._at.get(anchor.number) != kept.link:
            self._name(
                where, "link", "the head that was kept elsewhere is not in the chain: it was rewritten or cut off"
            )
        elif self.keys and anchor.public_key not in self.keys:
            self._name(where, "public_key", "the head that was kept elsewhere was signed by another key")

    def _name(self, where: str, column: str, what: str) -> None:
        self.found.damage.append(Damage(where, column, what))


class Mark(NamedTuple):
    """What the cache should say of one event: its mark, and of a record when custody began and ended."""

    mark: str
    entered: str | None = None
    gone: str | None = None


def seen_in(key: PersonKey, kind: str, body: bytes) -> Mark:
    stay = stay_of(json.loads(body)["record"]) if kind in (RECEIVED, CORRECTED) else (None, None)
    return Mark(key.mark(body), *stay)


def check_standings(
    alias: str,
    unseen: Collection[tuple[int, int]],
    last: Mapping[str, list[int | None]],
    marks: Mapping[int, Mark],
    doubtful: Collection[str],
    found: Verification,
) -> None:
    """The cache against the events. Left out: rows of events that were ``unseen`` (from, to), and of people with damaged events."""
    seen = set()
    for subject, *cells in rows(alias, Standing, "subject", *FIELDS):
        name = as_text(subject)
        seen.add(name)
        if name in doubtful or any(a <= n <= b for n in (cells[0], cells[2]) if isinstance(n, int) for a, b in unseen):
            continue
        record, decision = last.get(name, [None, None])
        was, then = marks.get(record or 0, Mark("")), marks.get(decision or 0, Mark(""))
        should = (record, was.mark, decision, then.mark, was.entered, was.gone)
        for column, cell, want in zip(FIELDS, cells, should, strict=True):
            if cell != want:
                found.damage.append(Damage(f"standing {name}", column, "is not what the events say; rebuild the cache"))
    for name in sorted(set(last) - seen - set(doubtful)):
        found.damage.append(Damage(f"standing {name}", "", "missing; rebuild the cache"))


def _unhex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
