"""County counsel drafts a policy: checked against the law above it, changed, proved, and replayed over last year."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.scenes.conftest import House
from tests.scenes.past import year
from tests.scenes.people import CEDAR, feed

DRAFT = """draft = policy(
    "draft-2025", title="{county} County: federal requests", cite="Order 7", since="2025-01-01", confidence=READ,
    territory=where("{state}", counties=("{county}",), agency=("county-jail",)), words="A warrant, or a violent felony.")
grave = any_prior(row.violent & row.convicted_on.within(10, of=fact.t0))
draft.prohibits(HOLD, cite="1", unless=judge_signed | grave, words="No hold without a judge's warrant or a violent felony.")
"""
PERMITS = 'draft.permits(HOLD, cite="2", when=judge_signed | grave, words="A judge\'s warrant, or a violent felony.")\n'


def test_a_clause_that_permits_what_the_values_act_forbids_is_named_and_mended(tmp_path: Path) -> None:
    """Clause 2 is named with its line, the section it clashes with and the smallest case; without it the draft is proved."""
    house, draft = House(tmp_path), tmp_path / "kern.py"
    clean = DRAFT.format(state="CA", county="Kern")
    draft.write_text(clean + PERMITS)
    said = house.lawgate("policy", "check", str(draft), fails=True)
    assert "permits-what-law-forbids kern.py, line 6: clause Order 7, 2" in said
    assert "permits what Cal. Gov. Code § 7284.6(a)(1)(B) forbids" in said
    assert "The smallest case that shows it:" in said
    assert "A local rule can remove a permission; it can never add one." in said
    draft.write_text(clean)
    assert "Proved: 1 clauses" in house.lawgate("policy", "check", str(draft))


@pytest.mark.slow
def test_last_year_is_replayed_under_the_draft(tmp_path: Path) -> None:
    """42 people with a request, 2,016 lawful hours under the law as it is, and fewer under the draft while Arkansas lets a county decide;
    from 5 August 2025 its act speaks of counties too, strikes the order, and nothing differs."""
    house, draft = House(tmp_path), tmp_path / "order.py"
    draft.write_text(DRAFT.format(state="AR", county="Pulaski"))
    people = year(2025, 56, timedelta(days=6), "I-247A", timedelta(hours=30), CEDAR)
    house.lawgate(
        "run", "--bookings", str(feed(tmp_path / "y.jsonl", "2026-01-02T00:00-06:00", people)), "--db", house.db
    )

    def under(law: str) -> str:
        told = ("--policy", law, "--against", law, "--draft", str(draft))
        return house.lawgate("oversight", "replay", "--data", house.db, *told)

    assert "Nothing differs" in under("us_ar@2025-12-31")
    said = under("us_ar@2025-07-31")
    assert "56 cases of 56 decided" in said
    assert "2,016" in said
    assert "Nothing differs" not in said
