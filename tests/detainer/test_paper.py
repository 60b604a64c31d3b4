"""The paper: a filled form read into a request, a scan and a damaged file refused by name."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.detainer import face
from lawgate.detainer.facsimile import MARK, write_facsimile
from lawgate.detainer.paper import FIELDS, NotAForm, read_paper, request_of

PACIFIC = ZoneInfo("America/Los_Angeles")
FILLED: dict[str, str | bool] = {
    "form": "I-247A",
    "date": "04/02/2019",
    "name": "EXAMPLE, Person",
    "from": "Field office, 555-0100",
    "box1_c": True,
    "maintain": True,
    "notify": True,
    "officer": "J. Doe, Deportation Officer",
    "officer_signature": "/s/ J. Doe",
    "served_at": "2019-04-02T10:00",
    "lea_signature": "R. Roe",
}


def test_a_filled_form_becomes_its_request() -> None:
    """Boxes, asks, date, signature and service come off the paper; its face has no finding."""
    paper = read_paper(write_facsimile(FILLED))
    received = datetime(2019, 4, 2, 9, 30, tzinfo=PACIFIC)
    r = request_of(paper, tz=PACIFIC, received_at=received)
    assert (r.form, r.issued_on, r.received_at) == ("I-247A", date(2019, 4, 2), received)
    assert (r.boxes, r.asks, r.signed) == (frozenset({"1-biometric-match"}), frozenset({"hold", "notify"}), True)
    assert r.served_on_subject_at == datetime(2019, 4, 2, 10, tzinfo=PACIFIC)
    assert face(r) == []


def test_blanks_stay_unknown_and_an_unsigned_form_is_not_complete() -> None:
    """No service block says nothing of service; no signature shows on the face."""
    less = {k: v for k, v in FILLED.items() if k not in ("served_at", "lea_signature", "officer_signature")}
    r = request_of(read_paper(write_facsimile(less)), tz=PACIFIC)
    assert not r.knows("served_on_subject_at")
    assert (r.signed, r.complete) == (False, False)
    assert "service-unknown" in {f.code for f in face(r)}


def test_both_parts_ticked_shows_on_the_face() -> None:
    """Part 1 and part 2 are alternatives: a form with both is read as it is, and says so."""
    r = request_of(read_paper(write_facsimile(FILLED | {"box2": True})), tz=PACIFIC)
    assert "both-parts" in {f.code for f in face(r)}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"date": "04/31/2019"}, "date"),
        ({"served_at": "yesterday"}, "served_at"),
        ({"lea_signature": ""}, "served_at"),
        ({"served_at": "2019-03-10T02:30"}, "served_at"),
        ({"form": "I-247Z"}, "form"),
    ],
)
def test_a_field_that_cannot_be_taken_is_named(change: dict[str, str | bool], where: str) -> None:
    """An impossible day, a time the clocks skipped, service nobody signed for, a form nobody issued: one sentence, the field in it."""
    with pytest.raises(BadInput, match=where):
        request_of(read_paper(write_facsimile(FILLED | change)), tz=PACIFIC)


def test_a_scan_and_other_files_are_no_form() -> None:
    """A print without fields, a text, an empty file and half a file: each is refused, with what to do instead."""
    whole = write_facsimile(FILLED)
    for raw in (write_facsimile(FILLED, flat=True), b"Dear jail", b"", whole[:300], b"%PDF-1.7\n" + b"x" * (11 << 20)):
        with pytest.raises(NotAForm) as refused:
            read_paper(raw)
        assert refused.value.do


def test_the_facsimile_says_what_it_is_and_takes_no_strange_field() -> None:
    """Its mark stands on the page, the same values give the same bytes, and a field of another form is refused."""
    raw = write_facsimile(FILLED)
    assert MARK.split(";")[0].encode() in raw
    assert raw == write_facsimile(FILLED)
    with pytest.raises(BadInput, match="is no field of the form"):
        write_facsimile({"priority": True})


texts = st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cf", "Cs")), max_size=40)


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({}, optional={f.key: st.booleans() if f.kind == "check" else texts for f in FIELDS}))
def test_every_field_is_read_back(values: dict[str, str | bool]) -> None:
    """Whatever was filled in comes back, ticks as ticks and words as words."""
    paper = read_paper(write_facsimile(values))
    for f in FIELDS:
        given_ = values.get(f.key, False if f.kind == "check" else "")
        assert (paper.ticked(f.key) if f.kind == "check" else paper.values[f.key]) == given_, f.key


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """Changed bytes anywhere never do more than change a value or bring a named refusal."""
    raw = bytearray(write_facsimile(FILLED))
    for _ in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_paper(bytes(raw))
    except NotAForm as e:
        assert e.do
