"""The query as the message switch takes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import ascii_uppercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.federal import BadMessage, Query, Subject, read_query, write_query

ASKED = Query(
    control="LG0001",
    sender="CA0000000",
    attention="DEPUTY R. ORTIZ",
    telephone="5555550100",
    subject=Subject("MARTÍNEZ", "Ana", "Lucía", date(1980, 2, 29), "F", "MX", "A123456789"),
    in_custody=True,
)


def test_a_query_is_one_line_of_the_forms_fields() -> None:
    """Accents, periods and the alien number's letter go; the order and the prefixes are the form's; nothing coded is written 0399."""
    assert write_query(ASKED) == (
        b"IAQ.CA0000000.AX.LG0001.TXT.PUR/C.ATN/DEPUTY R ORTIZ.PHN/5555550100.NAM/MARTINEZ, ANA LUCIA.DOB/19800229.SEX/F.POB/MX"
        b".CUS/Y.OFF/0399.ARN/123456789"
    )


def test_the_filler_offence_never_comes_back_as_a_charge() -> None:
    """0399 means immigration everywhere else: read back it is no offence at all."""
    assert read_query(write_query(ASKED)).offence == ""
    assert read_query(write_query(replace(ASKED, offence="5404"))).offence == "5404"


words = st.text(ascii_uppercase + "'-", min_size=1, max_size=9).filter(lambda s: s.strip())
subjects = st.builds(
    Subject,
    last=words,
    first=words,
    middle=st.one_of(st.just(""), words),
    born=st.dates(date(1931, 1, 1), date(2012, 1, 1)),
    sex=st.sampled_from("MFU"),
    birth_place=st.text(ascii_uppercase, min_size=2, max_size=2),
    alien_number=st.one_of(st.just(""), st.integers(10**6, 10**9 - 1).map(str)),
)


@given(subjects, st.booleans(), st.sampled_from(["", "1304", "5404"]), st.sampled_from(["", "LG7"]))
def test_a_query_is_read_back_as_it_was_written(subject: Subject, held: bool, offence: str, control: str) -> None:
    """Every field survives the line."""
    q = Query(control, "WA0000000", "CLERK", "5555550123", subject, held, offence)
    assert read_query(write_query(q)) == q


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sender": "CA1"}, "is no ORI"),
        ({"offence": "DUI"}, "is no NCIC offence code"),
        ({"subject": replace(ASKED.subject, born=None)}, "the birth date is missing"),
        ({"subject": replace(ASKED.subject, last="Иванов")}, "letters that the form cannot carry"),
        ({"subject": replace(ASKED.subject, birth_place="MEX")}, "is no NCIC place code"),
        ({"subject": replace(ASKED.subject, alien_number="12")}, "is no alien number"),
        ({"subject": replace(ASKED.subject, sex="X")}, "is none of M, F, U"),
        ({"attention": ""}, "ATN: is empty"),
        ({"attention": "A" * 31}, "longer than 30"),
    ],
)
def test_what_the_form_cannot_carry_is_refused_by_name(change: dict[str, Any], said: str) -> None:
    """A field that would be lost, cut or misread stops the message before it is sent."""
    with pytest.raises(BadMessage, match=said):
        write_query(replace(ASKED, **change))


@given(st.one_of(st.binary(max_size=200), st.text(max_size=120).map(lambda t: b"IAQ.CA0000000.AX.TXT." + t.encode())))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    """Whatever comes is a query or a named refusal."""
    try:
        read_query(raw)
    except BadMessage as e:
        assert e.do
