"""What the guidance of a day, or of every era, makes of one case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lawgate.law.expr import UNKNOWN, AnyRow, Case, Expr
from lawgate.law.facts import record_complete
from lawgate.law.offence_table import offence
from lawgate.law.priorities.counts import AtLeast
from lawgate.law.priorities.facts import AGENCY_ONLY
from lawgate.law.priorities.guidance import GUIDANCE
from lawgate.law.priorities.records import Guidance, Line, Triage
from lawgate.law.rows import convicted_now

NEVER_AGGRAVATED = frozenset(
    {
        "traffic",
        "unlicensed-driving",
        "suspended-licence",
        "reckless-driving",
        "dui",
        "dui-control",
        "impaired-driving",
        "hit-and-run",
        "public-order",
        "trespass",
    }
)
"""Kinds that meet no letter of 8 U.S.C. § 1101(a)(43); for driving under the influence, Leocal v. Ashcroft, 543 U.S. 1 (2004)."""


def triage(case: Case, state: str, on: str) -> tuple[Triage, ...]:
    """What each guidance in force on ``on`` (YYYY-MM-DD) makes of ``case`` (flat facts), an offence of ``state``'s law."""
    seen, rests_on = prepared(case, state)
    return tuple(one(g, seen, rests_on) for g in GUIDANCE if g.in_force(on))


def eras(case: Case, state: str) -> tuple[Triage, ...]:
    """What every guidance of every era would make of it, in their order."""
    seen, rests_on = prepared(case, state)
    return tuple(one(g, seen, rests_on) for g in GUIDANCE)


def one(g: Guidance, case: Case, rests_on: tuple[str, ...] = ()) -> Triage:
    """The gravest line that is surely met, the graver ones still open, and the lines that only the agency can speak to."""
    lines = sorted(g.lines, key=lambda x: x.rank)
    truths = [(x, x.when.truth(case)) for x in lines]
    met = next((x for x, t in truths if t is True), None)
    unknown = [x for x, t in truths if t is None and (met is None or x.rank < met.rank)]
    open_ = tuple(x for x in unknown if not x.agency_only)
    missing = tuple(dict.fromkeys(n for x in open_ for n in _missing(x, case)))
    return Triage(g, met, open_, missing, tuple(x for x in unknown if x.agency_only), rests_on)


def prepared(case: Case, state: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The case with what the offence tables say of each line of the record, and the offences that were found in them.

    A stated fact wins over the table. A charge without a disposition is taken to be still open."""
    out = dict(case)
    found: list[str] = []
    for name in ("charges", "priors"):
        held = case.get(name, UNKNOWN)
        if held is not UNKNOWN:
            out[name] = tuple(_row(r, state, name, found) for r in held)
    return out, tuple(dict.fromkeys(found))


def _row(row: Mapping[str, Any], state: str, where: str, found: list[str]) -> dict[str, Any]:
    out = dict(row)
    known = offence(row.get("statute"), state)
    if known is not None:
        found.append(f"{known.name}, {known.section}")
        if known.kinds:
            out.setdefault("kinds", known.kinds)
        if known.level in ("felony", "misdemeanor", "infraction"):
            out.setdefault("level", known.level)
    if isinstance(out.get("kinds"), list | tuple):
        out["kinds"] = frozenset(out["kinds"])
    if where == "charges":
        out.setdefault("disposition", "pending")
    held = out.get("kinds")
    if out.get("level") == "infraction" or (held and held <= NEVER_AGGRAVATED):
        out.setdefault("aggravated_felony_1101a43", None)
    if held is not None:
        out.setdefault("status_element", "immigration-status" in held)
    if "days_imposed" in out and "days_suspended" in out:
        out.setdefault("custody_days", out["days_imposed"] - out["days_suspended"])
    _term(out)
    return out


def _term(out: dict[str, Any]) -> None:
    """The longest sentence where the level alone settles on which side of a year it lies (18 U.S.C. § 3559(a); a misdemeanor of
    exactly a year fits neither formula of 2010, so a misdemeanor's term is left unknown)."""
    if out.get("level") == "felony":
        out.setdefault("max_months", 13)
    elif out.get("level") == "infraction":
        out.setdefault("max_months", 0)


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
            if ref.in_row or ref.name.startswith(AGENCY_ONLY):
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
