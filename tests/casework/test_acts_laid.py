"""Acts laid upon whatever a feed says: none is lost, each can be taken back, and twice is once."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from lawgate.base import BadInput
from lawgate.casework.acts import Laid, apply, lay
from lawgate.casework.acts_events import case_of
from lawgate.casework.acts_record import undo
from lawgate.detainer import document_of, read_document, record
from tests.casework.desk_made import BAIL, CHARGE, NOW, REQUEST, act, do, feed, office, opened, person, shown

ACTS: list[tuple[str, dict[str, Any]]] = [
    ("bail-tendered", BAIL),
    ("charged", CHARGE),
    (
        "disposed",
        {
            "charge": "1",
            "outcome": "dismissed",
            "ordered_at": "2014-06-10 02:40",
            "paper": "M-7",
            "channel": "in-court",
        },
    ),
    (
        "release-due",
        {"event": "own-recognisance", "happened_at": "2014-06-10 02:40", "paper": "M", "channel": "in-court"},
    ),
    (
        "request-received",
        {
            "form": "I-247 (12/12)",
            "signer": "immigration-officer",
            "warrant": "I-205",
            "received_at": "2014-06-10 01:00",
            "channel": "fax",
        },
    ),
    ("request-cancelled", {"cancelled_at": "2014-06-10 03:00", "paper": "e-mail", "channel": "e-mail"}),
    (
        "served",
        {
            "packet": ["copy-of-request"],
            "language": "Spanish",
            "how": "in-person",
            "served_at": "2014-06-10 02:00",
            "mark": "signed",
        },
    ),
    ("answered", {"fact": "record_complete", "value": "no"}),
    ("answered", {"fact": "priors", "value": "Pen. Code 211; robbery; felony; 2009-03-12"}),
    ("says", {"claim": "citizen", "said_at": "2014-06-10 03:09", "paper": "passport"}),
    ("noted", {"text": "his sister waits outside"}),
]
FEEDS = [
    person(),
    person(housing="3-C02"),
    person(requests=[]),
    person(
        charges=[
            {"statute": "Veh. Code 14601.1", "disposition": "pending"},
            {"statute": "Pen. Code 484", "disposition": "pending"},
        ]
    ),
    person(requests=[{**REQUEST, "cancelled_at": "2014-06-10T01:30-07:00"}]),
    person(charges=None, holds=None, priors=None),
]
chosen = st.lists(st.sampled_from(range(len(ACTS))), max_size=6)
fields_of = [act(name, told).fields for name, told in ACTS]


def kept(document: dict[str, Any]) -> dict[str, Any]:
    return record(read_document(document, NOW))


@given(st.sampled_from(FEEDS), chosen)
def test_an_act_laid_twice_is_laid_once_and_the_document_stays_as_it_was(
    document: dict[str, Any], acts: list[int]
) -> None:
    """Applying is pure and idempotent, and what comes of it can always be read as a booking."""
    for n in acts:
        before = repr(document)
        once = apply(document, ACTS[n][0], fields_of[n])
        assert repr(document) == before
        assert apply(once, ACTS[n][0], fields_of[n]) == once
        document = once
    kept(document)


@given(st.sampled_from(FEEDS), chosen)
def test_acts_upon_a_document_are_acts_upon_its_record(document: dict[str, Any], acts: list[int]) -> None:
    """Laid upon what the feed wrote, or upon what the ledger kept of it, acts give the same record."""
    laid = [Laid(i, ACTS[n][0], fields_of[n]) for i, n in enumerate(acts, 1)]
    again = lay(document_of(kept(document)), laid)
    upon = lay(document, laid)
    assert again is not None
    assert upon is not None
    assert kept(again) == kept(upon)


step = st.one_of(
    st.tuples(st.just("feed"), st.sampled_from(range(len(FEEDS)))),
    st.tuples(st.just("act"), st.sampled_from(range(len(ACTS)))),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, max_size=7))
def test_no_feed_loses_an_act_and_undoing_all_gives_the_feeds_own_record(
    django_db_blocker: DjangoDbBlocker, steps: list[tuple[str, int]]
) -> None:
    """Feeds, acts and undoing in any order: the record is always the last feed with the acts that stand; in the end, the feed alone."""
    with django_db_blocker.unblock(), tempfile.TemporaryDirectory() as folder:
        ledger = opened(Path(folder) / "l.sqlite3", FEEDS[0])
        delivered, standing = FEEDS[0], dict[int, int]()
        for what, n in [*steps, *((("undo", 0),) * len(steps))]:
            if what == "feed":
                delivered = FEEDS[n]
                feed(ledger, delivered)
            elif what == "act":
                try:
                    standing[do(ledger, *ACTS[n], role="supervisor", second="J. Kim").number] = n
                except BadInput:
                    continue  # refused: nothing is written
            elif standing:
                event = sorted(standing)[n % len(standing)]
                undo(ledger, "14-09381", event, office(), NOW, by="M. Ortiz", role="supervisor", second="J. Kim")
                del standing[event]
            laid = [Laid(e, ACTS[a][0], fields_of[a]) for e, a in sorted(standing.items())]
            upon = lay(delivered, laid)
            assert upon is not None
            assert shown(ledger).record == kept(upon)
        assert shown(ledger).record == kept(delivered)
        assert case_of(ledger, "14-09381").base == kept(delivered)
        assert feed(ledger, delivered).unchanged == 1
