"""What may be told of a person, item by item: the norms on one telling brought to one decision list.

The order is that of the actions (see ``resolve``): a prohibition speaks before an open point, and that before a duty. A prohibition
gives way only to a duty or a permission of higher rank, or to one that displaces it by name: 8 U.S.C. § 1373 is such a permission. A
duty gives way to a prohibition of higher rank. What no norm speaks of is not answered here.
"""

from __future__ import annotations

from collections.abc import Sequence

from lawgate.law.expr import FALSE, any_of
from lawgate.law.norms import NOTIFY, Answer, Norm
from lawgate.law.resolve import Entry, Ruling, outranks

PREFIX = "tell:"
LADDER = (Answer.PROHIBITED, Answer.UNRESOLVED, Answer.REQUIRED, Answer.PERMITTED)


def is_telling(norm: Norm) -> bool:
    """Whether a side question is one of telling."""
    return norm.token.startswith(PREFIX)


def in_words(token: str) -> str:
    """``tell:dhs:address`` as a reader meets it: ``tell ICE: address``; any other token as it stands."""
    if not token.startswith(PREFIX):
        return token
    to, item = token.removeprefix(PREFIX).split(":")
    return f"tell {'ICE' if to == 'dhs' else to.replace('-', ' ')}: {item}"


def tellings(norms: Sequence[Norm]) -> dict[str, Ruling]:
    """A decision list for each telling that ``norms`` speak of, by token. They are read as the lists of the actions are; the action
    that they name is NOTIFY, of which telling is a part."""
    by: dict[str, list[Norm]] = {}
    for norm in norms:
        by.setdefault(norm.token, []).append(norm)
    return {token: _ruling(mine) for token, mine in by.items()}


def _ruling(norms: Sequence[Norm]) -> Ruling:
    said = {a: [n for n in norms if n.answer is a] for a in LADDER}
    defeaters = {n.id: tuple(_beats(n, said)) for n in norms}
    effective = {n.id: n.cond & ~any_of(*(d.cond for d in defeaters[n.id])) for n in norms}
    entries = [
        Entry(any_of(*(effective[n.id] for n in said[a])), a, norms=tuple(n.id for n in said[a])) for a in LADDER
    ]
    return Ruling(
        NOTIFY,
        tuple(e for e in entries if e.cond is not FALSE),
        Answer.PERMITTED,
        effective,
        {i: tuple(n.id for n in by) for i, by in defeaters.items()},
    )


def _beats(norm: Norm, said: dict[Answer, list[Norm]]) -> list[Norm]:
    """Norms that defeat ``norm`` where they apply."""
    if norm.answer is Answer.PROHIBITED:
        above = [*said[Answer.REQUIRED], *said[Answer.PERMITTED]]
        return [n for n in above if n.rank < norm.rank or norm.authority in n.over]
    if norm.answer is Answer.REQUIRED:
        return [n for n in said[Answer.PROHIBITED] if outranks(n, norm)]
    return [n for n in said[Answer.PROHIBITED] if norm.authority in n.over]
