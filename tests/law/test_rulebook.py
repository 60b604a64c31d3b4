from __future__ import annotations

import json
from typing import Any

import pytest

from lawgate.base import BadInput, Place, canonical_json
from lawgate.law import Action, Answer, Authority, Compiled, Query, Rank, Rulebook
from lawgate.law import facts as fact
from lawgate.law.books import books, load
from lawgate.law.norms import HOLD, NATION, NOTIFY, TRANSFER, where
from lawgate.law.rulebook import UnknownAuthority
from lawgate.law.serial import authority_from

JAIL = Place("CA", "Example")
WANTED = {
    "request": True,
    "request.asks": frozenset({"hold", "notify"}),
    "request.conditions": frozenset(),
    "judicial_warrant": "none",
    "delay_reason": None,
    "release_due.t0": 1,
}


def source(id_: str, rank: Rank, since: str = "2010-01-01", **more: Any) -> Authority:
    return Authority(
        id_,
        title=id_,
        cite=id_,
        kind="test",
        rank=rank,
        territory=NATION,
        since=since,
        words="words",
        **more,
    )


def answer(*authorities: Authority, action: Action = HOLD, **facts: object) -> Answer:
    book = Rulebook(authorities)
    program = book.program(Query(JAIL, "2020-01-01", policies=frozenset({"house"})))
    return Compiled(program).find({**WANTED, **facts}).answer(action)


def test_nothing_in_force_means_no_authority_to_hold() -> None:
    """Without any norm a hold is prohibited, while a requested notice or hand-over is free to be answered."""
    silent = source("silent", Rank.STATE_STATUTE)
    silent.prohibits(HOLD, grounds=("request",), when=~fact.request)
    assert answer(silent) is Answer.PROHIBITED
    assert answer(silent, action=NOTIFY) is Answer.PERMITTED
    assert answer(silent, action=TRANSFER) is Answer.PERMITTED


def test_a_state_duty_beats_a_local_refusal() -> None:
    """A county cannot refuse what the state's law demands."""
    state, county = source("state", Rank.STATE_STATUTE), source("house", Rank.ORDINANCE, policy="house")
    state.requires(HOLD)
    county.prohibits(HOLD)
    assert answer(state, county) is Answer.REQUIRED


def test_a_local_rule_removes_a_permission_and_never_adds_one() -> None:
    """A county may refuse what the state permits, and may not permit what nothing else permits."""
    federal, county = source("federal", Rank.FEDERAL_REGULATION), source("house", Rank.ORDINANCE, policy="house")
    federal.permits(HOLD)
    county.prohibits(HOLD)
    assert answer(federal, county) is Answer.PROHIBITED
    willing = source("house", Rank.LOCAL_POLICY, policy="house")
    willing.permits(HOLD)
    assert answer(willing) is Answer.PROHIBITED


def test_the_constitution_beats_a_state_duty() -> None:
    """No statute can demand a seizure without probable cause."""
    state, amendment = source("state", Rank.STATE_STATUTE), source("amend", Rank.CONSTITUTION)
    state.requires(HOLD)
    amendment.prohibits(HOLD)
    assert answer(state, amendment) is Answer.PROHIBITED


def test_later_beats_earlier_within_a_rank() -> None:
    """Of two statutes the later one speaks."""
    old, new = source("old", Rank.STATE_STATUTE, "2010-01-01"), source("new", Rank.STATE_STATUTE, "2018-01-04")
    old.prohibits(HOLD)
    new.requires(HOLD)
    assert answer(old, new) is Answer.REQUIRED
    old, new = source("old", Rank.STATE_STATUTE, "2010-01-01"), source("new", Rank.STATE_STATUTE, "2018-01-04")
    old.requires(HOLD)
    new.prohibits(HOLD)
    assert answer(old, new) is Answer.PROHIBITED


def test_a_clash_is_shown_and_never_guessed() -> None:
    """Two statutes of one day that contradict each other leave the point unresolved."""
    one, two = source("one", Rank.STATE_STATUTE), source("two", Rank.STATE_STATUTE)
    one.requires(HOLD)
    two.prohibits(HOLD)
    assert answer(one, two) is Answer.UNRESOLVED


def test_an_anti_restriction_law_strikes_the_ban_and_makes_no_duty() -> None:
    """Local bans are void; the hold is permitted, not required."""
    federal = source("federal", Rank.FEDERAL_REGULATION)
    state, county = source("state", Rank.STATE_STATUTE), source("house", Rank.ORDINANCE, policy="house")
    federal.permits(HOLD)
    state.strikes(HOLD)
    county.prohibits(HOLD)
    assert answer(federal, state, county) is Answer.PERMITTED


def test_a_judges_warrant_is_its_own_ground() -> None:
    """A ban on holding for requests does not touch custody on a federal judge's warrant."""
    state, judge = source("state", Rank.STATE_STATUTE), source("judge", Rank.FEDERAL_STATUTE)
    state.prohibits(HOLD)
    judge.permits(HOLD, grounds=("court",))
    assert answer(state, judge, judicial_warrant="federal-criminal") is Answer.PERMITTED
    assert answer(state, judge) is Answer.PROHIBITED


def test_a_rulebook_reads_back_from_its_data() -> None:
    """The stored form of the books makes the same rulebook again, to the byte and the digest."""
    book = load()
    stored = json.loads(canonical_json(book.data))
    again = Rulebook(tuple(authority_from(a) for a in stored))
    assert canonical_json(again.data) == canonical_json(book.data)
    assert again.digest == book.digest


def test_every_norm_carries_words_citation_dates_rank_and_confidence() -> None:
    """No norm stands without what a lawyer needs to check it."""
    book = load()
    assert book.norms
    for norm in book.norms:
        assert norm.words.strip(), norm.id
        assert norm.cite.strip(), norm.id
        assert norm.since, norm.id
        assert norm.confidence, norm.id


def test_every_authority_is_in_one_book() -> None:
    """The books share out the authorities without loss or repetition."""
    ids = [i for found in books().values() for i in found]
    assert sorted(ids) == sorted(a.id for a in load().authorities)


def test_two_authorities_may_not_share_an_id() -> None:
    """A rulebook refuses a second authority of the same name."""
    with pytest.raises(BadInput, match="two authorities"):
        Rulebook(
            (source("a", Rank.POLICY if hasattr(Rank, "POLICY") else Rank.LOCAL_POLICY), source("a", Rank.ORDINANCE))
        )


def test_an_unknown_authority_is_named_with_its_nearest() -> None:
    """A slip of the pen is answered with what was probably meant."""
    with pytest.raises(UnknownAuthority, match="ca-trust-act-2014"):
        load().authority("ca-trust-act-2015")


def test_days_between_changes_share_one_program() -> None:
    """The law of two days with no change between them is the same object, and differs across a change."""
    book, place = load(), Place("CA", "Kern")
    a, b = book.program(Query(place, "2014-03-01")), book.program(Query(place, "2014-03-02"))
    assert a is b
    assert book.program(Query(place, "2013-12-31")) is not book.program(Query(place, "2014-01-01"))


def test_a_territory_covers_only_its_own() -> None:
    """State, county, circuit and agency narrow a territory, each alone."""
    here = where("CA", counties=("Kern",), agency=("county-jail",))
    assert here.covers(Place("CA", "Kern"))
    assert not here.covers(Place("CA", "Kern", agency_type="police-lockup"))
    assert not here.covers(Place("CA", "Inyo"))
    assert not here.covers(Place("TX", "Kern"))
    assert where(circuits=("9",)).covers(Place("OR"))
