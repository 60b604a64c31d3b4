"""Every act of the desk, done in a real browser as a clerk does it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk.conftest import HELD, NOW, Desk

pytestmark = pytest.mark.browser
SECOND = ("demo-supervisor", "0000")


def commit(page: Page) -> None:
    page.locator("[data-commit]").click()


def book(desk: Desk, page: Page, number: str, last: str = "Quist") -> None:
    """Book somebody by hand."""
    page.goto(f"{desk.address}/desk/book/")
    for name, value in {
        "last": last,
        "first": "Ada",
        "born": "1990-01-02",
        "language": "Spanish",
        "booking": number,
    }.items():
        page.fill(f"[name={name}]", value)
    page.fill("[name=booked_at]", "2014-06-09 22:00")
    page.fill("[name=charges]", "Veh. Code 14601.1; driving on a suspended licence; misdemeanor")
    commit(page)
    expect(page.locator(".usa-alert--success")).to_contain_text("Recorded: Book a person")


def act(desk: Desk, page: Page, number: str, name: str, **fields: str) -> None:
    """Fill the form of an act and commit it. Radios and boxes by their value."""
    page.goto(f"{desk.address}/desk/{number}/act/{name}/")
    fill(page, fields)
    commit(page)


def fill(page: Page, fields: dict[str, str]) -> None:
    for field, value in fields.items():
        found = page.locator(f"[name={field}]:not([type=hidden])").first
        kind, tag = found.get_attribute("type"), found.evaluate("e => e.tagName")
        if kind in ("radio", "checkbox"):
            page.check(f"[name={field}][value='{value}']")
        elif tag == "SELECT":
            found.select_option(value)
        else:
            found.fill(value)


def digits(number: str) -> str:
    return re.sub(r"\D", "", number)[-3:]


def recorded(page: Page, what: str) -> None:
    expect(page.locator(".usa-alert--success")).to_contain_text(f"Recorded: {what}")


def bail(desk: Desk, page: Page, number: str) -> None:
    act(
        desk,
        page,
        number,
        "bail-tendered",
        covers="1",
        amount_usd="5000",
        tendered_at="2014-06-10 02:55",
        receipt="B-1",
    )


def test_book_charge_bail_and_release(desk: Desk) -> None:
    """A person comes in by hand, a charge is added and ends, bail is tendered, and they walk out through four steps."""
    page = desk.page()
    book(desk, page, "14-70001")
    act(
        desk,
        page,
        "14-70001",
        "charged",
        paper="NA-1",
        statute="Pen. Code 484",
        since="2014-06-09 23:00",
        level="misdemeanor",
    )
    recorded(page, "Add a charge")
    act(
        desk,
        page,
        "14-70001",
        "disposed",
        charge="2",
        outcome="dismissed",
        ordered_at="2014-06-10 01:00",
        paper="M-1",
        channel="in-court",
    )
    recorded(page, "Record how a charge ended")
    bail(desk, page, "14-70001")
    recorded(page, "Bail tendered")
    expect(page.locator(".answer h2")).to_have_text("Release now.")
    page.keyboard.press("r")
    page.get_by_role("button", name="Begin: the check is running").click()
    expect(page.locator("main")).to_contain_text("Release begun")
    page.keyboard.press("r")
    fill(page, {"wants_at": "2014-06-10 03:00"})
    commit(page)
    fill(page, {"identity": "prints-matched", "last_three": "001"})
    commit(page)
    fill(page, {"property": "yes", "papers": "yes"})
    commit(page)
    fill(page, {"door_at": NOW})
    commit(page)
    recorded(page, "Release")
    expect(page.locator(".answer h2")).to_contain_text("Out at")
    expect(page.locator(".story")).to_contain_text("Wants checked: clear")
    expect(page.locator(".usa-alert--success")).not_to_contain_text("Undo")


def test_undo_takes_an_act_back(desk: Desk) -> None:
    """One button gives back what was; the timeline keeps both."""
    page = desk.page()
    book(desk, page, "14-70002")
    before = page.locator(".big time, .answer h2").first.inner_text()
    bail(desk, page, "14-70002")
    page.click(".usa-alert--success button")
    expect(page.locator(".answer h2")).to_have_text(before)
    expect(page.locator(".story")).to_contain_text("Undone: bail tendered")
    expect(page.locator(".story .gone")).to_contain_text("taken back")


def test_a_request_comes_in_is_served_step_by_step_and_is_cancelled(desk: Desk) -> None:
    """The form by its steps, the packet in Spanish, an interruption in the middle, service with its time, the cancellation."""
    page = desk.page()
    book(desk, page, "14-70003", "Reyes")
    page.goto(f"{desk.address}/desk/14-70003/act/request-received/")
    fill(page, {"form": "I-247 (12/12)", "received_at": "2014-06-10 01:00", "channel": "fax"})
    commit(page)
    fill(page, {"signer": "immigration-officer", "warrant": "none"})
    commit(page)
    fill(page, {"boxes": "order-of-removal", "issued_on": "2014-06-09"})
    commit(page)
    recorded(page, "Federal request received")
    page.keyboard.press("s")
    commit(page)
    expect(page.locator("[name=language]:not([type=hidden])").first).to_be_visible()
    fill(page, {"language": "Spanish", "interpreter": "J. Salas, staff"})
    with page.expect_response(lambda r: r.request.method == "POST"):
        page.check("[name=how][value='in-person']")
    expect(page.locator("#saved")).to_contain_text("Saved 03:10")
    page.goto(f"{desk.address}/desk/")
    expect(page.locator(".left-draft")).to_contain_text(
        "You were serving papers on A. Reyes, step 2 of 4. Everything typed is kept."
    )
    page.click(".left-draft a")
    expect(page.locator("[name=interpreter]")).to_have_value("J. Salas, staff")
    commit(page)
    assert "language=Spanish" in (page.locator("main a[href*='packet.pdf']").get_attribute("href") or "")
    commit(page)
    fill(page, {"mark": "declined"})
    commit(page)
    expect(page.locator(".usa-alert--error")).to_contain_text("Given at: is needed")
    fill(page, {"served_at": "2014-06-10 03:05"})
    commit(page)
    recorded(page, "Serve papers")
    act(desk, page, "14-70003", "request-cancelled", cancelled_at="2014-06-10 03:08", paper="e-mail", channel="e-mail")
    recorded(page, "Federal request cancelled")


def test_release_due_and_a_later_one(desk: Desk) -> None:
    """A court's word sets the minute; a later one is refused until a second person stands by it."""
    page = desk.page()
    book(desk, page, "14-70004")
    due = {"event": "own-recognisance", "happened_at": "2014-06-10 02:00", "paper": "M-7", "channel": "in-court"}
    act(desk, page, "14-70004", "release-due", **due)
    recorded(page, "Release due")
    act(desk, page, "14-70004", "release-due", **{**due, "happened_at": "2014-06-10 02:30", "paper": "M-8"})
    expect(page.locator(".usa-alert--error")).to_contain_text("a second person must stand by it")
    expect(page.locator("[name=paper]")).to_have_value("M-8")
    page.fill("[name=second]", SECOND[0])
    page.fill("[name=second_pin]", SECOND[1])
    commit(page)
    recorded(page, "Release due")
    expect(page.locator(".big time")).to_have_text("02:30")


def test_the_answer_changes_before_her_eyes(desk: Desk) -> None:
    """One question, each answer with its result before it is given; given, the page changes in place."""
    page = desk.page()
    number = desk.first(page, "answer-needed")
    page.goto(f"{desk.address}/desk/{number}/")
    yes = page.locator("button.card", has_text="Yes")
    expect(yes).to_contain_text("Decided.")
    expect(page.locator("button.card", has_text="Nobody knows")).to_contain_text(
        "A missing answer is never a reason to hold."
    )
    page.evaluate("window.stayed = true")
    page.keyboard.press("q")
    page.keyboard.press("y")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer h2")).to_contain_text("Release at")
    assert page.evaluate("window.stayed") is True
    expect(page.locator(".story")).to_contain_text("Answered: record complete is yes")
    page.locator(".story form button").first.click()
    expect(page.locator("#asked")).to_be_visible()


def test_ones_own_act_is_no_news_and_anothers_is(desk: Desk) -> None:
    """After an answer given in place nothing says that the file changed; once a colleague writes on it, it is said."""
    page, other = desk.page(), desk.page(role="booking")
    number = desk.first(page, "answer-needed")
    page.goto(f"{desk.address}/desk/{number}/")
    with page.expect_request(lambda r: "/desk/live/" in r.url):  # what the page waits for begins anew after its own act
        page.locator("button.card", has_text="Yes").click()
    expect(page.locator(".story")).to_contain_text("Answered: record complete is yes")
    page.wait_for_timeout(1500)  # longer than the server takes between two looks
    expect(page.locator("#update")).to_be_hidden()
    act(desk, other, number, "noted", text="her brother called")
    expect(page.locator("#changed")).to_have_text("This file changed,")
    page.keyboard.press("u")
    expect(page.locator(".story")).to_contain_text("her brother called")
    expect(page.locator("#update")).to_be_hidden()
    page.locator(".story li", has_text="Answered").locator("button").first.click()
    expect(page.locator("#asked")).to_be_visible()


def test_what_the_person_says_is_one_tap(desk: Desk) -> None:
    """A claim of citizenship, from the page of an act as from the person's own: recorded at once, marked on every screen, and by the
    server's clock, whatever the browser's says; what was being typed is kept."""
    page = desk.page()
    book(desk, page, "14-70005")
    page.add_init_script("const real = Date.now; Date.now = () => real() + 3 * 3600e3;")
    page.goto(f"{desk.address}/desk/14-70005/act/bail-tendered/")
    with page.expect_response(lambda r: r.request.method == "POST"):
        page.fill("[name=receipt]", "B-77")
    page.click("text=I am a U.S. citizen")
    expect(page.locator(".story time").first).to_contain_text("03:10")
    expect(page.locator(".left-draft")).to_contain_text("You were recording “bail tendered” for A. Quist.")
    expect(page.locator(".story")).to_contain_text("Said: I am a U.S. citizen")
    expect(page.locator(".person .mark")).to_have_text("says citizen")


def test_a_hold_is_begun_and_handed_over_by_two(desk: Desk) -> None:
    """A lawful hold: begun by two, handed over by two; without the second, or by the wrong number, it is refused."""
    page, number = desk.page(), HELD
    act(desk, page, number, "hold-begun", began_at="2014-06-10 03:00", second=SECOND[0], second_pin=SECOND[1])
    recorded(page, "Begin a hold")
    page.keyboard.press("h")
    fields = {
        "authority": "detainer",
        "officer": "D. Cole, 4471",
        "agency": "ICE",
        "identity": "prints-matched",
        "door_at": NOW,
    }
    fill(page, {**fields, "last_three": "123", "second": "demo-release", "second_pin": "1111"})
    commit(page)
    expect(page.locator(".usa-alert--error")).to_contain_text("do not belong together")
    fill(page, {"second": SECOND[0], "second_pin": SECOND[1]})
    commit(page)
    expect(page.locator(".usa-alert--error")).to_contain_text("last three digits")
    fill(page, {"last_three": digits(number), "second": SECOND[0], "second_pin": SECOND[1]})
    commit(page)
    recorded(page, "Hand over to ICE")


def test_what_the_law_forbids_is_refused_with_the_reason(desk: Desk) -> None:
    """No hold and no hand-over of the man whose bail was posted: the page says which law, and keeps what was typed."""
    page = desk.page()
    number = desk.first(page, "release-now&only=request")
    act(desk, page, number, "hold-begun", began_at=NOW, second=SECOND[0], second_pin=SECOND[1])
    expect(page.locator(".usa-alert--error")).to_contain_text("The law does not allow a hold.")
    expect(page.locator(".usa-alert--error")).to_contain_text("7282.5")
    fields = {"authority": "detainer", "officer": "D. Cole", "agency": "ICE", "identity": "prints-matched"}
    act(desk, page, number, "handed-over", **fields, last_three=digits(number), second=SECOND[0], second_pin=SECOND[1])
    expect(page.locator(".usa-alert--error")).to_contain_text("A hand-over after it is a hold.")
    expect(page.locator("[name=officer]")).to_have_value("D. Cole")


def test_a_house_rule_is_set_aside_with_a_reason(desk: Desk) -> None:
    """Wants checked two hours ago: refused by a house rule; a supervisor writes why, and the door opens."""
    page = desk.page()
    book(desk, page, "14-70006")
    bail(desk, page, "14-70006")
    page.goto(f"{desk.address}/desk/14-70006/act/released/")
    who = {"identity": "prints-matched", "last_three": "006"}
    for step in ({"wants_at": "2014-06-10 01:00"}, who, {"property": "yes", "papers": "yes"}, {}):
        fill(page, step)
        commit(page)
    expect(page.locator(".usa-alert--error")).to_contain_text("House rule")
    page.fill("[name=override]", "terminal down since 01:05")
    commit(page)
    recorded(page, "Release")
    expect(page.locator(".story")).to_contain_text("Out of the door")


def test_a_note_is_kept_without_scripts(desk: Desk) -> None:
    """No JavaScript: book, bail and a note all work by plain forms, in right-to-left letters too."""
    page = desk.page(scripts=False)
    book(desk, page, "14-70007", "محمد")
    bail(desk, page, "14-70007")
    recorded(page, "Bail tendered")
    act(desk, page, "14-70007", "noted", text="אחותו מחכה בחוץ")
    expect(page.locator(".story")).to_contain_text("אחותו מחכה בחוץ")
    page.goto(f"{desk.address}/desk/?q=محمد")
    expect(page.locator("tr[data-row]")).to_have_count(1)


def test_two_clerks_on_one_page(desk: Desk) -> None:
    """Both have the disposition page open. The second is told what changed, and what they typed is still there."""
    one, two = desk.page(), desk.page()
    book(desk, one, "14-70008")
    for page in (one, two):
        page.goto(f"{desk.address}/desk/14-70008/act/disposed/")
    fields = {
        "charge": "1",
        "outcome": "dismissed",
        "ordered_at": "2014-06-10 02:00",
        "paper": "M-1",
        "channel": "in-court",
    }
    fill(one, fields)
    commit(one)
    recorded(one, "Record how a charge ended")
    fill(two, {**fields, "outcome": "sentence-served", "paper": "M-2"})
    commit(two)
    expect(two.locator(".usa-alert--warning")).to_contain_text("Somebody changed the same thing")
    expect(two.locator("[name=paper]")).to_have_value("M-2")


def test_a_double_click_is_one_act(desk: Desk) -> None:
    """The same form sent twice gives one event."""
    page = desk.page()
    book(desk, page, "14-70009")
    page.goto(f"{desk.address}/desk/14-70009/act/noted/")
    page.fill("[name=text]", "his sister waits outside")
    page.evaluate("""() => { const form = new FormData(document.getElementById('act')); form.set('go', 'commit');
        return Promise.all([1, 2].map(() => fetch(location.href, {method: 'POST', body: form}))) }""")
    page.goto(f"{desk.address}/desk/14-70009/")
    expect(page.locator(".story li", has_text="his sister waits outside")).to_have_count(1)


def test_ten_megabytes_in_a_name_are_one_sentence(desk: Desk) -> None:
    """Refused beside the field, or before it is read; never an error of the server."""
    page = desk.page()
    page.goto(f"{desk.address}/desk/book/")
    status = page.evaluate("""() => { const form = new FormData(document.getElementById('act')); form.set('go', 'commit');
        form.set('last', 'x'.repeat(10 << 20)); return fetch(location.href, {method: 'POST', body: form}).then(r => r.status) }""")
    assert status in (400, 413, 422)
    page.fill("[name=last]", "x" * 300)
    commit(page)
    expect(page.locator(".usa-alert--error")).to_contain_text("write 200 at most")


@pytest.mark.parametrize("role", ["defender", "auditor", "counsel", "admin"])
def test_a_role_does_not_find_what_is_not_theirs(role: str, desk: Desk) -> None:
    """Acts of the desk are not there for them; neither are buttons that lead to them."""
    page = desk.page(role=role)
    for name in ("released", "bail-tendered", "handed-over"):
        answer = page.goto(f"{desk.address}/desk/14-09300/act/{name}/")
        assert answer is not None
        assert answer.status in (403, 404) or "not found" in page.content().lower() or page.locator("#act").count() == 1
    page.goto(f"{desk.address}/desk/")
    assert page.locator("a[href$='/act/released/']").count() == 0
