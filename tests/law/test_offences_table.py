"""The offence tables: citations as feeds spell them, rows that hold together, and what is not there."""

from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.law.offence_table import STATES, Offence, offence, table
from lawgate.law.offences_cited import READERS, attempted, sections_of, state_of

SPELLED = {
    "CA": ["{code} {number}{tail}", "{number}{tail} {code}", "{code}{number}{tail}", "Cal. {long} § {number}{tail}"],
    "TX": [
        "{code} {number}{tail}",
        "TX {code} {number}{tail}",
        "{number}{tail} {code}",
        "Tex. {long} § {number}{tail}",
    ],
    "WA": ["RCW {number}{tail}", "{number}{tail}", "Wash. Rev. Code § {number}{tail}", "R.C.W. {number}{tail}"],
    "OR": ["ORS {number}{tail}", "{number}{tail}", "Or. Rev. Stat. § {number}{tail}", "O.R.S. {number}{tail}"],
    "CO": ["CRS {number}{tail}", "C.R.S. § {number}{tail}", "{number}{tail}", "C.R.S. {number} {tail}"],
}
LONG = {
    "CA": {"PC": "Pen. Code", "HSC": "Health & Saf. Code", "VC": "Veh. Code", "BPC": "Bus. & Prof. Code", "WIC": "Welf. & Inst. Code"},
    "TX": {"PC": "Penal Code", "HSC": "Health & Safety Code", "TC": "Transp. Code"},
    "WA": {}, "OR": {}, "CO": {},
}  # fmt: skip


@pytest.mark.parametrize(
    ("statute", "state", "section"),
    [
        ("PC 459", "CA", "PC 459"),
        ("Pen. Code § 243(e)(1)", "CA", "PC 243(e)(1)"),
        ("PC 273A(B)", "CA", "PC 273a(b)"),
        ("VC 12500(A)", "CA", "VC 12500"),
        ("23152(a) VC", "CA", "VC 23152"),
        ("VC 23152A", "CA", "VC 23152"),
        ("HS 11377(A)", "CA", "HSC 11377"),
        ("RCW 46.61.502", "WA", "RCW 46.61.502"),
        ("9A.36.041", "WA", "RCW 9A.36.041"),
        ("ORS 813.010", "OR", "ORS 813.010"),
        ("TX PC 30.02", "TX", "PC 30.02"),
        ("PC 22.01(b)(1) ASSAULT PUBLIC SERVANT", "TX", "PC 22.01(b)(1)"),
        ("Tex. Transp. Code § 521.021", "TX", "TC 521.021"),
        ("Health & Safety Code 481.115(b)", "TX", "HSC 481.115"),
        ("Penal Law § 160.10", "NY", "PL 160.10"),
        ("PL 160.15", "NY", "PL 160.15"),
        ("PL 120.05 (3)", "NY", "PL 120.05(3)"),
        ("PL 130.65-A", "NY", "PL 130.65-a"),
        ("VTL 1192(3)", "NY", "VTL 1192.3"),
        ("VTL 0511 01A", "NY", "VTL 511"),
        ("Veh. & Traf. Law § 509", "NY", "VTL 509"),
        ("N.J.S.A. 2C:12-1b", "NJ", "2C:12-1(b)"),
        ("2C:12-1B(5)(a)", "NJ", "2C:12-1(b)(5)"),
        ("2C:18-2", "NJ", "2C:18-2"),
        ("39:3-10", "NJ", "39:3-10"),
        ("C.R.S. 18-3-204", "CO", "CRS 18-3-204"),
        ("18-6-803.5", "CO", "CRS 18-6-803.5"),
        ("720 ILCS 5/19-1", "IL", "720 ILCS 5/19-1"),
        ("720-5/12-3.05", "IL", "720 ILCS 5/12-3.05"),
        ("720 ILCS 5/12-3.05(D)(4)", "IL", "720 ILCS 5/12-3.05(d)(4)"),
        ("720 ILCS 570/402(c)", "IL", "720 ILCS 570/402"),
        ("730 ILCS 5/5-6-4", "IL", "730 ILCS 5/5-6-4"),
        ("625 ILCS 5/6-101", "IL", "625 ILCS 5/6-101"),
        ("8 U.S.C. § 1326(b)(2)", "TX", "8 USC 1326"),
        ("18 USC 922(g)(1)", "CA", "18 USC 922(g)"),
        ("RCW 9A.56.200", "OR", "RCW 9A.56.200"),  # another state's conviction
        ("Cal. Pen. Code § 211", "WA", "PC 211"),
    ],
)
def test_a_statute_is_found_however_a_feed_spells_it(statute: str, state: str, section: str) -> None:
    """Codes written out or shortened, section signs, subdivisions: the row is the same."""
    found = offence(statute, state)
    assert found is not None
    assert found.section == section


@pytest.mark.parametrize("state", sorted(READERS))
def test_every_row_is_found_by_its_own_citation(state: str) -> None:
    """A table has its rows, each with a name, and reading a section of the table gives that section: one spelling, once."""
    rows = table(state)
    assert len(rows) >= (20 if state == "US" else 110)
    for section, row in rows.items():
        assert sections_of(section, state)[0] == section
        assert offence(section, state) is row
        assert row.name
        assert row.cite.startswith(section)


@pytest.mark.parametrize("state", STATES)
def test_every_table_knows_what_guidance_asks_of(state: str) -> None:
    """Each state's table has the offences that statutes and memoranda turn on."""
    kinds = {k for row in table(state).values() for k in row.kinds}
    assert kinds >= {
        "homicide", "sexual-assault", "robbery", "aggravated-assault", "assault", "assault-on-officer", "kidnapping", "weapon", "firearm",
        "burglary", "theft", "drug-possession", "drug-trafficking", "dui", "hit-and-run", "unlicensed-driving", "suspended-licence",
        "trespass", "serious-bodily-injury", "violation-of-order", "domestic-violence", "threats", "forgery", "identity-theft",
    }  # fmt: skip


def spellings(state: str) -> st.SearchStrategy[tuple[str, str]]:
    """A section of the table and one way to write it: any order of code and number, any case, spaces."""

    def spell(drawn: tuple[str, str, bool]) -> tuple[str, str]:
        section, form, upper = drawn
        head, _, tail = section.partition("(")
        code, number = head.split(" ")
        words = {"code": code, "long": LONG[state].get(code, ""), "number": number, "tail": f"({tail}" if tail else ""}
        text = form.format(**words)
        return section, text.upper() if upper else text

    return st.tuples(st.sampled_from(sorted(table(state))), st.sampled_from(SPELLED[state]), st.booleans()).map(spell)


@given(st.sampled_from(sorted(SPELLED)).flatmap(lambda state: st.tuples(st.just(state), spellings(state))))
def test_a_row_is_found_in_every_spelling(drawn: tuple[str, tuple[str, str]]) -> None:
    """Order, case, long and short names of the code make no difference."""
    state, (section, text) = drawn
    found = offence(text, state)
    assert found is not None, text
    assert found.section == section


@given(
    st.sampled_from(sorted(READERS)).flatmap(lambda s: st.tuples(st.just(s), st.sampled_from(sorted(table(s))))),
    st.text("abc()19", max_size=8),
)
def test_letters_behind_a_section_never_change_the_section(drawn: tuple[str, str], more: str) -> None:
    """Unknown subdivisions fall back on the section itself, or on nothing; never on another section."""
    state, section = drawn
    found = offence(f"{section}(z){more}", state)
    assert found is None or section.startswith(found.section)


@pytest.mark.parametrize(
    ("statute", "state"),
    [
        ("PC 99999", "CA"),
        ("459", "CA"),  # of which code?
        ("Family Code 54.04", "TX"),
        ("Alcoholic Beverage Code 106.041", "TX"),
        ("CPL 570.32", "NY"),
        ("OAR 137.545", "OR"),
        ("18-8004", "ID"),
        ("18 Pa.C.S. 3701", "NJ"),
        (None, "CA"),
        ("", "NY"),
    ],
)
def test_what_is_not_in_the_table_is_not_known(statute: str | None, state: str) -> None:
    """An unlisted section, another code, a state without a table, no statute: none of them is minor, all are unknown."""
    assert offence(statute, state) is None


def test_the_two_that_must_never_be_one_line() -> None:
    """In every state driving without a licence and murder are told apart by kind and level."""
    for state in STATES:
        for row in table(state).values():
            assert not {"unlicensed-driving", "homicide"} <= row.kinds
            assert row.level != "felony" or "unlicensed-driving" not in row.kinds
            assert row.level not in ("misdemeanor", "infraction") or not row.kinds & {"homicide", "robbery"}


def test_an_attempt_is_what_was_attempted_without_the_harm() -> None:
    """Nobody died; in California the level stays, in New York it may fall."""
    killing = offence("PC 664/187(a)", "CA")
    robbing = offence("PL 110/160.10", "NY")
    stealing = offence("PL 110-155.25", "NY")
    assert killing is not None
    assert robbing is not None
    assert stealing is not None
    assert (killing.level, "death" in killing.kinds, "homicide" in killing.kinds) == ("felony", False, True)
    assert (robbing.name, robbing.level) == ("attempted robbery in the second degree", "varies")
    assert stealing.level == "misdemeanor"
    assert attempted("PC 187", "CA") is None


def test_a_level_holds_from_its_day() -> None:
    """A section that Proposition 47 changed has its level from that day on; a wobbler and one that varies never have one."""
    row = table("CA")["HSC 11350"]
    assert row.level_on("2014-11-05") == "misdemeanor"
    assert row.level_on("2014-11-04") is None
    assert row.level_on(None) is None
    assert table("CA")["PC 245(a)(1)"].wobbler
    assert table("CA")["PC 245(a)(1)"].level_on("2020-01-01") is None
    assert table("WA")["RCW 46.52.020"].level_on("2020-01-01") is None


def test_the_tables_agree_with_the_crimes_of_invented_counties() -> None:
    """What the simulated bookings say of a statute is never against the table."""
    text = resources.files("lawgate.standin").joinpath("crimes.csv").read_text(encoding="utf-8")
    found: list[Offence] = []
    for line in csv.DictReader(text.splitlines()):
        row = offence(line["statute"], line["state"])
        if row is not None:
            found.append(row)
            assert row.level_on("2020-01-01") in (None, line["level"]), line
            assert (
                row.serious is None or row.level in ("either", "varies") or row.serious is (line["serious"] == "yes")
            ), line
    assert found


@given(st.text(max_size=40), st.sampled_from([*sorted(READERS), "ID"]))
def test_no_text_breaks_a_reader(text: str, state: str) -> None:
    """Whatever stands in the column, a reader gives sections or nothing."""
    assert all(isinstance(s, str) for s in sections_of(text, state))
    assert state_of(text, state) in {*READERS, "ID"}
    offence(text, state)
