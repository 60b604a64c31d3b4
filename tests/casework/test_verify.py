"""Verification: decisions made again with the rulebook of their day, anchors, progress. What flips do is in ``test_flips``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lawgate.base import BadInput, LawgateError, canonical_json, digest
from lawgate.casework import open_ledger
from lawgate.casework.records import Decided
from lawgate.casework.verify import verify
from tests.casework.samples import BOOK, again, filled, run, said, thing, things


def test_a_changed_answer_would_be_found(ledger_file: Path) -> None:
    """A decision that comes out otherwise today is named with what differs; so is one that cannot be made again."""
    ledger = filled(ledger_file)
    found = verify(ledger, lambda book, facts: {"twice": -1})
    assert {(d.column, d.what) for d in found.damage} == {("answer", "made again, the decision differs in twice")}

    def breaks(book: bytes, facts: Any) -> Any:
        raise BadInput("no such fact")

    assert {d.column for d in verify(ledger, breaks).damage} == {"facts"}


def test_each_decision_keeps_the_rulebook_and_data_of_its_day(ledger_file: Path) -> None:
    """Another rulebook and newer zone data later: the old decision is made again with the old book, and names the old data."""
    ledger = filled(ledger_file, 1)
    book = canonical_json({"rule": 3})
    ledger.store_rulebook(digest(book), book, {"tzdata": "2015.1"})
    run(ledger, things(1), decide=lambda t: Decided({"n": t.record["n"]}, {"thrice": t.record["n"] * 3}, digest(book)))
    kinds = [(k, p.get("rulebook")) for k, _, p in said(ledger, "p0")]
    assert kinds == [("booking.received", None), ("decided", digest(BOOK)), ("decided", digest(book))]
    assert len({p["versions"] for _, _, p in said(ledger) if "versions" in p}) == 2

    def rederive(norms: bytes, facts: Any) -> Any:
        rule = json.loads(norms)["rule"]
        return {{2: "twice", 3: "thrice"}[rule]: facts["n"] * rule}

    assert verify(open_ledger(ledger_file), rederive).clean


def test_a_decision_by_a_rulebook_that_is_not_stored_is_refused(ledger_file: Path) -> None:
    """It could never be made again; nothing is written."""
    ledger = open_ledger(ledger_file)
    with pytest.raises(LawgateError, match="was not stored"):
        run(ledger, things(1))
    assert ledger.end() == (0, "")
    with pytest.raises(LawgateError, match="does not have that digest"):
        ledger.store_rulebook("0" * 64, BOOK, {})


def test_progress_is_told_for_every_event(ledger_file: Path) -> None:
    """A long ledger can show how far verification is."""
    seen: list[tuple[int, int]] = []
    verify(filled(ledger_file), again, lambda done, of: seen.append((done, of)))
    assert seen == [(n, 10) for n in range(1, 11)]


def test_a_ledger_that_grows_meanwhile_is_verified_as_far_as_it_was(ledger_file: Path) -> None:
    """New events, corrections and new people while verification goes on are no damage; they are for the next time."""
    ledger, turns = filled(ledger_file), iter([things(3), [thing(1, more=1), thing(7)], [thing(2, more=1)]])

    def meanwhile(done: int, of: int) -> None:
        run(ledger, next(turns, []))

    found = verify(ledger, again, meanwhile)
    assert [str(d) for d in found.damage] == []
    assert (found.events, verify(ledger, again).events) == (10, 16)


def test_a_head_kept_elsewhere_shows_a_rewritten_or_shortened_ledger(ledger_file: Path, tmp_path: Path) -> None:
    """The anchor is in its own ledger, and in no other; an untrusted signer is named."""
    ledger = filled(ledger_file)
    head = ledger.head()
    assert head is not None
    assert verify(ledger, again, anchor=head, trusted=[head.public_key]).clean
    other = filled(tmp_path / "other.sqlite3")
    assert [d.where for d in verify(other, again, anchor=head).damage] == ["head 10"]
    assert [d.where for d in verify(other, again, trusted=[head.public_key]).damage] == ["signer"]
    forged = replace(head, link="0" * 64)
    assert [d.column for d in verify(ledger, again, anchor=forged).damage] == ["signature"]
