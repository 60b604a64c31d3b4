"""The questions that the guide puts to the decider: typical cases of one county on one day, each asked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from lawgate.base.moments import add_elapsed, local_instant
from lawgate.counsel.guide.records import Where
from lawgate.decision import Decider, Decision, Question, question
from lawgate.lawbook.beside import base, laid_over
from lawgate.lawbook.standard import CASES, case_file

RELEASE = time(15, 0)  # the hour at which bail is posted in every standard case
PATTERNS: dict[str, dict[str, Any]] = {
    "plain": {},
    "bare": {"civil_warrants": []},
    "not-served": {"request": {"served_on_subject_at": None}},
    "judge": {"judicial_warrant": "federal-criminal"},
    "no-basis": {"request": {"boxes": []}},
    "asked": {"interview_requested": True, "consent_form_signed": False},
    "agreed": {
        "interview_requested": True,
        "consent_form_signed": True,
        "consent_condition": None,
        "consent_explained": True,
        "attorney_present": True,
    },
    "says-citizen": {"subject": {"citizenship_claim": "asserted"}},
    "shows-citizen": {"subject": {"citizenship_claim": "documented"}},
    "minor": {"subject": {"juvenile": True, "age": 16}, "juvenile_court_order": False},
    "home": {"dhs_also_asks": ["home-address"]},
    "born-abroad": {"request": None, "delay_reason": "foreign-birth-call-to-ICE"},
    "date-public": {"release_info_public": True},
}
"""What differs from the first standard case: an adult without a record posts bail, and a detainer of that day lies there."""


@dataclass
class Asked:
    """One county on one day before the engine. Every answer is kept."""

    where: Where
    decider: Decider
    about_papers: dict[str, Any] = field(
        default_factory=dict
    )  # the detainer explained, once worked out (see ``explained``)
    _kept: dict[str, Decision] = field(default_factory=dict)

    @property
    def t0(self) -> datetime:
        """The minute at which the person of the standard case is free to go."""
        return local_instant(datetime.combine(self.where.day, RELEASE), self.where.place.zone)

    def decision(self, pattern: str) -> Decision:
        """The decision on a pattern by name; ``record`` is the one with an earlier robbery, others that need instants are made here."""
        if pattern not in self._kept:
            given = {**PATTERNS, **self._timed()}.get(pattern, {})
            self._kept[pattern] = self.decide(given, record=pattern == "record")
        return self._kept[pattern]

    def decide(self, given: Mapping[str, Any], *, record: bool = False, trace: bool = False) -> Decision:
        """The decision on the standard case with ``given`` laid over it, by the local rules that the books know."""
        return self.decider.decide(self.question(given, record=record), trace=trace)

    def question(self, given: Mapping[str, Any], *, record: bool = False) -> Question:
        day, place = self.where.day.isoformat(), self.where.place
        policies = sorted(self.decider.rulebook.local_policies(place, day))
        case = case_file(CASES[1 if record else 0], place.state, day, county=place.county, policies=policies)
        case["jurisdiction"]["tz"] = place.tz
        over = {**given}
        if over.get("request", ...) is None:
            case["given"]["request"] = None
            over.pop("request")
        case["given"] = laid_over(case["given"], over)
        asked = question(case)
        return replace(asked, place=place)

    def form(self) -> str:
        """The form of that day, as in the standard case."""
        return str(base(self.where.day.isoformat())["request"]["form"])

    def _timed(self) -> dict[str, dict[str, Any]]:
        """Patterns that turn on an instant, or on the form of the day."""

        def at(hours: int) -> str:
            return add_elapsed(self.t0, timedelta(hours=hours)).isoformat()

        final = {"I-247A": ["1-final-order"], "I-247D": ["1A-felony-conviction", "1B-final-order"]}
        return {
            "ordered": {
                "request": {"boxes": final.get(self.form(), ["order-of-removal"])},
                "civil_warrants": ["I-205"],
            },
            "cancelled": {"request": {"cancelled_at": at(-1)}},
            "too-late": {"request": {"received_at": at(1), "served_on_subject_at": at(2)}},
            "told": {"lea_notified_dhs_at": at(-2)},
            "months-later": {"decision_at": at(24 * 30)},
        }
