"""Every fault of the line ends in an outcome that has a name, and nothing is lost for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput, Span
from lawgate.exchange import Answer, BadTransaction, Correlator, Reference, read
from lawgate.federal import BadMessage, Outcome, Response
from lawgate.federal import Correlator as Switchboard
from lawgate.standin.federal import (
    Ask,
    Channel,
    Delivered,
    Fault,
    FaultPlan,
    Faulty,
    FederalStandin,
    Kind,
    OfficePaper,
    Unreachable,
    UnreadablePaper,
    read_delivered,
)
from lawgate.standin.federal.faults import spoilt
from lawgate.standin.federal.journal import Journal
from lawgate.standin.federal.records import FederalSide, Notice, Taken
from tests.standin.federal.conftest import LATER, NOW, SMALL, everything

HOUR = timedelta(hours=1)
T = TypeVar("T")
P = ParamSpec("P")


class Plain:
    """A federal side that answers every query with three texts, an hour apart, and keeps its journal in memory."""

    def __init__(self) -> None:
        self.journal = Journal(None, {})

    def ask(self, query: Ask) -> Taken:
        sent = [
            Delivered(f"{query.control}/{n}", query.sent_at + n * HOUR, Channel.SWITCH, b"QUERY RECEIVED %d" % n)
            for n in (1, 2, 3)
        ]
        return self.journal.ask(query.control, "c", query.sent_at, sent, None)

    def notify(self, message: bytes, key: str, at: datetime) -> Taken:
        return self.journal.tell(message, key, at)

    def poll(self, now: datetime) -> list[Delivered]:
        return self.journal.due(now)

    def done(self, ids: Iterable[str]) -> None:
        self.journal.done(ids)

    def told(self) -> list[Notice]:
        return self.journal.told()


def surely(call: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Calls until it is answered."""
    for _ in range(200):
        try:
            return call(*given, **named)
        except Unreachable:
            continue
    raise AssertionError("never answered")


@given(st.integers(0, 10**9), st.floats(0, 0.9), st.floats(0, 1 / 7), st.integers(0, 30))
def test_nothing_is_lost_and_nothing_happens_twice(seed: int, down: float, each: float, restart: int) -> None:
    """Over any bad line, with the jail's process replaced at any step: a caller that repeats what failed ends with every message
    whole, every query answered once, and every notice with one effect."""
    inner = Plain()
    chances = dict.fromkeys((Fault.SLOW, Fault.DUPLICATE, Fault.OUT_OF_ORDER, Fault.GARBAGE, Fault.TRUNCATED), each)
    plan = FaultPlan(seed, down, chances)
    side: FederalSide = Faulty(inner, plan)
    kept: dict[str, bytes] = {}
    for step in range(30):
        if step == restart:
            side = Faulty(inner, plan)
        now = NOW + step * HOUR
        if step < 4:
            surely(side.ask, Ask(Kind.NAMED, f"Q{step}", now))
            surely(side.notify, b"told", f"k{step}", now)
        for message in surely(side.poll, now):
            kept.setdefault(message.id, message.body)
            surely(side.done, [message.id])
    whole = {f"Q{q}/{n}": b"QUERY RECEIVED %d" % n for q in range(4) for n in (1, 2, 3)}
    assert {i: b for i, b in kept.items() if "#" not in i} == whole
    assert all(n.effects == 1 for n in inner.told())
    assert len(inner.told()) == 4
    assert inner.poll(LATER) == []


@given(st.text(max_size=30), st.integers(0, 10**6), st.sampled_from(list(Fault)))
def test_what_befalls_a_message_is_settled(id_: str, seed: int, fault: Fault) -> None:
    """The same message is spoilt in the same way at every asking, parts have ids of their own, and the whole is among them."""
    message = Delivered(id_, NOW, Channel.SWITCH, b"QUERY RECEIVED")
    plan = FaultPlan(seed, chances={fault: 1.0})
    if fault in (Fault.WRONG_REFERENCE, Fault.NEVER_ASKED):
        return
    parts = spoilt(message, plan)
    assert parts == spoilt(message, plan)
    assert len({p.id for p in parts}) == len(parts)
    assert any(p.body == message.body and p.id == id_ for p in parts)
    assert all(p.arrives_at >= NOW for p in parts)


def test_a_plan_that_cannot_be_is_refused() -> None:
    """Chances beyond 0 to 1, or that come to more than 1 together, are refused."""
    for chances, down in (({Fault.SLOW: 1.2}, 0), ({Fault.SLOW: 0.6, Fault.GARBAGE: 0.6}, 0), ({}, -0.1)):
        with pytest.raises(BadInput, match="chances"):
            FaultPlan(1, down, chances)


@pytest.fixture
def messages(side: FederalStandin) -> list[Delivered]:
    """One whole exchange, from the bureau's result to the detainer."""
    for booking in SMALL.bookings:
        side.ask(SMALL.ask(booking["booking"], NOW))
        found = everything(side)
        if found[-1].channel is Channel.OFFICE:
            return [d for d in found if d.id.startswith(f"{SMALL.ori}-{booking['booking']}/")]
    raise AssertionError("nobody here gets a detainer")


def spoil(message: Delivered, fault: Fault, seed: int = 3) -> list[Delivered]:
    return spoilt(message, FaultPlan(seed, chances={fault: 1.0}))


def by_channel(messages: list[Delivered], channel: Channel) -> Delivered:
    return next(m for m in messages if m.channel is channel)


@pytest.mark.parametrize("fault", [Fault.GARBAGE, Fault.TRUNCATED])
@pytest.mark.parametrize("channel", list(Channel))
def test_damaged_bytes_have_a_named_outcome(messages: list[Delivered], channel: Channel, fault: Fault) -> None:
    """Garbled and cut messages of every line are refused by name, or come back marked as not understood: never as an answer."""
    refused = {Channel.BUREAU: BadTransaction, Channel.SWITCH: BadMessage, Channel.OFFICE: UnreadablePaper}[channel]
    for seed in range(40):
        bad, good = spoil(by_channel(messages, channel), fault, seed)
        try:
            read_it = read_delivered(bad)
        except BadInput as e:
            assert isinstance(e, refused)
            assert str(e)
        else:
            assert isinstance(read_it, Response)
            assert read_it.outcome is Outcome.UNREADABLE
        assert good.arrives_at > bad.arrives_at
        assert good.body == by_channel(messages, channel).body


@pytest.mark.parametrize("fault", [Fault.WRONG_REFERENCE, Fault.NEVER_ASKED])
def test_answers_to_nothing_wait_unmatched(messages: list[Delivered], fault: Fault) -> None:
    """An answer under a reference that was never sent is read whole, belongs to no booking, and waits to be seen by a person;
    the true answer still finds its own."""
    control = messages[0].id.partition("/")[0]
    bureau, switch = Correlator(), Switchboard([(control, "14-1")])
    bureau.sent(Reference(control, None, "CAR"))
    for message in messages:
        odd = next(p for p in spoil(message, fault) if "#" in p.id)
        found, true = read_delivered(odd), read_delivered(message)
        if isinstance(found, Answer):
            assert found.tcr.startswith("NEVER-ASKED")
            assert bureau.receive(Reference(f"{found.tcn}-X", found.tcr, found.tot)).root is None
            assert bureau.receive(Reference.of(read(message.body))).root == control
        elif isinstance(found, Response) and isinstance(true, Response):
            assert switch.place(found).booking == ""
            assert switch.place(true).booking == "14-1"
        else:
            assert isinstance(found, OfficePaper)
            assert found.booking.startswith("NEVER-ASKED")


def test_a_message_that_comes_twice_is_known_as_the_same(messages: list[Delivered]) -> None:
    """A duplicate has the same bytes under another id: the correlators of both lines say that it came before."""
    control = messages[0].id.partition("/")[0]
    bureau, switch = Correlator(), Switchboard([(control, "14-1")])
    bureau.sent(Reference(control, None, "CAR"))
    first, second = spoil(by_channel(messages, Channel.BUREAU), Fault.DUPLICATE)
    assert not bureau.receive(Reference.of(read(first.body))).repeated
    assert bureau.receive(Reference.of(read(second.body))).repeated
    first, second = spoil(by_channel(messages, Channel.SWITCH), Fault.DUPLICATE)
    answers = [read_delivered(d) for d in (first, second)]
    assert [switch.place(r).again for r in answers if isinstance(r, Response)] == [False, True]


def test_an_answer_may_come_before_the_one_it_followed(side: FederalStandin) -> None:
    """Out of order, the answer on status is there before the match, and both still find their booking."""
    held = {r.number for r in SMALL.records if r.immigration}
    booking = next(b["booking"] for b in SMALL.bookings if SMALL.number(b["booking"]) in held)
    side.ask(SMALL.ask(booking, NOW, control="T-000000001"))
    match, status = (d.id for d in everything(side) if d.channel is Channel.SWITCH)
    seed = next(s for s in range(10_000) if _only_the_first(s, match, status))
    line = Faulty(side, FaultPlan(seed, chances={Fault.OUT_OF_ORDER: 0.5}, lag=timedelta(days=2)))
    order = [d.id for d in line.poll(LATER) if d.channel is Channel.SWITCH]
    assert order == [status, match]


def _only_the_first(seed: int, first: str, second: str) -> bool:
    plan = FaultPlan(seed, chances={Fault.OUT_OF_ORDER: 0.5})
    return plan.fault(first) is not None and plan.fault(second) is None


def test_a_slow_answer_comes_late_and_only_once(messages: list[Delivered]) -> None:
    """A slow message is the message itself, later and no later than the plan says."""
    (late,) = spoil(messages[0], Fault.SLOW)
    assert (late.id, late.body) == (messages[0].id, messages[0].body)
    assert timedelta(0) < late.arrives_at - messages[0].arrives_at <= FaultPlan(1).lag


def test_while_the_line_is_down_nothing_is_taken() -> None:
    """During an outage every call fails in a sentence and has no effect; after it the same calls succeed."""
    inner = Plain()
    line = Faulty(inner, FaultPlan(1, outages=(Span(NOW, NOW + HOUR),)))
    for call in (
        lambda: line.ask(Ask(Kind.NAMED, "Q1", NOW)),
        lambda: line.notify(b"x", "k", NOW),
        lambda: line.poll(NOW),
    ):
        with pytest.raises(Unreachable, match="try again"):
            call()
    assert inner.told() == []
    assert inner.poll(LATER) == []
    assert not line.notify(b"x", "k", NOW + HOUR).again


def test_a_call_whose_answer_was_lost_is_safe_to_repeat() -> None:
    """Where the line breaks after the call was taken, the repeated call is told so and has no second effect."""
    inner = Plain()
    line = Faulty(inner, FaultPlan(5, down=0.5))
    lost = 0
    for n in range(40):
        taken = inner.told()
        try:
            line.notify(b"x", f"k{n}", NOW)
        except Unreachable:
            if len(inner.told()) > len(taken):
                lost += 1
                assert inner.notify(b"x", f"k{n}", NOW).again
    assert lost
    assert all(n.effects == 1 for n in inner.told())
