"""A federal paper comes in: four ways of coming, one request; every bad one has its outcome."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.base.ids import plain
from lawgate.casework.intake import keep
from lawgate.casework.records import LEDGER, PAPER
from lawgate.detainer.facsimile import write_facsimile
from lawgate.detainer.forms import FORMS
from lawgate.detainer.intake import outcome, take
from lawgate.detainer.intake_fields import INTAKE_FIELDS, boxes_of
from lawgate.detainer.intake_records import CANCELLATION, Became, Intake, Source
from lawgate.detainer.paper import NotAForm
from tests.casework.samples import filled, said
from tests.detainer.test_paper import FILLED, PACIFIC

CAME = datetime(2019, 4, 2, 9, 30, tzinfo=PACIFIC)
PIXEL = b"\x89PNG\r\n\x1a\n" + b"0" * 60
TYPED: dict[str, Any] = {
    "form": "I-247A",
    "boxes": ["1-biometric-match"],
    "signer": "immigration-officer",
    "officer": "J. Doe, Deportation Officer",
    "warrant": "I-200",
    "issued_on": "2019-04-02",
    "received_at": "2019-04-02T09:30",
    "channel": "fax",
    "name": "EXAMPLE, Person",
    "born": "1990-05-06",
    "booking": "B-1",
}
DOCUMENT: dict[str, Any] = {
    "what": "detainer",
    "detainer": "D-7",
    "booking": "B-1",
    "subject": {"last": "EXAMPLE", "first": "Person", "born": "1990-05-06", "file_no": "000"},
    "request": {
        "form": "I-247A",
        "issued_on": "2019-04-02",
        "received_at": "2019-04-02T09:30-07:00",
        "boxes": ["1-biometric-match"],
        "asks": ["hold", "notify"],
        "signed": True,
        "issuer_listed": True,
    },
    "warrants": [{"kind": "I-200", "issued_on": "2019-04-02", "signed_by": "J. Doe"}],
}
RECORD: dict[str, Any] = {
    "booking": "B-1",
    "person": {"last": "Example", "first": "Person", "born": "1990-05-06"},
    "released_at": None,
    "request": None,
    "earlier_requests": [],
}


def taken(data: Any, **more: Any) -> Intake:
    return take(data, tz=PACIFIC, received_at=more.pop("received_at", CAME), **more)


def test_four_ways_of_coming_give_one_request() -> None:
    """A filled PDF, JSON, the typed page and a keyed scan of one paper say the same, and each says how it came."""
    pdf = taken(write_facsimile(FILLED | {"served_at": "", "lea_signature": ""}))
    made = [
        pdf,
        taken(json.dumps(DOCUMENT).encode()),
        taken(DOCUMENT),
        taken(TYPED),
        taken(PIXEL, keyed=TYPED, keyed_by="k.lee", name="fax.png"),
    ]
    assert [m.source for m in made] == [Source.PDF, Source.JSON, Source.JSON, Source.FORM, Source.SCAN]
    for one in made:
        r = one.request
        assert (r.form, r.issued_on, r.received_at) == ("I-247A", date(2019, 4, 2), CAME)
        assert (r.boxes, r.asks, r.signed) == (frozenset({"1-biometric-match"}), frozenset({"hold", "notify"}), True)
        assert r.issuer_listed is True


def test_a_scan_is_attached_whole_and_says_who_keyed_it() -> None:
    """The picture's bytes and digest go with the event; without a name nothing is keyed."""
    one = taken(PIXEL, keyed=TYPED, keyed_by="k.lee")
    (kept,) = one.evidence()["attached"]
    assert base64.b64decode(kept["data"]) == PIXEL
    assert (kept["media"], one.evidence()["keyed_by"]) == ("image/png", "k.lee")
    with pytest.raises(BadInput, match="keyed_by"):
        taken(PIXEL, keyed=TYPED)
    flat = taken(write_facsimile(FILLED, flat=True), keyed=TYPED, keyed_by="k.lee")
    assert flat.source is Source.SCAN


@pytest.mark.parametrize(
    "data", [PIXEL, write_facsimile(FILLED, flat=True), b"Dear jail", b"", b"%PDF-1.7 cut", b"%PDF" + b"x" * (11 << 20)]
)
def test_what_is_no_form_is_refused_with_what_to_do(data: bytes) -> None:
    """A picture, a print, a letter, nothing, half a file, too large a file: one sentence each."""
    with pytest.raises(NotAForm) as refused:
        taken(data)
    assert refused.value.do


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"signer": ""}, "signer"),
        ({"signer": "a friend"}, "signer"),
        ({"warrant": "I-2000"}, "warrant"),
        ({"form": "I-247Z"}, "form"),
        ({"boxes": ["1-biometric-mach"]}, "boxes"),
        ({"issued_on": "31 April"}, "issued_on"),
        ({"received_at": "2019-03-10T02:30"}, "received_at"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_typed_field_that_cannot_be_taken_is_named(change: dict[str, Any], where: str) -> None:
    """An empty answer, a word that is none, a slip, an impossible day, a skipped time, a strange field: the field is in the sentence."""
    with pytest.raises(BadInput) as refused:
        take(TYPED | change, tz=PACIFIC)
    assert where in str(refused.value)


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[]",
        json.dumps({"what": "invoice"}).encode(),
        json.dumps(DOCUMENT | {"request": []}).encode(),
        json.dumps(DOCUMENT | {"warrants": {}}).encode(),
        json.dumps(DOCUMENT | {"request": {"forn": "x"}}).encode(),
        json.dumps(DOCUMENT | {"warrants": [{"kind": "I-999"}]}).encode(),
    ],
)
def test_json_that_is_no_request_is_refused(raw: bytes) -> None:
    """Half an object, a list, another document, a misspelt word: refused by name."""
    with pytest.raises(BadInput):
        taken(raw)


def test_the_face_says_what_came_with_it() -> None:
    """No warrant, a judge's warrant, a removal warrant without its box, nobody named: each a finding."""
    assert "no-warrant" in _codes(taken(TYPED | {"warrant": "none"}))
    assert "judges-warrant" in _codes(taken(TYPED | {"warrant": "federal-criminal"}))
    assert "warrant-unlike-box" in _codes(taken(TYPED | {"warrant": "I-205"}))
    assert "issuer-unknown" in _codes(taken(TYPED | {"officer": ""}))
    assert _codes(taken(TYPED)) == {"service-unknown"}
    assert "no-warrant" not in _codes(taken(TYPED | {"form": "I-247 (12/12)", "boxes": [], "warrant": "none"}))


def test_every_edition_can_be_typed_in() -> None:
    """Each edition with each of its boxes is taken as it stands, and no box of it is strange to it."""
    for form in FORMS.values():
        for box, _ in boxes_of(form.id):
            day = form.since.isoformat()
            one = taken(TYPED | {"form": form.id, "boxes": [box], "issued_on": day, "received_at": f"{day}T09:00"})
            assert "box-not-on-form" not in _codes(one)
            assert one.request.asks == form.asks


@pytest.mark.parametrize(
    ("change", "record", "became"),
    [
        ({}, RECORD, Became.LAID),
        ({"form": ""}, RECORD, Became.LAID),
        ({}, None, Became.NOBODY),
        ({"booking": ""}, None, Became.NOBODY),
        ({}, RECORD | {"released_at": "2019-04-01T10:00-07:00"}, Became.LEFT),
        ({"signer": "nobody"}, RECORD, Became.SENT_BACK),
        ({"boxes": ["1-final-order", "2-dhs-transferred-for-proceeding"]}, RECORD, Became.SENT_BACK),
        ({"name": "OTHER, One", "born": "1970-01-01"}, RECORD, Became.ANOTHER),
        ({"name": "OTHER, One"}, RECORD, Became.LAID),
        ({"born": "1970-01-01"}, RECORD, Became.LAID),
        (
            {},
            RECORD | {"request": {"form": "I-247A", "issued_on": "2019-04-02", "boxes": ["1-biometric-match"]}},
            Became.AGAIN,
        ),
        ({"cancels": "yes", "boxes": []}, RECORD, Became.SENT_BACK),
        ({"cancels": "yes", "boxes": []}, RECORD | {"request": {"form": "I-247A"}}, Became.LAID),
    ],
)
def test_every_paper_has_its_outcome(change: dict[str, Any], record: dict[str, Any] | None, became: Became) -> None:
    """For nobody here, too late, unsigned, both parts ticked, another person, sent twice, cancelling nothing: each is said."""
    found = outcome(taken(TYPED | change), record, CAME, "" if change.get("booking") == "" else "B-1")
    assert found.became is became
    assert found.says.endswith(".")


def test_an_unknown_edition_is_laid_and_says_that_it_matters() -> None:
    """A form of no known edition is no reason to lose it: its face and its outcome say what to find out."""
    one = taken(TYPED | {"form": ""})
    assert "version-unknown" in _codes(one)
    assert "edition is not known" in outcome(one, RECORD, CAME).says


def test_a_cancellation_comes_by_every_way() -> None:
    """A form with only its cancel box ticked, and a cancellation in JSON, end what is on file; a replacement is a request."""
    blank: dict[str, str | bool] = {
        "form": "I-247A",
        "name": "EXAMPLE, Person",
        "date": "04/03/2019",
        "cancel": True,
        "officer_signature": "x",
    }
    for one in (taken(write_facsimile(blank)), taken({"what": "cancellation", "cancelled_at": "2019-04-02T09:30"})):
        assert (one.what, one.cancelled_at) == (CANCELLATION, CAME)
        assert one.paper("B-1")["cancelled_at"] == CAME.isoformat()
    replaced = taken(write_facsimile(FILLED | {"cancel": True}))
    assert (replaced.what, replaced.request.cancels_earlier) == ("detainer", True)


def test_a_paper_reads_back_as_a_delivery() -> None:
    """What the mailbox is handed is read as the same request again."""
    one = taken(TYPED)
    again = taken(json.dumps(one.paper("B-1")).encode())
    assert plain(dict(again.request.facts)) == plain(dict(one.request.facts))
    assert again.paper("B-1") == one.paper("B-1")


def test_the_desks_act_gets_its_fields() -> None:
    """The act of the desk is filled from any paper; what is not known is left for the clerk."""
    assert taken(TYPED).act_fields() == {
        "form": "I-247A",
        "boxes": ["1-biometric-match"],
        "signer": "immigration-officer",
        "warrant": "I-200",
        "issued_on": "2019-04-02",
        "received_at": CAME.isoformat(),
        "channel": "fax",
    }
    assert "warrant" not in taken(write_facsimile(FILLED)).act_fields()


def test_a_paper_that_is_not_laid_is_an_event_on_the_ledger(ledger_file: Path) -> None:
    """A request for somebody who is not here is kept, sealed whole, about nobody; one for a person who left is on their record."""
    ledger, now = filled(ledger_file, 1), CAME + timedelta(minutes=1)
    scan = taken(PIXEL, keyed=TYPED, keyed_by="k.lee")
    keep(ledger, scan, outcome(scan, None, now), "B-404", now, by="k.lee")
    keep(ledger, scan, outcome(scan, RECORD | {"released_at": "2019-04-01T10:00-07:00"}, now), "p0", now, by="k.lee")
    kept = [(s, p) for k, s, p in said(ledger) if k == PAPER]
    assert [s for s, _ in kept] == [LEDGER, "p0"]
    assert kept[0][1]["outcome"] == "for nobody here"
    assert base64.b64decode(kept[0][1]["attached"][0]["data"]) == PIXEL
    with pytest.raises(ValueError, match="laid"):
        keep(ledger, scan, outcome(scan, RECORD, now), "p0", now, by="k.lee")


words = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=12), st.lists(st.text(max_size=8), max_size=3)
)
names = st.one_of(
    st.sampled_from([f.name for f in INTAKE_FIELDS]), st.sampled_from(["request", "what", "warrants", "subject"])
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(names, st.one_of(words, st.dictionaries(st.text(max_size=8), words, max_size=3)), max_size=9))
def test_anything_typed_is_taken_or_refused_by_name(fields: dict[str, Any]) -> None:
    """Whatever is sent in whatever field: a request, or one sentence with what to do."""
    try:
        one = take(TYPED | fields, tz=ZoneInfo("UTC"), received_at=datetime(2020, 1, 1, tzinfo=UTC))
    except BadInput as e:
        assert str(e)
    else:
        assert outcome(one, RECORD, datetime(2020, 1, 2, tzinfo=UTC)).says


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(raw: bytes) -> None:
    """Noise never does more than bring a named refusal."""
    with pytest.raises(BadInput):
        take(raw, tz=PACIFIC)
    with pytest.raises(BadInput):
        take(b"{" + raw, tz=PACIFIC)


def _codes(one: Intake) -> set[str]:
    return {f.code for f in one.findings}
