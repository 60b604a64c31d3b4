"""What changed between two days or two rulebooks: every example really changes its answer, and nothing else is claimed."""

from __future__ import annotations

import pytest

from lawgate.base import Place
from lawgate.decision import Decider, question
from lawgate.law.books import load
from lawgate.law.diff import differences
from lawgate.law.norms import HOLD, Action, Answer
from lawgate.law.rulebook import Program, Query, Rulebook
from tests.law.test_proof import books_with, statute


def programs(state: str, days: tuple[str, str], old: Rulebook, new: Rulebook) -> list[Program]:
    place = Place(state)
    return [
        r.program(Query(place, d, policies=r.local_policies(place, d))) for d, r in zip(days, (old, new), strict=True)
    ]


@pytest.mark.parametrize(
    ("state", "before", "after", "expected"),
    [
        ("CA", "2013-12-31", "2014-01-01", {("hold", "permitted", "prohibited"), ("hold", "permitted", "unresolved")}),
        (
            "CA",
            "2018-01-03",
            "2018-01-04",
            {("hold", "permitted", "prohibited"), ("transfer", "permitted", "prohibited")},
        ),
        ("OR", "2014-05-01", "2014-05-02", set()),
    ],
)
def test_each_example_changes_its_answer_as_it_says(
    state: str, before: str, after: str, expected: set[tuple[str, ...]]
) -> None:
    """The example, decided by the law of each day, has the one answer and then the other."""
    old, new = programs(state, (before, after), load(), load())
    found = differences(old, new, Place(state), after)
    kinds = {(d.action.value, d.before.value, d.after.value) for d in found}
    assert expected <= kinds if expected else not kinds
    decider = Decider(load())
    for d in found:
        q = question(d.case)
        assert decider.compiled(q).find(q.facts).answer(d.action) is d.after
        earlier = decider.compiled(question({**d.case, "date": before}))
        assert earlier.find(q.facts).answer(d.action) is d.before


def test_between_two_rulebooks_on_one_day_only_what_was_added_differs() -> None:
    """A new ban shows as one kind of change for one action; a rulebook beside itself shows none."""
    planted = statute("planted", "OH")
    planted.prohibits(HOLD, cite="1", words="No hold.")
    day = ("2025-06-01", "2025-06-01")
    old, new = programs("OH", day, load(), books_with(planted))
    found = differences(old, new, Place("OH"), day[1])
    assert {(d.action, d.after) for d in found} == {(Action.HOLD, Answer.PROHIBITED)}
    assert differences(old, old, Place("OH"), day[1]) == []
