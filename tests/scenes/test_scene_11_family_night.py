"""A family, the night: the lawyer he named is told within a minute, and the next on the rota five minutes later."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.scenes.conftest import Eyes, House, serving
from tests.scenes.people import RIDGE, bail, booking, feed, request

pytestmark = pytest.mark.browser
NUMBER = "14-80001"
OFFICE = {
    "id": "ridgemont-defenders",
    "name": "Ridgemont Defenders (invented)",
    "free": True,
    "tz": "America/Los_Angeles",
    "languages": ["en", "es"],
    "contacts": [
        {"account": "demo-defender", "name": "L. Abara", "channel": "smtp", "to": "abara@defenders.example"},
        {
            "account": "demo-night",
            "name": "R. Lund",
            "channel": "sms",
            "to": "+12135550106",
            "days": "Mon-Sun",
            "hours": "18:00-08:00",
        },
    ],
}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Somebody booked at 22:41; the desk is served at 22:42; a family has named a lawyer before."""
    home = tmp_path_factory.mktemp("night")
    house = House(home)
    man = booking(
        NUMBER,
        "Arce",
        "Julián",
        RIDGE,
        "2014-06-09T22:41-07:00",
        bail=bail("2014-06-10T02:55-07:00"),
        requests=[request("I-247 (12/12)", "2014-06-09T22:41-07:00", "reason-to-believe-removable")],
    )
    house.began(feed(home / "feed.jsonl", "2014-06-09T22:41-07:00", [man]))
    (home / "office.json").write_text(json.dumps(OFFICE))
    house.lawgate("counsel", "office", str(home / "office.json"), "--by", "county bar", "--db", house.db)
    with serving(house, "2014-06-09T22:42-07:00") as served:
        yield served


def test_the_lawyer_is_told_and_then_the_next_on_the_rota(night: House, eyes: Eyes) -> None:
    """Named on the public page, matched by his own yes, told in one sentence that names nobody; at 22:47 the night rota is told too."""
    page = eyes.page(night)
    page.goto(f"{night.address}/lawyer/")
    page.fill("#name", "Julián Arce")
    page.fill("#born", "1986-03-02")
    page.check("[name=lawyer][value='ridgemont-defenders/demo-defender']")
    page.check("[name=retained]")
    page.fill("#word", "heron")
    page.get_by_role("button", name="Keep it").click()
    assert page.locator(".code").inner_text().count("-") == 4
    night.lawgate("counsel", "turn", "--db", night.db, now="2014-06-09T22:42-07:00")
    officer = eyes.page(night, "booking")
    officer.goto(f"{night.address}/counsel/ask/{NUMBER}/")
    officer.locator("[name=said]").first.check()
    officer.get_by_role("button", name="Keep the answer").click()
    officer.wait_for_url("**/counsel/ask/")
    night.lawgate("counsel", "turn", "--db", night.db, now="2014-06-09T22:42-07:00")
    sent = [json.loads(f.read_text()) for f in night.home.rglob("outgoing/*.json")]
    assert [s["to"] for s in sent] == ["abara@defenders.example"]
    assert "Arce" not in json.dumps(sent)

    lawyer = eyes.page(night, "defender")
    lawyer.goto(f"{night.address}/counsel/client/{NUMBER}/")
    shown = lawyer.inner_text("main")
    for word in ("ARCE", "Ridgemont Police Jail", "02:55", "I-247 (12/12)"):
        assert word.lower() in shown.lower(), shown
    eyes.shot(lawyer, "11-client", whole=True)

    night.lawgate("counsel", "turn", "--db", night.db, now="2014-06-09T22:47-07:00")
    sent = [json.loads(f.read_text()) for f in night.home.rglob("outgoing/*.json")]
    assert sorted(s["to"] for s in sent) == ["+12135550106", "abara@defenders.example"]


def test_somebody_trying_names_learns_nothing(night: House, eyes: Eyes) -> None:
    """The page says the same of somebody who is here and of somebody who is not."""
    said = []
    for name in ("Julián Arce", "Nobody Atall"):
        page = eyes.page(night)
        page.goto(f"{night.address}/lawyer/")
        page.fill("#name", name)
        page.fill("#born", "1986-03-02")
        page.check("[name=lawyer][value='ridgemont-defenders/demo-defender']")
        page.get_by_role("button", name="Keep it").click()
        code = page.locator(".code").inner_text()
        said.append(page.inner_text("main").replace(code, "CODE"))
    assert said[0] == said[1]


def test_the_client_s_file_and_the_letter_are_ready(night: House, eyes: Eyes) -> None:
    """Scene 9, the public defender: her client's minute is the jail's; file, what would flip it, and the letter for expiry."""
    desk, lawyer = eyes.page(night, "release"), eyes.page(night, "defender")
    desk.goto(f"{night.address}/desk/{NUMBER}/")
    minute = desk.locator(".big time").get_attribute("datetime")
    lawyer.goto(f"{night.address}/counsel/client/{NUMBER}/")
    assert lawyer.locator(".big time").inner_text() == desk.locator(".big time").inner_text() == "02:55"
    assert lawyer.locator(".answer h2").inner_text().startswith("Release at")
    file = lawyer.request.get(f"{night.address}/desk/{NUMBER}/file.json")
    assert file.status == 200
    assert minute
    assert minute[:16] in file.text()
    for part in ("arithmetic", "facts", "rulebook"):
        assert part in file.text(), part
    letter = lawyer.request.get(f"{night.address}/counsel/client/{NUMBER}/expiry.pdf")
    assert letter.body().startswith(b"%PDF-")
    flips = lawyer.request.get(f"{night.address}/desk/{NUMBER}/what-if/")
    assert "if" in flips.text()
