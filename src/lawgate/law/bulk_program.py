"""One program over its own stretch of cases: the decision lists run sixty-four cases at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from lawgate.law.expr import And, Const, Expr, Not, Or
from lawgate.law.norms import GROUNDS, LAWFUL, Answer, Norm
from lawgate.law.planes import ALL, Planes, Words, combine, constant, pack, unpack
from lawgate.law.resolve import Ruling

ANSWERS = tuple(Answer)
CODE = {answer: code for code, answer in enumerate(ANSWERS)}
UNDETERMINED = CODE[Answer.UNDETERMINED]
MOST_REASONS, MOST_LIMITS = 64, 32  # bits of the numbers that hold them
K = TypeVar("K")
Bytes = npt.NDArray[np.uint8]


class Stretch:
    """``size`` cases of one program, a whole number of words. ``leaf`` gives the planes of a comparison or a quantified condition."""

    def __init__(self, size: int, leaf: Callable[[Expr], Planes]) -> None:
        self.size = size
        self.leaf = leaf
        self.memo: dict[int, Planes] = {}

    def planes(self, e: Expr) -> Planes:
        found = self.memo.get(id(e))
        if found is None:
            found = self.memo[id(e)] = self._planes(e)
        return found

    def _planes(self, e: Expr) -> Planes:
        if isinstance(e, Const):
            return constant(e.value, self.size // 64)
        if isinstance(e, Not):
            true, false = self.planes(e.part)
            return false, true
        if isinstance(e, And | Or):
            return combine(e, [self.planes(i) for i in e.items])
        return self.leaf(e)

    def rule(self, ruling: Ruling, possible: Bytes, ground: Bytes, reasons: Words) -> tuple[str, ...]:
        """Run the decision list: bits of the answers left open, 1 + index into ``GROUNDS`` of the ground that carries a lawful one,
        and bits of the norms that carry it, in the order of the ids returned. The arrays given are filled in."""
        left = np.full(self.size // 64, ALL, np.uint64)  # not yet surely answered
        bits: dict[Answer, Words] = {}
        carried: dict[str, Words] = {}
        reached: list[Words] = []
        for entry in ruling.entries:
            true, false = self.planes(entry.cond)
            reached.append(left & ~false)
            _join(bits, entry.answer, reached[-1])
            if entry.answer in LAWFUL and entry.ground:
                _join(carried, entry.ground, left & true)
            left = left & ~true
        _join(bits, ruling.otherwise, left)
        for found, words in bits.items():
            possible |= unpack(words, self.size).view(np.uint8) << CODE[found]
        lawful = np.bitwise_or.reduce([_sure(bits, a) for a in bits if a in LAWFUL] or [np.zeros_like(left)])
        for name, words in carried.items():
            ground += unpack(words & lawful, self.size) * np.uint8(1 + GROUNDS.index(name))
        return self._reasons(ruling, bits, reached, reasons)

    def _reasons(
        self, ruling: Ruling, bits: Mapping[Answer, Words], reached: Sequence[Words], reasons: Words
    ) -> tuple[str, ...]:
        """The norms of the lines that may answer and are surely effective; where none is, those that may be."""
        ids = list(dict.fromkeys(i for e in ruling.entries for i in e.norms))
        if len(ids) > MOST_REASONS:
            raise OverflowError(f"{len(ids)} norms may carry one answer on {ruling.action}: more than {MOST_REASONS}")
        lines = [(e, here & _sure(bits, e.answer)) for e, here in zip(ruling.entries, reached, strict=True) if e.norms]
        given = np.zeros(self.size // 64, np.uint64)
        for may in (False, True):
            by_norm: dict[str, Words] = {}
            for entry, here in lines:
                open_ = here & ~given if may else here
                if open_.any():
                    for name in entry.norms:
                        true, false = self.planes(ruling.effective[name])
                        _join(by_norm, name, open_ & (~false if may else true))
            for name, words in by_norm.items():
                if words.any():
                    reasons |= unpack(words, self.size).astype(np.uint64) << np.uint64(ids.index(name))
            if by_norm and not may:
                given = np.bitwise_or.reduce(list(by_norm.values()))
        return tuple(ids)

    def limits(self, norms: Sequence[Norm], ground: Bytes, out: npt.NDArray[np.uint32]) -> None:
        """Bits of the limits that bound each hold. One whose facts are unknown bounds: a hold is never longer for that."""
        if len(norms) > MOST_LIMITS:
            raise OverflowError(f"{len(norms)} limits on a hold in one place: more than {MOST_LIMITS}")
        on = {g: pack(ground == 1 + GROUNDS.index(g)) for g in {g for n in norms for g in n.grounds if g in GROUNDS}}
        for number, norm in enumerate(norms):
            grounds = [on[g] for g in norm.grounds if g in on]
            if grounds:
                bound = ~self.planes(norm.cond)[1] & np.bitwise_or.reduce(grounds)
                if bound.any():
                    out |= unpack(bound, self.size).astype(np.uint32) << np.uint32(number)


def _join(into: dict[K, Words], key: K, words: Words) -> None:
    into[key] = into[key] | words if key in into else words


def _sure(bits: Mapping[Answer, Words], mine: Answer) -> Words:
    """Where ``mine`` is the only answer possible."""
    out = bits[mine]
    for found, words in bits.items():
        if found is not mine:
            out = out & ~words
    return out


def _single() -> Bytes:
    table = np.full(256, UNDETERMINED, np.uint8)
    for code in range(len(ANSWERS)):
        table[1 << code] = code
    return table


SINGLE = _single()
"""The answer that a byte of possible answers comes to."""
