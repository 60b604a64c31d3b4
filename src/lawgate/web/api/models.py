"""Tokens, answers kept for a repeated request, and where news is sent. Nothing here says what is known of a person in the clear."""

from __future__ import annotations

from django.db import models


class Token(models.Model):
    """A system that may ask. ``id`` is the part of the token that may be shown; of the secret part only a digest is kept."""

    id = models.CharField(max_length=16, primary_key=True)
    name = models.CharField(max_length=64, unique=True)
    secret = models.CharField(max_length=64)  # SHA-256 in hex: the secret itself has 256 bits of chance
    scopes = models.JSONField(default=list)
    role = models.CharField(max_length=32, blank=True)  # whose acts this system enters
    added = models.DateTimeField()
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    used = models.DateField(null=True)  # by the day: a row is not written at every request


class Once(models.Model):
    """What a request with an idempotency key was answered, sealed; the same request again gets the same answer."""

    token = models.ForeignKey(Token, on_delete=models.CASCADE)
    key = models.CharField(max_length=64)  # SHA-256 of the key: a caller may have put a name in it
    request = models.CharField(max_length=64)  # SHA-256 of method, path and body
    status = models.IntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="api_once_key")]


class Hook(models.Model):
    """An address that is told of events. ``cursor``: the last event it took. ``due``: not before then, after a failure."""

    name = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=500)
    secret = models.BinaryField()  # sealed
    kinds = models.JSONField(default=list)
    cursor = models.BigIntegerField(default=0)
    attempts = models.IntegerField(default=0)
    due = models.DateTimeField()
    stopped = models.BooleanField(default=False)  # the receiver said that it is gone for good
    why = models.CharField(max_length=200, blank=True)  # of the last failure


class Missed(models.Model):
    """An event that a receiver did not take after many attempts; it was left out so that later ones could go on."""

    hook = models.ForeignKey(Hook, on_delete=models.CASCADE)
    event = models.BigIntegerField()
    why = models.CharField(max_length=200)
    at = models.DateTimeField()
