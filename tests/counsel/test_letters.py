"""Letters: every fact from the record, every rule cited, blanks where nothing is known, files that a screen reader can read."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from lawgate.base import BadInput
from lawgate.casework.standing import Latest
from lawgate.counsel.letters import KINDS, Block, Client, Letter, check_tagged, client_of, docx_of, draft, pdf_of
from lawgate.counsel.letters.pdf_file import BOLD, PLAIN, Look, _fonts, metrics, wrapped

DUE = datetime(2014, 6, 6, 23, 40, tzinfo=UTC)  # Friday 16:40 in Los Angeles
NOW = DUE + timedelta(days=4, hours=2)
RECORD: dict[str, Any] = {
    "booking": "14-09381",
    "person": {"last": "Marrow", "first": "Elena", "middle": "", "born": "1988-04-02", "language": "Spanish"},
    "place": {"state": "CA", "county": "Los Angeles", "agency": "Ridgemont Police Jail", "tz": "America/Los_Angeles"},
    "housing": "2-B14",
    "booked_at": "2014-06-05T22:41:00-07:00",
    "released_at": None,
    "release_due": {"event": "bail-tendered"},
    "charges": [
        {"statute": "Veh. Code 14601.1", "name": "driving without licence", "level": "misdemeanor", "bail_usd": 5000}
    ],
    "bail": [
        {"amount_usd": 5000, "tendered_at": "2014-06-06T16:40:00-07:00", "accepted_at": None, "refused": "ICE hold"}
    ],
    "warrants": [{"kind": "I-200", "served_at": None}],
    "facts": {
        "interview_requested": True,
        "consent_form_signed": False,
        "arrested_at": "2014-06-05T21:00:00-07:00",
        "lesc_result": "match",
        "final_order_on": "2009-01-01",
    },
    "request": {
        "form": "I-247 (12/12)",
        "issued_on": "2014-06-05",
        "received_at": "2014-06-05T23:00:00-07:00",
        "served_on_subject_at": None,
        "boxes": ["reason-to-believe-removable"],
        "asks": ["hold", "notify"],
    },
    "earlier_requests": [],
}
ANSWER: dict[str, Any] = {
    "tz": "America/Los_Angeles",
    "hold": "permitted",
    "release_due": "2014-06-06T16:40-07:00",
    "release_by": "2014-06-10T16:40-07:00",
    "clock": "EXCL48",
    "ceilings": {"EXCL48": "2014-06-10T16:40-07:00"},
    "arithmetic": ["Friday 16:40 to 24:00 is 7 h 20.", "Saturday and Sunday do not count."],
    "headline": "You may hold until Tue 16:40, not a minute longer.",
    "why": "Only the request supports this.",
    "answers": [
        {
            "action": "hold",
            "reasons": [
                {"words": "A request may be honoured.", "cite": "8 C.F.R. § 287.7(a), (d)", "confidence": "text read"}
            ],
        },
        {
            "action": "interview",
            "reasons": [
                {
                    "words": "No interview without consent.",
                    "cite": "Cal. Gov. Code § 7283.1(a)",
                    "confidence": "recalled, text not seen",
                }
            ],
        },
    ],
    "papers": [{"words": "Give the copy.", "cite": "Cal. Gov. Code § 7283.1(b)"}],
    "exposure_lines": [
        {
            "title": "Miranda-Olivares v. Clackamas County",
            "court": "D. Or.",
            "decided": "2014-04-11",
            "held": "an arrest without probable cause",
            "here": "persuasive",
        }
    ],
    "questions": [{"en": "Any felony conviction?"}],
    "rulebook": "04ae5ec5e962aaaa",
    "unverified": [],
    "day": "2014-06-06",
}


def client(record: dict[str, Any] | None = None, **answer: Any) -> Client:
    return client_of(Latest("14-09381", RECORD | (record or {}), ANSWER | answer))


def text_of(letter: Letter) -> str:
    return "\n".join(f"{b.text} {b.more}" for b in letter.blocks)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_is_a_tagged_pdf_and_a_document(kind: str) -> None:
    """The PDF passes the check, has its title and language, and both files say the same words in the same order."""
    letter = draft(kind, client(), NOW, lawyer="M. Adeyemi")
    made = pdf_of(letter)
    assert check_tagged(made) == []
    assert pdf_of(letter) == made
    reader = PdfReader(BytesIO(made))
    assert reader.metadata is not None
    assert reader.metadata.title == letter.title
    read = "".join("".join(p.extract_text() for p in reader.pages).split())
    document = docx.Document(BytesIO(docx_of(letter)))
    words = [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
    for block in letter.blocks:
        assert "".join(block.text.split()) in read, block
        assert block.text in words, block
    assert document.core_properties.title == letter.title


def test_the_demand_states_event_minute_arithmetic_and_rule() -> None:
    """Who, which event ended the jail's authority and when, the clock day by day, the present minute, no other basis, release now."""
    said = text_of(draft("expiry", client(), NOW))
    for part in (
        "Elena Marrow, born 1988-04-02, booking 14-09381",
        "Fri 6 Jun 2014, 16:40: bail tendered",
        "Tue 10 Jun 2014, 16:40",
        "ended 2 h 00 ago",
        "Saturday and Sunday do not count.",
        "I-247 (12/12)",
        "copy given to the person: never, as recorded",
        "8 C.F.R. § 287.7(a), (d) (text read)",
        "No other basis of custody is known",
        "Called: [name, telephone, time]",
        "Release the client now.",
        "signed by an immigration officer, not by a judge",
        "Whatever time the request and the law allow has run out.",
    ):
        assert part in said, part
    assert "You may hold" not in said


def test_each_letter_states_what_its_reader_must_find() -> None:
    """Whom it goes to, and the lines without which it is of no use: the missing line, the claim, consent, from when to when, the writ."""
    says = {
        "authority": (
            "bail tendered",
            "no copy was given to the client",
            "No judge signed the warrant",
            "or release now",
        ),
        "citizen": ("ICE field office", "says U.S. citizen (asserted)", "cancel the request in writing", "16001.2"),
        "victim": ("prosecutor of Los Angeles County", "only with the client's written consent", "§ 1367"),
        "preserve": ("Thu 5 Jun 2014, 21:00", "video of booking", "immigration response message"),
        "court": ("Clerk of the criminal court", "Issue no warrant and forfeit no bail", "writ"),
    }
    held = client({"facts": RECORD["facts"] | {"subject.citizenship_claim": "asserted"}})
    for kind, parts in says.items():
        said = text_of(draft(kind, held, NOW)).lower()
        assert [p for p in parts if p.lower() not in said] == [], kind
    assert "Ridgemont Police Jail, Los Angeles County, CA; county counsel" not in text_of(draft("victim", held, NOW))


def test_a_citation_that_was_not_read_says_so_on_the_last_page() -> None:
    """The lawyer sees which texts were recalled before anything is sent."""
    letter = draft("rights", client(), NOW)
    assert ("Cal. Gov. Code § 7283.1(a)", "recalled, text not seen") in letter.marks
    assert "recalled, text not seen" in PdfReader(BytesIO(pdf_of(letter))).pages[-1].extract_text()
    assert "no consent form signed" in text_of(letter)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_record_lacks_is_a_blank_never_a_guess(kind: str) -> None:
    """With nothing known, no letter invents a time, an event or an authority."""
    bare: dict[str, Any] = {
        "charges": None,
        "bail": [],
        "warrants": None,
        "facts": {},
        "request": None,
        "booked_at": None,
        "housing": "",
    }
    none: dict[str, Any] = {
        "release_due": None,
        "release_by": None,
        "clock": "none",
        "ceilings": {},
        "arithmetic": [],
        "answers": [],
        "papers": [],
        "exposure_lines": [],
    }
    letter = draft(kind, client(bare | {"release_due": {"event": None}}, **none), NOW)
    said = text_of(letter)
    assert "[" in said or kind == "file"
    assert "not recorded" in said or "no recorded end" in said or kind == "rights"
    assert check_tagged(pdf_of(letter)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_tells_status_or_orders(kind: str) -> None:
    """What proves where somebody comes from is in the record and in no letter."""
    said = text_of(draft(kind, client(), NOW)).lower()
    for word in ("lesc", "2009", "final order", "nationality", "alien"):
        assert word not in said


def test_an_unknown_letter_is_told() -> None:
    """A kind there is none of is one sentence with those there are."""
    with pytest.raises(BadInput, match="one of expiry, authority, copies, rights, citizen"):
        draft("poem", client(), NOW)


def test_a_client_without_a_decision_is_refused() -> None:
    """Nothing is drafted where nothing was decided."""
    with pytest.raises(ValueError, match="no answer"):
        client_of(Latest("x", RECORD, None))


def test_names_of_any_script_are_drawn() -> None:
    """Vietnamese letters as they are, others in Latin ones, and the page says so; a word wider than the line is cut, not lost."""
    _fonts()
    look = Look("P", PLAIN, 10.5, 14)
    assert wrapped("Nguyễn Thị Hạnh", look, 400) == ["Nguyễn Thị Hạnh"]
    (line,) = wrapped("محمد", look, 400)
    assert line.isascii()
    assert line
    for name, told in (
        ("李伟", True),
        ("محمد الحسن", True),
        ("Nguyễn Thị Hạnh", False),
        (unicodedata.normalize("NFD", "Nguyễn"), False),
    ):
        letter = Letter("expiry", "x", "T", (Block("title", "T"), Block("row", "Re", name)))
        shown = " ".join(PdfReader(BytesIO(pdf_of(letter))).pages[0].extract_text().split())
        assert ("A program spelled it in Latin letters" in shown) is told, name
        assert told or "Nguyễn" in shown
    long = wrapped("x" * 500, look, 200)
    assert "".join(long) == "x" * 500


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.builds(
            Block,
            st.sampled_from(["heading", "para", "item", "quote", "row"]),
            st.text(min_size=1, max_size=900),
            st.text(max_size=900),
        ),
        max_size=14,
    )
)
def test_any_letter_passes_the_check(blocks: list[Block]) -> None:
    """Whatever it says and however it breaks over pages, every word is tagged and no line runs past the margin."""
    _fonts()
    letter = Letter("x", "x", "Any", (Block("title", "Any"), *blocks))
    assert check_tagged(pdf_of(letter)) == []
    for block in blocks:
        for line in wrapped(block.text, Look("P", BOLD, 12, 16), 300):
            assert len(line) == 1 or metrics.stringWidth(line, BOLD, 12) <= 300.01


def test_the_check_finds_each_kind_of_damage() -> None:
    """A tree, language, title or mark that is missing is named; so is text drawn outside of any element, and what is no PDF."""
    good = pdf_of(draft("rights", client(), NOW))
    for key, said in (
        ("/StructTreeRoot", "no structure tree"),
        ("/Lang", "no language"),
        ("/MarkInfo", "not marked"),
        ("/Metadata", "PDF/UA"),
    ):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(good)))
        del writer._root_object[NameObject(key)]
        out = BytesIO()
        writer.write(out)
        assert any(said in f for f in check_tagged(out.getvalue())), key
    from reportlab.pdfgen import canvas as drawing

    plain = BytesIO()
    make: Any = drawing.Canvas
    canvas = make(plain)
    canvas.drawString(72, 72, "untagged")
    canvas.save()
    found = check_tagged(plain.getvalue())
    assert any("neither tagged nor an artifact" in f for f in found)
    assert any("is not embedded" in f for f in found)
    assert check_tagged(b"no pdf")


def test_a_heading_level_that_is_skipped_is_found() -> None:
    """A letter that begins below its title is told."""
    letter = replace(draft("rights", client(), NOW), blocks=(Block("heading", "Second level first"),))
    assert any("goes from heading 0 to heading 2" in f for f in check_tagged(pdf_of(letter)))
