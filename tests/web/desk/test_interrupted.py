"""A desk at night: the feed stops, the session ends in the middle of an act, a note is written and taken back, names of any letters."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lawgate.casework.records import New
from lawgate.web.desk.board import _nobody_due
from lawgate.web.desk.everyone import Board
from lawgate.web.desk.frame import FEED_SEEN
from lawgate.web.desk.states import Standing, State
from tests.web.accounts.conftest import PASSWORD, House, furnished, house
from tests.web.desk.test_evidence import ledger, page

__all__ = ["furnished", "house"]
TOLD = {"first": "Samuel", "booked_at": "2026-03-01 12:00", "charges": "Pen. Code 484", "go": "commit"}


def book(desk: Any, number: str, last: str) -> Any:
    return desk.post("/desk/book/", {**TOLD, "last": last, "booking": number})


def test_a_feed_that_stopped_is_said_on_every_page_and_the_list_stays(house: House) -> None:
    """Six minutes without a delivery: a bar gives the time of the last one and says what to use; whoever is booked by hand meanwhile
    stands on the board and is no delivery."""
    desk, at = house.signed_in("kim", "release"), house.now()
    ledger().append([New(FEED_SEEN, "(ledger)", {"feed": "jail"}, at, at)], at)
    house.later(minutes=4)
    assert "Use the printed board" not in page(desk, "")
    assert "Feed 4 min old" in page(desk, "")
    house.later(minutes=2)
    assert book(desk, "77-9", "Moore").status_code == 302
    for address in ("", "?wall=1", f"{house.keys[0]}/"):
        assert "Times are from Sun 19:10. Use the printed board." in page(desk, address), address
    assert 'data-row="77-9"' in page(desk, "")


def test_a_session_that_ends_in_the_middle_of_an_act_loses_nothing_and_does_nothing(house: House) -> None:
    """Half an hour away: the button leads to the lock, nothing is committed; after the password the form is as it was, and commits once."""
    desk = house.signed_in("kim", "release")
    address = f"/desk/{house.keys[0]}/act/noted/"
    form = {"text": "his sister waits outside", "once": "n-1", "go": "commit"}
    house.later(minutes=31)
    away = desk.post(address, form)
    assert away.headers["Location"].startswith("/accounts/lock/")
    assert house.events("act.noted") == []
    desk.post("/accounts/lock/", {"password": PASSWORD, "next": address})
    assert "his sister waits outside" in desk.get(address).content.decode()
    assert desk.post(address, form).status_code == 302
    assert desk.post(address, form).status_code == 302
    assert [p["fields"]["text"] for _, p in house.events("act.noted")] == ["his sister waits outside"]


def test_a_desk_note_stands_on_its_row_beside_the_step_until_it_is_taken_back(house: House) -> None:
    """It is no step: whose turn it is stays. Undone it is gone, and the one before it stands again. The wall shows none."""
    desk = house.signed_in("kim", "release")
    assert book(desk, "77-5", "Moore").status_code == 302
    step = {"began_at": "2026-03-01 18:00", "owner": "K. Ortiz"}
    desk.post("/desk/77-5/act/release-begun/", {**step, "go": "commit"})
    for words in ("waits for his sister", "has no shoes"):
        assert desk.post("/desk/77-5/act/noted/", {"text": words, "go": "commit"}).status_code == 302
    row = page(desk, "?q=77-5")
    assert "Note: <bdi>has no shoes</bdi>" in row
    assert "<b>Release begun" in row
    assert "has no shoes" not in page(desk, "?wall=1")
    last = max(e.number for e in ledger().events("77-5") if e.kind == "act.noted")
    assert desk.post(f"/desk/77-5/undo/{last}/", {}).status_code == 302
    assert "Note: <bdi>waits for his sister</bdi>" in page(desk, "?q=77-5")
    assert desk.post("/desk/77-5/undo/999999/", {}).status_code == 404


@pytest.mark.parametrize("typed", ["Nguye\u0302\u0303n", "Nguyễn", "nguyen", "NGUYEN"])
def test_a_name_is_found_however_its_marks_are_typed(typed: str, house: House) -> None:
    """Combining marks and composed letters are one name: kept composed, found with marks, without them, and in either case."""
    desk = house.signed_in("kim", "booking")
    assert book(desk, "77-6", "Nguye\u0302\u0303n").status_code == 302
    assert [p["fields"]["last"] for _, p in house.events("act.booked")] == ["Nguyễn"]
    assert 'data-row="77-6"' in page(desk, f"?q={typed}")


@pytest.mark.parametrize(
    ("minutes", "says"), [((None, 26 * 60), True), ((None, 23 * 60), False), ((-5,), False), ((), False)]
)
def test_when_nobody_is_due_within_the_day_the_board_says_so(minutes: tuple[int | None, ...], says: bool) -> None:
    """Only where people are in custody; one minute within the day, or one that has passed, and it is not said."""
    now = datetime(2014, 6, 10, 3, 10, tzinfo=UTC)
    standings = [
        Standing(
            State.NO_DATE if m is None else State.DUE, None if m is None else now + timedelta(minutes=m), False, now
        )
        for m in minutes
    ]
    shown: Any = [(s, SimpleNamespace()) for s in standings]
    board = Board(now, 1, shown, Counter(s.state for s in standings), [], {})
    assert _nobody_due(board) == ("Nobody is due in the next 24 hours." if says else "")
