"""Confirmation, dispute and correction: who may say what, and what then holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lawgate.base import BadInput, NaiveTime
from lawgate.identity import (
    Assessment,
    Biographic,
    Confirmation,
    Correction,
    Dispute,
    PrintEvidence,
    Verdict,
    assess,
    compare,
    settle,
)

NOON = datetime(2014, 6, 10, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
A = Biographic("a", "Okafor", "Ada", born="1987-05-12")
UNSURE = assess("b", compare(A, replace(A, key="b")), None, 0.9)
SAME = assess("b", None, PrintEvidence(80.0, 1e-12, 10, 9), 1.0)
NAMES = assess("b", compare(replace(A, born=None), replace(A, key="b")), None, 0.9)
YES = Confirmation("b", True, "Sgt. Reed", NOON, "the photographs and the licence agree")


def test_a_person_decides_what_is_unsure() -> None:
    """A confirmation settles an unsure answer either way, and says who and why."""
    found = settle(UNSURE, [YES])
    assert (found.verdict, found.open, found.decided_by) == (Verdict.SAME, False, "a person")
    assert "Sgt. Reed" in found.because
    assert settle(UNSURE, [replace(YES, same=False)]).verdict is Verdict.DIFFERENT


def test_a_dispute_reopens_and_decides_nothing() -> None:
    """A dispute makes any answer unsure again, even that of prints; a later confirmation settles it."""
    dispute = Dispute("b", "the person", NOON, "those are my brother's papers")
    assert settle(SAME, [dispute]).verdict is Verdict.UNSURE
    assert settle(SAME, [dispute]).open
    assert settle(SAME, [dispute, replace(YES, at=LATER, same=False)]).verdict is Verdict.DIFFERENT


def test_a_correction_asks_for_a_new_comparison() -> None:
    """After a correction the old answer no longer holds, nor can it be confirmed."""
    act = Correction("b", replace(A, key="b", born="1978-05-12"), "clerk", NOON, "the year was misread")
    found = settle(UNSURE, [act])
    assert found.assess_again
    assert found.open
    with pytest.raises(BadInput, match="corrected since"):
        settle(UNSURE, [act, replace(YES, at=LATER)])


def test_without_acts_the_answer_holds() -> None:
    """Nothing said, nothing changed."""
    assert settle(SAME).verdict is Verdict.SAME
    assert settle(UNSURE).open


@pytest.mark.parametrize(
    ("found", "act", "words"),
    [
        (SAME, replace(YES, same=False), "prints decided otherwise"),
        (NAMES, YES, "only names were compared"),
        (assess("b", None, None, 0.0), YES, "nothing was compared"),
        (UNSURE, replace(YES, key="c"), "about 'c'"),
        (UNSURE, replace(YES, why=" "), "who and why"),
        (UNSURE, Correction("b", A, "clerk", NOON, "slip"), "correction is of 'a'"),
    ],
)
def test_what_nobody_may_say(found: Assessment, act: Confirmation | Dispute | Correction, words: str) -> None:
    """Each act that cannot stand is refused in one sentence."""
    with pytest.raises(BadInput, match=words):
        settle(found, [act])


def test_times_are_aware_and_in_order() -> None:
    """Acts have instants with an offset, in the order in which they happened."""
    with pytest.raises(NaiveTime):
        settle(UNSURE, [replace(YES, at=NOON.replace(tzinfo=None))])
    with pytest.raises(BadInput, match="order of their time"):
        settle(UNSURE, [replace(YES, at=LATER), Dispute("b", "x", NOON, "y")])
