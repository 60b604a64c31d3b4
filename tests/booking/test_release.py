"""When release is due: the latest end of all the jail's own grounds, and never a minute made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import Place
from lawgate.booking import Bail, Booking, Charge, CourtOrder, Hold, release_due
from lawgate.booking.records import Part

KERN = Place("CA", "Kern", tz="UTC")
START = datetime(2014, 6, 1, 10, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def made(**how: Any) -> Booking:
    return Booking(number="1", facility=KERN, **how)


def charge(**facts: Any) -> Charge:
    return Charge({"name": "theft", **facts})


def bail(**facts: Any) -> Bail:
    return Bail({"amount_usd": 5000, **facts})


@pytest.mark.parametrize(
    ("how", "t0", "known", "event"),
    [
        ({"charges": (charge(ends_at=at(5)), charge(ends_at=at(7)))}, 7, True, "charges-resolved"),
        ({"charges": (charge(ends_at=at(5), disposition="dismissed"),)}, 5, True, "charges-dismissed"),
        ({"charges": (charge(ends_at=at(5), ended_by="bail-posted"),)}, 5, True, "bail-posted"),
        ({"charges": (charge(ends_at=at(5)), charge(open=True))}, None, True, None),
        ({"charges": (charge(ends_at=at(5)), charge())}, None, False, None),
        ({"charges": (charge(open=True), charge())}, None, True, None),
        ({"charges": ()}, None, False, None),
        ({}, None, False, None),
        ({"charges": (charge(),), "bail": (bail(tendered_at=at(2), accepted_at=at(3)),)}, 2, True, "bail-posted"),
        (
            {"charges": (charge(open=True),), "bail": (bail(tendered_at=at(2), refused="ICE"),)},
            2,
            True,
            "bail-tendered-and-refused",
        ),
        (
            {"charges": (charge(ends_at=at(50)),), "bail": (bail(tendered_at=at(2), accepted_at=None),)},
            2,
            True,
            "bail-tendered-and-refused",
        ),
        ({"charges": (charge(open=True),), "bail": (bail(tendered_at=None),)}, None, True, None),
        ({"charges": (charge(open=True, no_bail=True),), "bail": (bail(tendered_at=at(2)),)}, None, True, None),
        ({"charges": (charge(since=at(3)),), "bail": (bail(tendered_at=at(2)),)}, None, False, None),
        (
            {
                "charges": (charge(line="1"), charge(line="2", open=True)),
                "bail": (bail(tendered_at=at(2), covers=frozenset({"1"})),),
            },
            None,
            True,
            None,
        ),
        (
            {
                "charges": (charge(), charge()),
                "bail": (bail(tendered_at=at(2)), bail(amount_usd=900, tendered_at=at(4))),
            },
            4,
            True,
            "bail-posted",
        ),
        (
            {"charges": (charge(),), "bail": (bail(tendered_at=at(2), refused="late"), bail(tendered_at=at(4)))},
            2,
            True,
            "bail-tendered-and-refused",
        ),
        ({"charges": (charge(),), "bail": (bail(tendered_at=at(2)), bail(amount_usd=900))}, None, False, None),
        (
            {"charges": (charge(),), "orders": (CourtOrder({"what": "acquitted", "at": at(6)}),)},
            6,
            True,
            "charges-resolved",
        ),
        (
            {"charges": (charge(ends_at=at(5)),), "holds": (Hold({"type": "parole-hold", "ends_at": at(9)}),)},
            9,
            True,
            None,
        ),
        ({"charges": (charge(ends_at=at(5)),), "holds": (Hold({"open": True, "valid": False}),)}, 5, True, None),
        (
            {"charges": (charge(ends_at=at(5)),), "holds": (Hold({"type": "immigration-detainer", "open": True}),)},
            5,
            True,
            None,
        ),
        (
            {"charges": (charge(ends_at=at(5)),), "holds": (Hold({"type": "criminal-warrant", "open": True}),)},
            None,
            True,
            "local-sentence-served-but-other-criminal-hold",
        ),
        ({"charges": (charge(ends_at=at(5)),), "facts": {"release_due.t0": at(3)}}, 3, True, None),
        ({"facts": {"release_due.t0": None, "release_due.event": "sentence-served"}}, None, True, "sentence-served"),
    ],
)
def test_release_is_due_at_the_latest_end(
    how: dict[str, Any], t0: float | None, known: bool, event: str | None
) -> None:
    """Each way a ground ends, stays open or is not known gives its own answer, with the event where there is one."""
    due = release_due(made(**how))
    assert due.t0 == (None if t0 is None else at(t0))
    assert due.known is known
    assert event in (None, due.event)
    assert due.steps


def test_the_steps_read_like_sentences() -> None:
    """Each ground has its line, and the last says what follows."""
    b = made(charges=(charge(), charge(name="battery", ends_at=at(3))), bail=(bail(tendered_at=at(5)),), holds=())
    assert release_due(b).steps == (
        "Theft: ended Sun 1 Jun 2014, 15:00 (bail posted).",
        "Battery: ended Sun 1 Jun 2014, 13:00.",
        "The latest end is Sun 1 Jun 2014, 15:00: release is due then.",
    )


def test_a_statement_that_differs_from_the_grounds_says_so() -> None:
    """What the feed states stands, and the other minute is shown beside it."""
    due = release_due(made(charges=(charge(ends_at=at(5)),), facts={"release_due.t0": at(3)}))
    assert any("it would be Sun 1 Jun 2014, 15:00" in s for s in due.steps)


hours = st.integers(0, 60).map(at)
times = st.fixed_dictionaries(
    {}, optional={"ends_at": hours, "open": st.booleans(), "since": hours, "no_bail": st.booleans()}
)
charges = times.map(lambda t: charge(**t))
holds = times.map(lambda t: Hold({"type": "parole-hold", **t}))
bails = st.fixed_dictionaries({}, optional={"tendered_at": hours}).map(lambda t: bail(**t))
detainers = times.map(lambda t: Hold({"type": "immigration-detainer", **t}))


@given(st.lists(charges, max_size=4), st.lists(holds, max_size=2), st.lists(bails, max_size=2), st.lists(detainers))
def test_a_federal_detainer_never_moves_release(
    cs: list[Charge], hs: list[Hold], bs: list[Bail], ds: list[Hold]
) -> None:
    """Whatever detainers stand among the holds, t0 and its being known are what they are without them."""
    without = release_due(made(charges=tuple(cs), holds=tuple(hs), bail=tuple(bs)))
    with_them = release_due(made(charges=tuple(cs), holds=tuple(hs + ds), bail=tuple(bs)))
    assert (without.t0, without.known, without.event) == (with_them.t0, with_them.known, with_them.event)


@given(st.lists(charges, max_size=4), st.lists(holds, max_size=2), st.lists(bails, max_size=2), holds)
def test_another_ground_never_makes_release_earlier(
    cs: list[Charge], hs: list[Hold], bs: list[Bail], more: Hold
) -> None:
    """With one more ground t0 stays, moves later, or is no longer told; and it is always one of the times that were given."""
    before = release_due(made(charges=tuple(cs), holds=tuple(hs), bail=tuple(bs)))
    after = release_due(made(charges=tuple(cs), holds=(*hs, more), bail=tuple(bs)))
    if before.t0 is not None and after.t0 is not None:
        assert after.t0 >= before.t0
    given_times = {t for p in (*cs, *hs, *bs, more) for t in _instants(p)}
    assert after.t0 is None or after.t0 in given_times


def _instants(part: Part) -> list[datetime]:
    return [v for v in part.facts.values() if isinstance(v, datetime)]
