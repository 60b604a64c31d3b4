"""The demonstration: open at once, loudly marked, every role to be tried, and a way back from every role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from lawgate.casework.demonstration import mark_demonstration
from lawgate.casework.store import open_ledger
from lawgate.web.accounts.roles import POWERS, Level, Power, Role
from tests.casework.samples import NOW
from tests.web.accounts.conftest import _at, _fill


@pytest.fixture
def shown(tmp_path: Path, django_db_blocker: DjangoDbBlocker, settings: Settings) -> Iterator[Client]:
    """A browser at a demonstration with a few invented people."""
    settings.LAWGATE_OPEN = True
    before = dict(connections.databases["default"])
    with django_db_blocker.unblock():
        _at(tmp_path / "lawgate.sqlite3")
        mark_demonstration(open_ledger(), NOW)
        _fill(tmp_path)
        yield Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="127.0.0.1")
        connections["default"].close()
        connections.databases["default"].update(before)
        del connections["default"]


def test_it_opens_at_once_and_says_what_it_is(shown: Client) -> None:
    """Nobody signs in; every page says that everybody is invented; from another machine it is not open."""
    page = shown.get("/desk/")
    assert page.status_code == 200
    assert "Demonstration: everybody is invented" in page.content.decode()
    assert Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="10.0.0.7").get("/desk/").status_code == 302
    assert (
        Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="127.0.0.1", headers={"host": "evil.example"})
        .get("/desk/")
        .status_code
        == 400
    )


@pytest.mark.parametrize("role", [*Role, "everyone", "king"])
def test_every_role_can_be_tried_and_left_again(shown: Client, role: str) -> None:
    """Switching stays on the page where the role finds it, else goes to that role's own work; the bar is there to switch back."""
    answer = shown.post("/accounts/demo/", {"role": role, "next": "/desk/?state=hold-ends"})
    sees = role not in list(Role) or POWERS[Power.BOARD][Role(role)] is not Level.NONE
    assert answer.headers["Location"] == ("/desk/?state=hold-ends" if sees else "/accounts/home/")
    landed = shown.get("/accounts/home/", follow=True)
    assert landed.status_code == 200
    assert 'id="demo-role"' in landed.content.decode()
    assert 'id="demo-role"' in shown.get("/nowhere/").content.decode()
    shown.post("/accounts/demo/", {"role": "everyone"})
    assert shown.get("/desk/").status_code == 200
