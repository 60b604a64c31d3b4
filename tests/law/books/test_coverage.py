"""How much of the books the cases beside them try: every norm fires somewhere and is silent somewhere."""

from __future__ import annotations

from functools import lru_cache

from lawgate.decision import Decider, Decision, question
from lawgate.law.books import books, load
from lawgate.law.expr import TRUE
from lawgate.law.norms import Effect, Norm
from tests.law.books.conftest import beside_the_rules, cases_of

FIRED = 473
"""Norms that stand in some case. A floor: it only goes up."""
DECISIVE = 351
"""Norms that carry an answer, a limit of a hold, a paper or a duty in some case. A floor: it only goes up."""
SILENT = 260
"""Conditional norms (of 321) whose condition is false in some case. A floor: it only goes up."""
TOLD = {Effect.FLAG, Effect.ANSWER, Effect.STRIKE, Effect.LIMIT}


@lru_cache(maxsize=1)
def decided() -> tuple[Decision, ...]:
    decider = Decider(load())
    return tuple(decider.decide(question(c)) for path in beside_the_rules().values() for c in cases_of(path))


def fired() -> set[str]:
    return {r.norm.id for d in decided() for r in d.trace if r.stands is True}


def test_every_norm_of_every_book_fires_in_some_case() -> None:
    """No norm is untried: in some case beside the rules its condition is met and nothing defeats it."""
    norms = {n.id for n in load().norms}
    assert sorted(norms - fired()) == []
    assert len(fired()) >= FIRED


def test_conditional_norms_are_silent_in_some_case_where_they_were_in_force() -> None:
    """Norms with a condition are also tried where it is not met, so that one that is always true would be seen: ever more of them."""
    silent = {r.norm.id for d in decided() for r in d.trace if r.applies is False}
    assert len({n.id for n in load().norms if n.cond is not TRUE} & silent) >= SILENT


def test_the_count_of_decisive_norms_only_grows() -> None:
    """Norms that carry an answer are tried as such; what else a norm may be (a note, a clock, a strike) is counted apart."""
    decisive = {n.id for d in decided() for n in (*d.rests_on, *d.papers, *d.duties)}
    assert len(decisive) >= DECISIVE
    left: list[Norm] = [n for n in load().norms if n.id not in decisive and n.effect not in TOLD]
    # A local rule that honors detainers adds nothing to what the law allows: it is never what an answer rests on.
    assert [n.id for n in left if not (n.rank.local and n.effect is Effect.PERMIT)] == []


def test_every_book_has_cases() -> None:
    """No book of law stands without its cases."""
    assert set(books()) == set(beside_the_rules())
