from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.clock import anniversary, within_years
from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.expr import FALSE, TRUE, AnyRow, Expr, Is, Ref, all_of, any_of, ymd
from lawgate.law.rows import any_prior
from lawgate.law.serial import expr_data, expr_from

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
TRUTHS = st.sampled_from([True, False, None])


def leaf(name: str) -> Expr:
    return Is(Ref(name), frozenset({True}))


def case_of(**truths: bool | None) -> dict[str, bool]:
    return {k: v for k, v in truths.items() if v is not None}


def kleene_and(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


@given(TRUTHS, TRUTHS)
def test_conjunction_follows_kleenes_table(a: bool | None, b: bool | None) -> None:
    """And is false if either is false, unknown if either is unknown, else true."""
    assert (leaf("a") & leaf("b")).truth(case_of(a=a, b=b)) is kleene_and(a, b)


@given(TRUTHS, TRUTHS)
def test_de_morgan_holds_in_three_values(a: bool | None, b: bool | None) -> None:
    """Not (A and B) is (not A) or (not B), unknowns included."""
    case = case_of(a=a, b=b)
    assert (~(leaf("a") & leaf("b"))).truth(case) is (~leaf("a") | ~leaf("b")).truth(case)


@given(st.lists(TRUTHS, max_size=4), st.booleans())
def test_an_incomplete_list_never_answers_no(truths: list[bool | None], complete: bool) -> None:
    """Some row meets the condition: true if one surely does; false only over a complete list where none may."""
    rows_ = tuple(case_of(x=t) for t in truths)
    quantified = AnyRow("priors", Is(Ref("x", True), frozenset({True})), "record_complete")
    expected = True if True in truths else None if None in truths or not complete else False
    assert quantified.truth({"priors": rows_, "record_complete": complete}) is expected


def test_an_absent_list_is_unknown() -> None:
    """A list nobody gave is unknown, and so is what is asked of it."""
    assert any_prior(row.wobbler).truth({"record_complete": True}) is None


def test_known_none_orders_with_nothing() -> None:
    """A copy known never to have been served is not served after release."""
    assert fact.served_at.after(fact.t0).truth({"request.served_on_subject_at": None}) is False


@pytest.mark.parametrize(
    ("convicted", "today", "within"),
    [
        (date(2014, 8, 20), date(2019, 8, 20), True),
        (date(2014, 8, 20), date(2019, 8, 21), False),
        (date(2016, 2, 29), date(2021, 2, 28), True),
        (date(2016, 2, 29), date(2021, 3, 1), False),
        (date(2012, 2, 29), date(2016, 2, 29), True),
    ],
)
def test_look_back_leaves_out_the_first_day_and_counts_the_last(convicted: date, today: date, within: bool) -> None:
    """The anniversary is inside, the next day outside; a leap day counts with 28 February (Gov. Code § 6803)."""
    years = 4 if within and convicted.year == 2012 else 5
    cond = row.convicted_on.within(years, of=fact.today)
    assert cond.truth({"moment.date": today}, {"convicted_on": convicted}) is within


@given(DAYS, st.sampled_from([5, 10, 15]), st.one_of(DAYS, st.integers(-400, 400)))
def test_law_and_clock_look_back_alike(day: date, years: int, of: date | int) -> None:
    """A rule's look-back and the clock's are one reading, near the ends and far: a day after the one counted back from is outside."""
    if isinstance(of, int):
        of = anniversary(day, years if of % 2 else 0) + timedelta(days=of // 2)
    cond = row.convicted_on.within(years, of=fact.today)
    assert cond.truth({"moment.date": of}, {"convicted_on": day}) is within_years(day, years, of)


def test_a_conviction_after_the_arrest_is_not_before_it() -> None:
    """Within five years before the instant arrest (N.Y.C. Admin. Code § 9-131): later convictions are outside, that day's inside."""
    cond = row.convicted_on.within(5, of=fact.arrested_on)
    arrest = {"arrested_at_day": date(2016, 5, 5)}
    assert cond.truth(arrest, {"convicted_on": date(2016, 5, 5)}) is True
    assert cond.truth(arrest, {"convicted_on": date(2016, 5, 6)}) is False


def test_instants_of_the_hour_that_comes_twice_keep_their_order() -> None:
    """01:50 before the clocks go back is before 01:10 after, though the wall clock says otherwise."""
    zone = ZoneInfo("America/Los_Angeles")
    first, second = datetime(2014, 11, 2, 1, 50, tzinfo=zone), datetime(2014, 11, 2, 1, 10, tzinfo=zone, fold=1)
    case = {"request.served_on_subject_at": second, "release_due.t0": first}
    assert fact.served_at.after(fact.t0).truth(case) is True
    assert fact.served_at.before(fact.t0, plus_minutes=-30).truth(case) is True


@given(DAYS, DAYS)
def test_days_keep_their_order_as_numbers(a: date, b: date) -> None:
    """YYYYMMDD orders days as the calendar does."""
    assert (ymd(a) < ymd(b)) == (a < b)


def test_constants_fold_away() -> None:
    """All of nothing is true, some of nothing is false, and constants leave no trace in what is built from them."""
    assert all_of() is TRUE
    assert any_of() is FALSE
    a = leaf("a")
    assert all_of(a, TRUE) is a
    assert any_of(a, FALSE) is a


def test_a_condition_refuses_to_be_a_python_truth() -> None:
    """``a and b`` in a rule file would silently drop a condition, so it is an error."""
    with pytest.raises(TypeError, match="no truth of its own"):
        bool(leaf("a"))


def test_a_misspelled_word_is_refused_where_it_is_written() -> None:
    """A rule that names a word no case can hold fails when the book is loaded."""
    with pytest.raises(ValueError, match="never"):
        fact.judicial_warrant.one_of("federal-criminel")


@settings(deadline=None)  # the first example loads every book
@given(st.data())
def test_a_condition_survives_being_stored(data: st.DataObject) -> None:
    """Every condition of every book reads back from its data to a condition with the same data."""
    from lawgate.law.books import load

    norm = data.draw(st.sampled_from(load().norms))
    assert expr_data(expr_from(expr_data(norm.cond))) == expr_data(norm.cond)
