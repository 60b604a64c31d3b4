"""The ledger: append events, read them back, sign where the chain stands, carry out an expungement."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connections

from lawgate.base import BadInput, LawgateError, digest
from lawgate.casework import links
from lawgate.casework.instants import write_instant
from lawgate.casework.keys import Expunged, Keyring
from lawgate.casework.lock import writing
from lawgate.casework.models import Checkpoint, DataVersions, Event, Rulebook, Standing
from lawgate.casework.records import EXPUNGED, LEDGER, PRINTS, TEMPLATES, Decided, Head, New
from lawgate.casework.seal import PersonKey, Unreadable, canonical

CHECKPOINT_EVERY = 1000
LONGEST_NAME = 128
INSERT = "INSERT INTO casework_event ({}) VALUES ({})"
WRITTEN = (*links.COLUMNS, "previous", "payload_digest", "link", "payload")


@dataclass(frozen=True, slots=True)
class Entry:
    """An event ready to be sealed: ``body`` is its payload as canonical JSON."""

    kind: str
    subject: str
    body: bytes
    happened: datetime
    received: datetime


class Ledger:
    """An open ledger (see ``open_ledger``). ``alias``: its database; ``path``: what messages call it; ``actor``: who writes."""

    def __init__(self, alias: str, path: Path, keys: Keyring, *, actor: str = "system", readonly: bool = False) -> None:
        self.alias, self.path, self.keys, self.actor, self.readonly = alias, path, keys, actor, readonly
        self._versions: dict[str, str] = {}

    # Writing

    def append(self, events: Sequence[New], recorded: datetime) -> list[int]:
        """Add ``events``: all or none. Returns their numbers. Raises ``BadInput`` (``Expunged`` for a person who was)."""
        return self.write(
            [Entry(e.kind, e.subject, canonical(e.payload), e.happened, e.received) for e in events], recorded
        )

    def write(
        self, entries: Sequence[Entry], recorded: datetime, keys: Mapping[str, PersonKey] | None = None
    ) -> list[int]:
        """``append`` of entries whose payloads are bytes already; ``keys``: what ``Keyring.ensure`` gave in this transaction."""
        if self.readonly:
            raise LawgateError(f"{self.path} is open for reading only")
        if not entries:
            return []
        for name in {n for e in entries for n in (e.kind, e.subject, self.actor)}:
            _check_name(name)
        with writing(self.alias):
            keys = keys or self.keys.ensure({key_subject(e.kind, e.subject) for e in entries})
            number, link = self.end()
            first, rows = number + 1, []
            at = write_instant(recorded.astimezone(UTC) if recorded.tzinfo else recorded).encode()
            for e in entries:
                number += 1
                row = self._row(number, link.encode(), e, at, keys[key_subject(e.kind, e.subject)])
                link = row[-2]
                rows.append(row)
            with connections[self.alias].cursor() as cursor:
                cursor.executemany(INSERT.format(", ".join(WRITTEN), ", ".join(["%s"] * len(WRITTEN))), rows)
            if number // CHECKPOINT_EVERY > (first - 1) // CHECKPOINT_EVERY:
                self.checkpoint(recorded)
        return list(range(first, number + 1))

    def _row(self, number: int, previous: bytes, e: Entry, recorded: bytes, key: PersonKey) -> tuple[Any, ...]:
        texts = (e.kind, e.subject, self.actor, write_instant(e.happened), write_instant(e.received))
        header = links.header_of((b"%d" % number, *(t.encode() for t in texts), recorded))
        payload, salted = key.seal(e.body, header)
        link = links.link_of(previous, header, salted.encode(), payload)
        return (number, *texts, recorded.decode(), previous.decode(), salted, link, payload)

    def checkpoint(self, recorded: datetime) -> Head | None:
        """Sign the chain as it stands now, once. None while it is empty."""
        with writing(self.alias):
            number, link = self.end()
            if number and not Checkpoint.objects.using(self.alias).filter(number=number).exists():
                private = self.keys.signer()
                at = write_instant(recorded.astimezone(UTC))
                Checkpoint.objects.using(self.alias).create(
                    number=number,
                    link=link,
                    recorded=at,
                    signature=private.sign(links.signed_bytes(number, link.encode(), at.encode())),
                    public_key=private.public_key().public_bytes_raw().hex(),
                )
        return self.head()

    def store_rulebook(self, name: str, norms: bytes, versions: Mapping[str, str]) -> None:
        """Keep a rulebook once, under its digest ``name``, and the data versions that decisions by it are made with from now on."""
        if digest(norms) != name:
            raise LawgateError(f"rulebook {name[:12]} does not have that digest")
        text = canonical(dict(versions))
        with writing(self.alias):
            if not Rulebook.objects.using(self.alias).filter(digest=name).exists():
                Rulebook.objects.using(self.alias).create(digest=name, norms=norms)
            if not DataVersions.objects.using(self.alias).filter(digest=digest(text)).exists():
                DataVersions.objects.using(self.alias).create(digest=digest(text), versions=text.decode())
        self._versions[name] = digest(text)

    def decision_payload(self, decided: Decided) -> dict[str, Any]:
        """What a decision is stored as. Raises ``LawgateError`` when its rulebook was not stored first."""
        versions = self._versions.get(decided.rulebook)
        if versions is None:
            raise LawgateError(f"rulebook {decided.rulebook[:12]} was not stored before deciding with it")
        told = {"facts": decided.facts, "answer": decided.answer}
        return {**told, "rulebook": decided.rulebook, "versions": versions}

    def knows_rulebook(self, name: str) -> bool:
        """Whether ``store_rulebook`` was called for it since the ledger was opened."""
        return name in self._versions

    def expunge(self, subject: str, order: str, happened: datetime, recorded: datetime) -> int:
        """Carry out a court's order. The order is an event under the ledger's own key; the person's key is destroyed, and with it
        every payload of theirs; the plain columns (number, kind, key, instants) stay, for the chain. Returns the event's number.

        Copies of the database made before hold the key still, wrapped: rotate the master key and destroy the old one, or the copies.
        Raises ``BadInput`` when nobody has the key ``subject``, no order is named, or it was done already.
        """
        if not order.strip():
            raise BadInput("no order is named", where=subject, do="give its number, court and date")
        with writing(self.alias):
            wrapped = self.keys.wrapped([subject]).get(subject)
            if wrapped is None or subject == LEDGER:
                raise BadInput(f"nobody on the ledger has the number '{subject}'", do="give a booking number")
            if not wrapped:
                raise Expunged("was expunged already", where=subject, do="see its timeline for the order")
            (number,) = self.append([New(EXPUNGED, subject, {"order": order}, happened, recorded)], recorded)
            for name in (subject, subject + TEMPLATES):
                self.keys.destroy(name)
            Standing.objects.using(self.alias).filter(subject=subject).delete()
        self._forget()
        self.checkpoint(recorded)
        return number

    def _forget(self) -> None:
        """Leave no older version of what was just overwritten in the database's files, as far as other readers let it."""
        connection = connections[self.alias]
        if connection.in_atomic_block:
            return
        with connection.cursor() as cursor:
            vacuum = "VACUUM casework_subjectkey, casework_standing"
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else vacuum)

    # Reading

    def end(self) -> tuple[int, str]:
        """Number and link of the last event; (0, "") before the first."""
        last = Event.objects.using(self.alias).order_by("-number").values_list("number", "link").first()
        return last or (0, links.GENESIS)

    def head(self) -> Head | None:
        """The newest signed checkpoint, to be kept elsewhere."""
        row = Checkpoint.objects.using(self.alias).order_by("-number").first()
        return (
            None
            if row is None
            else Head(row.number, row.link, row.recorded, bytes(row.signature).hex(), row.public_key)
        )

    def events(self, subject: str = "") -> Iterator[Event]:
        """Every event, or a person's, in order."""
        found = Event.objects.using(self.alias).order_by("number")
        yield from (found.filter(subject=subject) if subject else found).iterator(chunk_size=500)

    def open_payload(self, row: Event) -> dict[str, Any]:
        """What an event says. Raises ``Unreadable`` when expunged, altered, or without the master key."""
        (payload,) = self.open_payloads([row])
        if payload is None:
            raise Unreadable(f"event {row.number} of {row.subject} was expunged")
        return payload

    def open_payloads(self, rows: Sequence[Event]) -> list[dict[str, Any] | None]:
        """What events say; None where expunged. Raises ``Unreadable`` when altered, or without the master key."""
        keys = self.keys.load({key_subject(r.kind, r.subject) for r in rows})
        return [_said(r, keys) for r in rows]

    def rulebook(self, name: str) -> bytes | None:
        """A stored rulebook's norms, as they were given."""
        row = Rulebook.objects.using(self.alias).filter(digest=name).first()
        return None if row is None else bytes(row.norms)

    def rulebooks(self) -> list[str]:
        """The digests of the rulebooks that decisions were made with."""
        return list(Rulebook.objects.using(self.alias).order_by("digest").values_list("digest", flat=True))

    def order_of(self, subject: str) -> str:
        """The order by which a person was expunged; empty when they were not."""
        row = Event.objects.using(self.alias).filter(subject=subject, kind=EXPUNGED).first()
        return "" if row is None else str(self.open_payload(row)["order"])

    def rewrap(self, new_master: bytes) -> int:
        """Wrap all keys anew under a master key that the caller keeps; no event is touched. Returns how many persons' keys."""
        return self.keys.rewrap(new_master)


def key_subject(kind: str, subject: str) -> str:
    """Under whose key an event is sealed: the person's; templates under a key of their own, which is destroyed when they must go; an
    order of expungement must outlast both."""
    return LEDGER if kind == EXPUNGED else subject + TEMPLATES if kind == PRINTS else subject


def header_of(row: Event) -> bytes:
    """The plain columns of a stored event, as they were bound into its sealing."""
    return links.header_of([str(getattr(row, name)).encode() for name in links.COLUMNS])


def _said(row: Event, keys: Mapping[str, PersonKey | None]) -> dict[str, Any] | None:
    subject = key_subject(row.kind, row.subject)
    if subject not in keys:
        raise Unreadable(f"event {row.number}: there is no key of {subject}")
    key = keys[subject]
    if key is None:
        return None
    said: dict[str, Any] = json.loads(key.open(bytes(row.payload), header_of(row))[0])
    return said


def _check_name(name: str) -> None:
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        shown = name[:40] if name.isprintable() else repr(name[:40])
        raise BadInput(f"'{shown}' cannot name a person or kind", do=f"use 1 to {LONGEST_NAME} printable characters")
