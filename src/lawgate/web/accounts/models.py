"""Accounts, whose clients they see, and drafts kept while a desk was locked. What happens to an account is an event on the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password, make_password
from django.db import models

from lawgate.web.accounts.roles import Role, role_named

FIRST = timedelta(days=3)


class Accounts(BaseUserManager["User"]):
    """Finding accounts. They are made by ``people`` only: nobody signs up."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(name=username)


class User(AbstractBaseUser):
    """A person who works here. ``name`` signs in and stands on the ledger; it is never given to another."""

    name = models.CharField(max_length=64, unique=True)
    shown = models.CharField(max_length=128)  # as colleagues know them
    roles = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=True)  # the password was given by somebody else
    given = models.DateTimeField(null=True)  # when it was given: unused, it dies after ``FIRST``
    pin = models.CharField(max_length=128, blank=True)  # hashed: whose hands at a shared terminal
    failures = models.IntegerField(default=0)
    failed_first = models.DateTimeField(null=True)  # the first of the failures counted
    locked = models.DateTimeField(null=True)  # until an administrator lets go
    added = models.DateTimeField()
    used = models.DateTimeField(null=True)  # the last time they signed in or unlocked

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Accounts()

    def __str__(self) -> str:
        return self.name

    @property
    def held(self) -> frozenset[Role]:
        """The roles; words that no role has (an older or newer table) give nothing."""
        return frozenset(role for r in self.roles if (role := role_named(r)))

    def may_enter(self, at: datetime) -> bool:
        """Neither disabled nor closed, and no first password that was left lying."""
        fresh = not self.must_change or self.given is None or at - self.given < FIRST
        return self.is_active and self.locked is None and fresh

    def set_pin(self, pin: str) -> None:
        self.pin = make_password(pin)

    def knows_pin(self, pin: str) -> bool:
        return bool(self.pin) and check_password(pin, self.pin)


class Client(models.Model):
    """A defender's client: the only files that they see. Given and taken back by events on the ledger; this table is their cache."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="clients")
    subject = models.CharField(max_length=128)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "subject"], name="accounts_client_once")]


class Draft(models.Model):
    """What was typed on a page when the desk locked, sealed; shown again on that page to the same person, once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    page = models.CharField(max_length=64)  # a keyed mark of the page: an address holds a booking number
    typed = models.BinaryField()
    kept: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="accounts_draft_once")]


class Cached(models.Model):
    """The table of Django's database cache, where attempts are counted for all processes alike."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_cache"
