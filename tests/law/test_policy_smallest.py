"""The smallest case that shows a clash reads like one of the jail's own, and is the same every time."""

from __future__ import annotations

from lawgate.law.books import load
from lawgate.law.policy_check import check_policies
from lawgate.law.policy_file import parse_policy

POLICY = """kern = policy(
    "kern-2026",
    title="Kern",
    cite="Policy 1",
    territory=where("CA", counties=("Kern",), agency=("county-jail",)),
    since="2026-03-02",
    words="What it says.",
)
kern.permits(
    HOLD, cite="1", when=any_conviction(row.violent & row.convicted_on.within(10, of=fact.today)), words="Hold."
)
"""


def test_the_smallest_case_is_an_ordinary_one() -> None:
    """The policy's own first day, the county's own clock, a request for a hold, release at noon, one conviction: nothing else."""
    (clash,) = (c for c in check_policies(load(), parse_policy(POLICY, "kern.py")) if c.case)
    assert clash.case is not None
    assert (clash.case["date"], clash.case["jurisdiction"]["tz"]) == ("2026-03-02", "America/Los_Angeles")
    assert clash.case["given"] == {
        "local_policy": [],
        "judicial_warrant": "none",
        "request": {"asks": ["hold", "notify"], "conditions": []},
        "release_due": {"t0": "2026-03-02T10:00-08:00"},
        "priors": [{"violent": True, "convicted_on": "2025-05-06"}],
    }
