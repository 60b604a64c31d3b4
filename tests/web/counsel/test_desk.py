"""The lawyer's desk and the officer's question, asked over HTTP by accounts with roles."""

from __future__ import annotations

import json

import icalendar
import pytest

from lawgate.casework.standing import latest
from lawgate.counsel import designations
from lawgate.counsel.alerts import bounced, tick
from lawgate.counsel.alerts_view import reading
from lawgate.counsel.letters import check_tagged
from lawgate.counsel.models import Callback
from lawgate.counsel.offices import offices
from lawgate.counsel.records import Wish
from lawgate.web.accounts.house import ledger
from tests.web.accounts.conftest import House


def held() -> tuple[str, str, str]:
    one = next(x for x in latest(ledger()) if x.record["released_at"] is None)
    p = one.record["person"]
    return one.subject, f"{p['first']} {p['last']}", p["born"]


@pytest.fixture
def proposed(lawyers: House) -> House:
    """Somebody in custody for whom two lawyers were named ahead of time."""
    _, name, born = held()
    for account, retained in (("adeyemi", True), ("okafor", False)):
        designations.designate(ledger(), Wish(name, born, "pierce-defenders", account, retained), now=lawyers.now())
    tick(ledger(), lawyers.now())
    return lawyers


def choice(house: House, key: str, lawyer: str) -> str:
    with reading(ledger(), house.now()) as view:
        names = list(view.cases[key])
    return next(d for d in names if (w := designations.opened(ledger(), d)) is not None and w.account == lawyer)


def said(house: House, key: str, lawyer: str, **more: str) -> None:
    officer = house.signed_in("booker", "booking")
    answer = officer.post(f"/counsel/ask/{key}/", {"said": choice(house, key, lawyer), **more})
    assert answer.status_code == 302
    tick(ledger(), house.now())


def test_the_officer_asks_and_the_yes_reaches_the_lawyer(proposed: House) -> None:
    """The list names the person, the page the question and both lawyers; the yes is kept with who heard it, one lawyer is told, and the
    record says from then on, by an event of its own, that a lawyer is on file."""
    key, name, _ = held()
    officer = proposed.signed_in("booker", "booking")
    assert name.split()[1].upper() in officer.get("/counsel/ask/").content.decode()
    page = officer.get(f"/counsel/ask/{key}/").content.decode()
    assert "Did you choose a lawyer" in page
    assert "M. Adeyemi" in page
    assert "T. Okafor" in page
    said(proposed, key, "okafor")
    ((subject, answered),) = proposed.events("designation.answered")
    assert (subject, answered["answer"], answered["by"], answered["role"]) == (key, "yes", "booker", "booking")
    ((subject, filed),) = proposed.events("act.answered")
    assert (subject, filed["fields"]["fact"], filed["fields"]["value"], filed["by"]) == (
        key,
        "lawyer_known",
        True,
        "booker",
    )
    assert next(latest(ledger(), key)).record["facts"]["lawyer_known"] is True
    lawyer = proposed.signed_in("okafor", "defender")
    assert "Acknowledge until" in lawyer.get("/counsel/").content.decode()
    assert "No matter waits" in proposed.signed_in("adeyemi", "defender").get("/counsel/").content.decode()


def test_none_of_these_ends_every_proposal(proposed: House) -> None:
    """The person's no is kept for each lawyer, and nobody is told."""
    key, _, _ = held()
    officer = proposed.signed_in("booker", "booking")
    officer.post(f"/counsel/ask/{key}/", {"said": "none"})
    tick(ledger(), proposed.now())
    assert [p["answer"] for _, p in proposed.events("designation.answered")] == ["no", "no"]
    assert proposed.events("alert.") == []
    assert "Nobody waits to be asked" in officer.get("/counsel/ask/").content.decode()


def test_a_form_without_an_answer_or_with_a_wrong_code_is_told(proposed: House) -> None:
    """Each is one sentence on the page, and nothing is kept."""
    key, _, _ = held()
    officer = proposed.signed_in("booker", "booking")
    assert "choose what the person said" in officer.post(f"/counsel/ask/{key}/", {}).content.decode()
    wrong = officer.post(f"/counsel/ask/{key}/", {"said": "code", "code": "AAAA"}).content.decode()
    assert "this code is not known here" in wrong
    assert proposed.events("designation.answered") == []


def test_who_is_no_booking_officer_cannot_ask(proposed: House) -> None:
    """Defenders, counsel and the federal side do not reach the question."""
    key, _, _ = held()
    for role in ("defender", "counsel", "federal", "auditor"):
        assert proposed.signed_in(f"x-{role}", role).get(f"/counsel/ask/{key}/").status_code == 404


def test_before_acceptance_the_rota_sees_initials_and_after_it_the_file(proposed: House) -> None:
    """Stage one holds no name, number or federal paper; the file is not found until accepted, then it opens and the reading is kept."""
    key, name, _ = held()
    said(proposed, key, "okafor")
    lawyer = proposed.signed_in("okafor", "defender")
    (alert,) = (p["alert"] for _, p in proposed.events("alert.raised"))
    first = lawyer.get(f"/counsel/matter/{alert}/").content.decode()
    assert f"{name[0]}. {name.split()[1][0]}." in first
    for secret in (*name.split(), key, "I-247", "Form"):
        assert secret not in first.replace("DATABASE", ""), secret
    assert lawyer.get(f"/counsel/client/{key}/").status_code == 404
    lawyer.post(f"/counsel/matter/{alert}/", {"act": "acknowledge"})
    answer = lawyer.post(f"/counsel/matter/{alert}/", {"act": "accept"})
    assert answer.headers["Location"] == f"/counsel/client/{key}/"
    shown = lawyer.get(f"/counsel/client/{key}/").content.decode()
    assert name in shown
    assert [s for s, p in proposed.events("file.read") if p["by"] == "okafor"] == [key]


def test_a_lawyer_retained_before_sees_the_file_at_once(proposed: House) -> None:
    """No conflict check stands between them and their client; everybody else still finds nothing."""
    key, _, _ = held()
    said(proposed, key, "adeyemi")
    assert proposed.signed_in("adeyemi", "defender").get(f"/counsel/client/{key}/").status_code == 200
    assert proposed.signed_in("night", "defender").get(f"/counsel/client/{key}/").status_code == 404


def test_declining_takes_the_matter_away(proposed: House) -> None:
    """After a conflict the matter is not found, and the next lawyer is told by the next turn."""
    key, _, _ = held()
    said(proposed, key, "okafor")
    lawyer = proposed.signed_in("okafor", "defender")
    (alert,) = (p["alert"] for _, p in proposed.events("alert.raised"))
    lawyer.post(f"/counsel/matter/{alert}/", {"act": "decline", "why": "conflict"})
    tick(ledger(), proposed.now())
    assert lawyer.get(f"/counsel/matter/{alert}/").status_code == 404
    assert len(proposed.events("alert.told")) == 2


def test_when_nobody_can_be_reached_the_desk_sees_it(proposed: House) -> None:
    """A message that came back, and a list that is at its end, stand on the page where the officer asks, with what to do."""
    key, name, _ = held()
    said(proposed, key, "okafor")
    first = proposed.events("alert.told")[0][1]["message"]
    bounced(ledger(), first, why="mailbox is full", now=proposed.now())
    officer = proposed.signed_in("second", "booking")
    assert "a message came back" in officer.get("/counsel/ask/").content.decode()
    for _ in range(4):
        proposed.later(minutes=5)
        tick(ledger(), proposed.now())
    shown = officer.get("/counsel/ask/").content.decode()
    assert "none has answered. Call the office." in shown
    assert name.split()[1].upper() in shown


@pytest.mark.parametrize("kind", ["expiry", "file"])
def test_letters_come_as_tagged_pdf_and_document_under_names_that_tell_nothing(proposed: House, kind: str) -> None:
    """The PDF passes the check; neither file's name holds the person or the number."""
    key, name, _ = held()
    said(proposed, key, "adeyemi")
    lawyer = proposed.signed_in("adeyemi", "defender")
    pdf, document = (lawyer.get(f"/counsel/client/{key}/{kind}.{ending}") for ending in ("pdf", "docx"))
    assert check_tagged(pdf.content) == []
    assert document.content[:2] == b"PK"
    for answer in (pdf, document):
        assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="draft-{kind}.')
        assert name.split()[0] not in answer.headers["Content-Disposition"]
    assert lawyer.get(f"/counsel/client/{key}/poem.pdf").status_code == 404


def test_the_calendar_names_nobody(proposed: House) -> None:
    """The same bytes for the same dates, read by a parser; nothing of the person. What stands in it: see tests/counsel/test_calendar.py."""
    key, name, _ = held()
    said(proposed, key, "adeyemi")
    lawyer = proposed.signed_in("adeyemi", "defender")
    first, second = (lawyer.get("/counsel/matters.ics").content for _ in range(2))
    assert first == second
    for secret in (*name.split(), key, "jail", "ICE"):
        assert secret.encode() not in first
    assert icalendar.Calendar.from_ical(first)["PRODID"] == "-//Lawgate//Matters//EN"


def test_only_an_offices_own_lawyers_see_and_forget_its_calls(lawyers: House) -> None:
    """A defender of no office finds no page; a key with a private half in it is refused; a call that was made is forgotten."""
    assert lawyers.signed_in("stranger", "defender").get("/counsel/calls/").status_code == 404
    lawyer = lawyers.signed_in("adeyemi", "defender")
    key = {"kty": "EC", "crv": "P-256", "x": "A" * 43, "y": "B" * 43}
    for bad in ("", "{}", json.dumps(key | {"d": "C" * 43}), json.dumps(key | {"crv": "P-521"}), "[1]"):
        assert lawyer.post("/counsel/calls/key/", {"key": bad}).status_code == 400, bad
    assert lawyer.post("/counsel/calls/key/", {"key": json.dumps(key)}).status_code == 302
    assert json.loads(offices(ledger())["pierce-defenders"].public_key) == key
    Callback.objects.create(id="c1", office="pierce-defenders", sealed="A" * 3900, asked="2026-03-02T03:00:00.000000Z")
    Callback.objects.create(id="c2", office="another", sealed="A" * 3900, asked="2026-03-02T03:00:00.000000Z")
    assert "1 waiting" in lawyer.get("/counsel/calls/").content.decode()
    lawyer.post("/counsel/calls/c2/done/")
    lawyer.post("/counsel/calls/c1/done/")
    assert [c.pk for c in Callback.objects.all()] == ["c2"]
