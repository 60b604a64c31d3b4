from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from lawgate.casework.store import open_ledger
from lawgate.counsel.offices import set_office
from lawgate.standin.county import write_county
from lawgate.web.counsel import steady
from tests.counsel.made import OFFICE
from tests.web.accounts.conftest import House, _at, house

__all__ = ["house"]
PEOPLE = 3


def in_custody(folder: Path, people: int = PEOPLE) -> Path:
    """A feed of a few people of the invented county who are in custody, each with a federal request."""
    feed = folder / "feed.jsonl"
    write_county(feed)
    head, *lines = feed.read_text().splitlines(keepends=True)
    inside = [x for x in lines if not (b := json.loads(x)).get("released_at") and b["requests"] and b.get("born")]
    feed.write_text(head + "".join(inside[:people]))
    return feed


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Path:
    """A ledger with a few decided people in custody, made once and copied for every test."""
    from lawgate.cli.run import run_feed

    place = tmp_path_factory.mktemp("counsel") / "lawgate.sqlite3"
    before = dict(connections.databases["default"])
    with django_db_blocker.unblock():
        _at(place)
        open_ledger()
        run_feed(in_custody(place.parent))
        connections["default"].close()
    connections.databases["default"].update(before)
    del connections["default"]
    return place


@pytest.fixture
def lawyers(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house with a few people in custody and an office of three lawyers; forms may be asked as fast as a test likes."""
    from lawgate.web.accounts.house import ledger
    from lawgate.web.accounts.limits import Buckets

    set_office(ledger(), OFFICE, by="admin", now=house.at)
    monkeypatch.setattr(steady, "SECONDS", 0.0)
    monkeypatch.setattr(steady, "ADDRESS", Buckets(10_000, 10_000))
    monkeypatch.setattr(steady, "EVERYBODY", Buckets(10_000, 10_000))
    return house
