"""A replay over many files: each by itself, the results added up; in this process, or on Ray's workers where that is installed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial, reduce
from importlib import import_module
from pathlib import Path
from typing import Any

from lawgate.base import BadInput
from lawgate.law.books import load
from lawgate.law.policy_check import with_policies
from lawgate.law.policy_file import read_policy
from lawgate.oversight.readers import open_cases
from lawgate.oversight.replay import EXAMPLES, Replay, law_named, replay

Each = Callable[[Callable[[Path], Replay], Sequence[Path]], Iterable[Replay]]
"""How the parts are gone through: ``map``, or ``on_ray``."""


def replay_parts(
    parts: Sequence[Path],
    policy: str,
    against: str,
    *,
    drafts: Sequence[Path] = (),
    assume: bool = True,
    each: Each = map,
) -> Replay:
    """Every file of ``parts`` replayed and added up. Laws are named, not handed over, so that a worker loads its own books."""
    if not parts:
        raise BadInput("there is no part to replay", do="give a folder that holds Parquet files")
    one = partial(_one, policy, against, tuple(drafts), assume)
    return reduce(together, each(one, parts))


def _one(policy: str, against: str, drafts: tuple[Path, ...], assume: bool, part: Path) -> Replay:
    books = load()
    tried = with_policies(books, *(read_policy(d) for d in drafts)) if drafts else books
    return replay(open_cases(part).frame, law_named(policy, tried), law_named(against, books), assume=assume)


def together(a: Replay, b: Replay) -> Replay:
    """Two results of the same laws as one."""
    if (a.law, a.against, a.assumed) != (b.law, b.against, b.assumed):
        raise ValueError("results of different laws cannot be added up")
    out = Replay(a.law, a.against, a.assumed, a.read + b.read, a.decided + b.decided, a.timed + b.timed)
    out.moved = Counter(a.moved) + Counter(b.moved)
    for key in (*a.examples, *b.examples):
        out.examples[key] = [*a.examples.get(key, []), *b.examples.get(key, [])][:EXAMPLES]
    out.hours = (a.hours[0] + b.hours[0], a.hours[1] + b.hours[1])
    out.over = (a.over[0] + b.over[0], a.over[1] + b.over[1])
    (al, ah), (bl, bh) = a.dollars, b.dollars
    out.dollars = ((al[0] + bl[0], al[1] + bl[1]), (ah[0] + bh[0], ah[1] + bh[1]))
    return out


def on_ray(one: Callable[[Path], Replay], parts: Sequence[Path]) -> Iterable[Replay]:
    """The parts on Ray's workers. Raises ``BadInput`` where Ray is not installed."""
    try:
        ray: Any = import_module("ray")
    except ImportError:
        raise BadInput("Ray is not installed here", do="install the package ray, or leave --ray out") from None
    work = ray.remote(lambda part: one(part))
    return (ray.get(w) for w in [work.remote(p) for p in parts])


__all__ = ["Each", "on_ray", "replay_parts", "together"]
