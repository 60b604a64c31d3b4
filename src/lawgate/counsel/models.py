"""Designations and call-back requests: outside the ledger, so that they can be destroyed. The ledger holds a digest of each.

A designation is sealed under a key of its own, wrapped with the persons' keys, and is found by keyed marks alone: without the
master key this table names nobody. A call-back request is sealed in the asker's browser for the office; nobody here can open it.
"""

from __future__ import annotations

from django.db import models

from lawgate.casework.instants import LENGTH


class Designation(models.Model):
    """``sealed``: who is to be told, for whom; ``code``: the mark of its code; instants in sortable UTC."""

    id = models.CharField(max_length=32, primary_key=True)
    code = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    made = models.CharField(max_length=LENGTH)
    until = models.CharField(max_length=LENGTH, db_index=True)


class NameMark(models.Model):
    """A keyed mark of one spelling of the name with the birth date. It proposes a match, never makes one."""

    mark = models.CharField(max_length=64, db_index=True)
    designation = models.ForeignKey(Designation, on_delete=models.CASCADE, related_name="marks")


class Callback(models.Model):
    """A request to be called back. ``sealed``: for the office's key alone; forgotten after thirty days, or when it is done."""

    id = models.CharField(max_length=32, primary_key=True)
    office = models.CharField(max_length=64, db_index=True)
    sealed = models.TextField()
    asked = models.CharField(max_length=LENGTH, db_index=True)
