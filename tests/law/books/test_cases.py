"""The cases beside the rules: every one is answered as written, and every rule has one that fires and one that does not."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from lawgate.base import BadInput
from lawgate.decision import Decider, Decision, question
from lawgate.decision.notice import element
from lawgate.law.books import books, load
from lawgate.law.norms import Authority, Effect
from lawgate.law.terms import Item, Told
from tests.law.books.conftest import EXPECT_KEYS, beside_the_rules, cases_of, whole

FILES = beside_the_rules()
DECIDER = Decider(load())
ANSWERS = ("hold", "notify", "transfer", "interview", "clock", "release_by", "notify_by", "ceilings")
NOTES = {Effect.FLAG, Effect.ANSWER, Effect.STRIKE}
SIDES = ("share_status", "share_home_address")
SETS = ("must_serve", "flags", "other_duties", "missing")
TELL = "tell"


@lru_cache(maxsize=1)
def decided() -> dict[str, list[tuple[dict[str, Any], Decision]]]:
    return {book: [(c, DECIDER.decide(question(c))) for c in cases_of(path)] for book, path in FILES.items()}


def told(case: dict[str, Any], decision: Decision, asked: dict[str, str]) -> dict[str, str]:
    """The answers on the tellings that a case speaks of, as ``dhs:address``."""
    q, out = question(case), {}
    for name in asked:
        to, _, item = name.partition(":")
        out[name] = element(DECIDER, q, decision, Told(to), Item(item)).answer.value
    return out


def standing(decision: Decision) -> set[str]:
    """Authorities of which some norm applies to the case and is not defeated."""
    return {r.norm.authority for r in decision.trace if r.stands is True}


def carrying(decision: Decision) -> set[str]:
    """Authorities on which the decision rests: an answer, a limit, a paper, a duty, or a note that stands."""
    told = {r.norm.authority for r in decision.trace if r.stands is True and r.norm.effect in NOTES}
    return {*decision.because, *(n.authority for n in (*decision.papers, *decision.duties)), *told}


def test_there_are_cases_to_try() -> None:
    """The case files of the books are found, and their ids are unique."""
    ids = [c["id"] for found in decided().values() for c, _ in found]
    assert len(FILES) >= 25
    assert len(ids) >= 150
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("book", FILES)
def test_every_case_beside_a_rule_is_answered_as_written(book: str) -> None:
    """Answers, papers, flags, clock and minute are those the case expects."""
    wrong = []
    for case, decision in decided()[book]:
        line = decision.line()
        for key, want in case["expect"].items():
            got = told(case, decision, want) if key == TELL else line.get(key)
            if (set(got or ()) != set(want)) if key in SETS else (got != want):
                wrong.append((case["id"], key, want, got))
    assert wrong == []


@pytest.mark.parametrize("book", FILES)
def test_the_authorities_named_by_a_case_do_carry_it(book: str) -> None:
    """Each id under *because* is an authority of which a norm stands in that case, or one that has none to stand."""
    book_of_law = load()
    idle = []
    for case, decision in decided()[book]:
        assert case["because"], case["id"]
        for id_ in case["because"]:
            if book_of_law.authority(id_).norms and id_ not in standing(decision):
                idle.append((case["id"], id_))
    assert idle == []


@pytest.mark.parametrize("book", FILES)
def test_every_rule_has_a_case_that_fires_and_one_that_does_not(book: str) -> None:
    """No rule of a book with cases is untried: some case names it as carrying the answer, and in some case it is silent."""
    found = decided()[book]
    for id_ in books()[book]:
        made: Authority = load().authority(id_)
        if not made.norms:
            continue
        assert any(id_ in c["because"] and id_ in standing(d) for c, d in found), f"no case in which {id_} fires"
        assert any(id_ not in carrying(d) for _, d in found), f"no case in which {id_} is silent"


def compact(**more: Any) -> dict[str, Any]:
    return {
        "id": "x",
        "title": "x",
        "date": "2024-01-10",
        "jurisdiction": {"state": "MA"},
        "given": {},
        "expect": {"hold": "prohibited"},
        "because": ["ma-lunn-2017"],
        "why": "x",
        **more,
    }


@pytest.mark.parametrize(
    "fault",
    [
        {"given": {"judical_warrant": "none"}},
        {"given": {"request": {"recieved_at": "2024-01-08T09:00"}}},
        {"given": {"priors": [{"levle": "felony"}]}},
        {"expect": {"hodl": "prohibited"}},
        {"expect": {}},
        {"jurisdiction": {"state": "MA", "town": "Lynn"}},
        {"titel": "x"},
    ],
)
def test_a_misspelled_key_is_refused(fault: dict[str, Any]) -> None:
    """A slip of the pen in a case does not pass as a fact that is not known."""
    with pytest.raises(BadInput):
        whole(compact(**fault))


def test_a_missing_key_is_refused() -> None:
    """A case without its reason is no case."""
    less = compact()
    del less["why"]
    with pytest.raises(BadInput, match="why"):
        whole(less)


def test_an_empty_case_file_is_refused(tmp_path: Path) -> None:
    """A file without cases is a fault, not a success."""
    empty = tmp_path / "cases.yaml"
    empty.write_text("[]\n", encoding="utf-8")
    with pytest.raises(BadInput, match="no cases"):
        cases_of(empty)


def test_what_a_case_may_expect_is_what_is_compared() -> None:
    """No expectation is read and then ignored."""
    assert {*ANSWERS, *SIDES, *SETS, TELL} == EXPECT_KEYS
