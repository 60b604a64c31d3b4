"""The leaf conditions of programs: what the columns are asked, each thing once however many rules ask it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lawgate.law.expr import AnyRow, Const, Expr
from lawgate.law.rulebook import Program
from lawgate.law.serial import expr_data
from lawgate.law.vocabulary import walk


def conditions_of(programs: Iterable[Program]) -> Iterable[Expr]:
    for program in programs:
        for ruling in program.rulings.values():
            for entry in ruling.entries:
                yield entry.cond
            yield from ruling.effective.values()
        for norm in program.limits:
            yield norm.cond


@dataclass(frozen=True)
class Leaves:
    """Every leaf condition of some programs, by what it says; ``keys``: that text by the identity of a condition."""

    programs: tuple[Program, ...]  # kept, so that identities stay their own
    of_case: dict[str, Expr]
    of_rows: dict[str, dict[str, Expr]]
    quantified: dict[str, AnyRow]
    keys: dict[int, str]


_KNOWN: dict[tuple[int, ...], Leaves] = {}
MOST_KNOWN = 64


def leaves_of(programs: Sequence[Program]) -> Leaves:
    """The leaves of ``programs``, worked out once: walking the conditions of sixty programs takes longer than answering."""
    name = tuple(id(p) for p in programs)
    found = _KNOWN.get(name)
    if found is None:
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.pop(next(iter(_KNOWN)))
        found = _KNOWN[name] = _collect(programs)
    return found


def _collect(programs: Sequence[Program]) -> Leaves:
    out = Leaves(tuple(programs), {}, {"charges": {}, "priors": {}}, {}, {})

    def key(e: Expr) -> str:
        if id(e) not in out.keys:
            out.keys[id(e)] = repr(expr_data(e))
        return out.keys[id(e)]

    seen: set[int] = set()
    for whole in conditions_of(programs):
        for node in walk(whole):
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, AnyRow):
                out.quantified.setdefault(key(node), node)
            elif not node.parts() and not isinstance(node, Const) and not any(r.in_row for r in node.refs()):
                out.of_case.setdefault(key(node), node)
    for q in out.quantified.values():
        for node in walk(q.cond):
            if not node.parts() and not isinstance(node, Const):
                out.of_rows[q.rows].setdefault(key(node), node)
    return out
