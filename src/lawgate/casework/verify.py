"""Verification: the chain recomputed, checkpoints checked, and every decision made again with the rulebook of its day."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lawgate.base import digest
from lawgate.casework import seal
from lawgate.casework.ledger import Ledger, header_of, link_of, signed_bytes
from lawgate.casework.models import Checkpoint, Event, Rulebook

Rederive = Callable[[bytes, Mapping[str, Any]], Mapping[str, Any]]
"""(a stored rulebook, stored facts) -> the answer they give. Brought in by the wiring; the ledger knows no law."""
INSTANTS = ("happened", "received", "recorded")


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was written: which row, which column when it can be told, what is wrong."""

    where: str
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}{', ' + self.column if self.column else ''}: {self.what}"


@dataclass
class Verification:
    events: int = 0
    decisions: int = 0
    expunged: int = 0
    checkpoints: int = 0
    damage: list[Damage] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not self.damage


def verify(
    ledger: Ledger, rederive: Rederive, progress: Callable[[int, int], None] = lambda done, of: None
) -> Verification:
    """Check everything. Nothing is written; every damage found is named."""
    found = Verification()
    books = _rulebooks(ledger, found)
    gone = _expunged(ledger)
    total = Event.objects.using(ledger.alias).count()
    links: dict[int, str] = {0: ""}
    previous = ""
    for row in ledger.events():
        found.events += 1
        previous = _event(ledger, row, previous, found, books, gone, rederive)
        links[row.number] = row.link
        progress(found.events, total)
    _checkpoints(ledger, links, found)
    return found


def _event(
    ledger: Ledger,
    row: Event,
    previous: str,
    found: Verification,
    books: Mapping[str, bytes],
    gone: set[str],
    rederive: Rederive,
) -> str:
    where = f"event {row.number}"
    if row.number != found.events:
        found.damage.append(Damage(where, "number", f"event {found.events} is missing or was renumbered"))
        found.events = row.number
    if row.previous != previous:
        found.damage.append(Damage(where, "previous", "does not follow from the event before it"))
    whole = link_of(row.previous, header_of(row), row.payload_digest, bytes(row.payload)) == row.link
    payload = _payload(ledger, row, whole, found, gone)
    if payload is not None and row.kind == "decided":
        found.decisions += 1
        _again(row, payload, found, books, rederive)
    return row.link


def _payload(ledger: Ledger, row: Event, whole: bool, found: Verification, gone: set[str]) -> dict[str, Any] | None:
    where = f"event {row.number}"
    if row.subject in gone:
        found.expunged += 1
        if not whole:
            found.damage.append(Damage(where, "link", "the expunged event's header, digest, bytes or link was altered"))
        return None
    try:
        payload, seen = seal.unseal(ledger.key(row.subject), bytes(row.payload), header_of(row))
    except seal.Unreadable as e:
        found.damage.append(Damage(where, _blame(row), str(e)))
        return None
    if seen != row.payload_digest:
        found.damage.append(Damage(where, "payload_digest", "is not the digest of the payload"))
    elif not whole:
        found.damage.append(Damage(where, "link", "is not the link that the event gives"))
    return payload


def _blame(row: Event) -> str:
    """The payload no longer opens: a header column that is no longer well formed is the likelier cause, and is named."""
    for name in INSTANTS:
        try:
            datetime.fromisoformat(getattr(row, name))
        except ValueError:
            return name
    if len(row.content) != 64 or not set(row.content) <= set("0123456789abcdef"):
        return "content"
    return "header or payload"


def _again(
    row: Event, payload: Mapping[str, Any], found: Verification, books: Mapping[str, bytes], rederive: Rederive
) -> None:
    where = f"event {row.number}"
    book = books.get(payload["rulebook"])
    if book is None:
        found.damage.append(Damage(where, "rulebook", f"rulebook {payload['rulebook'][:12]} is not in the ledger"))
        return
    if not book:
        return
    try:
        answer = rederive(book, payload["facts"])
    except (ValueError, KeyError, TypeError, LookupError) as e:
        found.damage.append(Damage(where, "facts", f"the decision cannot be made again: {e}"))
        return
    differ = sorted(k for k in {*answer, *payload["answer"]} if answer.get(k) != payload["answer"].get(k))
    if differ:
        found.damage.append(Damage(where, "answer", f"made again, the decision differs in {', '.join(differ[:5])}"))


def _rulebooks(ledger: Ledger, found: Verification) -> dict[str, bytes]:
    out = {}
    for row in Rulebook.objects.using(ledger.alias).all():
        try:
            norms = zlib.decompress(bytes(row.norms))
        except zlib.error:
            norms = b""
        if digest(norms) != row.digest:
            norms = b""  # not to be decided with; its damage is named once
            found.damage.append(
                Damage(f"rulebook {row.digest[:12]}", "norms", "does not have the digest it is stored under")
            )
        out[row.digest] = norms
    return out


def _expunged(ledger: Ledger) -> set[str]:
    """Subjects whose expungement an event records; the event is under the ledger's own key and cannot be forged without it."""
    out = set()
    for row in Event.objects.using(ledger.alias).filter(kind="expunged"):
        try:
            out.add(str(ledger.open_payload(row)["subject"]))
        except seal.Unreadable:
            continue
    return out


def _checkpoints(ledger: Ledger, links: Mapping[int, str], found: Verification) -> None:
    for row in Checkpoint.objects.using(ledger.alias).order_by("number"):
        found.checkpoints += 1
        where = f"checkpoint {row.number}"
        if links.get(row.number) != row.link:
            found.damage.append(Damage(where, "link", "signs a chain that is not the one in the ledger"))
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes(row.public_key))
            key.verify(bytes(row.signature), signed_bytes(row.number, row.link, row.recorded))
        except (InvalidSignature, ValueError):
            found.damage.append(Damage(where, "signature", "does not verify"))
