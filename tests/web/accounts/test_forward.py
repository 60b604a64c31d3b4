"""The tables of accounts come forward with what is in them, on SQLite and on PostgreSQL, and a whole day works on both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.casework.test_postgresql import server

__all__ = ["server"]

DAY = """
import json
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.contrib.auth.hashers import make_password
for app in ("contenttypes", "auth", "sessions", "casework"):
    call_command("migrate", app, verbosity=0)
call_command("migrate", "accounts", "0001", verbosity=0)
words = "four unrelated quiet words"
with connection.cursor() as cursor:
    cursor.execute(
        "INSERT INTO accounts_user (password, name, shown, roles, is_active, must_change, pin, failures, added) "
        "VALUES (%s, 'old', 'Old Clerk', '[\\"release\\"]', %s, %s, '', 0, '2026-01-01 00:00:00+00:00')",
        [make_password(words), True, False],
    )
from lawgate import wiring
from lawgate.casework import open_ledger
from lawgate.casework.rotation import rotate
from lawgate.casework.verify import verify
ledger = open_ledger()
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.test.utils import setup_test_environment
from lawgate.web.accounts import people
from lawgate.web.accounts.models import User
setup_test_environment()
secret = generate_totp_secret()
user = User.objects.get(name="old")
TOTP.activate(user, secret)
rotate(ledger, wiring.now())
browser = Client(SERVER_NAME="127.0.0.1")
browser.post("/accounts/login/", {"login": "old", "password": words})
code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
browser.post("/accounts/factor/authenticate/", {"code": code})
seen = browser.get("/desk/").status_code
people.add("root", ["admin"], "test")
for _ in range(5):
    Client(SERVER_NAME="127.0.0.1").post("/accounts/login/", {"login": "old", "password": "wrong"})
out = browser.get("/desk/").status_code
kinds = sorted({e.kind for e in ledger.events()})
found = verify(ledger, wiring.rederive)
print(json.dumps({"vendor": connection.vendor, "roles": user.roles, "seen": seen, "out": out, "kinds": kinds, "clean": found.clean}))
"""


def _day(tmp_path: Path, db: str) -> dict[str, object]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("LAWGATE_")}
    env |= {"LAWGATE_VAR": str(tmp_path), "LAWGATE_DB": db, "DJANGO_SETTINGS_MODULE": "lawgate.web.settings"}
    done = subprocess.run([sys.executable, "-c", DAY], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return said


def _whole(said: dict[str, object], vendor: str) -> None:
    kinds = ["account.added", "account.locked", "account.refused", "account.signed-in", "key.rotated"]
    assert said == {"vendor": vendor, "roles": ["release"], "seen": 200, "out": 302, "kinds": kinds, "clean": True}


def test_an_account_of_the_first_tables_works_on_sqlite(tmp_path: Path) -> None:
    """Made under the first migration, it signs in after the last; failures close it at once; the ledger verifies."""
    _whole(_day(tmp_path, str(tmp_path / "l.sqlite3")), "sqlite")


@pytest.mark.slow
def test_an_account_of_the_first_tables_works_on_postgresql(tmp_path: Path, server: str) -> None:
    """The same day, table by table, on the other database."""
    _whole(_day(tmp_path, server), "postgresql")
