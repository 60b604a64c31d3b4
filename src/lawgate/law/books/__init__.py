"""The law itself: one folder a jurisdiction, one file a rule, its cases beside it.

A rule file makes one or more :class:`~lawgate.law.norms.Authority` at module level; ``load`` gathers them all.
"""

from __future__ import annotations

import pkgutil
from functools import lru_cache
from importlib import import_module
from types import ModuleType

from lawgate.law.norms import Authority
from lawgate.law.rulebook import Rulebook


@lru_cache(maxsize=1)
def load() -> Rulebook:
    """The rulebook of everything under this folder, in the order of the files."""
    root = import_module(__name__)
    authorities: list[Authority] = []
    for name in _modules(root):
        authorities += [a for a in _made_in(name) if not any(a is seen for seen in authorities)]
    return Rulebook(tuple(authorities))


def book_of(authority_module: str) -> str:
    """The folder name of a book, ``us_ca``, from a rule's module name."""
    return authority_module.removeprefix(f"{__name__}.").split(".")[0]


@lru_cache(maxsize=1)
def books() -> dict[str, tuple[str, ...]]:
    """Authority ids by book folder."""
    out: dict[str, list[str]] = {}
    seen: set[str] = set()
    for name in _modules(import_module(__name__)):
        mine = out.setdefault(book_of(name), [])
        mine += [a.id for a in _made_in(name) if a.id not in seen]
        seen.update(mine)
    return {book: tuple(ids) for book, ids in out.items()}


def _made_in(module: str) -> list[Authority]:
    """The authorities a rule file holds; one that it borrows from a book before it counts only there."""
    return [v for v in vars(import_module(module)).values() if isinstance(v, Authority)]


def _modules(root: ModuleType) -> list[str]:
    return sorted(m.name for m in pkgutil.walk_packages(root.__path__, f"{root.__name__}."))
