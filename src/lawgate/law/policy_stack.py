"""Policies that a county adopted one after the other, laid upon the books in that order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lawgate.law.norms import Authority
from lawgate.law.policy_check import Clash, check_policies, with_policies
from lawgate.law.policy_records import BadPolicy, PolicyFile
from lawgate.law.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a draft beside the law in force: ``clashes`` with law above it. ``whole``: the law with the draft in it."""

    draft: PolicyFile
    whole: Rulebook
    clashes: Sequence[Clash]


def prove_draft(law: Rulebook, draft: PolicyFile, adopted: Sequence[str] = ()) -> Proof:
    """The draft put to the solver beside ``law``, which holds the policies of ids ``adopted`` that the county adopted before.

    Raises ``BadPolicy`` where it has an id that is taken, or would be in force on the same day as an adopted policy of its place.
    """
    _free(law, draft)
    whole = with_policies(law, draft)
    for line in _together(law, whole, draft, adopted):
        raise line
    return Proof(draft, whole, check_policies(law, draft))


def _free(law: Rulebook, draft: PolicyFile) -> None:
    for p in draft.policies:
        if p.id in law.by_id:
            raise BadPolicy(
                f"a policy called '{p.id}' is in force here already",
                where=f"{draft.path}, line {draft.lines.get(p.id, 1)}",
                do=f'give the new version its own id and say replaces="{p.id}"',
            )


def _together(law: Rulebook, whole: Rulebook, draft: PolicyFile, adopted: Sequence[str]) -> Iterator[BadPolicy]:
    """Which of two policies of one place counts on one day would be a guess."""
    for p in draft.policies:
        for old in (whole.by_id[i] for i in adopted if i in law.by_id):
            if old.territory == p.territory and _overlap(old, p):
                yield BadPolicy(
                    f"'{old.id}' is adopted for the same place, and both would be in force from {max(old.since, p.since)}",
                    where=f"{draft.path}, line {draft.lines.get(p.id, 1)}",
                    do=f'say replaces="{old.id}", or end one before the other begins',
                )


def _overlap(a: Authority, b: Authority) -> bool:
    first, second = sorted((a, b), key=lambda p: p.since)
    return first.until is None or first.until >= second.since
