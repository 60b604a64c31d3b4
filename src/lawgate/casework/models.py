"""The tables of the ledger. Rows are only ever added: triggers refuse updates and deletes (see the migration).

A person's key is the one thing that can be destroyed, by a court's order; the order itself is an event.
"""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that happened. ``link`` chains it to the one before; ``payload`` is sealed under the key of ``subject``."""

    number = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=128, db_index=True)
    actor = models.CharField(max_length=128)
    happened = models.CharField(max_length=40)
    received = models.CharField(max_length=40)
    recorded = models.CharField(max_length=40)
    content = models.CharField(max_length=64, db_index=True)
    payload_digest = models.CharField(max_length=64)
    payload = models.BinaryField()
    previous = models.CharField(max_length=64)
    link = models.CharField(max_length=64, unique=True)


class Rulebook(models.Model):
    """A rulebook that some decision was made with, stored once as its serialised norms, compressed."""

    digest = models.CharField(max_length=64, primary_key=True)
    norms = models.BinaryField()
    versions = models.JSONField()


class Checkpoint(models.Model):
    """A signature over the chain up to ``number``: whoever holds the public key can tell that nothing before was rewritten."""

    number = models.BigIntegerField(primary_key=True)
    link = models.CharField(max_length=64)
    recorded = models.CharField(max_length=40)
    signature = models.BinaryField()
    public_key = models.BinaryField()


class SubjectKey(models.Model):
    """A person's sealing key, wrapped by the master key. Emptied when a court orders expungement."""

    subject = models.CharField(max_length=128, primary_key=True)
    wrapped = models.BinaryField()


class Standing(models.Model):
    """A cache for the pages: the latest record and decision of each person. Derived from events; may be dropped and rebuilt."""

    subject = models.CharField(max_length=128, primary_key=True)
    record_event = models.BigIntegerField()
    decision_event = models.BigIntegerField(null=True)
    content = models.CharField(max_length=64)
