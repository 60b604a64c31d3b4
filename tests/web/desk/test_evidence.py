"""From a question on a person's page to its evidence and back: whose prints, which request, what leaves in a minute."""

from __future__ import annotations

from typing import Any

from lawgate.casework.ledger import Ledger
from lawgate.casework.outbox import UNDO, queue
from lawgate.casework.records import ASSESSED, CONFIRMED, DISPUTED, MESSAGE_WITHDRAWN, RESPONSE, New
from tests.casework.desk_made import NOW, convicted, feed
from tests.web.accounts.conftest import House, furnished, house
from tests.web.desk.evidence import ANSWER, UNSURE

__all__ = ["furnished", "house"]
SECOND = {"second": "ibarra", "second_pin": "482916"}


def ledger() -> Ledger:
    from lawgate.web.api.house import ledger as opened

    return opened()


def unsure(house: House) -> tuple[str, str]:
    """Somebody of whose prints nobody is sure, and the record they may be of."""
    one, two = house.keys[:2]
    assessed = {**UNSURE, "candidates": [{**UNSURE["candidates"][0], "person": two}]}
    assessed["doubts"] = [{"person": two, "says": "four of ten fingers agree"}]
    at = house.now()
    ledger().append([New(ASSESSED, one, assessed, at, at), New(RESPONSE, one, ANSWER, at, at)], at)
    return one, two


def page(desk: Any, address: str) -> str:
    return str(desk.get(f"/desk/{address}").content.decode())


def test_who_it_is_by_the_prints_is_settled_where_the_prints_are_shown(house: House) -> None:
    """The person's page says that it is not sure and leads there; two people settle it with what they saw, and it is said no more."""
    one, two = unsure(house)
    house.account("ibarra", "supervisor", pin="482916")
    desk = house.signed_in("kim", "release")
    assert "Who this is by the prints is not sure." in page(desk, f"{one}/")
    assert f'href="/desk/{one}/prints/" data-letter="d"' in page(desk, f"{one}/")
    assert "Not sure. A person must look." in page(desk, f"{one}/prints/")
    said = {"about": two, "says": "same", "why": "both cards, side by side"}
    alone = desk.post(f"/desk/{one}/prints/settle/", said)
    assert (alone.status_code, house.events(CONFIRMED)) == (422, [])
    assert "both cards, side by side" in alone.content.decode()
    wordless = desk.post(f"/desk/{one}/prints/settle/", {**said, **SECOND, "why": " "})
    assert (wordless.status_code, house.events(CONFIRMED)) == (422, [])
    done = desk.post(f"/desk/{one}/prints/settle/", {**said, **SECOND})
    assert done.status_code == 302
    assert [(s, p["person"], p["by"]) for s, p in house.events(CONFIRMED)] == [(one, two, "kim, ibarra")]
    assert f"Same person as record {two}." in page(desk, done.headers["Location"].removeprefix("/desk/"))
    assert "Who this is by the prints is not sure." not in page(desk, f"{one}/")
    assert f"Identity settled: {two} is this person" in page(desk, f"{one}/")


def test_whoever_may_not_settle_it_may_say_that_it_is_wrong(house: House) -> None:
    """A booking officer finds no button that settles, is not found when asking for it, and opens the question again by a dispute."""
    one, two = unsure(house)
    desk = house.signed_in("abel", "booking")
    assert 'value="same"' not in page(desk, f"{one}/prints/")
    address = f"/desk/{one}/prints/settle/"
    assert desk.post(address, {"about": two, "says": "same", "why": "he says so"}).status_code == 404
    assert desk.post(address, {"about": two, "says": "disputed", "why": "he says so"}).status_code == 302
    assert [(p["by"], p["why"]) for _, p in house.events(DISPUTED)] == [("abel", "he says so")]
    assert desk.post(address, {"about": "nobody", "says": "disputed", "why": "x"}).status_code == 422
    assert desk.post(address, {}).status_code == 422
    assert house.events(CONFIRMED) == []


def test_each_request_on_file_has_its_own_answers(house: House) -> None:
    """A second form replaced the first: the page shows both, each with four answers, and says that the first holds nobody any more."""
    latest = {**convicted()["requests"][0], "served_on_subject_at": "2014-06-09T23:00-07:00"}
    first = {**latest, "form": "I-247 (6/11)", "received_at": "2014-06-08T20:00-07:00"}
    feed(ledger(), convicted("14-09107", requests=[first, latest]), convicted("14-09108", requests=[latest]))
    desk = house.signed_in("kim", "release")
    both, single = page(desk, "14-09107/"), page(desk, "14-09108/")
    assert both.count("Hold past release?") == 2 * single.count("Hold past release?") == 2
    assert both.count("Earlier request") == 1
    assert "Form I-247 (6/11), received Sun 8 Jun 2014, 20:00" in both
    assert "It is no ground to hold any more." in both


def test_a_notice_is_taken_back_in_its_minute_and_not_after_it(house: House) -> None:
    """The page of the person says when it leaves; a reason takes it back, as an event; after that the page says it is too late."""
    key, desk = house.keys[0], house.signed_in("kim", "release")
    sent: dict[str, Any] = {
        "to": "ICE",
        "channel": "federal",
        "purpose": "notice",
        "about": "1",
        "body": {"control": "C-1"},
    }
    first = queue(ledger(), key, **sent, now=house.now(), wait=UNDO)
    assert "A notice to ICE leaves at" in page(desk, f"{key}/")
    address = f"/desk/{key}/notice/{first}/"
    assert desk.post(address, {"why": ""}).status_code == 409
    assert desk.post(address, {"why": "bail was the other man's"}).status_code == 302
    assert [p["why"] for _, p in house.events(MESSAGE_WITHDRAWN)] == ["bail was the other man's"]
    assert "A notice to ICE leaves at" not in page(desk, f"{key}/")
    again = desk.post(address, {"why": "once more"})
    assert (again.status_code, "was withdrawn already" in again.content.decode()) == (409, True)
    assert desk.post(f"/desk/{house.keys[1]}/notice/{first}/", {"why": "not hers"}).status_code == 404


def test_a_reading_is_told_by_the_clock_that_the_page_shows(house: House, settings: Any) -> None:
    """On a simulated clock the list of readers gives the simulated minute, never the day on which it is looked at."""
    settings.SIMULATED_NOW = NOW.isoformat()
    key, desk = house.keys[0], house.signed_in("kim", "release")
    page(desk, f"{key}/")
    shown = page(desk, f"{key}/")
    readers = shown[shown.index("Who read this file") :]
    assert "kim: 2 times, last" in readers
    assert str(house.now().year) not in readers.partition("<footer")[0]
