"""The words and numbers by which the column reader and the solver know a fact's values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lawgate.law.declare import DECLARED
from lawgate.law.expr import Case, Expr, Has, HasOther, Is, Ref, ymd

NONE, OTHER = 0, 1
ANOTHER = "(another)"  # a word that no rule names, in a counterexample


def minutes(moment: datetime) -> int:
    return int(moment.timestamp() // 60)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word that conditions and case can tell apart, by fact."""

    words: Mapping[str, tuple[str, ...]]

    def with_words(self, more: Iterable[tuple[str, str]]) -> Vocabulary:
        """Told apart as well: (fact, word) pairs."""
        found = {k: dict.fromkeys(v) for k, v in self.words.items()}
        for name, word in sorted(more):
            found.setdefault(name, {})[word] = None
        return Vocabulary({k: tuple(v) for k, v in found.items()})

    def code(self, name: str, word: str | None) -> int:
        if word is None:
            return NONE
        known = self.words.get(name, ())
        return known.index(word) + 2 if word in known else OTHER

    def word(self, name: str, code: int) -> str | None:
        known = self.words.get(name, ())
        return None if code == NONE else known[code - 2] if 2 <= code < len(known) + 2 else ANOTHER


def walk(expr: Expr) -> Iterator[Expr]:
    yield expr
    for part in expr.parts():
        yield from walk(part)


def vocabulary(exprs: Iterable[Expr], cases: Iterable[Case] = ()) -> Vocabulary:
    """The words named by ``exprs``, by the facts' own declarations, and by ``cases``."""
    found: dict[str, dict[str, None]] = {}
    for expr in exprs:
        for node in walk(expr):
            if isinstance(node, Is | Has | HasOther):
                _note(found, node.ref, node.values)
    for name, fact in DECLARED.items():
        found.setdefault(name, {}).update(dict.fromkeys(getattr(fact, "words", ())))
    for case in cases:
        for name, value in case.items():
            if name in ("charges", "priors"):
                for one in value:
                    for field, inner in one.items():
                        _note(found, Ref(field, True), inner)
            else:
                _note(found, Ref(name), value)
    return Vocabulary({k: tuple(v) for k, v in found.items()})


def _note(found: dict[str, dict[str, None]], ref: Ref, value: Any) -> None:
    values = (
        sorted(value, key=str) if isinstance(value, frozenset | set) else (value,)
    )  # the same words give the same codes
    found.setdefault(str(ref), {}).update(dict.fromkeys(v for v in values if isinstance(v, str)))


def number(value: Any) -> int:
    """A day, an instant or a number as the integer it is compared by."""
    if isinstance(value, datetime):
        return minutes(value)
    if isinstance(value, date):
        return ymd(value)
    return int(value)
