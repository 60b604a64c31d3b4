"""The book of detainer law: whole, linked, worked out from the rules, and its kept summary not stale."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from lawgate.base import BadInput
from lawgate.cli.lawbook import _day
from lawgate.law.books import books, load
from lawgate.law.norms import Action, Answer
from lawgate.lawbook import CASES, DAYS, EDITION, pages, summary, write_book
from lawgate.lawbook.answers import Answers
from lawgate.lawbook.names import name_of
from lawgate.lawbook.tiles import TILES

KEPT = Path(__file__).resolve().parents[2] / "docs" / "law"
VOID = {"meta", "link", "br", "img", "line", "rect", "path"}


@lru_cache(maxsize=1)
def answers() -> Answers:
    return Answers()


@lru_cache(maxsize=1)
def book() -> dict[str, str]:
    return pages(EDITION, answers())


class Reader(HTMLParser):
    """Links, anchors and the balance of tags of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.crossed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.links += [v for k, v in found.items() if k in ("href", "src") and v]
        self.ids += [v for k, v in found.items() if k == "id" and v]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.crossed.append(tag)


@lru_cache(maxsize=1)
def read() -> dict[str, Reader]:
    out = {}
    for name, text in book().items():
        out[name] = Reader()
        out[name].feed(text)
    return out


def test_the_kept_summary_says_what_the_rules_say() -> None:
    """A change of law, of a case or of an answer changes docs/law, which is written anew with ``lawgate law book docs/law --summary``."""
    for name, text in summary(answers()).items():
        kept = (KEPT / name).read_text(encoding="utf-8")
        assert kept == text, f"docs/law/{name} is stale: run 'lawgate law book docs/law --summary'"


def test_a_changed_rule_makes_the_summary_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest of a book covers every word of its rules: one changed word changes the line of that book alone."""
    made = load().by_id["ca-values-act"]
    monkeypatch.setattr(made, "words", made.words + " ")
    kept = (KEPT / "README.md").read_text(encoding="utf-8").splitlines()
    fresh = summary(answers())["README.md"].splitlines()
    changed = [line.split("|")[1].strip() for line, old in zip(fresh, kept, strict=True) if line != old]
    assert changed == ["us_ca"]


def test_every_authority_and_norm_stands_on_its_page() -> None:
    """No rule is left out: id, citation, dates and mark of every authority, and the id of every norm."""
    for name, ids in books().items():
        text, anchors = book()[f"{name}.html"], read()[f"{name}.html"].ids
        for id_ in ids:
            made = load().by_id[id_]
            assert id_ in anchors
            assert made.confidence.sentence in text
            for norm in made.norms:
                assert f">{norm.id}<" in text


def test_pages_are_well_formed_and_every_link_leads_somewhere() -> None:
    """Tags are balanced, ids are unique, no link leaves the book or ends nowhere, and nothing is a script."""
    readers = read()
    for name, page in readers.items():
        assert page.crossed == [], name
        assert page.open == [], name
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            file, _, anchor = link.partition("#")
            target = readers.get(file or name)
            assert file == "book.css" or target is not None, (name, link)
            assert not anchor or (target is not None and anchor in target.ids), (name, link)
        assert "<script" not in book()[name]


def test_every_state_is_on_the_map_once() -> None:
    """Fifty states and the District of Columbia, no two on one tile."""
    assert len(TILES) == 51
    assert len(set(TILES.values())) == 51
    assert all(f"us_{s.lower()}" in books() for s in TILES)


@pytest.mark.parametrize(
    ("case", "state", "day", "answer"),
    [
        ("detainer", "CA", "2009-06-16", Answer.PERMITTED),
        ("detainer", "CA", "2014-06-17", Answer.PROHIBITED),  # TRUST: no listed conviction
        ("robbery", "CA", "2014-06-17", Answer.PERMITTED),  # TRUST: a violent felony
        ("robbery", "CA", "2018-06-19", Answer.PROHIBITED),  # Values: no hold on any request
        ("detainer", "TX", "2014-06-17", Answer.PERMITTED),
        ("detainer", "TX", "2018-06-19", Answer.REQUIRED),  # art. 2.251
        ("detainer", "WA", "2018-06-19", Answer.PERMITTED),
        ("detainer", "WA", "2025-07-15", Answer.PROHIBITED),  # RCW 10.93.160
        ("detainer", "MA", "2018-06-19", Answer.PROHIBITED),  # Lunn
        ("detainer", "VA", "2025-07-15", Answer.UNRESOLVED),  # Santos
        ("bare", "IA", "2025-07-15", Answer.UNRESOLVED),  # ch. 27A asks for an I-200 or I-205
        ("not-served", "OH", "2014-06-17", Answer.PERMITTED),  # the copy is no condition of the I-247 (12/12)
        ("not-served", "TX", "2018-06-19", Answer.PROHIBITED),  # it is one of the I-247A
        ("judge", "OR", "2025-07-15", Answer.PERMITTED),
    ],
)
def test_the_maps_answer_as_the_law_does(case: str, state: str, day: str, answer: Answer) -> None:
    """Some tiles whose answer can be read in the statute."""
    standard = next(c for c in CASES if c.id == case)
    assert answers().cell(standard, state, day).answers[Action.HOLD] is answer


def test_no_tile_waits_for_a_fact() -> None:
    """The standard cases give every fact that any state asks for: the map shows law, never a gap in the case."""
    left = [
        (case.id, state, day, action)
        for case in CASES
        for state in TILES
        for day in DAYS
        for action, answer in answers().cell(case, state, day).answers.items()
        if answer is Answer.UNDETERMINED
    ]
    assert left == []


def test_a_strip_covers_all_days_without_a_gap() -> None:
    """The spans of a place follow each other day on day, and turn where the statute begins."""
    spans = answers().spans("WA", None, EDITION)
    assert spans[0].first == "2008-01-01"
    assert spans[-1].last == EDITION
    assert all(a.last < b.first for a, b in pairwise(spans))
    assert [s.first for s in spans if s.answer is Answer.PROHIBITED] == ["2019-05-21"]


def test_a_county_is_asked_by_its_own_rules() -> None:
    """King County's ordinance of 2014 shows on its strip five years before the state's ban."""
    spans = answers().spans("WA", "King", EDITION)
    first = next(s for s in spans if s.answer is Answer.PROHIBITED)
    assert first.first == "2013-12-10"


def test_the_book_is_written_with_its_letters_and_needs_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Style and fonts lie beside the pages; nothing in them points outside."""
    monkeypatch.setattr("lawgate.lawbook.book.pages", lambda day: {k: v for k, v in book().items() if day == EDITION})
    assert write_book(tmp_path / "site") == len(book())
    css = (tmp_path / "site" / "book.css").read_text(encoding="utf-8")
    for url in re.findall(r'url\("([^"]+)"\)', css):
        assert (tmp_path / "site" / url).is_file()
    assert not re.search(r'(?:href|src)="(?:https?:)?//', "".join(book().values()))


def test_a_day_the_books_do_not_know_is_refused() -> None:
    """Neither nonsense nor a day before the books is taken."""
    for text in ("yesterday", "1999-01-01"):
        with pytest.raises(BadInput):
            _day(text)


def test_jurisdictions_have_their_names() -> None:
    """Counties are told from each other by their state."""
    assert name_of("us_nv_clark") == "Clark County, Nevada"
    assert name_of("us_ca_orange") == "Orange County, California"
    assert len({name_of(b) for b in books()}) == len(books())
