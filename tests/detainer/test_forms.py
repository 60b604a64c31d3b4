"""The table of forms, and names of forms however they are spelt."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.detainer import FORMS, form_id, forms_on


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("I-247A", "I-247A"),
        ("i247d", "I-247D"),
        ("Form I-247 N", "I-247N"),
        ("I-247A (3/17)", "I-247A"),
        ("I-247 (Rev. 4-1-97)", "I-247 (1997)"),
        ("I-247 (12/12)", "I-247 (12/12)"),
        ("I-247 12/2011", "I-247 (12/11)"),
        ("DHS Form I-247 (08/10)", "I-247 (8/10)"),
        ("I-247", None),
        (None, None),
    ],
)
def test_an_edition_is_known_however_it_is_spelt(text: str | None, form: str | None) -> None:
    """The usual spellings come to the names of the vocabulary; a bare I-247 is of an unknown edition."""
    assert form_id(text) == form


@pytest.mark.parametrize("text", ["I-247Z", "I-247 (3/14)", "I-200", "detainer", "I-247AA", "", "I-247 (1998)"])
def test_a_form_that_nobody_issued_is_refused(text: str) -> None:
    """Another letter, another edition, another paper: one sentence that says to leave it blank if it is not known."""
    with pytest.raises(BadInput, match="nobody issued") as e:
        form_id(text)
    assert "leave it blank" in str(e.value).lower()


@given(st.text(max_size=30))
def test_no_text_crashes_the_reading_of_a_form(text: str) -> None:
    """Any text is an edition, an unknown one, or refused."""
    with contextlib.suppress(BadInput):
        assert form_id(text) in (None, *FORMS)


def test_every_day_since_1997_has_a_form_that_asks_for_a_hold() -> None:
    """There is no gap between editions, and each edition could be issued on its first day and not after its last."""
    day = date(1997, 4, 1)
    while day < date(2026, 12, 1):
        assert any(f.hold_asked for f in forms_on(day)), day
        day += timedelta(days=7)
    for f in FORMS.values():
        assert f.current(f.since)
        assert f.until is None or not f.current(f.until)


def test_forms_that_must_be_served_count_every_hour_and_the_others_leave_out_weekends() -> None:
    """As the forms read: service as a condition came with the flat 48 hours of 2015; notice forms have no clock."""
    for f in FORMS.values():
        assert (f.service == "condition") == (f.clock == "FLAT48")
        assert f.hold_asked == (f.clock != "none")
        assert f.citation.text


AUTHORITIES = {
    "I-247 (1997)": "form-i247-1997",
    "I-247 (8/10)": "form-i247-2010-08",
    "I-247 (6/11)": "form-i247-2011-06",
    "I-247 (12/11)": "form-i247-2011-12",
    "I-247 (12/12)": "form-i247-2012-12",
    "I-247D": "form-i247d-2015",
    "I-247X": "form-i247x-2015",
    "I-247A": "form-i247a-2017",
}
SERVICE = {"condition": "condition-of-hold", "asked": "form-copy-requested", "none": None}


@pytest.mark.parametrize("form", sorted(AUTHORITIES))
def test_the_table_and_the_books_agree_on_clock_and_service(form: str) -> None:
    """What the law makes of an edition that asks for a hold rests on the same clock and the same service as the paper shows."""
    from lawgate.law.books import load

    authority = next(a for a in load().authorities if a.id == AUTHORITIES[form])
    tokens = {getattr(n, "token", "") for n in authority.norms}
    assert FORMS[form].clock in tokens
    assert tokens & {"condition-of-hold", "form-copy-requested"} == {SERVICE[FORMS[form].service]} - {None}
    assert authority.since <= FORMS[form].since.isoformat()
