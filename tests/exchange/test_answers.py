"""Answers to a submission, and which submission they answer."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.exchange import ClashingTcn, Correlator, Finding, Reference, UnreadableAnswer, read, read_answer
from tests.exchange.made import answer, card

TCN = "CA0000000-20260105-000001"


def test_a_result_is_read_with_its_finding_and_its_echo() -> None:
    """The finding, the numbers, the rap sheet and the sender's own fields; what was not found says no more than that."""
    made = answer(
        "SRE",
        "FBI-0000001",
        TCN,
        NAM="TESTCASE, ALPHA Q",
        SRF="I",
        FBI=["900001AA1"],
        OCA="26-000417",
        ERS="NO PRIOR ARRESTS",
    )
    found = read_answer(read(made.encode()))
    assert (found.tcr, found.finding, found.numbers["FBI"]) == (TCN, Finding.IDENTIFIED, ("900001AA1",))
    assert found.echoed["OCA"] == ("26-000417",)
    assert found.rap_sheet == "NO PRIOR ARRESTS"
    assert not found.is_error


def test_an_error_is_read_with_its_codes() -> None:
    """Each message keeps its text, its code and what the table says of the code."""
    made = answer("ERRT", "FBI-0000002", TCN, MSG=["L0008 CHARACTERISTICS QUALITY TOO LOW", "CALL US"])
    found = read_answer(made)
    assert found.is_error
    assert found.finding is None
    assert [m.code for m in found.messages] == ["L0008", None]
    assert found.messages[0].words


def test_what_is_no_answer_is_refused() -> None:
    """A submission is not an answer to one."""
    with pytest.raises(UnreadableAnswer, match="is no answer"):
        read_answer(card())


def ref(tcn: str, tcr: str | None, tot: str = "SRE") -> Reference:
    return Reference(tcn, tcr, tot, digest=f"{tcn}{tcr}")


chains = st.lists(st.integers(0, 5), min_size=1, max_size=8)


@settings(deadline=None)
@given(chains, st.randoms(use_true_random=False))
def test_answers_in_any_order_reach_their_submission(parents: list[int], dice: Random) -> None:
    """Chains of answers, shuffled, with the submission known early or late: all end at the root, none waits."""
    messages = [ref(f"A{n}", "SENT" if n == 0 or p >= n else f"A{p}") for n, p in enumerate(parents)]
    shuffled = list(messages)
    dice.shuffle(shuffled)
    office = Correlator()
    early = len(shuffled) // 2
    for m in shuffled[:early]:
        office.receive(m)
    office.sent(ref("SENT", None, "CAR"))
    for m in shuffled[early:]:
        office.receive(m)
    assert office.unmatched == ()
    assert set(office.answers("SENT")) == set(messages)
    assert all(office.path(m.tcn)[-1] == "SENT" for m in messages)


def test_strays_repeats_and_clashes() -> None:
    """An answer to nothing waits and is listed; the same message again is known as such; another of its number is refused."""
    office = Correlator()
    office.sent(ref("SENT", None, "CAR"))
    assert office.receive(ref("A1", "OTHER")).root is None
    assert [m.tcn for m in office.unmatched] == ["A1"]
    office.receive(ref("A2", "SENT"))
    assert office.receive(ref("A2", "SENT")).repeated
    with pytest.raises(ClashingTcn, match="another content"):
        office.receive(Reference("A2", "SENT", "ERRT", "other"))
    ring = Correlator()
    ring.receive(ref("X", "Y"))
    ring.receive(ref("Y", "X"))
    assert len(ring.unmatched) == 2
