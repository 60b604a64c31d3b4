"""What was taken is kept, once, whatever is called again and wherever the process ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.standin.federal import Channel, Clash, Delivered, FederalStandin
from lawgate.standin.federal.journal import Journal, stamp, unstamped
from tests.standin.federal.conftest import LATER, NOW, SMALL, everything

ABOUT = {"world": "w", "era": "2014"}
CALLS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([b"one", b"two"])), max_size=25)


def owed(*names: str) -> list[Delivered]:
    return [Delivered(n, NOW + timedelta(minutes=k), Channel.SWITCH, b"x") for k, n in enumerate(names)]


@given(calls=CALLS, restarts=st.sets(st.integers(0, 24)))
@settings(max_examples=40)
def test_a_notice_has_one_effect_for_its_key(
    calls: list[tuple[str, bytes]], restarts: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is sent in whatever order, however often, and wherever the process is replaced: each key has one effect, that of
    the message that came first under it, and every other message under it is refused."""
    file = tmp_path_factory.mktemp("journal") / "j.sqlite3"
    journal = Journal(file, ABOUT)
    model: dict[str, tuple[bytes, int]] = {}
    for n, (key, body) in enumerate(calls):
        if n in restarts:
            journal = Journal(file, ABOUT)  # the one before is never closed, as after kill -9
        if key in model and model[key][0] != body:
            with pytest.raises(Clash):
                journal.tell(body, key, NOW)
            continue
        taken = journal.tell(body, key, NOW + timedelta(seconds=n))
        assert taken.again is (key in model)
        model[key] = (body, model.get(key, (body, 0))[1] + 1)
    assert {n.key: (n.body, n.times) for n in journal.told()} == model
    assert all(n.effects == 1 for n in journal.told())
    assert [n.key for n in journal.told()] == list(model)


@given(st.datetimes(timezones=st.timezones()).filter(lambda d: 2 < d.year < 9998), st.integers(-900, 900))
def test_instants_sort_as_their_text_does(one: datetime, minutes: int) -> None:
    """The text that instants are kept as comes back to the microsecond and sorts as they do, across zones and clock changes."""
    there = one.astimezone(UTC)
    other = there + timedelta(minutes=minutes)
    assert unstamped(stamp(one)) == there
    assert (stamp(one) < stamp(other)) is (there < other)


def test_a_query_is_answered_once(side: FederalStandin) -> None:
    """The same query sent again is taken as the same, also at another instant; another one under its control is refused."""
    first = SMALL.ask(SMALL.bookings[0]["booking"], NOW)
    assert not side.ask(first).again
    before = everything(side)
    again = side.ask(SMALL.ask(SMALL.bookings[0]["booking"], NOW + timedelta(hours=2)))
    assert (again.again, again.first_at) == (True, NOW)
    assert everything(side) == before
    with pytest.raises(Clash, match="came before with another content"):
        side.ask(SMALL.ask(SMALL.bookings[1]["booking"], NOW, control=first.control))
    assert everything(side) == before


def test_messages_come_until_they_are_done(side: FederalStandin) -> None:
    """What has arrived is delivered at every asking until it is done, never before its instant, and never afterwards."""
    side.ask(SMALL.ask(SMALL.bookings[0]["booking"], NOW))
    assert side.poll(NOW) == []
    found = everything(side)
    assert side.next_due() == found[0].arrives_at
    assert side.poll(found[0].arrives_at) == found[:1]
    side.done([found[0].id, "nothing/1", found[0].id])
    assert everything(side) == found[1:]
    side.done([d.id for d in found])
    assert everything(side) == []
    assert side.next_due() is None


def test_everything_is_there_after_the_process_was_replaced(folder: Path) -> None:
    """A second process on the same folder finds queries, messages, what is done, notices and judgments of the first."""
    first = FederalStandin(SMALL, data=folder)
    for booking in SMALL.bookings[:6]:
        first.ask(SMALL.ask(booking["booking"], NOW))
    first.done([everything(first)[0].id])
    first.notify(b"released", "m1", NOW)
    with FederalStandin(SMALL, data=folder) as second:  # the first is never closed, as after kill -9
        assert everything(second) == everything(first)
        assert second.told() == first.told()
        assert second.judgments() == first.judgments()
        assert second.ask(SMALL.ask(SMALL.bookings[0]["booking"], NOW)).again
        assert second.notify(b"released", "m1", NOW).again
    first.close()


def test_a_query_and_what_follows_are_kept_together_or_not_at_all(tmp_path: Path) -> None:
    """When a message cannot be written, the query is not taken either, and can be sent again."""
    journal = Journal(tmp_path / "j.sqlite3", ABOUT)
    with pytest.raises(Exception, match="UNIQUE"):
        journal.ask("T1", "c", NOW, owed("a", "b", "a"), None)
    assert journal.due(LATER) == []
    assert not journal.ask("T1", "c", NOW, owed("a", "b"), None).again
    assert [d.id for d in journal.due(LATER)] == ["a", "b"]


def test_a_journal_is_kept_for_one_world(tmp_path: Path) -> None:
    """The journal of another county or era is refused, and named."""
    Journal(tmp_path / "j.sqlite3", ABOUT).close()
    with pytest.raises(BadInput, match="another era"):
        Journal(tmp_path / "j.sqlite3", ABOUT | {"era": "2025"})


def test_a_notice_without_a_key_or_an_offset_is_refused(side: FederalStandin) -> None:
    """What could not be told from another notice, and an instant that is none, are refused."""
    with pytest.raises(BadInput, match="no key"):
        side.notify(b"x", "", NOW)
    with pytest.raises(BadInput, match="no offset"):
        side.notify(b"x", "k", NOW.replace(tzinfo=None))
    assert side.told() == []


def test_the_same_query_is_answered_alike_whenever_it_comes(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The order of queries changes nothing: the same messages arrive at the same instants."""
    found = []
    for order in (1, -1):
        journal = tmp_path_factory.mktemp("order")
        for path in folder.glob("gallery-*"):
            (journal / path.name).symlink_to(path)
        with FederalStandin(SMALL, data=journal) as side:
            for booking in SMALL.bookings[:8][::order]:
                side.ask(SMALL.ask(booking["booking"], NOW))
            found.append(everything(side))
    assert found[0] == found[1]
