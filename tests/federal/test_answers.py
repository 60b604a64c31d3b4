"""Answers: what their text says, quoted; where they belong; and what cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.federal import (
    BadMessage,
    Basis,
    Correlator,
    Envelope,
    Outcome,
    read_envelope,
    read_response,
    write_envelope,
)

MATCH = """QUERY ID: LESC 2014-0001
CONTROL: LG0001
NAME: MARTINEZ, ANA
A-NUMBER: A123456789
THE SUBJECT APPEARS TO BE PRESENT IN THE UNITED STATES WITHOUT ADMISSION
AND SUBJECT TO REMOVAL.  THIS RESPONSE IS NOT SUPPORTED BY FINGERPRINTS.
THIS IS NOT A DETAINER.
FIELD OFFICE: LOS ANGELES"""


def test_an_assertion_is_quoted_and_never_more() -> None:
    """The sentence about status is the agency's, whole; values stand beside the words they come from; cautions are said."""
    r = read_response(MATCH.encode())
    assert (r.kind, r.outcome, r.basis, r.refers_to, r.number) == (
        "IAR",
        Outcome.MATCH,
        Basis.NAME,
        "LG0001",
        "LESC 2014-0001",
    )
    assert r.assertion == (
        "THE SUBJECT APPEARS TO BE PRESENT IN THE UNITED STATES WITHOUT ADMISSION AND SUBJECT TO REMOVAL."
    )
    assert r.says.startswith("The agency writes: “")
    assert {(q.name, q.value) for q in r.quoted} >= {("alien_number", "A123456789"), ("office", "LOS ANGELES")}
    assert all(q.words in MATCH for q in r.quoted)
    assert r.cautions == (
        "The agency says that no fingerprints were compared.",
        "The agency says that this is not a detainer.",
    )
    assert r.raw == MATCH.encode()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("YOUR QUERY HAS BEEN RECEIVED AND IS IN PROCESS", Outcome.ACKNOWLEDGED),
        ("NO RECORD FOUND", Outcome.NO_MATCH),
        ("RECORD NOT SUFFICIENT, INTERVIEW NEEDED. SUBJECT MAY BE A LAWFUL PERMANENT RESIDENT", Outcome.INSUFFICIENT),
        ("REJECTED: INVALID FIELD DOB", Outcome.ERROR),
        ("SUBJECT IS A NATURALIZED US CITIZEN", Outcome.MATCH),
        ("NO RECORD OF NATURALIZATION. SUBJECT APPEARS TO BE REMOVABLE", Outcome.UNREADABLE),
        ("LOREM IPSUM", Outcome.UNREADABLE),
    ],
)
def test_the_outcome_is_what_the_text_says_or_not_understood(text: str, outcome: Outcome) -> None:
    """Each kind of answer is told apart; a text that says two things is left to a person."""
    assert read_response(text.encode()).outcome is outcome


def test_no_match_is_said_to_be_no_information() -> None:
    """Absence of a record is never shown as proof of anything, and a word of citizenship is raised."""
    assert "no information" in read_response(b"NO MATCH").says
    assert any("citizenship" in c for c in read_response(b"SUBJECT IS A US CITIZEN BY BIRTH").cautions)


plain = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc")), max_size=80)


@given(st.sampled_from(["IAQ", "IAR", "IDR"]), plain.map(str.strip), plain)
def test_an_envelope_is_read_back_as_it_was_written(key: str, control: str, text: str) -> None:
    """Header and text survive, angle brackets and all."""
    e = Envelope(key, "CA0000000", "AX", control, text)
    assert read_envelope(write_envelope(e)) == e


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    """Whatever comes is an answer, understood or not, or a named refusal."""
    try:
        assert read_response(raw).raw == raw
    except BadMessage as e:
        assert e.do


@given(st.data())
def test_a_damaged_envelope_is_an_answer_or_a_refusal(data: st.DataObject) -> None:
    """One changed byte, or an end that is missing, never does more than that."""
    raw = bytearray(write_envelope(Envelope("IAR", "VTICE0900", "CA0000000", "LG1", MATCH)))
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_response(bytes(raw[: data.draw(st.integers(1, len(raw)))]))
    except BadMessage as e:
        assert e.do


def test_entities_are_refused() -> None:
    """A document type, with which a few bytes can grow to gigabytes, is not read."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(BadMessage, match="document type"):
        read_response(bomb)


def test_answers_find_their_question_late_twice_and_through_one_another() -> None:
    """By control field, by the number of an earlier answer, a repeat known as such; and an answer to nothing waits, named."""
    office = Correlator([("LG1", "14-001")])
    first = office.place(read_response(b"CONTROL: LG1\nQUERY ID: 77\nYOUR QUERY HAS BEEN RECEIVED"))
    second = office.place(read_response(b"TCR: 77\nNO RECORD FOUND"))
    again = office.place(read_response(b"TCR: 77\nNO RECORD FOUND"))
    stray = office.place(read_response(b"CONTROL: LG9\nNO RECORD FOUND"))
    bare = office.place(read_response(b"NO RECORD FOUND"))
    assert [p.booking for p in (first, second, again, stray, bare)] == ["14-001", "14-001", "14-001", "", ""]
    assert [p.again for p in (first, second, again)] == [False, False, True]
    assert "never sent" in stray.why
    assert "names no question" in bare.why
    with pytest.raises(ValueError, match="another booking"):
        office.sent("LG1", "14-002")
