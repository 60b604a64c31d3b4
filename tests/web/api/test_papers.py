"""Fingerprint transactions and federal requests that are delivered as files; alarms."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lawgate.casework import alarms
from lawgate.casework.models import Event
from lawgate.casework.verify import verify
from lawgate.web.api.house import clock
from lawgate.wiring import rederive
from tests.web.api.conftest import Asks
from tests.web.api.made import one

REQUEST = {
    "form": "I-247A",
    "issued_on": "2014-06-09",
    "boxes": ["order"],
    "asks": ["hold", "notify"],
    "signed": True,
    "complete": True,
}
SIGNED = "/requests?booking=R-1&signer=immigration-officer&warrant=none"


@pytest.fixture
def person(api: Asks) -> str:
    """Someone in custody without any request."""
    api("POST", "/bookings", {"documents": [one("R-1", requests=[], released_at=None)]})
    return "R-1"


def test_a_request_is_laid_upon_the_record_and_decided_anew(api: Asks, person: str, ledger: Any) -> None:
    """As JSON: the act, the record with the request, the decision; the same paper again is known."""
    form = {**REQUEST, "form": "I-247 (12/12)", "boxes": []}
    paper = {"what": "detainer", "booking": "R-1", "request": form, "warrants": []}
    done = api("POST", SIGNED, paper)
    assert done.status_code == 200, done.content
    assert done.json()["outcome"] == "laid"
    now = api("GET", "/people/R-1").json()
    assert now["record"]["request"]["form"] == "I-247 (12/12)"
    assert now["decision"]["hold"] != "not-requested"
    assert verify(ledger, rederive).clean
    assert api("POST", SIGNED, paper).json()["outcome"] == "again"


def test_a_request_for_nobody_here_is_kept_for_a_person_to_look_at(api: Asks, ledger: Any) -> None:
    """An unknown number, and none at all: an event with the reason each, and no record changed."""
    for query in ("?booking=NOBODY-9", ""):
        done = api("POST", f"/requests{query}", {"what": "detainer", "request": REQUEST})
        assert done.status_code == 200, done.content
        assert (done.json()["outcome"], len(done.json()["events"])) == ("nobody", 1)
    assert Event.objects.filter(kind="paper.received").count() == 2


def test_what_is_no_paper_at_all_is_refused_in_a_sentence(token: str, person: str) -> None:
    """Noise, half a PDF, JSON that is no form, nothing: 4xx, and nothing is written."""
    before = Event.objects.count()
    client = Client()
    for data in (b"\x00\x01noise", b"%PDF-1.7 cut", b"[1]", b"", b'{"what": "pardon"}'):
        answer = client.post(
            "/api/v1/requests?booking=R-1",
            data=data,
            content_type="application/pdf",
            headers={"Authorization": f"Bearer {token}"},
        )
        assert 400 <= answer.status_code < 500, (data, answer.content)
        assert answer.json()["detail"]
    assert Event.objects.count() == before


def test_prints_that_cannot_be_read_are_refused(token: str, ledger: Any) -> None:
    """Bytes that are no transaction, and none: 400 with a sentence."""
    for data in (b"noise", b"1.001:99\x1d1.002:x\x1c", b""):
        answer = Client().post(
            "/api/v1/prints",
            data=data,
            content_type="application/octet-stream",
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code == 400, answer.content


def test_an_alarm_is_listed_and_acknowledged_once_seen(jail: Asks, ledger: Any) -> None:
    """What the tick raises is on the list; acknowledging stops its ladder and stands on the ledger; another id answers 404."""
    alarms.tick(ledger, clock())
    listed = jail("GET", "/alarms").json()["alarms"]
    assert listed
    first = next(a for a in listed if a["tier"] == 1)
    done = jail("POST", f"/alarms/{first['alarm']}/acknowledge", {"by": "K. Doe"})
    assert done.status_code == 200, done.content
    again = {a["alarm"]: a for a in jail("GET", "/alarms").json()["alarms"]}
    assert again[first["alarm"]]["acknowledged"]
    assert jail("POST", "/alarms/none:1/acknowledge", {"by": "K. Doe"}).status_code == 404


def test_another_program_that_reads_a_file_is_not_somebody_who_looked(jail: Asks, ledger: Any) -> None:
    """The reading is on the ledger, and the alarms do not take it for a clerk's."""
    number = jail("GET", "/custody").json()["people"][0]["booking"]
    jail("GET", f"/people/{number}")
    view = alarms.view_of(ledger)
    view.catch_up()
    assert view.people[number].looked is None
