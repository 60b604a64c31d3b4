"""Requests over time: which is in force, and what happened to each."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lawgate.detainer import Request, Stand, current, history, stand

START = datetime(2014, 6, 1, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def request(received: float | None = None, **more: object) -> Request:
    return Request(({} if received is None else {"received_at": at(received)}) | more)


def test_the_latest_received_replaces_the_others_and_none_comes_back() -> None:
    """At each instant one request is on file: none before the first, then the latest, even when the latest is cancelled."""
    first, second = request(1), request(5, cancelled_at=at(8))
    both = [second, first]
    assert current(both, at(0)) == (None, ())
    assert current(both, at(3)) == (first, ())
    assert current(both, at(6)) == (second, (first,))
    assert current(both, at(9)) == (second, (first,))
    stands = [[stand(r, both, at(h)) for r in (first, second)] for h in (0, 3, 6, 9)]
    assert stands == [
        [Stand.NOT_RECEIVED, Stand.NOT_RECEIVED],
        [Stand.IN_FORCE, Stand.NOT_RECEIVED],
        [Stand.REPLACED, Stand.IN_FORCE],
        [Stand.REPLACED, Stand.CANCELLED],
    ]


def test_without_a_time_of_receipt_the_day_of_issue_orders() -> None:
    """A request of unknown receipt counts at any time, placed by its day of issue, else as listed."""
    old, new = request(issued_on=date(2014, 5, 1)), request(issued_on=date(2014, 5, 20))
    assert current([new, old]) == (new, (old,))
    one, two = request(), request()
    assert current([one, two], at(0))[0] is two


def test_history_tells_what_happened_in_order() -> None:
    """Received, served, cancelled, and cancelled by a later form whose box is ticked."""
    first = request(1, served_on_subject_at=at(2))
    second = request(5, cancels_earlier=True)
    assert [(m.what, m.at) for m in history([second, first])] == [
        ("received", at(1)),
        ("served", at(2)),
        ("cancelled", at(5)),
        ("received", at(5)),
    ]
    assert [m.what for m in history([first, request(5)])] == ["received", "served", "replaced", "received"]


requests = st.lists(
    st.builds(request, st.one_of(st.none(), st.integers(0, 50)), cancelled_at=st.none() | st.integers(0, 60).map(at)),
    max_size=5,
)


@given(requests, st.integers(0, 60))
def test_at_most_one_request_is_in_force(rs: list[Request], hour: int) -> None:
    """At any instant; and every other received one is accounted for."""
    states = [stand(r, rs, at(hour)) for r in rs]
    distinct = {id(r): s for r, s in zip(rs, states, strict=True)}
    assert sum(s is Stand.IN_FORCE for s in distinct.values()) <= 1
    found, earlier = current(rs, at(hour))
    received = [r for r in rs if r.received_at is None or r.received_at <= at(hour)]
    assert len(received) == len(earlier) + (found is not None)
