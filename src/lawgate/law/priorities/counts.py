"""How many convictions: a condition that counts. Guidance counts, law does not, so the scalar reader alone reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lawgate.law.expr import UNKNOWN, Case, Expr, Ref, Row, Test, Truth
from lawgate.law.rows import convicted_now


@dataclass(frozen=True, eq=False)
class AtLeast(Expr):
    """``number`` convictions or more, earlier or present, meet ``cond``, each from an incident of its own.

    Rows that name the same incident count once; a row that names none is an incident of its own. Fewer than ``number`` is false only
    when the record is known to be complete."""

    number: int
    cond: Expr

    def parts(self) -> tuple[Expr, ...]:
        return (self.cond,)

    def refs(self) -> Iterator[Ref]:
        yield from (Ref("charges"), Ref("priors"), Ref("record_complete"))
        yield from self.cond.refs()

    def test(self) -> Test:
        meets, convicted = self.cond.test(), convicted_now.test()

        def run(case: Case, _row: Row) -> Truth:
            sure: set[Any] = set()
            perhaps: set[Any] = set()
            whole = case.get("record_complete", UNKNOWN) is True
            for name in ("priors", "charges"):
                held = case.get(name, UNKNOWN)
                if held is UNKNOWN:
                    whole = False
                    continue
                for at, row in enumerate(held):
                    value = _both(meets(case, row), True if name == "priors" else convicted(case, row))
                    incident = row.get("incident") or (name, at)
                    if value is True:
                        sure.add(incident)
                    elif value is None:
                        perhaps.add(incident)
            if len(sure) >= self.number:
                return True
            return False if whole and len(sure | perhaps) < self.number else None

        return run


def _both(a: Truth, b: Truth) -> Truth:
    if a is False or b is False:
        return False
    return True if a is True and b is True else None
