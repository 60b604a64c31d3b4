"""The ledger: append events, read them back, sign checkpoints. Every event has three instants and a link to the one before."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import transaction

from lawgate.base import canonical_json, digest
from lawgate.casework import seal
from lawgate.casework.models import Checkpoint, Event, Rulebook, Standing, SubjectKey

HEADER = ("number", "kind", "subject", "actor", "happened", "received", "recorded", "content")


@dataclass(frozen=True, slots=True)
class New:
    """An event to be appended. ``content``: digest of what it says, by which a repeated delivery is known."""

    kind: str
    subject: str
    payload: Mapping[str, Any]
    happened: datetime
    received: datetime
    content: str = ""


def header_of(row: Any) -> bytes:
    """The plain part of an event, as bytes: bound into the sealing and into the link."""
    return canonical_json({name: getattr(row, name) for name in HEADER})


def link_of(previous: str, header: bytes, payload_digest: str, payload: bytes) -> str:
    """The next link of the chain. The sealed bytes are covered too, so that a flipped bit shows even when the key is gone."""
    return digest(canonical_json([previous, digest(header), payload_digest, digest(bytes(payload))]))


class Ledger:
    """An open ledger. ``alias`` is its database; ``actor`` who writes; ``path`` the file its keys lie beside."""

    def __init__(self, alias: str, path: Path, actor: str = "system") -> None:
        self.alias, self.path, self.actor = alias, path, actor
        self._master: bytes | None = None
        self._keys: dict[str, bytes] = {}

    @property
    def master(self) -> bytes:
        if self._master is None:
            self._master = seal.master_key(self.path)
        return self._master

    def append(self, events: Sequence[New], recorded: datetime) -> list[int]:
        """Add ``events`` in one transaction: all or nothing. Returns their numbers."""
        if not events:
            return []
        with transaction.atomic(using=self.alias):
            last = Event.objects.using(self.alias).order_by("-number").first()
            number, link = (last.number, last.link) if last else (0, "")
            fresh = self._ensure_keys({e.subject for e in events})
            rows = []
            for e in events:
                number += 1
                row = self._row(number, link, e, recorded)
                link = row.link
                rows.append(row)
            SubjectKey.objects.using(self.alias).bulk_create(fresh)
            Event.objects.using(self.alias).bulk_create(rows, batch_size=500)
        return [r.number for r in rows]

    def _row(self, number: int, previous: str, e: New, recorded: datetime) -> Event:
        row = Event(
            number=number,
            kind=e.kind,
            subject=e.subject,
            actor=self.actor,
            happened=e.happened.isoformat(),
            received=e.received.isoformat(),
            recorded=recorded.isoformat(),
            content=e.content or digest(dict(e.payload)),
            previous=previous,
        )
        header = header_of(row)
        row.payload, row.payload_digest = seal.seal(self._keys[e.subject], e.payload, header)
        row.link = link_of(previous, header, row.payload_digest, row.payload)
        return row

    def _ensure_keys(self, subjects: set[str]) -> list[SubjectKey]:
        unknown = [s for s in subjects if s not in self._keys]
        for chunk in _chunks(unknown, 500):
            for row in SubjectKey.objects.using(self.alias).filter(subject__in=chunk):
                self._keys[row.subject] = seal.unwrap(self.master, bytes(row.wrapped), row.subject)
        fresh = []
        for subject in unknown:
            if subject not in self._keys:
                key = self._keys[subject] = seal.new_key()
                fresh.append(SubjectKey(subject=subject, wrapped=seal.wrap(self.master, key, subject)))
        return fresh

    def key(self, subject: str) -> bytes:
        """The person's key. Raises ``Unreadable`` once it was destroyed."""
        if subject not in self._keys:
            row = SubjectKey.objects.using(self.alias).filter(subject=subject).first()
            self._keys[subject] = seal.unwrap(self.master, bytes(row.wrapped) if row else b"", subject)
        return self._keys[subject]

    def open_payload(self, row: Event) -> dict[str, Any]:
        """What an event says. Raises ``Unreadable`` when expunged or altered."""
        return seal.unseal(self.key(row.subject), bytes(row.payload), header_of(row))[0]

    def events(self, subject: str = "") -> Iterator[Event]:
        found = Event.objects.using(self.alias).order_by("number")
        yield from (found.filter(subject=subject) if subject else found).iterator(chunk_size=500)

    def store_rulebook(self, name: str, norms: bytes, versions: Mapping[str, str]) -> None:
        """Keep a rulebook once."""
        if not Rulebook.objects.using(self.alias).filter(digest=name).exists():
            Rulebook.objects.using(self.alias).create(
                digest=name, norms=zlib.compress(norms, 6), versions=dict(versions)
            )

    def rulebook(self, name: str) -> bytes | None:
        row = Rulebook.objects.using(self.alias).filter(digest=name).first()
        return None if row is None else zlib.decompress(bytes(row.norms))

    def checkpoint(self, recorded: datetime) -> None:
        """Sign the chain as it stands now, once."""
        last = Event.objects.using(self.alias).order_by("-number").first()
        if last is None or Checkpoint.objects.using(self.alias).filter(number=last.number).exists():
            return
        private = signing_key(self.master)
        text = recorded.isoformat()
        Checkpoint.objects.using(self.alias).create(
            number=last.number,
            link=last.link,
            recorded=text,
            signature=private.sign(signed_bytes(last.number, last.link, text)),
            public_key=private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
        )

    def expunge(self, subject: str, order: str, happened: datetime, recorded: datetime) -> None:
        """Carry out a court's order: the order is an event under the ledger's own key; the person's key is destroyed."""
        note = {"subject": subject, "order": order}
        with transaction.atomic(using=self.alias):
            self.append([New("expunged", "ledger", note, happened, recorded)], recorded)
            SubjectKey.objects.using(self.alias).filter(subject=subject).update(wrapped=b"")
            Standing.objects.using(self.alias).filter(subject=subject).delete()
        self._keys.pop(subject, None)

    def rewrap(self, new_master: bytes) -> int:
        """Change the master key: persons' keys are wrapped anew, no event is touched. Returns how many."""
        rows = [r for r in SubjectKey.objects.using(self.alias).all() if bytes(r.wrapped)]
        with transaction.atomic(using=self.alias):
            for row in rows:
                key = seal.unwrap(self.master, bytes(row.wrapped), row.subject)
                row.wrapped = seal.wrap(new_master, key, row.subject)
            SubjectKey.objects.using(self.alias).bulk_update(rows, ["wrapped"], batch_size=500)
        self._master = new_master
        return len(rows)


def signing_key(master: bytes) -> Ed25519PrivateKey:
    """The checkpoint key, derived from the master key."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(digest(b"checkpoint" + master)))


def signed_bytes(number: int, link: str, recorded: str) -> bytes:
    return canonical_json([number, link, recorded])


def _chunks(items: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (items[i : i + size] for i in range(0, len(items), size))
