"""A county's own policy adopted at the desk: by two people, in full words, for everyone in custody at once; and taken back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lawgate.base import BadInput
from lawgate.casework import carry, latest, redecide, requests_in
from lawgate.casework.adoptions import ADOPTED, digest_of
from lawgate.casework.ledger import Ledger
from lawgate.casework.verify import verify
from lawgate.detainer import read_document
from lawgate.wiring import item, rederive
from lawgate.wiring.adopting import adopt_book, adopt_policy, decide_again
from lawgate.wiring.chain import open_chain, open_work
from lawgate.wiring.law import HouseOffice
from tests.casework.desk_made import NOW, convicted, feed
from tests.web.accounts.conftest import House, furnished, house

__all__ = ["furnished", "house"]

DRAFT = """
ridge = policy(
    "{id}",
    title="Ridgemont: detainers",
    cite="Order {id}",
    territory=where("CA", counties=("Los Angeles",), agency=("police-lockup",)),
    since="2014-01-01",
    words="Nobody is held on a request without a judge's warrant.",
    confidence=READ,{more}
)
ridge.{verb}(HOLD, cite="1", {when}words="No hold without a warrant signed by a judge.")
"""
NONE_HELD = DRAFT.format(id="ridge-2014", verb="prohibits", when="unless=judge_signed, ", more="")
AGAIN = DRAFT.format(id="ridge-2014b", verb="prohibits", when="unless=judge_signed, ", more="")
REPLACES = DRAFT.format(
    id="ridge-2014c",
    verb="prohibits",
    when="unless=judge_signed, ",
    more='\n    replaces="ridge-2014",',
)
PERMITS = DRAFT.format(id="ridge-bad", verb="permits", when="", more="")
SECOND = {"second": "mori", "second_pin": "482916"}
HELD = "14-09107"


def ledger() -> Ledger:
    from lawgate.web.api.house import ledger as opened

    return opened()


def held() -> dict[str, Any]:
    """One whom the law of 2014 lets the jail hold, and bail is posted."""
    bail = [{"covers": ["1"], "amount_usd": 5000, "tendered_at": "2014-06-10T02:55-07:00", "receipt": "B-1"}]
    served = {**convicted()["requests"][0], "served_on_subject_at": "2014-06-09T23:00-07:00"}
    return convicted(HELD, bail=bail, requests=[served])


def answer() -> dict[str, Any]:
    found = next(latest(ledger(), HELD)).answer
    assert found is not None
    return found


@pytest.fixture
def counsel(house: House) -> Client:
    """Counsel at the desk, a colleague to stand by her, and one man whom the law lets the jail hold."""
    house.at = NOW
    feed(ledger(), held(), at=NOW)
    house.account("mori", "counsel", pin="482916")
    return house.signed_in("vance", "counsel")


def adopt(desk: Client, text: str, **second: str) -> Any:
    return desk.post("/desk/law/policy/adopt/", {"policy": text, **(second or SECOND)})


def test_an_adopted_policy_decides_everyone_from_then_on_and_is_taken_back_likewise(
    house: House, counsel: Client
) -> None:
    """The event has the full words and their digest; the changed answer is listed; pages, papers, chain and the ledger's proof agree."""
    assert answer()["hold"] == "permitted"
    shown = counsel.post("/desk/law/check/", {"policy": NONE_HELD.replace("\n", "\r\n")}).content.decode()
    assert "Proved." in shown
    assert digest_of(NONE_HELD) in shown
    assert answer()["hold"] == "permitted"
    assert adopt(counsel, NONE_HELD, second="vance", second_pin="000000").status_code == 422
    done = adopt(counsel, NONE_HELD)
    assert done.status_code == 302
    page = counsel.get(done.headers["Location"]).content.decode()
    assert "1 answer changed." in page
    assert "permitted" in page
    assert "PETROSYAN, Levon" in page
    (said,) = [p for _, p in house.events(ADOPTED) if p.get("text")]
    assert said["text"].strip() == NONE_HELD.strip()
    assert (said["digest"], said["by"], said["second"]) == (digest_of(NONE_HELD), "vance", "mori")
    assert answer()["hold"] == "prohibited"
    assert "Ridgemont: detainers" in counsel.get("/desk/").content.decode()
    assert "No hold without a warrant signed by a judge." in counsel.get("/law/ridge-2014/").content.decode()
    office = HouseOffice(ledger())
    assert office.rulebook.digest == answer()["rulebook"] == said["rulebook"]
    number = int(done.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    back = f"/desk/law/policy/{number}/take-back/"
    assert counsel.post(back, {**SECOND, "why": " "}).status_code == 422
    gone = counsel.post(back, {**SECOND, "why": "The order was never signed."})
    assert "1 answer changed." in counsel.get(gone.headers["Location"]).content.decode()
    assert answer()["hold"] == "permitted"
    assert "The order was never signed." in counsel.get(f"/desk/law/policy/{number}/").content.decode()
    checked = verify(ledger(), rederive)
    assert checked.clean
    assert checked.decisions > 3


def test_a_draft_that_adds_to_the_law_is_refused_by_its_line(counsel: Client) -> None:
    """A clause that permits what state law forbids is named, on the page and when it is adopted all the same; nothing is written."""
    before = ledger().end()[0]
    page = counsel.post("/desk/law/check/", {"policy": PERMITS}).content.decode()
    line = PERMITS[: PERMITS.index("ridge.permits")].count("\n")
    assert f"<b>Line {line}</b>" in page
    assert "permits what" in page
    assert "Adopt the policy" not in page
    refused = adopt(counsel, PERMITS)
    assert refused.status_code == 422
    assert f"line {line}: clause" in refused.content.decode()
    assert [e.kind for e in ledger().events() if e.number > before and e.kind == ADOPTED] == []
    assert counsel.get("/desk/law/check/").content.decode().count("ridge-bad") >= 1


def test_a_second_policy_of_the_place_must_replace_the_first(house: House, counsel: Client) -> None:
    """Two at once would be a guess; one that says what it replaces ends it; the older cannot be taken back from under it."""
    first = adopt(counsel, NONE_HELD)
    number = int(first.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    assert "say replaces=" in adopt(counsel, AGAIN).content.decode().replace("&quot;", '"')
    assert "in force here already" in adopt(counsel, NONE_HELD).content.decode()
    later = REPLACES.replace("2014-01-01", "2014-06-01")
    assert adopt(counsel, later).status_code == 302
    assert answer()["hold"] == "prohibited"
    page = counsel.post(f"/desk/law/policy/{number}/take-back/", {**SECOND, "why": "old"})
    assert page.status_code == 422
    assert len(HouseOffice(ledger()).adopted.policies) == 2


def test_only_counsel_reaches_drafts_and_an_auditor_only_reads(house: House, counsel: Client) -> None:
    """The desk's other roles find nothing there; an auditor sees the policy and can change nothing; a refusal is kept."""
    done = adopt(counsel, NONE_HELD)
    number = int(done.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    pages = ("/desk/law/", "/desk/law/check/", f"/desk/law/policy/{number}/", f"/desk/law/changed/{number}/")
    for role in ("booking", "release", "supervisor", "defender", "admin"):
        desk = house.signed_in(f"some-{role}", role)
        assert [desk.get(p).status_code for p in pages] == [404] * 4, role
        assert adopt(desk, AGAIN).status_code == 404
    auditor = house.signed_in("audit", "auditor")
    assert [auditor.get(p).status_code for p in pages] == [200] * 4
    assert adopt(auditor, AGAIN).status_code == 404
    assert "Take the policy back" not in auditor.get(pages[2]).content.decode()
    assert house.events("access.refused")


def test_deciding_again_goes_on_where_it_was_stopped(
    house: House, counsel: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before the first person: the page says how many are left, no other law is adopted, and `lawgate work` ends it once."""
    monkeypatch.setattr("lawgate.web.desk.adopting.WAITS", -1.0)
    done = adopt(counsel, NONE_HELD)
    page = counsel.get(done.headers["Location"]).content.decode()
    assert "still to be decided again" in page
    assert "just changed" in counsel.get("/desk/").content.decode()
    assert "still being decided" in adopt(counsel, AGAIN).content.decode()
    assert answer()["hold"] == "permitted"
    chain = open_chain(ledger(), clock=house.now)
    try:
        work = open_work(chain)
        work.once()
        work.once()
    finally:
        chain.people.close()
    assert answer()["hold"] == "prohibited"
    assert len(house.events("redecided")) == 1
    assert "1 answer changed." in counsel.get(done.headers["Location"]).content.decode()
    assert decide_again(ledger(), HouseOffice(ledger()), house.now()) is None


def test_a_feed_that_is_read_while_the_law_changes_is_decided_by_the_new_law(house: House, counsel: Client) -> None:
    """Adopted between deciding and writing: the batch is decided once more under the lock, and nobody is left by the earlier law."""
    office, other = HouseOffice(ledger()), HouseOffice(ledger())
    late = item(read_document({**held(), "booking": "14-09108"}, NOW))

    def keep(*_: Any) -> None:
        if not other.adopted.policies:
            adopt_policy(ledger(), other, NONE_HELD, "ridge", _Hands(), house.now())

    carry([late], office.decide, ledger(), house.now(), keep=keep, arrivals=requests_in, overlay=office.overlay)
    found = next(latest(ledger(), "14-09108")).answer or {}
    assert (found["hold"], found["rulebook"]) == ("prohibited", other.rulebook.digest)
    assert answer()["hold"] == "permitted"
    assert decide_again(ledger(), other, house.now()) is not None
    assert answer()["hold"] == "prohibited"


def test_what_a_trial_policy_decided_says_that_nobody_adopted_it(house: House, counsel: Client, tmp_path: Path) -> None:
    """`lawgate run --policy` decides by a draft: page, board and paper say so, until exactly these words are adopted."""
    from io import BytesIO

    from pypdf import PdfReader

    from lawgate.law.policy_file import parse_policy

    trial = HouseOffice(ledger(), [parse_policy(NONE_HELD, "trial.py")])
    assert [c.booking for c in redecide.redecide(ledger(), trial, house.now())] == [HELD]
    said = "which counsel has not adopted"
    assert said in counsel.get(f"/desk/{HELD}/").content.decode()
    assert said in counsel.get("/desk/").content.decode()
    paper = PdfReader(BytesIO(counsel.get(f"/desk/{HELD}/decision.pdf").content))
    assert "not adopted" in " ".join(" ".join(p.extract_text() for p in paper.pages).split())
    adopt(counsel, NONE_HELD)
    assert said not in counsel.get(f"/desk/{HELD}/").content.decode()


def test_a_book_is_not_adopted_beside_a_policy_that_it_cannot_stand_with(
    house: House, counsel: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A policy that the new books cannot be read with decides nothing, and the book is refused until it is dealt with."""
    from lawgate.wiring import adopting, law

    adopt(counsel, NONE_HELD)

    def broken(text: str, name: str) -> Any:
        raise BadInput("the words of a rule changed", where=name, do="draft it anew")

    monkeypatch.setattr(law, "parse_policy", broken)
    monkeypatch.setattr(adopting, "parse_policy", broken)
    law._stacked.cache_clear()
    try:
        office = HouseOffice(ledger())
        assert [x.policy.title for x in office.left_out] == ["Ridgemont: detainers"]
        assert office.rulebook.digest == office.books.digest
        with pytest.raises(BadInput, match="cannot stand with the policy"):
            adopt_book(ledger(), office, office.books.digest, _Hands(), datetime(2014, 6, 10, 12, tzinfo=NOW.tzinfo))
    finally:
        law._stacked.cache_clear()


def test_the_command_line_adopts_lists_and_takes_back(house: House, counsel: Client, tmp_path: Path) -> None:
    """Both PINs are asked for; a wrong one is refused and nothing is written; the list and the words are read back."""
    from django.core.cache import cache
    from typer.testing import CliRunner

    from lawgate.cli.policy import app

    def typed(*words: str, pins: str = "") -> Any:
        return CliRunner().invoke(app, list(words), input=pins)

    house.account("ito", "counsel", pin="135790")
    file = tmp_path / "ridge.py"
    file.write_text(NONE_HELD, encoding="utf-8")
    people = ("--by", "ito", "--second", "mori")
    wrong = typed("adopt", str(file), *people, pins="135790\n111111\n")
    assert "do not belong together" in str(wrong.exception)
    cache.clear()
    done = typed("adopt", str(file), *people, pins="135790\n482916\n")
    assert f"{HELD}  hold: permitted, now prohibited" in done.output, done.output
    number = done.output.split("event ")[1].split(":")[0]
    assert "ito and mori. It stands." in typed("list").output
    assert typed("show", number).output.strip() == NONE_HELD.strip()
    gone = typed("withdraw", number, *people, "--why", "An error.", pins="135790\n482916\n")
    assert f"{HELD}  hold: prohibited, now permitted" in gone.output
    assert "It was taken back." in typed("list").output
    assert {e.actor for e in ledger().events() if e.kind == ADOPTED} == {"ito"}


class _Hands:
    by, role, second = "vance", "counsel", "mori"
