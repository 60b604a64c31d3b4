"""From a statute to what the law's lists make of it. Only what a citation settles is derived; the rest stays unknown.

A stated fact always wins over a derived one. ``statute: null`` is a citation that does not matter: such an offence is taken
to be on no list.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

CODES = {
    "pen": "PC",
    "pc": "PC",
    "penal": "PC",
    "health": "HSC",
    "hs": "HSC",
    "hsc": "HSC",
    "h&s": "HSC",
    "veh": "VC",
    "vc": "VC",
    "vehicle": "VC",
    "bus": "BPC",
    "bp": "BPC",
    "bpc": "BPC",
    "welf": "WIC",
    "wic": "WIC",
}
PROP47 = frozenset(
    f"CA {s}"
    for s in ("PC 459.5", "PC 473", "PC 476a", "PC 490.2", "PC 496", "PC 666", "HSC 11350", "HSC 11357", "HSC 11377")
)
"""Misdemeanors since 5 November 2014 that were felonies or wobblers before (Pen. Code § 1170.18)."""
DOMESTIC_VIOLENCE = frozenset({"CA PC 273.5", "CA PC 243(e)(1)", "CA PC 243(e)"})
_NUMBER = re.compile(r"(\d[\w.]*)((?:\([0-9A-Za-z]+\))*)")
_OTHER_CODES = {
    "NJ": ("NJ", re.compile(r"\b(2C:\d+(?:\.\d+)?-\d+(?:\.\d+)?)")),
    "NY": (
        "NY PL",
        re.compile(
            r"(?:Penal\s+(?:Law|L\.?)|\bP\.?L\.?)\D*?(?:110(?:\.\d{2})?[/-])?(\d{3}\.\d{2}(?:-[A-Za-z])?)",
            re.IGNORECASE,
        ),
    ),
}
"""How the criminal codes on which other states' lists are built are cited: New Jersey's Title 2C, New York's Penal Law."""


def ca_section(statute: str) -> tuple[str, str] | None:
    """``("CA PC 459", "CA PC 459(a)")``: section alone and with its subdivisions; None when it is no California citation."""
    words = re.findall(r"[A-Za-z&]+", statute.split(" § ")[0]) or [""]
    code = next((CODES[w.lower()] for w in words if w.lower() in CODES), None)
    found = _NUMBER.search(statute)
    if code is None or found is None:
        return None
    number, tail = found.group(1), found.group(2)
    return f"CA {code} {number}", f"CA {code} {number}{tail}"


@lru_cache(maxsize=1)
def ca_list() -> dict[str, str]:
    """Letters of Gov. Code § 7282.5(a)(3) by section (``CA PC 459``) or subdivision (``CA VC 20001(c)``)."""
    out: dict[str, str] = {}
    text = resources.files("lawgate.law.books.us_ca").joinpath("offences/lists.csv").read_text(encoding="utf-8")
    for line in csv.DictReader(text.splitlines()):
        found = ca_section(line["statute"]) if line["list"] == "7282.5(a)(3)" and line["statute"] else None
        if found:
            out.setdefault(found[1], line["item"])
    return out


def ca_category(statute: str) -> str | None:
    """The letter of the list in § 7282.5(a)(3) on which ``statute`` is named; None when it is not named there.

    Not named is not *not listed*: the named sections are examples in most letters."""
    found = ca_section(statute)
    if found is None:
        return None
    names = ca_list()
    section, full = found
    while full != section:
        if full in names:
            return names[full]
        full = full[: full.rindex("(")]
    return names.get(section)


@lru_cache(maxsize=1)
def ca_sections() -> dict[str, dict[str, str]]:
    """What is known of California sections, by section or subdivision; empty cells are unknown."""
    text = resources.files("lawgate.law.books.us_ca").joinpath("offences/sections.csv").read_text(encoding="utf-8")
    return {line["section"]: line for line in csv.DictReader(text.splitlines())}


def state_section(statute: str, state: str) -> str | None:
    """``NJ 2C:20-3``, ``NY PL 160.10``: the section of the state's own criminal code; None when it is cited otherwise."""
    name, pattern = _OTHER_CODES[state]
    found = pattern.search(statute)
    return f"{name} {found.group(1).lower() if state == 'NY' else found.group(1)}" if found else None


@lru_cache(maxsize=32)
def section_list(book: str, file: str, standing: str) -> tuple[str, ...]:
    """Sections on an offence list of a book (``offences/FILE``), of one standing: ``listed``, or ``doubtful`` where it is
    not sure that the list names them."""
    text = resources.files(f"lawgate.law.books.{book}").joinpath(f"offences/{file}").read_text(encoding="utf-8")
    return tuple(line["section"] for line in csv.DictReader(text.splitlines()) if line["standing"] == standing)


def enrich(row: Mapping[str, Any], state: str) -> dict[str, Any]:
    """``row`` with the facts its citation settles: section, federal, category, Proposition 47, domestic violence, and what
    the place of confinement implies (Pen. Code § 1170(h)(3): a serious or violent felony is never served in county jail)."""
    out = dict(row)
    statute = out.get("statute", ...)
    if statute is None:
        _put(out, section=None, federal=False, prop47_offence=False, domestic_violence=False)
        if state == "CA":
            _put(out, category=None)
    elif isinstance(statute, str):
        _put(out, federal="U.S.C" in statute or "USC" in statute.split())
        if state == "CA":
            _california(out, statute)
        elif state in _OTHER_CODES:
            _put(out, section=state_section(statute, state))
    _confinement(out)
    _redesignation(out)
    return out


def _put(out: dict[str, Any], **facts: Any) -> None:
    for name, value in facts.items():
        out.setdefault(name, value)


def _california(out: dict[str, Any], statute: str) -> None:
    found = ca_section(statute)
    if found is None:
        return
    section, full = found
    _put(out, section=section, prop47_offence=section in PROP47)
    _put(out, domestic_violence=section in DOMESTIC_VIOLENCE or full in DOMESTIC_VIOLENCE)
    letter = ca_category(statute)
    if letter is not None:
        _put(out, category=letter)
    known = ca_sections().get(full) or ca_sections().get(section)
    if known is not None:
        # Level, place of confinement and whether the crime could be charged either way belong to the case, not to the
        # section; what the Penal Code's lists say of the section does not change with the case.
        _put(out, **{k: known[k] == "true" for k in ("serious", "violent") if known[k]})


def _confinement(out: dict[str, Any]) -> None:
    if "confinement_today" in out:
        _put(out, confinement=out["confinement_today"])
    elif "confinement" in out:  # one place of confinement is given: it never changed
        _put(out, confinement_at_conviction=out["confinement"])
    if out.get("confinement") == "1170h":
        _put(out, serious=False, violent=False)


def _redesignation(out: dict[str, Any]) -> None:
    changes = out.get("later_changes", ...)
    if changes is not ...:
        _put(out, redesignated=any(c.get("what") == "1170.18-redesignation" for c in changes or ()))
    elif out.get("level_at_conviction", out.get("level")) == out.get("level"):
        _put(out, redesignated=False)
