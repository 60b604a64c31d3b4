"""A house for every test: a ledger with a few invented people, accounts, and a clock that moves when told."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from lawgate import wiring
from lawgate.casework.databases import sqlite
from lawgate.casework.store import open_ledger
from lawgate.standin.county import write_county

PASSWORD = "four unrelated quiet words"
PEOPLE = 4


@dataclass
class House:
    """What a test needs: the clock, and people who are signed in."""

    place: Path
    at: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 3, 10, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def later(self, **time: float) -> None:
        self.at += timedelta(**time)

    def account(self, name: str, *roles: str, factor: bool = True, pin: str = "") -> Any:
        """An account past its first signing in."""
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        from lawgate.web.accounts import people
        from lawgate.web.accounts.models import User

        people.add(name, roles, "test")
        user = User.objects.get(name=name)
        user.set_password(PASSWORD)
        user.must_change = False
        if pin:
            user.set_pin(pin)
        user.save()
        if factor:
            TOTP.activate(user, generate_totp_secret())
        return user

    def signed_in(self, name: str, *roles: str, **more: Any) -> Client:
        """A browser in which ``name`` has signed in, password and second factor."""
        from lawgate.web.accounts.models import User

        user = User.objects.filter(name=name).first() or self.account(name, *roles, **more)
        browser = self.browser()
        answer = browser.post("/accounts/login/", {"login": name, "password": PASSWORD})
        if answer.headers.get("Location") == "/accounts/factor/authenticate/":
            browser.post("/accounts/factor/authenticate/", {"code": code_of(user)})
        return browser

    def browser(self, **more: Any) -> Client:
        return Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="127.0.0.1", **more)

    def events(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """(subject, payload) of the events whose kind begins so."""
        from lawgate.web.accounts.house import ledger

        return [(e.subject, ledger().open_payload(e)) for e in ledger().events() if e.kind.startswith(kind)]

    @property
    def keys(self) -> list[str]:
        """Booking numbers on the ledger."""
        from lawgate.casework.models import Standing

        return list(Standing.objects.order_by("subject").values_list("subject", flat=True))


def code_of(user: Any) -> str:
    """The code that the account's authenticator app shows; each is accepted once, so what was used is forgotten first."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    cache.clear()
    secret = get_adapter().decrypt(kept.data["secret"])
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def _at(place: Path) -> None:
    """Let the settings' own database be the file ``place``; what the pages had kept of another ledger is forgotten."""
    connections["default"].close()
    connections.databases["default"].update(sqlite(place))
    del connections["default"]
    for name, module in list(sys.modules.items()):
        for kept in vars(module).values() if name.startswith("lawgate.web") else ():
            if hasattr(kept, "cache_clear") and str(getattr(kept, "__module__", "")).startswith("lawgate.web"):
                kept.cache_clear()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """A ledger with a few decided people, made once and copied for every test."""
    place = tmp_path_factory.mktemp("house") / "lawgate.sqlite3"
    before = dict(connections.databases["default"])
    with django_db_blocker.unblock():
        _at(place)
        open_ledger()
        _fill(place.parent)
        connections["default"].close()
    connections.databases["default"].update(before)
    del connections["default"]
    return place


def _fill(folder: Path) -> None:
    """A few people of the invented county, decided."""
    from lawgate.cli.run import run_feed

    feed = folder / "feed.jsonl"
    write_county(feed)
    head, *people = feed.read_text().splitlines(keepends=True)
    feed.write_text(head + "".join(people[:PEOPLE]))
    run_feed(feed)


@pytest.fixture
def house(
    furnished: Path,
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> Iterator[House]:
    """A house of its own, whose clock stands still until it is moved."""
    place = tmp_path / "lawgate.sqlite3"
    for suffix in ("", ".key"):
        shutil.copy(f"{furnished}{suffix}", f"{place}{suffix}")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SIMULATED_NOW = ""
    made = House(place)
    monkeypatch.setattr(wiring, "now", made.now)
    before = dict(connections.databases["default"])
    with django_db_blocker.unblock():
        _at(place)
        yield made
        connections["default"].close()
        connections.databases["default"].update(before)
        del connections["default"]
