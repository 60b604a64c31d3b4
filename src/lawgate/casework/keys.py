"""The keys of a ledger: the master key outside the database, persons' keys and the signing key inside, wrapped by it."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.db import connections

from lawgate.base import BadInput, LawgateError
from lawgate.casework.lock import writing
from lawgate.casework.models import Signer, SubjectKey
from lawgate.casework.seal import PersonKey, Unreadable, new_key, unwrap, wrap
from lawgate.casework.secret import secret_file, sync_folder, write_secret
from lawgate.casework.stored import as_bytes, as_text

ENV = "LAWGATE_MASTER_KEY"
SIGNER = "\0signer"  # no person can be called so
CHUNK = 500
INSERT = "INSERT INTO casework_subjectkey (subject, wrapped) VALUES (%s, %s)"
T = TypeVar("T")


class NoMasterKey(Unreadable):
    """The master key is not at hand."""

    code = "no-master-key"


class Expunged(BadInput):
    """Something to be written of a person whose record a court has expunged."""

    code = "expunged"


class Keyring:
    """Keys of the ledger in database ``alias``. ``place``: the file of the master key, unless the environment gives it."""

    def __init__(self, alias: str, place: Path, *, readonly: bool = False) -> None:
        self.alias, self.place, self.readonly = alias, place, readonly
        self._master: bytes | None = None

    @property
    def master(self) -> bytes:
        """The master key; made with the first key it wraps, never later. Raises ``NoMasterKey``, or ``Unreadable`` if it is another's."""
        if self._master is None:
            self._master = self._find_master()
        return self._master

    def master_at_hand(self) -> bytes | None:
        """The master key, or None when it is missing or nothing was sealed yet; makes nothing. Raises ``Unreadable`` for another's."""
        if not Signer.objects.using(self.alias).exists():
            return None
        try:
            return self.master
        except NoMasterKey:
            return None

    def _find_master(self) -> bytes:
        signer = Signer.objects.using(self.alias).order_by("number").first()
        given = os.environ.get(ENV)
        if signer is None:
            if self.readonly:
                raise NoMasterKey("the ledger has no keys yet")
            return _hex(
                given or secret_file(self.place, lambda: secrets.token_hex(32)), ENV if given else str(self.place)
            )
        # A rotation that was cut short leaves the next key beside the file: whichever opens the ledger is the key.
        following = self.place.with_name(self.place.name + ".next")
        candidates: list[tuple[bytes, Path | None]] = (
            [(_hex(given, ENV), None)]
            if given
            else [(_hex(p.read_text(), str(p)), p) for p in _there(self.place, following)]
        )
        if not candidates:
            raise NoMasterKey(f"{self.place}: the master key is missing; restore it from your safe, or set {ENV}")
        for key, file in candidates:
            if self._opens(key, signer):
                if file == following and not self.readonly:
                    following.replace(self.place)
                return key
        raise Unreadable(f"{ENV if given else self.place}: this is not the master key of this ledger")

    def _opens(self, master: bytes, signer: Signer) -> bool:
        wrapped = [(SIGNER, as_bytes(signer.wrapped))]
        some = SubjectKey.objects.using(self.alias).order_by("subject").values_list("subject", "wrapped")[:20]
        wrapped += [(as_text(subject), as_bytes(data)) for subject, data in some]
        for name, data in wrapped:  # more than one, so that an altered row does not look like a wrong key
            try:
                unwrap(master, data, name)
            except Unreadable:
                continue
            return True
        return False

    def wrapped(self, subjects: Collection[str]) -> dict[str, bytes]:
        """The stored keys of ``subjects``; empty where destroyed, absent where there is none."""
        out: dict[str, bytes] = {}
        for chunk in _chunks(sorted(set(subjects))):
            found = SubjectKey.objects.using(self.alias).filter(subject__in=chunk)
            out |= {subject: bytes(wrapped) for subject, wrapped in found.values_list("subject", "wrapped")}
        return out

    def load(self, subjects: Collection[str]) -> dict[str, PersonKey | None]:
        """Keys by subject: None where destroyed, absent where there is none. Raises ``Unreadable`` for one that does not unwrap."""
        found = self.wrapped(subjects)
        try:
            return self._unwrapped(found)
        except Unreadable:
            if not self._rotated():
                raise
            return self._unwrapped(self.wrapped(subjects))

    def _unwrapped(self, found: dict[str, bytes]) -> dict[str, PersonKey | None]:
        return {s: PersonKey(unwrap(self.master, w, s)) if w else None for s, w in found.items()}

    def _rotated(self) -> bool:
        """Whether another program has changed the master key since this one read it; then it is read again when next asked for."""
        signer = Signer.objects.using(self.alias).order_by("number").first()
        if self._master is None or signer is None or self._opens(self._master, signer):
            return False
        self._master = None
        return True

    def ensure(self, subjects: Collection[str]) -> dict[str, PersonKey]:
        """Keys by subject, made where there is none; within the caller's transaction. Raises ``Expunged``."""
        if not Signer.objects.using(self.alias).exists():
            self._found()
        keys: dict[str, PersonKey] = {}
        for subject, key in self.load(subjects).items():
            if key is None:
                raise Expunged("was expunged by a court's order", where=subject, do="nothing is written of them again")
            keys[subject] = key
        fresh = {s: new_key() for s in subjects if s not in keys}
        if fresh:
            self._rotated()  # what is wrapped by a master key that has been given up could never be read again
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(INSERT, [(s, wrap(self.master, k, s)) for s, k in fresh.items()])
        return keys | {s: PersonKey(k) for s, k in fresh.items()}

    def _found(self) -> None:
        """The first writing: the master key and the signing key come to be."""
        master, private = self.master, Ed25519PrivateKey.generate()
        raw = private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        Signer.objects.using(self.alias).create(
            number=1, public_key=public_hex(private), wrapped=wrap(master, raw, SIGNER)
        )

    def signer(self) -> Ed25519PrivateKey:
        """The key that signs checkpoints. Raises ``Unreadable``."""
        row = Signer.objects.using(self.alias).order_by("-number").first()
        if row is None:
            raise NoMasterKey("the ledger has no keys yet")
        return Ed25519PrivateKey.from_private_bytes(unwrap(self.master, bytes(row.wrapped), SIGNER))

    def destroy(self, subject: str) -> None:
        """Empty a person's key; the order must be on the ledger (a trigger looks)."""
        SubjectKey.objects.using(self.alias).filter(subject=subject).update(wrapped=b"")

    def rewrap(self, new_master: bytes) -> int:
        """Wrap every key anew under ``new_master``; no event is touched. Returns how many persons' keys. The caller keeps the key."""
        old, count = self.master, 0
        with writing(self.alias):
            for signer in Signer.objects.using(self.alias).all():
                signer.wrapped = wrap(new_master, unwrap(old, bytes(signer.wrapped), SIGNER), SIGNER)
                signer.save(using=self.alias, update_fields=["wrapped"])
            for rows in _chunks([r for r in SubjectKey.objects.using(self.alias).all() if bytes(r.wrapped)]):
                for row in rows:
                    row.wrapped = wrap(new_master, unwrap(old, bytes(row.wrapped), row.subject), row.subject)
                count += len(rows)
                SubjectKey.objects.using(self.alias).bulk_update(rows, ["wrapped"])
        self._master = new_master
        return count

    def rotate(self) -> int:
        """A new master key in the key's file. Cut short at any point, the ledger still opens. Returns how many keys were wrapped."""
        if os.environ.get(ENV):
            raise LawgateError(f"the master key comes from {ENV}; use rewrap() with the new key, then change {ENV}")
        following, fresh = self.place.with_name(self.place.name + ".next"), new_key()
        with _alone(self.place.parent):
            self._master = None
            _ = self.master  # settles an earlier rotation that was cut short
            following.unlink(missing_ok=True)
            write_secret(following, fresh.hex())
            sync_folder(following.parent)
            count = self.rewrap(fresh)
            with suppress(
                FileNotFoundError
            ):  # a program that reads the ledger meanwhile may have put it in place already
                following.replace(self.place)
            sync_folder(following.parent)
        return count


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One rotation at a time among the programs of this machine: two at once could lose the key between them."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def public_hex(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _there(*paths: Path) -> list[Path]:
    return [p for p in paths if p.exists()]


def _hex(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise Unreadable(f"{where}: the master key is not 64 hex digits; restore it from your safe")
    return key


def _chunks(items: list[T]) -> Iterator[list[T]]:
    return (items[i : i + CHUNK] for i in range(0, len(items), CHUNK))
