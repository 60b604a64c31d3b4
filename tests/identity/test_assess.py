"""Verdicts: prints decide, a name alone never does, what was not compared is never different."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.identity import (
    Biographic,
    Limits,
    Population,
    PrintEvidence,
    Verdict,
    assess,
    compare,
    identify,
    print_evidence,
    side_by_side,
)
from lawgate.identity.records import Field
from lawgate.prints import Finding, Finger
from lawgate.prints.gallery import Candidate, FingerEvidence, SearchResult

ADA = Biographic("ada", "Okafor", "Ada", born="1987-05-12", identifiers={"state-id": "12345678"})
BEN = Biographic("ben", "Larsen", "Ben", born="1961-02-28", identifiers={"state-id": "87654321"})
HELD = Population([ADA, BEN])
MATCH = PrintEvidence(evidence=80.0, false_hits=1e-12, compared=10, agreeing=9)
EXCLUDED = PrintEvidence(evidence=-30.0, false_hits=1e4, compared=10, agreeing=0)
AMBIGUOUS = PrintEvidence(evidence=3.0, false_hits=0.5, compared=10, agreeing=1)


def candidate(
    name: str, each: float, fingers: int = 10, rarity: float = 20.0, findings: tuple[Finding, ...] = ()
) -> Candidate:
    seen = tuple(FingerEvidence(Finger(n), Finger(n), 1.0, each, rarity / 10) for n in range(1, fingers + 1))
    return Candidate(name, each * fingers, rarity, seen, findings)


def test_prints_override_another_name() -> None:
    """Prints of a held person under another's name say same, and the contradiction is put before the reader."""
    found = identify(replace(BEN, key="new"), HELD, SearchResult((candidate("ada", 9.0),), 2))
    first = found.candidates[0]
    assert (first.key, first.verdict, first.decided_by) == ("ada", Verdict.SAME, "prints")
    assert any("another name" in w for w in first.warnings)
    assert found.verdict is Verdict.SAME


def test_prints_override_the_same_name() -> None:
    """Somebody with a held person's every particular and other prints is different, and the reader is told why."""
    found = identify(replace(ADA, key="new"), HELD, compared={"ada": EXCLUDED})
    ada = next(c for c in found.candidates if c.key == "ada")
    assert (ada.verdict, ada.decided_by) == (Verdict.DIFFERENT, "prints")
    assert any("another person" in w for w in ada.warnings)


NAMES = st.text(alphabet="abcdeéиλ -'", max_size=12)


@given(NAMES, NAMES, st.floats(0, 1))
def test_a_name_alone_never_says_same(family: str, given_name: str, posterior: float) -> None:
    """Whatever the names are and whatever the probability is said to be, names alone never give same."""
    a, b = Biographic("a", family, given_name), Biographic("b", family, given_name)
    assert assess("b", compare(a, b), None, posterior).verdict is not Verdict.SAME


def test_biography_alone_goes_to_a_person() -> None:
    """Name, date and identifier all agreeing rank first with a high probability, and still go to a person."""
    found = identify(replace(ADA, key="new"), HELD)
    assert found.verdict is Verdict.UNSURE
    assert [r.key for r in found.reviews] == ["ada"]
    assert found.candidates[0].posterior > 0.99


@given(st.sampled_from([MATCH, EXCLUDED, AMBIGUOUS]), st.floats(-60, 60), st.floats(0, 50))
def test_more_evidence_of_prints_never_says_less(base: PrintEvidence, evidence: float, more: float) -> None:
    """With the rest alike, higher evidence of prints never moves the probability of the person down."""

    def probability(e: float) -> float:
        found = identify(replace(ADA, key="new"), HELD, compared={"ada": replace(base, evidence=e)})
        return next(c.posterior for c in found.candidates if c.key == "ada")

    assert probability(evidence) <= probability(evidence + more) + 1e-12


def test_posteriors_add_up_to_one() -> None:
    """The person is one of the candidates or nobody."""
    shares, nobody = HELD.posteriors([5.0, -3.0, 700.0, -900.0])
    assert sum(shares) + nobody == pytest.approx(1)


def test_nothing_compared_is_not_looked_at() -> None:
    """Two records with nothing in common to compare are neither same nor different."""
    nothing = compare(Biographic("a"), Biographic("b", "Okafor"))
    assert assess("b", nothing, None, 0.0).verdict is Verdict.NOT_LOOKED_AT
    assert assess("b", None, None, 0.0).verdict is Verdict.NOT_LOOKED_AT
    assert identify(Biographic("new"), HELD).verdict is Verdict.NOT_LOOKED_AT


def test_a_silent_shard_is_not_a_no() -> None:
    """When part of the gallery did not answer, finding nobody is not looked at, and the part is named."""
    stranger = Biographic("new", "Zzyzx", "Qo", born="1911-11-11")
    found = identify(stranger, HELD, SearchResult((), 1, missing=("shard-2",)))
    assert found.verdict is Verdict.NOT_LOOKED_AT
    assert "shard-2" in found.because
    assert identify(stranger, HELD, SearchResult((), 2)).verdict is Verdict.DIFFERENT


def test_one_person_recorded_twice() -> None:
    """Two records that the prints match are both same: they do not compete."""
    found = identify(replace(ADA, key="new"), HELD, SearchResult((candidate("ada", 9.0), candidate("ben", 9.0)), 2))
    assert [c.verdict for c in found.candidates] == [Verdict.SAME, Verdict.SAME]
    assert all(c.posterior > 0.99 for c in found.candidates)
    assert "more than once" in found.because


def test_prints_of_two_people_go_to_a_person() -> None:
    """When the search says that the prints may be of two people, nobody is same."""
    doubt = Finding("two-people", "Some fingers match ada and others match ben")
    found = identify(ADA, HELD, SearchResult((candidate("ada", 9.0), candidate("ben", 9.0)), 2, findings=(doubt,)))
    assert found.verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    ("prints", "verdict"),
    [
        (MATCH, Verdict.SAME),
        (EXCLUDED, Verdict.DIFFERENT),
        (AMBIGUOUS, Verdict.UNSURE),
        (replace(MATCH, compared=2, agreeing=2), Verdict.UNSURE),
        (replace(MATCH, false_hits=0.5), Verdict.UNSURE),
        (replace(MATCH, findings=(Finding("finger-recorded-amputated", "a finger is back"),)), Verdict.UNSURE),
        (replace(EXCLUDED, compared=3), Verdict.UNSURE),
        (PrintEvidence(0.0, 1.0, 0, 0), Verdict.NOT_LOOKED_AT),
    ],
)
def test_limits_of_prints(prints: PrintEvidence, verdict: Verdict) -> None:
    """Few fingers, a large gallery, a contradiction or a middling score leave the answer to a person."""
    assert assess("x", None, prints, 0.5).verdict is verdict


def test_evidence_of_a_candidate() -> None:
    """False hits grow with the people searched; fingers that agree are counted."""
    found = print_evidence(candidate("ada", 9.0, fingers=4, rarity=6.0), 1_000_000)
    assert found.false_hits == pytest.approx(1.0)
    assert (found.compared, found.agreeing) == (4, 4)


def test_side_by_side_shows_for_and_against() -> None:
    """A review has both records line by line, and says of each line for which answer it speaks."""
    found = identify(replace(ADA, key="new", given="Rosa"), HELD)
    review = side_by_side(found.person, found.reviews[0])
    speaks = {line.about: line.speaks_for for line in review.lines}
    assert speaks[Field.FAMILY.value] == "same"
    assert speaks[Field.GIVEN.value] == "different"
    assert "OKAFOR, Rosa" in review.question
    assert review.prints == "No prints were compared."


def test_only_what_is_unsure_is_reviewed() -> None:
    """There is no review of an answer that was given."""
    with pytest.raises(BadInput, match="not 'unsure'"):
        side_by_side(ADA, assess("x", None, MATCH, 1.0))


def test_limits_that_contradict_themselves() -> None:
    """More agreeing fingers than compared ones cannot be asked for."""
    with pytest.raises(BadInput, match="contradict"):
        Limits(fingers=2, agreeing=3)
