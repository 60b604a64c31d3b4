"""Two completions that answer differently, found by trying ordinary ones: then an answer is open, and no solver need be asked.

Only a finding counts. Where no two are found nothing is said, and the solver decides. A completion that is tried knows every fact and
keeps every axiom, so that the solver would find it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from lawgate.law.axioms import CASE_AXIOMS, ROW_AXIOMS
from lawgate.law.declare import DECLARED
from lawgate.law.expr import Case
from lawgate.law.norms import Answer
from lawgate.law.ordinary import REQUEST, of_no_request, ordinary

LISTS = ("charges", "priors")
COMPLETE = "record_complete"
GRAVE: Mapping[str, Any] = {
    "level": "felony",
    "level_at_conviction": "felony",
    "serious": True,
    "violent": True,
    "disposition": "pending",
    "grade": "A",
    "confinement": "state-prison",
    "max_months": 240,
    "days_imposed": 3650,
}
"""A line of a record that opens most gates."""
Change = Mapping[str, Any]


def differ(answer: Callable[[Case], Answer], case: Case, names: Iterable[str]) -> bool:
    """Whether two lawful completions of ``case`` get different answers. True is sure; False says only that none were found.

    ``names``: the unknown facts that play a part; each is tried at its other values, from a case with a request and from one without."""
    seen: set[Answer] = set()
    for change in _changes(case, tuple(names)):
        whole = completed(case, change)
        if whole is not None:
            seen.add(answer(whole))
            if len(seen) > 1:
                return True
    return False


def turning(answer: Callable[[Case], Answer], case: Case, names: Iterable[str]) -> frozenset[str]:
    """Of the unknown facts ``names`` those that alone turn the answer of some lawful completion: no others can stand in for them."""
    names = tuple(names)
    # These turn others with them: all of a request goes with it, and the earlier convictions with word that they are all there are.
    with_others = {REQUEST} | ({"priors", COMPLETE} if {"priors", COMPLETE} <= set(names) else set())
    found: set[str] = set()
    for request in _requests(case):
        plain = completed(case, {REQUEST: request})
        if plain is None:
            continue
        usual = answer(plain)
        for name in (n for n in names if n not in found and n not in with_others):
            wholes = (completed(case, {REQUEST: request, name: v}) for v in _others(name, case))
            if any(whole is not None and answer(whole) is not usual for whole in wholes):
                found.add(name)
    return frozenset(found)


def _changes(case: Case, names: tuple[str, ...]) -> Iterator[Change]:
    for request in _requests(case):
        yield {REQUEST: request}
    for request in _requests(case):
        for name in names:
            yield from ({REQUEST: request, name: value} for value in _others(name, case))


def _requests(case: Case) -> list[bool]:
    return [case[REQUEST]] if REQUEST in case else [True, False]


def _others(name: str, case: Case) -> list[Any]:
    """Values of an unknown fact that are not its ordinary one."""
    if name in (*LISTS, COMPLETE):
        return [GRAVE]
    if name not in DECLARED and "]." in name:
        name = f"row.{name.partition('].')[2]}"
    if name not in DECLARED:
        return []
    fact, usual = DECLARED[name], ordinary(name, case["moment.date"])
    words = getattr(fact, "words", ())
    if fact.kind == "yes/no":
        return [not usual]
    if fact.kind == "word":
        return [w for w in words if w != usual][:4]
    if fact.kind == "words":
        return [frozenset(), *(frozenset({w}) for w in words[:3])]
    none = [None] if usual is not None and getattr(fact, "nullable", False) else []
    if fact.kind == "number":
        return [240, *none]
    t0 = case.get("release_due.t0")
    base = (
        t0
        if fact.kind == "instant" and t0 is not None
        else ordinary("release_due.t0" if fact.kind == "instant" else "moment.date", case["moment.date"])
    )
    return [base - timedelta(days=1), base + timedelta(days=1), *none]


def completed(case: Case, change: Change) -> dict[str, Any] | None:
    """``case`` with every fact known, its unknown ones as ``change`` has them or as they mostly are; None where an axiom forbids it."""
    day, t0 = case["moment.date"], case.get("release_due.t0")
    out = dict(case)
    out.setdefault(REQUEST, change.get(REQUEST, True))
    for name in DECLARED:
        if name in out or name.startswith("row."):
            continue
        if name in change and name != COMPLETE:
            out[name] = change[name]
        elif out[REQUEST] is False and name.startswith("request."):
            out[name] = of_no_request(name)
        else:
            out[name] = ordinary(name, day, t0)
    for rows in LISTS:
        more = change.get(rows) or (
            change.get(COMPLETE) if rows == "priors" and case.get(COMPLETE) is not True else None
        )
        held = (*out.get(rows, ()), *([more] if more is not None else []))
        out[rows] = tuple(_row(line, f"{rows}[{at}].", change, day) for at, line in enumerate(held))
    out[COMPLETE] = True
    return out if lawful(out) else None


def _row(line: Mapping[str, Any], at: str, change: Change, day: Any) -> dict[str, Any]:
    fields = (f.name for f in DECLARED.values() if f.in_row)
    return {f: line[f] if f in line else change.get(at + f, ordinary(f"row.{f}", day)) for f in fields}


def lawful(case: Case) -> bool:
    """Every axiom is known to hold of a case all of whose facts are known."""
    return all(a.truth(case) is True for a in CASE_AXIOMS) and all(
        a.truth(case, line) is True for a in ROW_AXIOMS for rows in LISTS for line in case[rows]
    )
