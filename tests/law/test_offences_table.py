"""The offence tables: citations as feeds spell them, rows that hold together, and what is not there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.law.offence_table import STATES, offence, table
from lawgate.law.offences_cited import READERS, sections_of


@pytest.mark.parametrize(
    ("statute", "state", "section"),
    [
        ("PC 459", "CA", "PC 459"),
        ("Pen. Code § 243(e)(1)", "CA", "PC 243(e)(1)"),
        ("VC 12500(A)", "CA", "VC 12500"),
        ("23152(a) VC", "CA", "VC 23152"),
        ("RCW 46.61.502", "WA", "RCW 46.61.502"),
        ("9A.36.041", "WA", "RCW 9A.36.041"),
        ("ORS 813.010", "OR", "ORS 813.010"),
        ("TX PC 30.02", "TX", "PC 30.02"),
        ("Tex. Transp. Code § 521.021", "TX", "TC 521.021"),
        ("Health & Safety Code 481.115(b)", "TX", "HSC 481.115"),
        ("Penal Law § 160.10", "NY", "PL 160.10"),
        ("PL 160.15", "NY", "PL 160.15"),
        ("VTL 1192(3)", "NY", "VTL 1192.3"),
        ("Veh. & Traf. Law § 509", "NY", "VTL 509"),
        ("N.J.S.A. 2C:12-1b", "NJ", "2C:12-1(b)"),
        ("2C:18-2", "NJ", "2C:18-2"),
        ("39:3-10", "NJ", "39:3-10"),
        ("C.R.S. 18-3-204", "CO", "CRS 18-3-204"),
        ("18-6-803.5", "CO", "CRS 18-6-803.5"),
        ("720 ILCS 5/19-1", "IL", "720 ILCS 5/19-1"),
        ("720-5/12-3.05", "IL", "720 ILCS 5/12-3.05"),
        ("720 ILCS 570/402(c)", "IL", "720 ILCS 570/402"),
        ("625 ILCS 5/6-101", "IL", "625 ILCS 5/6-101"),
    ],
)
def test_a_statute_is_found_however_a_feed_spells_it(statute: str, state: str, section: str) -> None:
    """Codes written out or shortened, section signs, subdivisions: the row is the same."""
    found = offence(statute, state)
    assert found is not None
    assert found.section == section


@pytest.mark.parametrize("state", sorted(READERS))
def test_every_row_is_found_by_its_own_citation(state: str) -> None:
    """A table has fifty rows at least, each with a name and a kind or a reason to have none, and cites itself readably."""
    rows = table(state)
    assert len(rows) >= (20 if state == "US" else 110)
    for section, row in rows.items():
        assert sections_of(section, state)[0].startswith(section), (section, sections_of(section, state))
        assert offence(section, state) is row
        assert row.name
        assert row.cite.startswith(section)


def test_what_is_not_in_the_table_is_not_known() -> None:
    """An unlisted section, a state without a table, no statute: none of them is minor, all are unknown."""
    assert offence("PC 99999", "CA") is None
    assert offence("RCW 46.61.502", "ID") is None
    assert offence(None, "CA") is None
    assert offence("", "NY") is None


def test_the_two_that_must_never_be_one_line() -> None:
    """In every state driving without a licence and murder are told apart by kind and level."""
    for state in STATES:
        kinds = {k for row in table(state).values() for k in row.kinds}
        assert {"unlicensed-driving", "homicide"} <= kinds, state
        for row in table(state).values():
            assert not {"unlicensed-driving", "homicide"} <= row.kinds
            assert row.level != "felony" or "unlicensed-driving" not in row.kinds


@given(st.text(max_size=40), st.sampled_from([*sorted(READERS), "ID"]))
def test_no_text_breaks_a_reader(text: str, state: str) -> None:
    """Whatever stands in the column, a reader gives sections or nothing."""
    assert all(isinstance(s, str) for s in sections_of(text, state))
    offence(text, state)
