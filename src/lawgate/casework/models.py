"""The tables of the ledger. Rows are only ever added: triggers refuse updates and deletes (see ``triggers``).

Two things may change: a person's key is wrapped anew when the master key rotates, and is emptied by a court's order, which is
itself an event. ``Standing`` is a cache and may be dropped at any time. ``Outbox`` says where each message stands and nothing of
what it says; it can be made anew from the events.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from lawgate.casework.instants import LENGTH, read_instant


class Event(models.Model):
    """One thing that happened. ``link`` chains it to the one before; ``payload`` is sealed under the key of ``subject``."""

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=128, db_index=True)
    actor = models.CharField(max_length=128)
    happened = models.CharField(max_length=80)
    received = models.CharField(max_length=80)
    recorded = models.CharField(max_length=80)
    previous = models.CharField(max_length=64)
    payload_digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64)
    payload = models.BinaryField()  # last, so that the rest is read without it

    @property
    def happened_at(self) -> datetime:
        return read_instant(self.happened)

    @property
    def received_at(self) -> datetime:
        return read_instant(self.received)

    @property
    def recorded_at(self) -> datetime:
        return read_instant(self.recorded)


class Rulebook(models.Model):
    """A rulebook that some decision was made with, stored once as its serialised norms."""

    digest = models.CharField(max_length=64, primary_key=True)
    norms = models.BinaryField()


class DataVersions(models.Model):
    """Versions of the zone and holiday data that decisions were made with, stored once, as canonical JSON."""

    digest = models.CharField(max_length=64, primary_key=True)
    versions = models.TextField()


class Checkpoint(models.Model):
    """A signature over the chain up to ``number``: whoever holds the public key can tell that nothing before was rewritten."""

    number = models.BigIntegerField(primary_key=True)
    link = models.CharField(max_length=64)
    recorded = models.CharField(max_length=80)
    signature = models.BinaryField()
    public_key = models.CharField(max_length=64)


class Signer(models.Model):
    """The key that signs checkpoints (Ed25519): its public half in hex, its private half wrapped by the master key."""

    number = models.IntegerField(primary_key=True)
    public_key = models.CharField(max_length=64)
    wrapped = models.BinaryField()


class SubjectKey(models.Model):
    """A person's sealing key, wrapped by the master key. Emptied when a court orders expungement."""

    subject = models.CharField(max_length=128, primary_key=True)
    wrapped = models.BinaryField()


class Standing(models.Model):
    """A cache: the latest record and decision of each person. Derived from events; ``rebuild_standings`` makes it anew.

    The marks tell a repeated delivery; ``entered`` and ``gone`` are when custody began and ended, in sortable UTC, None while not
    known or not yet.
    """

    subject = models.CharField(max_length=128, primary_key=True)
    record_event = models.BigIntegerField()
    record_mark = models.CharField(max_length=64)
    decision_event = models.BigIntegerField(null=True)
    decision_mark = models.CharField(max_length=64)
    entered = models.CharField(max_length=LENGTH, null=True)
    gone = models.CharField(max_length=LENGTH, null=True, db_index=True)


class Outbox(models.Model):
    """A message on its way out. No personal data: receiver and body lie sealed in the event ``event``.

    ``state``: waiting, sending, sent, dead, withdrawn. ``due``: not before this instant (sortable UTC); while it is being sent, when
    another worker may take it over. ``reference``: the number that answers will name, where there is one.
    """

    message = models.CharField(max_length=64, primary_key=True)
    event = models.BigIntegerField()
    subject = models.CharField(max_length=128, db_index=True)
    channel = models.CharField(max_length=32)
    purpose = models.CharField(max_length=32)
    reference = models.CharField(max_length=64)
    state = models.CharField(max_length=16)
    due = models.CharField(max_length=LENGTH)
    attempts = models.IntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "due"], name="casework_outbox_next"),
        ]
