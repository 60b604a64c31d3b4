"""The words of the interview and of its papers: English by key, the others from gettext catalogues with that key as context.

``words/carries.json`` says which keys carry rights, times, scripts or advice. Of those an unsigned catalogue says nothing: there English
and Spanish stand side by side until a native reader has signed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from lawgate.counsel.catalogue import LANGUAGES, SOFT, STANDING, Words
from lawgate.counsel.catalogue import words as catalogue

ROOM = "lawgate.counsel.plan"


@lru_cache(maxsize=1)
def english() -> Mapping[str, str]:
    """Key to English text, in the order of the pages."""
    found: dict[str, str] = json.loads(files(ROOM).joinpath("words", "en.json").read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def guarded() -> Mapping[str, str]:
    """Key to what it carries, for the keys that carry anything."""
    said: dict[str, list[str]] = json.loads(files(ROOM).joinpath("words", "carries.json").read_text("utf-8"))
    return {key: carries for carries, keys in said.items() for key in keys}


def carries(key: str) -> str:
    return guarded().get(key, SOFT)


@lru_cache(maxsize=len(LANGUAGES))
def catalogue_of(code: str) -> Words:
    """The catalogue of a language, with who drafted and who signed it. Raises ``BadInput``."""
    return catalogue(code, files(ROOM) / "locale")


def free(said: Words) -> bool:
    """May it carry rights, times and scripts?"""
    return said.language.code in STANDING or said.signed


def words(code: str) -> dict[str, str]:
    """What a language may say, by key. English and Spanish say all of it. Raises ``BadInput``."""
    if code == "en":
        return dict(english())
    said = catalogue_of(code)
    may = {k: t for k, t in english().items() if free(said) or not carries(k)}
    return {k: said.says(t, k) for k, t in may.items() if said.has(t, k)}
