"""A solver's model as a case: only the facts that matter, in the words of the case files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import z3

from lawgate.base import Place
from lawgate.law import facts as fact
from lawgate.law.declare import DECLARED
from lawgate.law.expr import Ref
from lawgate.law.ordinary import BUT, ordinary
from lawgate.law.symbolic import ANOTHER, Symbols

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LISTS = ("charges", "priors")


def model_of(
    solver: z3.Solver, symbols: Symbols, refs: Iterable[Ref], *wanted: z3.BoolRef, day: str = ""
) -> z3.ModelRef | None:
    """A model in which ``wanted`` holds, such as a jail could meet where there is one; None when nothing satisfies it.

    The solver compares days as the numbers YYYYMMDD, of which most are no day: it is asked for the first 28 of a month. ``day``: the
    question is rather asked on that day, and everything is as it mostly is (``ordinary``) as far as ``wanted`` allows: no lines of a
    record that are not needed, then fact by fact, always in one order, so that the same books give the same case."""
    refs = list(refs)
    days = [r for r in refs if str(r) in DECLARED and DECLARED[str(r)].kind == "day"]
    real = [_real(symbols.value(r, at)) for r in days for at in _places(symbols, r)]
    for more in (real, []):
        if solver.check(*wanted, *more) == z3.sat:
            kept = [*wanted, *more]
            break
    else:
        return None
    if day:
        kept = _as_far_as(solver, kept, _usual(symbols, refs, date.fromisoformat(day)))
        assert solver.check(*kept) == z3.sat
    return solver.model()


def _real(day: z3.ArithRef) -> z3.BoolRef:
    return z3.And(day % 100 >= 1, day % 100 <= 28, day / 100 % 100 >= 1, day / 100 % 100 <= 12)


def _places(symbols: Symbols, ref: Ref) -> list[str]:
    return [f"{rows}[{i}]" for rows in LISTS for i in range(symbols.rows)] if ref.in_row else [""]


def _usual(symbols: Symbols, refs: list[Ref], day: date) -> list[z3.BoolRef]:
    """What is mostly so, what is wished for most first: one charge, pending, and no earlier conviction."""
    facts = [r for r in refs if str(r) in DECLARED]
    first = [fact.today.ref, fact.t0.ref, fact.request.ref, fact.form.ref]
    facts.sort(key=lambda r: (r.in_row, first.index(r) if r in first else len(first), str(r)))

    def usual(at: str) -> list[z3.BoolRef]:
        mine = [r for r in facts if r.in_row is bool(at)]
        return [z3.And(symbols.bind(r, ordinary(str(r), day), at)) for r in mine]

    fewer = [z3.Not(symbols.exists(rows, i)) for i in range(1, symbols.rows) for rows in LISTS]
    lines = [usual(f"{rows}[{i}]") for rows in LISTS for i in range(symbols.rows)]
    return [
        *fewer,
        *usual(""),
        *lines[0],
        z3.Not(symbols.exists("priors", 0)),
        *(w for line in lines[1:] for w in line),
    ]


def _as_far_as(solver: z3.Solver, kept: list[z3.BoolRef], wishes: list[z3.BoolRef]) -> list[z3.BoolRef]:
    """``kept`` and of the ``wishes`` as many as go with it, earlier ones before later: halves are tried whole before they are split."""
    if not wishes:
        return kept
    if solver.check(*kept, *wishes) == z3.sat:
        return [*kept, *wishes]
    if len(wishes) == 1:
        return kept
    half = len(wishes) // 2
    return _as_far_as(solver, _as_far_as(solver, kept, wishes[:half]), wishes[half:])


def facts_of(model: z3.ModelRef, symbols: Symbols, refs: Iterable[Ref], *, whole: bool = False) -> dict[str, Any]:
    """The facts a model chose, by name. Facts on which it has no opinion are left out; with ``whole`` they get any value."""
    refs = list(refs)
    out: dict[str, Any] = {}
    for ref in refs:
        if not ref.in_row and str(ref) in DECLARED:
            value = _named(symbols, ref, value_of(model, symbols, ref, "", whole=whole))
            if value is not ...:
                out[ref.name] = value
    fields = [r for r in refs if r.in_row]
    for rows in LISTS:
        out[rows] = tuple(
            {
                f.name: v
                for f in fields
                if (v := _named(symbols, f, value_of(model, symbols, f, f"{rows}[{i}]", whole=whole))) is not ...
            }
            for i in range(symbols.rows)
            if z3.is_true(model.eval(symbols.exists(rows, i), model_completion=True))
        )
    return out


def _named(symbols: Symbols, ref: Ref, value: Any) -> Any:
    """A word that no rule names by the word that it mostly is, where no rule names that one."""
    if value != ANOTHER:
        return value
    usual = BUT.get(str(ref))
    return usual if usual and usual not in symbols.vocabulary.words.get(str(ref), ()) else value


def smallest_facts(facts: Mapping[str, Any], shows: Callable[[Mapping[str, Any]], bool]) -> dict[str, Any]:
    """``facts`` without everything that is not needed for ``shows`` to be true: whole facts, then rows, then facts of rows.

    The day of the question stays, since a case file has one."""
    kept = dict(facts)
    for name in [n for n in kept if n != "moment.date"]:
        less = {k: v for k, v in kept.items() if k != name}
        if shows(less):
            kept = less
    for rows in [r for r in ("charges", "priors") if r in kept]:
        for at in reversed(range(len(kept[rows]))):
            fewer = {**kept, rows: (*kept[rows][:at], *kept[rows][at + 1 :])}
            if shows(fewer):
                kept = fewer
        for at, row in enumerate(kept[rows]):
            for field in list(row):
                row = {k: v for k, v in kept[rows][at].items() if k != field}
                thinner = {**kept, rows: (*kept[rows][:at], row, *kept[rows][at + 1 :])}
                if shows(thinner):
                    kept = thinner
    return kept


def value_of(model: z3.ModelRef, symbols: Symbols, ref: Ref, at: str, *, whole: bool = False) -> Any:
    """One fact's value in the model, or ``...`` when the model leaves it free."""
    kind = symbols.fact(ref).kind
    if kind == "yes/no":
        found = model.eval(symbols.yes(ref, at), model_completion=whole)
        return ... if not (z3.is_true(found) or z3.is_false(found)) else z3.is_true(found)
    if kind == "words":
        words = symbols.vocabulary.words.get(str(ref), ())
        bits = {w: model.eval(symbols.bit(ref, at, w), model_completion=whole) for w in words}
        bits[ANOTHER] = model.eval(symbols.other(ref, at), model_completion=whole)
        if not any(z3.is_true(b) or z3.is_false(b) for b in bits.values()):
            return ...
        return frozenset(w for w, b in bits.items() if z3.is_true(b))
    if kind != "word" and z3.is_true(model.eval(symbols.none(ref, at), model_completion=whole)):
        return None
    found = model.eval(symbols.value(ref, at), model_completion=whole)
    if not z3.is_int_value(found):
        return ...
    return _back(kind, symbols, ref, found.as_long())


def _back(kind: str, symbols: Symbols, ref: Ref, number: int) -> Any:
    if kind == "word":
        return symbols.vocabulary.word(str(ref), number)
    if kind == "instant":
        return EPOCH + timedelta(minutes=number)
    if kind == "day":
        return _day(number)
    return number


def _day(number: int) -> date:
    """The nearest real day to YYYYMMDD: the solver knows order, not the calendar."""
    year, month, day = number // 10000, number // 100 % 100, number % 100
    year, month = min(max(year, 1), 9999), min(max(month, 1), 12)
    for back in range(4):
        try:
            return date(year, month, min(max(day, 1), 31) - back)
        except ValueError:
            continue
    return date(year, month, 28)


def case_file(
    name: str,
    place: Place,
    day: str,
    facts: Mapping[str, Any],
    title: str,
    *,
    policies: Iterable[str] | None = None,
    scope: str = "full",
) -> dict[str, Any]:
    """A case in the form of the case files, ready to be written as YAML and decided again. ``policies``: those in force."""
    given: dict[str, Any] = {} if policies is None else {"local_policy": sorted(policies)}
    for key, value in facts.items():
        if key in ("moment.date", "moment.at") or (key.startswith("request.") and facts.get("request") is False):
            continue
        head, _, tail = key.partition(".")
        shown = _shown(value, place)
        if tail:
            given.setdefault(head, {})[tail] = shown
        elif key == "request":
            given.setdefault("request", {} if value else None)
        else:
            given[key] = shown
    return {
        "id": name,
        "title": title,
        "date": day,
        "jurisdiction": {
            "state": place.state,
            "county": place.county,
            "locality": place.locality,
            "agency_type": place.agency_type,
            "circuit": place.circuit,
            "tz": place.tz,
        },
        "scope": scope,
        "mode": "ex-ante",
        "given": given,
    }


def _shown(value: Any, place: Place) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(place.zone).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [{k: _shown(v, place) for k, v in row.items()} for row in value]
    return value
