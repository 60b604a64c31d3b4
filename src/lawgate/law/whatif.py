"""What would flip the answer: the smallest changes of fact, found by trying and confirmed by deciding again.

One fact is changed at a time, then two. Words and yes/no take each of their other values; days and instants the nearest value
on the other side of every comparison the rules make with them; sets lose or gain one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, islice
from typing import Any

from lawgate.law.declare import DECLARED, Fact
from lawgate.law.exact import conditions
from lawgate.law.expr import UNKNOWN, Case, Expr, Has, HasOther, HasPrefix, Is, Order, Ref, Within
from lawgate.law.norms import Action, Answer
from lawgate.law.resolve import Ruling
from lawgate.law.scalar import Compiled
from lawgate.law.symbolic import walk

MOST_PAIRS = 4000


@dataclass(frozen=True, slots=True)
class Change:
    """``fact`` (``priors[0].convicted_on``) from ``before`` to ``after``."""

    fact: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Flip:
    """A smallest set of changes, and the answer it brings."""

    changes: tuple[Change, ...]
    answer: Answer


def flips(law: Compiled, case: Case, action: Action) -> list[Flip]:
    """Smallest changes that bring each other answer of ``action``: single ones, and pairs only for answers that no single
    change brings. Undetermined is never offered."""
    now = law.find(case).answer(action)
    changes = list(_changes(law.program.rulings[action], case))
    found: dict[Answer, list[Flip]] = {}
    for change in changes:
        _try(law, case, action, (change,), now, found)
    single = set(found)
    if _possible(law, action) - single - {now}:
        pairs = (p for p in combinations(changes, 2) if p[0].fact != p[1].fact)
        for pair in islice(pairs, MOST_PAIRS):
            _try(law, case, action, pair, now, found, single)
    return [flip for answer in Answer for flip in _nearest(found.get(answer, []))]


def _possible(law: Compiled, action: Action) -> set[Answer]:
    """The answers that the law of the place can give at all."""
    ruling = law.program.rulings[action]
    return {e.answer for e in ruling.entries} | {ruling.otherwise}


def _try(
    law: Compiled,
    case: Case,
    action: Action,
    changes: tuple[Change, ...],
    now: Answer,
    found: dict[Answer, list[Flip]],
    but: Set[Answer] = frozenset(),
) -> None:
    answer = law.find(apply(case, changes)).answer(action)
    if answer not in (now, Answer.UNDETERMINED) and answer not in but:
        found.setdefault(answer, []).append(Flip(changes, answer))


def _nearest(flips_: list[Flip]) -> list[Flip]:
    """Of several values of one fact that bring the same answer, the one nearest to what is."""
    best: dict[tuple[str, ...], Flip] = {}
    for flip in flips_:
        key = tuple(c.fact for c in flip.changes)
        if key not in best or _distance(flip) < _distance(best[key]):
            best[key] = flip
    return list(best.values())


def _distance(flip: Flip) -> float:
    total = 0.0
    for c in flip.changes:
        if isinstance(c.before, date) and isinstance(c.after, date):
            total += abs((c.after - c.before) / timedelta(days=1))
        elif c.after is None:
            total += 0.5
    return total


def apply(case: Case, changes: Iterable[Change]) -> dict[str, Any]:
    """``case`` with the changes made."""
    out = dict(case)
    for change in changes:
        if "]." in change.fact:
            rows, rest = change.fact.split("[", 1)
            number, name = rest.split("].", 1)
            lines = [dict(r) for r in out[rows]]
            lines[int(number)][name] = change.after
            out[rows] = tuple(lines)
        else:
            out[change.fact] = change.after
    return out


def _changes(ruling: Ruling, case: Case) -> Iterator[Change]:
    leaves: dict[Ref, list[Expr]] = {}
    for cond in conditions(ruling):
        for node in walk(cond):
            if not node.parts():
                for ref in node.refs():
                    leaves.setdefault(ref, []).append(node)
    for ref, nodes in leaves.items():
        fact = DECLARED.get(str(ref))
        if fact is None or ref.name in ("moment.date", "moment.at"):
            continue
        if not ref.in_row:
            yield from _of(fact, nodes, case.get(ref.name, UNKNOWN), ref.name, case, {})
            continue
        for rows in ("charges", "priors"):
            for i, row in enumerate(case.get(rows, ())):
                yield from _of(fact, nodes, row.get(ref.name, UNKNOWN), f"{rows}[{i}].{ref.name}", case, row)


def _of(
    fact: Fact, nodes: Iterable[Expr], value: Any, name: str, case: Case, row: Mapping[str, Any]
) -> Iterator[Change]:
    if value is UNKNOWN:
        return
    seen = {value if not isinstance(value, list) else tuple(value)}
    for after in _values(fact, nodes, value, case, row):
        if after not in seen:
            seen.add(after)
            yield Change(name, value, after)


def _values(fact: Fact, nodes: Iterable[Expr], value: Any, case: Case, row: Mapping[str, Any]) -> Iterator[Any]:
    if fact.kind == "yes/no":
        yield not value
        return
    if fact.kind == "word":
        yield from getattr(fact, "words", ())
    if getattr(fact, "nullable", False):
        yield None
    for node in nodes:
        if isinstance(node, Is) and fact.kind == "word":
            yield from node.values
        elif isinstance(node, Has | HasOther) and isinstance(value, frozenset):
            for word in sorted(node.values):
                yield value - {word} if word in value else value | {word}
        elif isinstance(node, HasPrefix) and isinstance(value, frozenset):
            yield frozenset(w for w in value if not w.startswith(node.prefix))
        elif isinstance(node, Order | Within):
            yield from _across(node, fact, value, case, row)


def _across(node: Order | Within, fact: Fact, value: Any, case: Case, row: Mapping[str, Any]) -> Iterator[Any]:
    """The nearest values on either side of the comparison."""
    if isinstance(node, Within):
        if node.day.name != fact.name:
            return
        anchor = (row if node.anchor.in_row else case).get(node.anchor.name, UNKNOWN)
        if isinstance(anchor, date) and not isinstance(value, datetime):
            edge = _years_before(anchor, node.years)
            yield from (edge, edge - timedelta(days=1))
        return
    other = node.right if node.left.name == fact.name else node.left
    if isinstance(other, Ref):
        other = (row if other.in_row else case).get(other.name, UNKNOWN)
    step = timedelta(minutes=1) if isinstance(other, datetime) else timedelta(days=1) if isinstance(other, date) else 1
    if isinstance(other, datetime | date | int) and not isinstance(other, bool):
        yield from (other, other - step, other + step)  # type: ignore[operator]


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
