"""From a statute to what the law's lists make of it. Only what a citation settles is derived; the rest stays unknown.

A stated fact always wins over a derived one. ``statute: null`` is a citation that does not matter: such an offence is taken
to be on no list.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lawgate.law.offence_table import table
from lawgate.law.offences_cited import attempted, ca_section, is_federal, sections_of, shorter
from lawgate.law.offences_lists import named_list, section_list

PROP47 = frozenset(
    f"CA {s}"
    for s in ("PC 459.5", "PC 473", "PC 476a", "PC 490.2", "PC 496", "PC 666", "HSC 11350", "HSC 11357", "HSC 11377")
)
"""Misdemeanors since 5 November 2014 that were felonies or wobblers before (Pen. Code § 1170.18)."""
DOMESTIC_VIOLENCE = frozenset({"CA PC 273.5", "CA PC 243(e)(1)", "CA PC 243(e)"})
BY_SECTION = {"NJ": "2C:", "NY": "PL "}
"""States whose lists name sections of their own criminal code: New Jersey's Title 2C, New York's Penal Law."""


@lru_cache(maxsize=1)
def ca_list() -> dict[str, str]:
    """Letters of Gov. Code § 7282.5(a)(3) by section (``CA PC 459``) or subdivision (``CA VC 20001(c)``)."""
    out: dict[str, str] = {}
    for entry in named_list("us_ca", "7282.5(a)(3)"):
        found = ca_section(entry.statute)
        if found:
            out.setdefault(found[1], entry.item)
    return out


def ca_category(statute: str) -> str | None:
    """The letter of the list in § 7282.5(a)(3) on which ``statute`` is named; None when it is not named there.

    Not named is not *not listed*: the named sections are examples in most letters."""
    found = ca_section(statute)
    if found is None:
        return None
    names = ca_list()
    return next((names[s] for s in shorter(found[1]) if s in names), None)


def state_section(statute: str, state: str) -> str | None:
    """``NJ 2C:20-3``, ``NY PL 160.10``: the section of the state's own criminal code, without its letters; of an attempt, the section
    attempted. None when it is cited otherwise."""
    found = sections_of(attempted(statute, state) or statute, state)
    return f"{state} {found[-1]}" if found and found[-1].startswith(BY_SECTION[state]) else None


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
        _put(out, federal=is_federal(statute))
        if state == "CA":
            _california(out, statute)
        elif state in BY_SECTION:
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
    rows = table("CA")
    known = next((rows[k] for k in (x.removeprefix("CA ") for x in shorter(full)) if k in rows), None)
    if known is not None:
        # Level, place of confinement and whether the crime could be charged either way belong to the case, not to the
        # section; what the Penal Code's lists say of the section does not change with the case.
        _put(out, **{k: v for k, v in (("serious", known.serious), ("violent", known.violent)) if v is not None})


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


__all__ = ["ca_category", "ca_list", "ca_section", "enrich", "named_list", "section_list", "state_section"]
