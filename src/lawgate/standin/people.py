"""Who: invented people. One pool of names for everyone, drawn from a stream of its own, so that a name says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from random import Random
from typing import Any

LANGUAGES = {"English": 14, "Spanish": 4, "Vietnamese": 1, "Korean": 1, "Tagalog": 1, "Armenian": 1, "Arabic": 1}


@dataclass(frozen=True, slots=True)
class Pool:
    family: tuple[str, ...]
    given: tuple[str, ...]


@lru_cache(maxsize=1)
def pool() -> Pool:
    """The names there are."""
    text = resources.files("lawgate.standin").joinpath("names.txt").read_text(encoding="utf-8")
    family, given = text.split("\nfamily\n", 1)[1].split("\ngiven\n")
    return Pool(tuple(family.split()), tuple(given.split()))


def person(who: Random, year: int) -> dict[str, Any]:
    """Name, birth date (18 to 68 years before ``year``) and language. Reads nothing of the case, and the case nothing of it."""
    names = pool()
    born = f"{year - who.randint(19, 68)}-{who.randint(1, 12):02d}-{who.randint(1, 28):02d}"
    return {
        "last": who.choice(names.family),
        "first": who.choice(names.given),
        "born": born,
        "language": who.choices(list(LANGUAGES), list(LANGUAGES.values()))[0],
    }
