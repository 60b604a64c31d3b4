"""The worked examples beside a policy's rules, decided: does the policy say what its author meant?"""

from __future__ import annotations

from lawgate.decision.casefile import question
from lawgate.decision.decide import Decider
from lawgate.law.policy_check import place_of
from lawgate.law.policy_records import PolicyFile
from lawgate.law.rulebook import Rulebook


def wrong_cases(rulebook: Rulebook, found: PolicyFile) -> list[str]:
    """Cases of ``found`` whose answers by ``rulebook`` (which holds its policies) are not those its author expects, a sentence each."""
    decider = Decider(rulebook)
    where, out = place_of(found.policies[0]), list[str]()
    jurisdiction = {
        "state": where.state,
        "county": where.county,
        "locality": where.locality,
        "agency_type": where.agency_type,
    }
    for c in found.cases:
        ids = sorted(rulebook.local_policies(where, c.on))
        t0 = f"{c.on}T12:00-08:00"
        given = {"local_policy": ids, "release_due": {"event": "bail-posted", "t0": t0}, **c.given}
        decided = decider.decide(
            question({"id": c.name, "date": c.on, "jurisdiction": jurisdiction, "given": given}), trace=False
        )
        got = {a.value: x.value for a, x in decided.answers.items()}
        out += [
            f"{found.path}, line {c.line}: '{c.name}': {action} is {got[action]}, and {wanted} was expected."
            for action, wanted in c.expect.items()
            if got[action] != wanted
        ]
    return out
