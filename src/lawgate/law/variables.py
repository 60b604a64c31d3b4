"""The variables by which the solver knows a case: a value a fact, and a switch that says whether it is known.

Encodings. Words: integers, one a word that some norm or the case names, one for *another word*, one for *none*. Sets: a bit a
word, and one for *another word*. Days: YYYYMMDD (see ``expr.ymd``). Instants: minutes since 1970 UTC. Lists: a fixed number of
rows, each with an *exists* switch; as many rows as there are distinct quantified conditions are enough, since a condition that
some row meets needs one witness.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3

from lawgate.law.declare import DECLARED, Fact
from lawgate.law.expr import UNKNOWN, Case, Ref
from lawgate.law.facts import record_complete
from lawgate.law.vocabulary import NONE, OTHER, Vocabulary, number

COMPLETE = record_complete.ref.name
BOUNDS = {"instant": (15_778_080, 32_000_000), "day": (1950_01_01, 2099_12_31), "number": (0, 1200)}
"""Where free values lie: instants from 2000 to 2030, days of living memory, ages and lengths."""


class Variables:
    """The variables of one case. ``tag`` keeps two copies of a case apart."""

    def __init__(self, vocabulary: Vocabulary, rows: int = 3, tag: str = "") -> None:
        self.vocabulary = vocabulary
        self.rows = rows
        self.tag = tag

    def name(self, ref: Ref, at: str) -> str:
        return f"{at}.{ref.name}{self.tag}" if ref.in_row else f"{ref.name}{self.tag}"

    def known(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(f"known {self.name(ref, at)}")

    def value(self, ref: Ref, at: str) -> z3.ArithRef:
        return z3.Int(self.name(ref, at))

    def yes(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(self.name(ref, at))

    def none(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(f"none {self.name(ref, at)}")

    def bit(self, ref: Ref, at: str, word: str) -> z3.BoolRef:
        return z3.Bool(f"{self.name(ref, at)} has {word}")

    def other(self, ref: Ref, at: str) -> z3.BoolRef:
        return z3.Bool(f"{self.name(ref, at)} has another")

    def exists(self, rows: str, number: int) -> z3.BoolRef:
        return z3.Bool(f"{rows}[{number}]{self.tag} exists")

    def fact(self, ref: Ref) -> Fact:
        return DECLARED[str(ref)]

    def _words(self, ref: Ref) -> tuple[str, ...]:
        return self.vocabulary.words.get(str(ref), ())

    def ranges(self, refs: Iterable[Ref]) -> list[z3.BoolRef]:
        """Every word variable is one of its words; a fact that is never none is not none."""
        out = []
        for ref in refs:
            fact = DECLARED.get(str(ref))
            if fact is None:
                continue
            places = [f"{r}[{i}]" for r in ("charges", "priors") for i in range(self.rows)] if ref.in_row else [""]
            out += [c for at in places for c in self._range(fact, ref, at)]
        return out

    def _range(self, fact: Fact, ref: Ref, at: str) -> list[z3.BoolRef]:
        nullable = getattr(fact, "nullable", False)
        if fact.kind == "word":
            low = NONE if nullable else OTHER if getattr(fact, "open", False) else 2
            value = self.value(ref, at)
            limits = [value >= low, value < len(self._words(ref)) + 2]
            if low == NONE and not getattr(fact, "open", False):
                limits.append(value != OTHER)
            return limits
        if fact.kind in BOUNDS:
            low, high = BOUNDS[fact.kind]
            value = self.value(ref, at)
            limits = [z3.Or(self.none(ref, at), z3.And(value >= low, value <= high))]
            return limits if nullable else [*limits, z3.Not(self.none(ref, at))]
        return []

    def fix(self, case: Case, refs: Iterable[Ref], *, unknown_is_free: bool) -> list[z3.BoolRef]:
        """Bind every fact of ``case`` among ``refs``. Unknown facts are left free, or switched to *unknown*."""
        out: list[z3.BoolRef] = []
        for ref in refs:
            if ref.in_row or str(ref) not in DECLARED:
                continue
            if (
                unknown_is_free and ref.name == COMPLETE
            ):  # a completion is a whole record: what was missing is in its rows
                out += [self.known(ref, ""), self.yes(ref, "")]
                continue
            out += self._fix(ref, case.get(ref.name, UNKNOWN), "", unknown_is_free)
        fields = [r for r in refs if r.in_row]
        for rows in ("charges", "priors"):
            more = unknown_is_free and rows == "priors" and case.get(COMPLETE, UNKNOWN) is not True
            out += self._fix_rows(rows, case.get(rows, UNKNOWN), fields, unknown_is_free, more)
        return out

    def _fix_rows(self, rows: str, held: Any, fields: list[Ref], free: bool, more: bool) -> list[z3.BoolRef]:
        """Bind the rows that are given. Rows past them do not exist, unless ``more`` may: the list is not known to be whole."""
        listed = self.known(Ref(rows), "")
        if held is UNKNOWN:
            return [listed if free else z3.Not(listed)] + [
                self.known(f, f"{rows}[{i}]") for i in range(self.rows) for f in fields if free
            ]
        out = [listed]
        for i in range(self.rows):
            at, there = f"{rows}[{i}]", self.exists(rows, i)
            if i < len(held):
                out.append(there)
                for f in fields:
                    out += self._fix(f, held[i].get(f.name, UNKNOWN), at, free)
            elif more:
                out += [self.known(f, at) for f in fields]
            else:
                out.append(z3.Not(there))
        return out

    def _fix(self, ref: Ref, value: Any, at: str, free: bool) -> list[z3.BoolRef]:
        known = self.known(ref, at)
        if value is UNKNOWN:
            return [known if free else z3.Not(known)]
        return [known, *self.bind(ref, value, at)]

    def bind(self, ref: Ref, value: Any, at: str = "") -> list[z3.BoolRef]:
        """The variable of ``ref`` has ``value``."""
        kind = self.fact(ref).kind
        if kind == "yes/no":
            return [self.yes(ref, at) if value else z3.Not(self.yes(ref, at))]
        if kind == "word":
            return [self.value(ref, at) == self.vocabulary.code(str(ref), value)]
        if kind == "words":
            held = value or frozenset()
            bits = [self.bit(ref, at, w) if w in held else z3.Not(self.bit(ref, at, w)) for w in self._words(ref)]
            stray = any(w not in self._words(ref) for w in held)
            return [*bits, self.other(ref, at) if stray else z3.Not(self.other(ref, at))]
        if value is None:
            return [self.none(ref, at)]
        return [z3.Not(self.none(ref, at)), self.value(ref, at) == number(value)]
