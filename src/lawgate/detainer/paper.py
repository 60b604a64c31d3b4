"""The paper itself: a filled Form I-247A as a PDF, read field by field into the facts of a request.

No machine-readable edition of the form is published, so the field names are those of our own facsimile (see ``facsimile``), read
without regard to case and punctuation. A scan has no fields: it is attached, and a person keys it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject

from lawgate.base import BadInput, parse_instant
from lawgate.detainer.face import read_request
from lawgate.detainer.records import Request

LARGEST = 10 << 20  # bytes of a file that is looked at
MOST_FIELDS = 500


class NotAForm(BadInput):
    """A PDF, or something else, without the fields of the form."""

    code = "not-a-form"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of page 1. ``kind``: text, date, instant, check. ``box``: the word in the case vocabulary that a tick stands for."""

    key: str
    label: str
    kind: str = "text"
    box: str = ""


FIELDS = (
    Field("form", "Form and edition"),
    Field("subject_id", "Subject ID"),
    Field("event_no", "Event no."),
    Field("file_no", "File no."),
    Field("date", "Date", "date"),
    Field("to", "To: name and title of institution, or any subsequent law enforcement agency"),
    Field("from", "From: Department of Homeland Security office address"),
    Field("name", "Name"),
    Field("dob", "Date of birth", "date"),
    Field("citizenship", "Citizenship"),
    Field("sex", "Sex"),
    Field("box1_a", "1. Probable cause: a final order of removal", "check", "1-final-order"),
    Field("box1_b", "1. Probable cause: removal proceedings are pending", "check", "1-pending-proceedings"),
    Field("box1_c", "1. Probable cause: biometric match and records check", "check", "1-biometric-match"),
    Field("box1_d", "1. Probable cause: statements or other reliable evidence", "check", "1-statements-or-evidence"),
    Field(
        "box2",
        "2. Transferred to this custody for a proceeding or investigation",
        "check",
        "2-dhs-transferred-for-proceeding",
    ),
    Field("notify", "Notify the Department before release", "check"),
    Field("maintain", "Maintain custody for no more than 48 hours", "check"),
    Field("cancel", "Cancel the detainer sent earlier", "check"),
    Field("cancel_date", "sent on", "date"),
    Field("officer", "Immigration officer: name and title"),
    Field("officer_signature", "Signature of the immigration officer"),
    Field("lea_booking_no", "Local booking or inmate no."),
    Field("lea_est_release", "Estimated release", "instant"),
    Field("served_at", "Served on the person: date and time", "instant"),
    Field("served_how", "How: in person, by inmate mail, other"),
    Field("lea_officer", "Officer who served: name and title"),
    Field("lea_signature", "Signature of the officer who served"),
)
BY_KEY = {f.key: f for f in FIELDS}
_LOOSE = {re.sub(r"[^a-z0-9]", "", k): k for k in BY_KEY}
_OFF = {"", "off", "no", "false", "0"}


@dataclass(frozen=True, slots=True)
class Paper:
    """What a filled form says, as text; ``strange`` are fields that this edition does not have."""

    values: Mapping[str, str]
    strange: Mapping[str, str] = field(default_factory=dict)

    def ticked(self, key: str) -> bool:
        return self.values.get(key, "").lower() not in _OFF


def read_paper(raw: bytes) -> Paper:
    """The fields of a filled PDF. Raises ``NotAForm`` for a scan, for a file that is no PDF, and for one that cannot be read."""
    if len(raw) > LARGEST:
        raise NotAForm(
            f"is larger than {LARGEST >> 20} MB", where="PDF", do="attach it as a scan and key the form by hand"
        )
    if b"%PDF-" not in raw[:1024]:
        raise NotAForm("is no PDF", where="file", do="send the form as a PDF, or key it by hand")
    try:
        reader = PdfReader(BytesIO(raw), strict=False)
        if reader.is_encrypted:
            raise NotAForm("is locked with a password", where="PDF", do="ask the sender for an open copy")
        found = reader.get_fields() or {}
        texts = {str(k): _text(v.get("/V")) for k, v in list(found.items())[:MOST_FIELDS]}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError, OSError,
            NotImplementedError, AssertionError, zlib.error) as e:  # fmt: skip  # what a damaged file makes the reader raise
        if isinstance(e, NotAForm):
            raise
        raise NotAForm(
            "cannot be read: the file is damaged", where="PDF", do="ask for it again, or key it by hand"
        ) from e
    values: dict[str, str] = {}
    strange: dict[str, str] = {}
    for name, text in texts.items():
        key = _LOOSE.get(re.sub(r"[^a-z0-9]", "", name.lower()))
        (values if key else strange)[key or name] = text
    if not {"name", "date"} & set(values) or not any(k.startswith("box") for k in values):
        raise NotAForm("has no fields of Form I-247A", where="PDF", do="attach it as a scan and key the form by hand")
    return Paper(values, strange)


def request_of(paper: Paper, *, tz: ZoneInfo, received_at: datetime | None = None) -> Request:
    """The request that ``paper`` makes. A blank is an unknown fact, an unticked box is not ticked. Raises ``BadInput`` by field."""
    boxes = frozenset(f.box for f in FIELDS if f.box and paper.ticked(f.key))
    asks = {"hold": paper.ticked("maintain"), "notify": paper.ticked("notify")}
    facts: dict[str, Any] = {
        "form": paper.values.get("form") or "I-247A",
        "boxes": boxes,
        "asks": frozenset(k for k, asked in asks.items() if asked),
        "conditions": frozenset(),
        "signed": bool(paper.values.get("officer_signature", "").strip()),
        "cancels_earlier": paper.ticked("cancel"),
        "issuing_office": paper.values.get("from", ""),
    }
    issued = _day(paper, "date")
    if issued is not None:
        facts["issued_on"] = issued
    if received_at is not None:
        facts["received_at"] = received_at
    facts |= _served(paper, tz)
    return read_request({k: v for k, v in facts.items() if v != ""})


def _served(paper: Paper, tz: ZoneInfo) -> dict[str, Any]:
    """The service block. Without a time it says nothing of service yet; a time without an officer's signature is refused."""
    said = paper.values.get("served_at", "").strip()
    if not said:
        return {}
    if not paper.values.get("lea_signature", "").strip():
        raise BadInput(
            "is filled in, and nobody signed for it", where="served_at", do="have the officer who served it sign"
        )
    return {"served_on_subject_at": parse_instant(said, tz, where="served_at")}


def _day(paper: Paper, key: str) -> date | None:
    text = paper.values.get(key, "").strip()
    if not text:
        return None
    for pattern, order in ((r"(\d{4})-(\d\d?)-(\d\d?)", (1, 2, 3)), (r"(\d\d?)/(\d\d?)/(\d{4})", (3, 1, 2))):
        m = re.fullmatch(pattern, text)
        if m:
            try:
                return date(*(int(m[i]) for i in order))
            except ValueError:
                break
    raise BadInput(f"'{text[:30]}' is not a day", where=key, do="write MM/DD/YYYY or YYYY-MM-DD")


def _text(value: Any) -> str:
    text = "" if value is None else str(value)
    return (text.removeprefix("/") if isinstance(value, NameObject) else text)[:2000]
