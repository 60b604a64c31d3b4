"""The person's notice on paper: what it says, and that it prints."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lawgate.counsel.letters.packet import code_of, plain, write_packet
from lawgate.counsel.letters.pdf_check import check_tagged
from lawgate.decision import Decider, question
from lawgate.decision.packet_words import LANGUAGES, T, packet
from lawgate.decision.told import told
from lawgate.detainer.packet_records import Section
from lawgate.law.books import load
from lawgate.law.norms import Answer
from lawgate.lawbook.beside import whole

DECIDER = Decider(load())
RECORD: dict[str, Any] = {
    "booking": "B-417",
    "person": {"last": "Lindqvist-Núñez", "first": "Tomás"},
    "place": {"agency": "Example Jail", "county": "Kern", "state": "CA", "tz": "America/Los_Angeles"},
    "request": {"form": "I-247A", "received_at": "2023-05-14T09:00-07:00", "asks": ["hold", "notify"], "signed": True},
}


def answered(state: str, day: str, **given_: Any) -> dict[str, Any]:
    case = {
        "id": "x",
        "title": "x",
        "date": day,
        "jurisdiction": {"state": state, "county": "Example"},
        "given": given_,
    }
    return told(DECIDER.decide(question(whole({**case, "expect": {"hold": "x"}, "because": ["x"], "why": "x"}))))


def pages(raw: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(raw)).pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hold_that_is_barred_is_said_in_plain_words(language: str) -> None:
    """California: we will not keep you, with the section; name, number, page and a bar code on one sheet."""
    opens_nothing = {
        "registry_sex_arson": False,
        "federal_felony_warrant": False,
        "held_to_answer_872": {"found": False},
    }
    one = packet(RECORD, answered("CA", "2023-05-16", **opens_nothing), language)
    (text,) = pages(write_packet(one))
    said = " ".join(text.split())
    assert T[language]["hold-no"] in said
    assert "7284.6(a)(1)(B)" in said
    assert "LINDQVIST-NÚÑEZ, Tomás" in said
    assert "B-417" in said
    assert T[language]["not-adopted"] in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hold_that_the_law_demands_names_its_last_minute(language: str) -> None:
    """Texas: the minute stands on the page, in the words of the language, and the hand-over ends with it."""
    one = packet(RECORD, answered("TX", "2019-05-16"), language)
    (text,) = pages(write_packet(one))
    assert "13:00" in text
    assert T[language]["transfer-held"] in " ".join(text.split())


@pytest.mark.parametrize("hold", [a.value for a in Answer])
@pytest.mark.parametrize("other", [a.value for a in Answer])
def test_no_answer_is_told_more_gently_than_it_is(hold: str, other: str) -> None:
    """Whatever the answers, only a lawful one reads as may; unclear ones read as will not; both languages say the same."""
    answer = answered("NE", "2019-05-16") | {"hold": hold, "notify": other, "transfer": other}
    for language in LANGUAGES:
        t, says = T[language], packet(RECORD, answer, language).sections[1].says
        lawful = hold in ("required", "permitted")
        assert any(x in s for s in says for x in (t["hold-yes"].split("{")[0], t["hold-must"].split("{")[0])) == lawful
        assert (t["notify-no"] in says) == (other not in ("required", "permitted"))
        assert len(says) == (2 if other == "not-requested" else 3)


def test_the_two_languages_have_the_same_words() -> None:
    """Nothing is said in one language that is not said in the other, blanks included."""
    assert set(T["en"]) == set(T["es"])
    for key in T["en"]:
        assert T["en"][key].count("{") == T["es"][key].count("{"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_can_be_read_aloud_and_is_the_same_each_time(language: str) -> None:
    """Every word in an element, in order, with language and title; no byte differs from one printing to the next."""
    one = packet(RECORD, None, language)
    raw = write_packet(one)
    assert check_tagged(raw) == []
    assert raw == write_packet(one)
    reader = PdfReader(BytesIO(raw))
    root: Any = reader.trailer["/Root"]
    assert str(root["/Lang"]).startswith(language)
    assert T[language]["not-decided"] in " ".join(pages(raw)[0].split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_notice_takes_a_second_sheet_and_says_whose_it_is(language: str) -> None:
    """With many reasons the notice runs on: each sheet has name, number and page, and the whole stays readable aloud."""
    one = packet(RECORD, None, language)
    longer = replace(one, sections=(*one.sections, *[Section("x", ("A sentence that goes on. " * 30,))] * 3))
    raw = write_packet(longer)
    first, second = pages(raw)
    assert check_tagged(raw) == []
    for text in (first, second):
        assert "B-417" in text
    assert T[language]["page"].format(page=2, pages=2) in second


@pytest.mark.parametrize(("language", "told"), [("en", "A program spelled it"), ("es", "Un programa lo escribió")])
def test_a_name_in_another_script_is_spelled_and_the_notice_says_so(language: str, told: str) -> None:
    """Chinese letters that the print lacks come in Latin ones with the sentence about it; a Vietnamese name comes as it is, without."""
    for last, spelled in (("李伟", True), ("Nguyễn", False)):
        one = packet({**RECORD, "person": {"last": last, "first": "Minh"}}, None, language)
        shown = " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(write_packet(one))).pages).split())
        assert (told in shown) is spelled
        assert (last.upper() in shown.upper()) is not spelled


def test_an_adopted_rulebook_is_not_disowned() -> None:
    """Once counsel has adopted the books the page no longer says that they have not."""
    assert packet(RECORD, None, "en", adopted=True).foot == ""


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=30))
def test_any_name_prints(name: str, number: str) -> None:
    """Names in any script print in letters that the page has, and the bar code takes any number."""
    one = packet({**RECORD, "person": {"last": name, "first": ""}, "booking": number}, None, "en")
    raw = write_packet(replace(one, name=name))
    assert check_tagged(raw) == []
    assert plain(name).isprintable() or not name.isprintable()
    assert code_of(number, "en").isascii()
