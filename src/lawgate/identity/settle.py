"""What holds after people have spoken: confirmations, disputes and corrections applied to an answer, in their order.

Values in, a value out; whoever keeps them as events gives them here in the order in which they happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lawgate.base import BadInput, NaiveTime
from lawgate.identity.records import Assessment, Confirmation, Correction, Dispute, Verdict

Act = Confirmation | Dispute | Correction


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer that holds. ``open``: somebody must still look. ``assess_again``: a record was corrected, and the answer
    rests on what it said before."""

    key: str
    verdict: Verdict
    decided_by: str
    because: str
    open: bool
    assess_again: bool = False


def settle(found: Assessment, acts: Sequence[Act] = ()) -> Standing:
    """Applies the acts to the answer.

    A person decides what is unsure or disputed; prints that decided must be disputed first; and nobody may confirm *same*
    on names alone, or what was not looked at. Each of these, an act about another record, out of order, without a name
    or a reason, is ``BadInput``; an instant without an offset is ``NaiveTime``.
    """
    now = Standing(found.key, found.verdict, found.decided_by, found.because, found.verdict is Verdict.UNSURE)
    before = None
    for act in acts:
        _check(found, act)
        if before is not None and act.at < before:
            raise BadInput("the acts are not in the order of their time", where=found.key, do="sort them")
        before = act.at
        match act:
            case Confirmation():
                now = _confirmed(found, now, act)
            case Dispute():
                now = Standing(
                    found.key, Verdict.UNSURE, "nothing", f"disputed by {act.by}: {act.why}", True, now.assess_again
                )
            case Correction():
                why = f"the record was corrected by {act.by}: {act.why}"
                now = Standing(found.key, Verdict.UNSURE, "nothing", why, True, True)
    return now


def _check(found: Assessment, act: Act) -> None:
    if act.at.tzinfo is None:
        raise NaiveTime("the act has a time without an offset", where=found.key, do="give its offset")
    if act.key != found.key:
        raise BadInput(f"the act is about '{act.key}'", where=found.key, do="apply it to the record that it names")
    if not act.by.strip() or not act.why.strip():
        raise BadInput("the act does not say who and why", where=found.key, do="give both")
    if isinstance(act, Correction) and act.corrected.key != act.key:
        raise BadInput(f"the correction is of '{act.corrected.key}'", where=found.key, do="keep the key of the record")


def _confirmed(found: Assessment, now: Standing, act: Confirmation) -> Standing:
    if now.assess_again:
        raise BadInput("the record was corrected since", where=found.key, do="compare again, then confirm that answer")
    if now.verdict is Verdict.NOT_LOOKED_AT:
        raise BadInput("nothing was compared yet", where=found.key, do="have prints or records compared first")
    if not now.open and now.decided_by == "prints" and act.same is not (now.verdict is Verdict.SAME):
        raise BadInput("the prints decided otherwise", where=found.key, do="dispute the answer first, with the reason")
    alone = found.prints is None and found.biographic is not None and found.biographic.names_only
    if act.same and alone:
        raise BadInput(
            "only names were compared", where=found.key, do="compare prints, a date of birth or an identifier"
        )
    return Standing(
        found.key, Verdict.SAME if act.same else Verdict.DIFFERENT, "a person", f"{act.by}: {act.why}", False
    )
