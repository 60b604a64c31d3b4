"""``law check`` finds each kind of fault, planted in a copy of the books, and its counterexample is a case that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import z3

from lawgate.base import Confidence, Place
from lawgate.decision import Decider, question
from lawgate.law import facts as fact
from lawgate.law import proof
from lawgate.law.books import load
from lawgate.law.exact import chain
from lawgate.law.norms import HOLD, Answer, Authority, Rank, where
from lawgate.law.proof import Fault, check
from lawgate.law.rulebook import Rulebook

OREGON = [Place("OR"), Place("OR", "Clackamas")]
CALIFORNIA = [Place("CA")]


def statute(id_: str, state: str, *, since: str = "2020-01-01") -> Authority:
    return Authority(
        id_,
        title="Planted",
        cite=id_,
        kind="statute",
        rank=Rank.STATE_STATUTE,
        territory=where(state),
        since=since,
        words="Planted.",
        confidence=Confidence.READ,
    )


def books_with(*more: Authority, without: str = "") -> Rulebook:
    """A copy of the books, with authorities added, or one norm taken away."""
    kept = [
        replace(a, norms=[n for n in a.norms if n.id != without]) if any(n.id == without for n in a.norms) else a
        for a in load().authorities
    ]
    return Rulebook((*kept, *more))


def found(rulebook: Rulebook, places: list[Place], kind: str) -> list[Fault]:
    return [f for f in check(rulebook, places, rows=1) if f.kind == kind]


def test_a_norm_that_can_never_apply_is_found() -> None:
    """Dead everywhere and always; one that is only idle in some period is not called dead."""
    planted = statute("planted-dead", "OR")
    planted.prohibits(HOLD, cite="(a)", key="never", when=fact.request & ~fact.request, words="Never.")
    planted.prohibits(HOLD, cite="(b)", key="sometimes", when=fact.juvenile, words="Juveniles.")
    (dead,) = found(books_with(planted), OREGON, "dead-norm")
    assert dead.what.startswith("planted-dead/never ")
    assert dead.case is None


def test_two_texts_that_clash_without_a_rule_between_them_are_found() -> None:
    """Same rank, same day, one forbids what the other demands; the case shows both, and the law answers *unresolved*, never one of them."""
    ban, duty = statute("planted-ban", "ID"), statute("planted-duty", "ID")
    ban.prohibits(HOLD, cite="1", when=fact.request & fact.juvenile, words="No juvenile is held.")
    duty.requires(HOLD, cite="1", when=fact.request & fact.juvenile, words="Every juvenile is held.")
    rulebook = books_with(ban, duty)
    clashes = found(rulebook, [Place("ID")], "silent-clash")
    assert any("planted-ban" in f.what and "planted-duty" in f.what for f in clashes)
    case = next(f.case for f in clashes if f.case is not None)
    assert Decider(rulebook).decide(question(case), trace=False).answers[HOLD] is Answer.UNRESOLVED


def test_a_fact_pattern_without_exactly_one_answer_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision list cannot leave a gap; a reader of it that lost its last answer, or gave two, would be caught."""

    def gap(*given: Any) -> Any:
        made = chain(*given)
        made.pop(next(reversed(made)))
        return made

    def double(*given: Any) -> Any:
        made = chain(*given)
        return {**made, next(iter(made)): z3.BoolVal(True)}

    for broken in (gap, double):
        monkeypatch.setattr(proof, "chain", broken)
        assert found(load(), [Place("OR")], "no-single-answer")


Change = Callable[[], Rulebook]


def _permission(state: str, **more: Any) -> Rulebook:
    planted = statute("planted-permission", state)
    planted.permits(HOLD, cite="1", words="May hold.", **more)
    return books_with(planted)


def _duty() -> Rulebook:
    planted = replace(statute("planted-federal", "OR"), rank=Rank.FEDERAL_STATUTE, territory=where())
    planted.requires(HOLD, cite="1", when=fact.request, words="A detainer is an order.")
    return books_with(planted)


@pytest.mark.parametrize(
    ("rulebook", "places", "says"),
    [
        (lambda: books_with(without="ca-values-act/hold-request"), CALIFORNIA, "From 4 January 2018"),
        (_duty, OREGON, "Nowhere does federal law by itself"),
    ],
)
def test_a_broken_invariant_is_found_with_a_case_that_breaks_it(
    rulebook: Change, places: list[Place], says: str
) -> None:
    """A ban taken out, a federal duty written in: the sentence is named, and deciding its case shows the forbidden answer."""
    law = rulebook()
    broken = [f for f in found(law, places, "invariant") if f.what.startswith(says)]
    assert broken
    assert broken[0].case is not None
    case = broken[0].case
    scope = "federal-only" if says.startswith("Nowhere") else "full"
    answer = Decider(law).decide(question({**case, "scope": scope}), trace=False).answers[HOLD]
    assert answer in (Answer.REQUIRED, Answer.PERMITTED)
    assert Decider(load()).decide(question({**case, "scope": scope}), trace=False).answers[HOLD] is not answer


def test_a_proof_that_did_not_come_in_time_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the solver could not settle is said, never passed over."""
    monkeypatch.setattr(z3.Solver, "check", lambda *_: z3.unknown)
    assert found(load(), [Place("OR")], "not-proved")


def test_two_states_as_they_stand_have_no_fault() -> None:
    """California and Oregon from 2008 to 2026, with lists of two charges and two convictions."""
    assert check(load(), [*CALIFORNIA, *OREGON], rows=2) == []
