"""Cases as columns: nothing that a condition can tell apart is lost on the way there and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgate.law import bulk, columns
from lawgate.law import facts as fact
from lawgate.law.books import load
from lawgate.law.columns import ANY_END, NO_INSTANT, Coding, encode, never_none
from lawgate.law.decode import decode
from lawgate.law.expr import Expr, HasPrefix
from lawgate.law.vocabulary import vocabulary, walk
from tests.law.strategies import cases

LEAVES = list(
    {
        id(n): n
        for norm in load().norms
        for n in walk(norm.cond)
        if not n.parts() and list(n.refs()) and not any(r.in_row for r in n.refs())
    }.values()
)
SLOW = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def coding_of(exprs: list[Expr]) -> Coding:
    begins = {(str(n.ref), n.prefix + ANY_END) for n in exprs if isinstance(n, HasPrefix)}
    return Coding(vocabulary(exprs).with_words(begins))


CODING = coding_of(LEAVES)


@SLOW
@given(st.lists(cases(), min_size=1, max_size=8))
def test_every_comparison_of_the_books_reads_columns_as_it_reads_a_case(some: list[dict[str, Any]]) -> None:
    """Each comparison, with words that only the cases use, is true, false or unknown of a column as of the case."""
    frame = encode(some, CODING)
    whole = never_none(frame.cases)
    found = frame.cases.select([CODING.leaf(e, whole).alias(str(i)) for i, e in enumerate(LEAVES)])
    for i, e in enumerate(LEAVES):
        truths = found[str(i)].to_list()
        assert (truths * len(some))[: len(some)] == [e.truth(c) for c in some]


@SLOW
@given(st.lists(cases(), min_size=1, max_size=4))
def test_decoded_cases_answer_as_the_given_ones(some: list[dict[str, Any]]) -> None:
    """Columns turned back into cases are the same to every comparison of the books."""
    for before, after in zip(some, decode(encode(some, CODING), CODING), strict=True):
        assert [e.truth(before) for e in LEAVES] == [e.truth(after) for e in LEAVES]
        assert [len(before.get(r, ())) for r in columns.LISTS] == [len(after.get(r, ())) for r in columns.LISTS]


@given(st.lists(cases(), min_size=2, max_size=6), st.data())
@SLOW
def test_some_cases_of_a_frame_keep_their_rows(some: list[dict[str, Any]], data: st.DataObject) -> None:
    """A part of a frame holds those cases with their own charges and priors."""
    which = sorted(data.draw(st.sets(st.integers(0, len(some) - 1), min_size=1)))
    part = encode(some, CODING).only(np.array(which, np.int64))
    assert decode(part, CODING) == decode(encode([some[i] for i in which], CODING), CODING)


def test_a_column_that_is_somewhere_none_keeps_its_guard() -> None:
    """Only a column that is nowhere known to be none is compared without a check, and a null never counts as none."""
    served, due = fact.served_at.name, fact.t0.name
    frame = pl.DataFrame({served: [5, None, 7], due: [NO_INSTANT, 5, None]}, schema={served: pl.Int64, due: pl.Int64})
    assert never_none(frame) == {served}
    late = fact.served_at.after(fact.t0)
    assert frame.select(a=CODING.expr(late, never_none(frame)))["a"].to_list() == [False, None, None]
    assert frame.select(a=CODING.expr(late))["a"].to_list() == [False, None, None]


def test_a_word_that_no_rule_names_is_known_by_how_it_begins() -> None:
    """A box that only the form knows still counts as a box of its part."""
    part = fact.boxes.has_part("1A-")
    case = {"request.boxes": frozenset({"1A-something-new"})}
    frame = encode([case], coding_of([part]))
    assert frame.cases.select(a=coding_of([part]).leaf(part))["a"].to_list() == [True]
    programs: list[Any] = []
    assert bulk.coding_for(programs, [case]).vocabulary.words["request.boxes"] == ("1A-something-new",)
