from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import NaiveTime
from lawgate.base.moments import iso_minute
from lawgate.clock import Cut, deadline, last_minute
from tests.clock.starts import WORKABLE, instants, unhurried, us_zones

LA = ZoneInfo("America/Los_Angeles")
NY = ZoneInfo("America/New_York")
read = datetime.fromisoformat


def test_the_earliest_limit_governs_and_the_later_is_a_ceiling() -> None:
    """The form's 48 elapsed hours end first; the regulation's are a ceiling."""
    t0 = read("2016-03-12T10:00-08:00")
    found = last_minute(t0, [deadline("FLAT48", t0, LA), deadline("EXCL48", t0, LA)])
    assert iso_minute(found.ends) == "2016-03-14T11:00-07:00"
    assert (found.clock, found.governs, found.flags) == ("FLAT48", "FLAT48", ())
    assert {k: iso_minute(v) for k, v in found.ceilings.items()} == {"EXCL48": "2016-03-16T00:00-07:00"}
    assert found.steps == deadline("FLAT48", t0, LA).steps


def test_of_two_that_end_together_the_first_governs() -> None:
    """When the form and the regulation end at the same minute the one named first gives the clock its name."""
    t0 = read("2018-03-06T12:00-08:00")
    limits = [deadline("FLAT48", t0, LA), deadline("EXCL48", t0, LA)]
    assert last_minute(t0, limits).clock == "FLAT48"
    assert last_minute(t0, limits[::-1]).clock == "EXCL48"


def test_a_later_state_maximum_is_flagged() -> None:
    """A state maximum does not enlarge the request, and the answer says that it ends later."""
    t0 = read("2018-07-02T10:00-04:00")
    found = last_minute(t0, [deadline(n, t0, NY) for n in ("FLAT48", "CT48", "EXCL48")])
    assert iso_minute(found.ends) == "2018-07-04T10:00-04:00"
    assert found.flags == ("state-ceiling-later",)
    assert set(found.ceilings) == {"CT48", "EXCL48"}
    t0 = read("2026-02-09T10:00-05:00")
    assert last_minute(t0, [deadline(n, t0, NY) for n in ("FLAT48", "NH48")]).flags == ()


def test_a_change_of_law_cuts_the_hold_at_midnight() -> None:
    """A statute that takes effect in mid-hold ends it at the first minute of its day."""
    t0 = read("2018-01-03T10:00-08:00")
    cut = Cut(read("2018-01-04T00:00-08:00"), "ends-at-effective-date", "The Values Act takes effect on 4 January.")
    found = last_minute(t0, [deadline("FLAT48", t0, LA), deadline("EXCL48", t0, LA)], [cut])
    assert iso_minute(found.ends) == "2018-01-04T00:00-08:00"
    assert (found.clock, found.governs, found.flags) == (
        "FLAT48",
        "ends-at-effective-date",
        ("ends-at-effective-date",),
    )
    assert [s.text for s in found.steps] == ["Wednesday 10:00 to 24:00: 14 h", cut.sentence]
    assert found.sentences[-3:] == (
        cut.sentence,
        "It ends the time sooner: Thursday 00:00.",
        "At that minute the person is free.",
    )


def test_evidence_of_citizenship_at_hour_five() -> None:
    """Of two cuts the earlier one counts, and the step that it falls in is shortened."""
    t0 = read("2013-04-16T09:00-07:00")
    cuts = [
        Cut(read("2013-04-17T09:00-07:00"), "ends-on-cancellation", "DHS cancelled the request."),
        Cut(read("2013-04-16T14:00-07:00"), "ends-on-citizenship-evidence", "Evidence of U.S. citizenship came in."),
    ]
    found = last_minute(t0, [deadline("EXCL48", t0, LA)], cuts)
    assert iso_minute(found.ends) == "2013-04-16T14:00-07:00"
    assert found.flags == ("ends-on-citizenship-evidence",)
    assert found.steps[0].text == "Tuesday 09:00 to 14:00: 5 h"
    assert found.steps[-1].running == timedelta(hours=5)


def test_a_cut_at_or_after_the_limit_changes_nothing() -> None:
    """A cancellation that comes when the limit is reached anyway is no reason."""
    t0 = read("2013-04-16T09:00-07:00")
    limit = deadline("EXCL48", t0, LA)
    found = last_minute(t0, [limit], [Cut(limit.ends, "ends-on-cancellation", "DHS cancelled the request.")])
    assert (found.ends, found.cut, found.flags) == (limit.ends, None, ())


def test_a_cut_before_release_leaves_no_time() -> None:
    """Evidence that came in before release was due leaves no hold at all."""
    t0 = read("2013-04-16T09:00-07:00")
    cut = Cut(read("2013-04-16T08:00-07:00"), "ends-on-citizenship-evidence", "Evidence of U.S. citizenship came in.")
    found = last_minute(t0, [deadline("EXCL48", t0, LA)], [cut])
    assert (found.ends, found.clock, found.flags, found.cut) == (t0, "none", (), cut)
    assert found.governs == "ends-on-citizenship-evidence"


def test_a_limit_spent_before_release() -> None:
    """A receipt clock that ran out before release leaves no time and is shown as spent."""
    t0, received = read("2025-06-05T12:00-04:00"), read("2025-06-02T09:00-04:00")
    found = last_minute(t0, [deadline("NC-RECEIPT", received, NY), deadline("EXCL48", t0, NY)])
    assert (found.ends, found.clock, found.governs) == (t0, "none", "t0")
    assert found.flags == ("limit-passed-before-t0",)
    assert {k: iso_minute(v) for k, v in found.ceilings.items()} == {"NC-RECEIPT": "2025-06-04T09:00-04:00"}


def test_a_limit_that_ends_just_at_release_is_spent() -> None:
    """A receipt clock reached at the very minute of release leaves no hold: reaching a limit is being free."""
    t0, received = read("2025-06-04T09:00-04:00"), read("2025-06-02T09:00-04:00")
    found = last_minute(t0, [deadline("NC-RECEIPT", received, NY)])
    assert (found.ends, found.clock, found.flags) == (t0, "none", ("limit-passed-before-t0",))


def test_no_limit_means_no_time() -> None:
    """A hold that nothing measures ends when release is due."""
    t0 = read("2025-06-05T12:00-04:00")
    found = last_minute(t0, [])
    assert (found.ends, found.clock, found.governs, found.ceilings) == (t0, "none", "t0", {})


@pytest.mark.parametrize(("now", "passed"), [("09:59", False), ("10:00", True), ("10:01", True)])
def test_reaching_the_minute_is_past_it(now: str, passed: bool) -> None:
    """At the very minute of the limit the person is free."""
    t0 = read("2013-05-01T10:00-07:00")
    found = last_minute(t0, [deadline("EXCL48", t0, LA)], now=read(f"2013-05-03T{now}-07:00"))
    assert ("limit-passed-release-now" in found.flags) is passed


def test_naive_instants_are_refused() -> None:
    """A cut without an offset is refused rather than guessed."""
    t0 = read("2013-05-01T10:00-07:00")
    with pytest.raises(NaiveTime):
        last_minute(t0, [deadline("EXCL48", t0, LA)], [Cut(read("2013-05-02T10:00"), "ends-on-cancellation", "x")])


hours = st.timedeltas(timedelta(hours=-72), timedelta(hours=120))


@unhurried
@given(
    instants, us_zones, st.lists(st.tuples(st.sampled_from(WORKABLE), hours), max_size=4), st.lists(hours, max_size=3)
)
def test_never_before_release_never_after_a_limit(
    t0: datetime, tz: ZoneInfo, limits: list[tuple[str, timedelta]], cut_at: list[timedelta]
) -> None:
    """The last minute is the earliest limit or cut, never before release was due and never after any of them."""
    made = [deadline(name, t0 + shift, tz) for name, shift in limits]
    cuts = [Cut(t0 + shift, "ends-on-cancellation", "DHS cancelled the request.") for shift in cut_at]
    found = last_minute(t0, made, cuts)
    stops = [d.ends.astimezone(UTC) for d in made] + [c.at for c in cuts]
    ends = found.ends.astimezone(UTC)
    assert ends >= t0
    assert all(ends <= max(stop, t0) for stop in stops)
    assert ends == t0 or (bool(made) and ends == min(stops))
    assert made or ends == t0
