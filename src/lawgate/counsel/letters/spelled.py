"""Letters that the embedded font lacks, written in Latin ones; and the sentence that says so on the page.

Public Sans has the letters of English, Spanish, Vietnamese, Tagalog and Haitian Creole. A font of Chinese weighs megabytes and cannot be
cut down for names nobody has seen yet; Arabic must be shaped, which the PDF writer does not do. So a name in such a script is spelled by
a program (``anyascii``) and the page says so; the Word file and the record keep it as it was written. No box is ever printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

from anyascii import anyascii

SAYS = {
    "en": "A name here is in letters that this print does not have. A program spelled it in Latin letters. The record has it as written.",
    "es": "Un nombre está en letras que esta impresión no tiene. Un programa lo escribió en letras latinas. El registro lo tiene como es.",
}
"""The sentence by the first letters of a language."""


def spelled(text: str, known: Collection[int]) -> str:
    """``text`` in letters that the font has; what it lacks is spelled in Latin ones, never dropped."""
    whole = unicodedata.normalize("NFC", text)
    return "".join(c if ord(c) in known or c.isspace() else anyascii(c) or "?" for c in whole)


def strange(texts: Iterable[str], known: Collection[int]) -> bool:
    """Is any letter among these spelled? Signs without a sound are not meant."""
    whole = (unicodedata.normalize("NFC", t) for t in texts)
    return any(ord(c) not in known and unicodedata.category(c).startswith("L") for t in whole for c in t)


def says(language: str) -> str:
    return SAYS.get(language[:2], SAYS["en"])
