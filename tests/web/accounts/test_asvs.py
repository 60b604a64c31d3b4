"""The checklist holds: every requirement has a row, every row a test that exists or a reason, and the document is what the table gives."""

from __future__ import annotations

import re
from collections import Counter

from tests.web.accounts.asvs import DOCUMENT, PROSE, document, known_tests, rows

SAY = "test_the_documents_say_it"


def test_every_requirement_of_both_levels_has_one_row() -> None:
    """253 of them, by level and chapter as ASVS 5.0.0 counts them, in order, none twice."""
    found = rows()
    ids = [tuple(map(int, r.id.split("."))) for r in found]
    assert ids == sorted(set(ids))
    assert Counter(r.level for r in found) == {1: 69, 2: 184}
    by_chapter = Counter(r.chapter for r in found)
    sizes = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]
    assert [by_chapter[n] for n in range(1, 18)] == sizes


def test_every_test_that_a_row_names_exists() -> None:
    """A claim without its test, or with one that was renamed, fails here."""
    assert [(r.id, t) for r in rows() for t in r.tests if t not in known_tests()] == []


def test_every_row_without_a_test_gives_a_reason() -> None:
    """In words that say something."""
    assert [r.id for r in rows() if not r.tests and len(r.reason) < 7] == []


def test_the_document_is_what_the_table_gives() -> None:
    """Whoever changes the table writes the document again: python -m tests.web.accounts.asvs."""
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_the_documents_say_it() -> None:
    """Where a requirement asks that something be written down, the written part names that requirement beside what it says of it."""
    prose = PROSE.read_text(encoding="utf-8")
    named = set(re.findall(r"\b\d+\.\d+\.\d+\b", prose))
    assert [r.id for r in rows() if SAY in r.tests and r.id not in named] == []
