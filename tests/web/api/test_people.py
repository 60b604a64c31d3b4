"""Deliveries, the list of those in custody, a person's file."""

from __future__ import annotations

from typing import Any

from django.test import Client

from lawgate.casework.models import Event
from lawgate.casework.verify import verify
from lawgate.wiring import rederive
from tests.web.api.conftest import Asks
from tests.web.api.made import NOW, documents, one


def test_delivering_the_same_again_changes_nothing_and_a_correction_is_one(api: Asks) -> None:
    """New, unchanged, changed, and the ledger verifies with every decision made again."""
    given = [one("A-1"), one("A-2", last="Other")]
    first = api("POST", "/bookings", {"documents": given}).json()
    assert [r["outcome"] for r in first["results"]] == ["new", "new"]
    events = Event.objects.count()
    again = api("POST", "/bookings", {"documents": given}).json()
    assert [r["outcome"] for r in again["results"]] == ["unchanged", "unchanged"]
    assert Event.objects.count() == events
    given[1]["housing"] = "9-Z99"
    changed = api("POST", "/bookings", {"documents": given}).json()
    assert [r["outcome"] for r in changed["results"]] == ["unchanged", "changed"]
    assert changed["results"][1]["etag"] != first["results"][1]["etag"]


def test_a_bad_document_is_named_and_the_good_ones_are_taken(api: Asks, ledger: Any) -> None:
    """Two of four are refused, each with its sentence; the two others are decided and on the ledger."""
    bad_time, twice = one("B-2", booked_at="yesterday"), one("B-1", last="Twice")
    answer = api("POST", "/bookings", {"documents": [one("B-1"), bad_time, twice, one("B-4")]}).json()
    assert [r["outcome"] for r in answer["results"]] == ["new", "refused", "refused", "new"]
    assert "is not a date and time" in answer["results"][1]["problem"]
    assert "twice" in answer["results"][2]["problem"]
    assert (answer["taken"], answer["refused"]) == (2, 2)
    assert verify(ledger, rederive).clean


def test_the_list_is_ordered_by_the_last_lawful_minute_and_paged_without_gaps(jail: Asks) -> None:
    """Pages of three give the same people in the same order as one page of all, minutes never falling, none last."""
    whole = jail("GET", "/custody?limit=1000").json()
    paged, after = [], 0
    while after is not None:
        page = jail("GET", f"/custody?limit=3&after={after}").json()
        paged += page["people"]
        after = page["next"]
    assert [p["booking"] for p in paged] == [p["booking"] for p in whole["people"]]
    minutes = [p["minute"] or "9999" for p in paged]
    assert minutes == sorted(minutes)
    assert whole["total"] == len(paged) == len({p["booking"] for p in paged})


def test_the_list_follows_what_changes(jail: Asks) -> None:
    """Someone new is on it at once, someone who left is not."""
    before = {p["booking"] for p in jail("GET", "/custody").json()["people"]}
    jail("POST", "/bookings", {"documents": [one("NEW-1", released_at=None)]})
    gone = next(d for d in documents() if d["booking"] in before)
    jail("POST", "/bookings", {"documents": [{**gone, "released_at": "2014-06-10T03:05-07:00"}]})
    after = {p["booking"] for p in jail("GET", "/custody").json()["people"]}
    assert after == before - {gone["booking"]} | {"NEW-1"}


def test_every_reading_of_a_file_is_on_the_ledger_before_it_is_answered(jail: Asks) -> None:
    """Person, decision, timeline and export each leave an event that says who read what."""
    number = documents()[0]["booking"]
    for page in ("", "/decision", "/timeline", "/niem"):
        assert jail("GET", f"/people/{number}{page}").status_code == 200
    story = jail("GET", f"/people/{number}/timeline").json()["events"]
    reads = [e["payload"] for e in story if e["kind"] == "file.read"]
    assert [r["page"] for r in reads] == ["api person", "api decision", "api timeline", "api niem", "api timeline"]
    assert {r["by"] for r in reads} == {"api:tests"}


def test_a_file_that_did_not_change_is_not_sent_again(jail: Asks) -> None:
    """The ETag of the answer, sent back, gives 304 without a body."""
    number = documents()[0]["booking"]
    first = jail("GET", f"/people/{number}")
    again = jail("GET", f"/people/{number}", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["ETag"] == f'"{first.json()["etag"]}"'


def test_what_is_written_is_written_by_the_clock_that_is_shown(jail: Asks, ledger: Any) -> None:
    """Where the pages show a simulated minute, deliveries, readings and questions are recorded in it: nothing comes from another year."""
    number = jail("GET", "/custody").json()["people"][0]["booking"]
    jail("GET", f"/people/{number}")
    jail("POST", "/gate/may-hold", {"booking": number})
    assert {e.recorded_at.year for e in ledger.events()} == {int(NOW[:4])}


def test_nothing_is_told_of_numbers_that_are_not_there(jail: Asks) -> None:
    """Unknown, unprintable, endless, and the ledger's own names all answer the same 404."""
    for number in ("nobody", "%00", "x" * 500, "(ledger)", "(api)", "a%2Fb", "%F0%9F%98%80"):
        answer = jail("GET", f"/people/{number}")
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-person"), number


def test_the_export_names_a_request_as_a_request_and_an_officers_paper_as_no_warrant(jail: Asks) -> None:
    """A Form I-247 is j:DetainerNotificationRequest, never j:DetainerOrder; an I-200 is never j:Warrant; unknowns are absent."""
    paper = {"kind": "I-200", "issued_on": "2014-06-01"}
    jail("POST", "/bookings", {"documents": [one("N-1", warrants=[paper], requests=[{"form": "I-247 (12/12)"}])]})
    said = jail("GET", "/people/N-1/niem").json()
    assert said["j:DetainerNotificationRequest"][0]["lawgate:FormName"] == "I-247 (12/12)"
    assert said["lawgate:AdministrativeWarrant"][0]["lawgate:FormName"] == "I-200"
    text = str(said)
    assert "DetainerOrder" not in text
    assert said.get("j:Warrant", []) == []
    assert said["j:Subject"]["nc:RoleOfPerson"]["nc:PersonName"]["nc:PersonSurName"]
    assert "Citizenship'" not in text
    assert said["j:Booking"]["j:BookingAgencyRecordIdentification"] == {"nc:IdentificationID": "N-1"}


def test_an_expunged_person_is_not_there_and_not_written_again(jail: Asks, ledger: Any) -> None:
    """After a court's order the file answers 404 and a delivery says expunged."""
    from lawgate.web.api.house import clock

    given = documents()[0]
    ledger.expunge(given["booking"], "Order 1", clock(), clock())
    assert jail("GET", f"/people/{given['booking']}").status_code == 404
    assert given["booking"] not in {p["booking"] for p in jail("GET", "/custody").json()["people"]}
    again = jail("POST", "/bookings", {"documents": [given]}).json()
    assert again["results"][0]["outcome"] == "expunged"


def test_an_address_that_is_not_there_answers_as_everything_else_does(token: str) -> None:
    """Also to a POST from somewhere that knows no forms, and with a line break in it: a 404 problem."""
    client = Client(enforce_csrf_checks=True)
    for path in ("nothing", "alarms/%0A/acknowledge", "people"):
        answer = client.post(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
