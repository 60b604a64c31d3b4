"""Of all values that would do, the nearest to what is: days counted by the calendar, instants by the minute, sets by the word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3

from lawgate.law.declare import DECLARED
from lawgate.law.expr import Ref
from lawgate.law.model import value_of
from lawgate.law.ordinary import ordinary
from lawgate.law.symbolic import Symbols
from lawgate.law.variables import BOUNDS
from lawgate.law.vocabulary import OTHER, number
from lawgate.law.whatif_switches import Place, Switches

Term = z3.ArithRef
LEAST, NONE_COSTS, WORD_COSTS, UNNAMED_COSTS = 0, 1, 2, 5
"""To do without a fact is nearer than any other day; a word that no rule names is further than one that some rule does."""
MAJORITY = 18


def nearest(holds: Iterable[z3.BoolRef], switches: Switches, on: list[Place], effort: int) -> dict[Place, Any] | None:
    """Values for the places that are ``on``, all else as it is; None when no real ones satisfy ``holds``.

    An added line is as ordinary as may be, and its days are real days."""
    solver = z3.Optimize()
    solver.set("rlimit", effort)
    solver.add(*holds, *(s if p in on else z3.Not(s) for p, s in switches.of.items()))
    costs: list[Term] = []
    for place in on:
        for ref, line in _facts(switches, place):
            terms, real = _cost(switches.symbols, ref, line, None if place.whole_row else place.held(switches.case))
            costs += [_unusual(switches, ref, line)] if place.whole_row else terms
            solver.add(*real)
        if place.whole_row:
            solver.add(*_of_a_juvenile(switches, place))
    if costs:
        solver.minimize(z3.Sum(costs))
    if solver.check() == z3.unsat:
        return None
    try:
        model = solver.model()
    except z3.Z3Exception:  # no answer in time
        return None
    return {place: _value(model, switches, place) for place in on}


def _unusual(switches: Switches, ref: Ref, line: str) -> Term:
    usual = ordinary(str(ref), switches.case["moment.date"])
    costs = z3.If(z3.And(switches.symbols.bind(ref, usual, line)), LEAST, WORD_COSTS)
    if DECLARED[str(ref)].kind != "word":
        return costs
    return z3.If(switches.symbols.value(ref, line) == OTHER, UNNAMED_COSTS, costs)


def _of_a_juvenile(switches: Switches, place: Place) -> list[z3.BoolRef]:
    """Whoever was adjudicated as a juvenile was not of age."""
    there = {r.name: (r, at) for r, at in _facts(switches, place)}
    if not {"level", "age_at_offence"} <= there.keys():
        return []
    symbols, (level, line), (age, _) = switches.symbols, there["level"], there["age_at_offence"]
    juvenile = z3.And(symbols.bind(level, "juvenile-adjudication", line))
    return [z3.Implies(juvenile, z3.Or(symbols.none(age, line), symbols.value(age, line) < MAJORITY))]


def _facts(switches: Switches, place: Place) -> list[tuple[Ref, str]]:
    if place.ref is not None:
        return [(place.ref, place.line)]
    return [(r, place.line) for r in switches.refs if r.in_row and r in switches.looked_at]


def _value(model: z3.ModelRef, switches: Switches, place: Place) -> Any:
    if place.ref is not None:
        return value_of(model, switches.symbols, place.ref, place.line, whole=True)
    return {r.name: value_of(model, switches.symbols, r, at, whole=True) for r, at in _facts(switches, place)}


def _cost(symbols: Symbols, ref: Ref, line: str, before: Any) -> tuple[list[Term], list[z3.BoolRef]]:
    """(what a change of this fact costs, what keeps its value real)."""
    kind = DECLARED[str(ref)].kind
    if kind == "word":
        return [z3.If(symbols.value(ref, line) == OTHER, WORD_COSTS, LEAST)], []
    if kind == "words":
        held = before or frozenset()
        words = symbols.vocabulary.words.get(str(ref), ())
        off = [z3.Not(symbols.bit(ref, line, w)) if w in held else symbols.bit(ref, line, w) for w in words]
        return [z3.If(b, WORD_COSTS, LEAST) for b in off] + [z3.If(symbols.other(ref, line), WORD_COSTS, LEAST)], []
    if kind not in BOUNDS:
        return [], []
    value, none = symbols.value(ref, line), symbols.none(ref, line)
    real: list[z3.BoolRef] = []
    if kind == "day":
        year, month, day, real = _calendar(value, none)
        value = 372 * year + 31 * month + day
    if before is None:
        return [z3.If(none, LEAST, WORD_COSTS)], real
    was = _counted(number(before)) if kind == "day" else number(before)
    apart = z3.If(value >= was, value - was, was - value)
    return [z3.If(none, NONE_COSTS, WORD_COSTS * apart)], real


def _counted(ymd: int) -> int:
    return 372 * (ymd // 10000) + 31 * (ymd // 100 % 100) + ymd % 100


def _calendar(value: Term, none: z3.BoolRef) -> tuple[Term, Term, Term, list[z3.BoolRef]]:
    """Year, month and day of YYYYMMDD, and that the calendar has such a day."""
    name = str(value)
    year, month, day = (z3.Int(f"{part} of {name}") for part in ("year", "month", "day"))
    leap = z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))
    short = z3.Or([month == m for m in (4, 6, 9, 11)])
    longest = z3.If(month == 2, z3.If(leap, 29, 28), z3.If(short, 30, 31))
    is_day = [value == 10000 * year + 100 * month + day, month >= 1, month <= 12, day >= 1, day <= longest]
    return year, month, day, [z3.Or(none, z3.And(is_day))]
