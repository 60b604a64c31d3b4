"""What stands beside an answer: the federal question of the circuit, and what it costs to disobey."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from lawgate.base import Confidence
from lawgate.base.places import CIRCUITS
from lawgate.decision import Decider, question
from lawgate.decision.casefile import Question
from lawgate.decision.circuit import BINDS
from lawgate.decision.told import told
from lawgate.law import Action, Answer
from lawgate.law.books import load
from lawgate.law.rulebook import Rulebook
from tests.cli.test_commands import CASE

DECIDER = Decider(load())


def asked(state: str, day: str = "2026-08-03", **given: object) -> Question:
    """Bail posted on ``day`` in ``state``, with a whole I-247A, its warrant, and a copy given in time."""
    made: dict[str, Any] = copy.deepcopy(CASE)
    made["date"] = day
    made["jurisdiction"] = {"state": state, "agency_type": "county-jail", "tz": "America/Chicago"}
    made["given"]["subject"]["lawful_status_claim"] = "none"
    made["given"] |= {"civil_warrants": ["I-200"], "state_judicial_order": True, **given}
    made["given"]["request"] |= {
        "form": "I-247A",
        "issued_on": day,
        "received_at": f"{day}T01:00-05:00",
        "served_on_subject_at": f"{day}T02:00-05:00",
        "boxes": ["1-pending-proceedings"],
        "complete": True,
    }
    made["given"]["release_due"]["t0"] = f"{day}T12:00-05:00"
    return question(made)


@pytest.mark.parametrize("day", ["2017-11-06", "2026-08-03"])
def test_every_state_says_what_its_circuit_left_open_and_no_answer_comes_of_it(day: str) -> None:
    """Where a hold is in question the circuit is named, with rulings of that day that bind the place; without them answers are the same."""
    silent = Decider(Rulebook(tuple(replace(a, holding=None) for a in load().authorities)))
    shown = 0
    for state, circuit in CIRCUITS.items():
        q = asked(state, day)
        d = DECIDER.decide(q, trace=False)
        assert silent.decide(q, trace=False).answers == d.answers, state
        in_question = d.may_hold or d.hold in (Answer.UNRESOLVED, Answer.UNDETERMINED)
        assert (d.circuit is not None) is in_question, state
        if d.circuit is None:
            continue
        shown += 1
        assert d.circuit.circuit == circuit
        assert all(c.decided <= day and c.said and c.cite for c in d.circuit.cases)
        binding = [c.authority for c in d.circuit.cases if c.here == BINDS]
        assert all(load().authority(i).territory.covers(q.place) for i in binding)
        own = [i for i in binding if load().authority(i).territory.circuits]
        assert ("No ruling of the" in d.circuit.words) is not bool(own), state
        assert own or d.circuit.mark is Confidence.RECALLED
    assert shown > 25


def test_the_fifth_circuit_before_and_after_el_cenizo() -> None:
    """On 7 May 2018 nothing had been decided there; from 8 May it had, on the face of the law, and each hold stays its own question."""
    before, after = (DECIDER.decide(asked("TX", day), trace=False).circuit for day in ("2018-05-07", "2018-05-08"))
    assert before is not None
    assert after is not None
    assert "No ruling of the Fifth Circuit" in before.words
    assert "890 F.3d 164" in after.words
    assert "each one needs probable cause of its own" in after.words


def test_a_must_says_what_refusing_costs_and_a_may_does_not() -> None:
    """Texas: the penalties with the duty, by section, each with its mark; none once a licence is shown. Louisiana: from their first day."""
    must = DECIDER.decide(asked("TX"), trace=False)
    assert must.hold is Answer.REQUIRED
    assert [p["cite"] for p in told(must)["penalties"]] == [
        "Tex. Gov't Code §§ 752.053(a)(3), 752.056",
        "Tex. Gov't Code § 752.0565",
        "Tex. Penal Code § 39.07",
    ]
    subject = {"citizenship_claim": "none", "lawful_status_claim": "documented", "juvenile": False}
    may = DECIDER.decide(asked("TX", subject=subject), trace=False)
    assert may.answers[Action.HOLD] is Answer.PERMITTED
    assert may.penalties == ()
    early, late = (DECIDER.decide(asked("LA", day), trace=False) for day in ("2025-07-31", "2025-08-01"))
    assert early.hold is late.hold is Answer.REQUIRED
    assert (len(early.penalties), len(late.penalties)) == (0, 1)
