"""Offence lists that laws make themselves: all of them there, dated, and read by one reader."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from lawgate.law.offences import ca_category
from lawgate.law.offences_cited import ca_section
from lawgate.law.offences_lists import Entry, lists_of, named_list

RESEARCHED = Path(__file__).resolve().parents[2] / "../shared/law/offences"
FILES = {
    "ca-7282-5-a-3.csv": ("us_ca", "7282.5(a)(3)"),
    "ca-hs-11369.csv": ("us_ca", "11369"),
    "ct-54-192h-2019.csv": ("us_ct", "54-192h(b)"),
    "dc-24-211-07-2012.csv": ("us_dc", "24-211.07"),
    "nc-162-62-inquiry.csv": ("us_nc", "162-62"),
    "dhs-priorities-2014.csv": ("us", "dhs-priorities-2014"),
    "ice-detainer-2012.csv": ("us", "ice-detainer-2012"),
    "ice-priorities-2010.csv": ("us", "ice-priorities-2010"),
    "kelly-2017.csv": ("us", "kelly-2017"),
}


@pytest.mark.shared
@pytest.mark.parametrize("file", sorted(FILES))
def test_no_row_of_a_researched_list_is_missing(file: str) -> None:
    """Each item and statute of the list as researched stands in the book's list, and no other."""
    if not RESEARCHED.is_dir():
        pytest.skip("the researched offence lists are not beside the project; this comparison was not made")
    with (RESEARCHED / file).open(encoding="utf-8") as text:
        wanted = sorted((r["item"], r["statute"].removeprefix("Cal. ")) for r in csv.DictReader(text))
    assert sorted((e.item, e.statute) for e in named_list(*FILES[file])) == wanted


def test_every_named_section_of_the_californian_list_is_found_by_its_letter() -> None:
    """Gov. Code § 7282.5(a)(3): each section named there leads back to its letter, A to AE."""
    rows = [e for e in named_list("us_ca", "7282.5(a)(3)") if e.statute]
    letters = {e.item for e in named_list("us_ca", "7282.5(a)(3)")}
    assert letters == {*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC", "AD", "AE"}
    first: dict[str, str] = {}
    for e in rows:
        found = ca_section(e.statute)
        if found is not None:
            first.setdefault(found[1], e.item)
    assert len(first) > 150
    for section, item in first.items():
        assert ca_category(section.removeprefix("CA ")) == item


@pytest.mark.parametrize(
    ("day", "items"),
    [("2010-01-01", 2), ("2024-11-30", 2), ("2024-12-01", 8), ("2025-09-30", 8), ("2025-10-01", 6)],
)
def test_the_north_carolina_list_changes_on_its_days(day: str, items: int) -> None:
    """Three versions of G.S. 162-62: two classes, eight, six; on each day one of them."""
    assert len(named_list("us_nc", "162-62", day)) == items


def test_an_entry_without_days_is_always_in_force() -> None:
    """An empty day is no bound."""
    e = lists_of("us_dc")[0]
    assert Entry(e.list, e.item, "", "", "", "", e.confidence).in_force("1900-01-01")
    assert not e.in_force("2019-10-23")


def test_a_list_that_is_not_there_is_an_error() -> None:
    """Not an empty list, which would say that nothing is listed."""
    with pytest.raises(KeyError, match="no list"):
        named_list("us_ca", "7282.6")
