"""What the guidance of a day, or of every era, makes of one case."""

from __future__ import annotations

from collections.abc import Iterator

from lawgate.law.declare import DECLARED
from lawgate.law.expr import UNKNOWN, AnyRow, Case, Expr
from lawgate.law.facts import record_complete
from lawgate.law.priorities.counts import AtLeast
from lawgate.law.priorities.facts import AGENCY_SILENT, ASKED
from lawgate.law.priorities.guidance import GUIDANCE
from lawgate.law.priorities.record import prepared
from lawgate.law.priorities.records import Entry, Guidance, Line, Triage
from lawgate.law.rows import convicted_now

_LISTS = {
    "charges": "What is the person charged with?",
    "priors": "What was the person convicted of before?",
}


def triage(case: Case, state: str, on: str) -> tuple[Triage, ...]:
    """What each guidance in force on ``on`` (YYYY-MM-DD) makes of ``case`` (flat facts), an offence of ``state``'s law."""
    seen, record = prepared(case, state, on)
    return tuple(one(g, seen, record) for g in GUIDANCE if g.in_force(on))


def eras(case: Case, state: str, day: str) -> tuple[Triage, ...]:
    """What every guidance of every era would make of it, in their order. ``day``: that of the case, for offences that name none."""
    seen, record = prepared(case, state, day)
    return tuple(one(g, seen, record) for g in GUIDANCE)


def sought(case: Case, state: str, on: str) -> bool | None:
    """Whether the guidance of the day has the federal side send a detainer for this person, as far as the record goes; None where the
    record leaves it open, where it is left to an officer's judgment, or where no guidance was in force.

    Where one says who gets a detainer at all (2012, 2015), that one decides; factors to weigh (2011) decide none."""
    found = [t for t in triage(case, state, on) if t.guidance.lines or t.guidance.everyone]
    answers = [t.wanted for t in found if t.guidance.detainers] or [t.wanted for t in found]
    return None if not answers else any(answers) or (None if None in answers else False)


def one(g: Guidance, case: Case, record: tuple[Entry, ...] = ()) -> Triage:
    """The gravest line that is surely met, the graver ones still open, and the lines that only the agency can speak to."""
    lines = sorted(g.lines, key=lambda x: x.rank)
    silent = {**AGENCY_SILENT, **case}
    truths = [(x, x.when.truth(case), x.when.truth(silent)) for x in lines]
    met = next((x for x, t, _ in truths if t is True), None)
    graver = [x for x in truths if x[1] is None and (met is None or x[0].rank < met.rank)]
    open_ = tuple(x for x, _, record_alone in graver if record_alone is None)
    missing = tuple(dict.fromkeys(n for x in open_ for n in _missing(x, silent)))
    return Triage(g, met, open_, missing, tuple(x for x, _, alone in graver if alone is not None), record)


def plain_question(missing: str) -> str:
    """The plain question for a missing fact (``record_complete``, ``charges[0].level``), in English."""
    if missing in _LISTS:
        return _LISTS[missing]
    name = f"row.{missing.split('].')[1]}" if "]." in missing else missing
    return (ASKED.get(name) or DECLARED[name]).en


def _missing(line: Line, case: Case) -> Iterator[str]:
    """Facts that would settle a line: of the case, and of the rows on which the line is still open."""
    for node in _outermost(line.when):
        if isinstance(node, AnyRow):
            yield from _in_rows(node.rows, node.cond, case)
        elif isinstance(node, AtLeast):
            yield from _in_rows("priors", node.cond, case)
            yield from _in_rows("charges", node.cond & convicted_now, case)
        for ref in node.refs():
            value = case.get(ref.name, UNKNOWN)
            if ref.in_row:
                continue
            if value is UNKNOWN or (ref.name == record_complete.ref.name and value is False):
                yield ref.name


def _outermost(e: Expr) -> Iterator[Expr]:
    """The quantified conditions and the leaves outside them."""
    if isinstance(e, AnyRow | AtLeast) or not e.parts():
        yield e
    else:
        for part in e.parts():
            yield from _outermost(part)


def _in_rows(name: str, cond: Expr, case: Case) -> Iterator[str]:
    held = case.get(name, UNKNOWN)
    for at, row in enumerate(() if held is UNKNOWN else held):
        if cond.truth(case, row) is None:
            yield from (
                f"{name}[{at}].{r.name}" for r in cond.refs() if r.in_row and row.get(r.name, UNKNOWN) is UNKNOWN
            )
