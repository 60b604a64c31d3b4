"""A federal paper comes in, however it comes: one function takes it, one says what becomes of it.

    taken = take(data, tz=..., received_at=...)          a filled PDF, JSON, the typed fields of a page, or a scan with its keyed fields
    became = outcome(taken, record, at)                  laid upon the record, or kept back with the reason

Nothing that comes in is dropped: what cannot be read is refused in one sentence that says what to do; what can be read and cannot be
laid has an outcome that a person sees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, say_minute
from lawgate.detainer.face import face
from lawgate.detainer.intake_read import Read, from_document, from_form, from_json, from_pdf
from lawgate.detainer.intake_records import CANCELLATION, Attached, Became, Intake, Outcome, Source
from lawgate.detainer.paper import LARGEST, NotAForm, read_paper
from lawgate.detainer.records import CivilWarrant, Finding, JudicialWarrant, Request

PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
SENDS_BACK = {
    "unsigned": "It is not signed, so it asks for nothing.",
    "both-parts": "Part 1 and Part 2 are both filled in; they are alternatives.",
}
MISSPELT = "The name and the date of birth it prints are not those of this booking"


def take(
    data: bytes | Mapping[str, Any],
    *,
    tz: ZoneInfo,
    received_at: datetime | None = None,
    keyed: Mapping[str, Any] | None = None,
    keyed_by: str = "",
    name: str = "",
) -> Intake:
    """The paper ``data``: bytes (PDF, picture, JSON), an object of JSON, or the typed fields of a page.

    ``keyed``: the fields a person typed off a scan, ``keyed_by`` who did; the scan is attached whole. ``received_at``: when it reached
    the jail, where the paper does not say. Raises ``NotAForm`` for a file that is no form and comes without them, ``BadInput`` (with
    the field as ``where``) for a value that cannot be taken.
    """
    if isinstance(data, Mapping):
        typed = "request" not in data and "what" not in data and ("signer" in data or "warrant" in data)
        reader = from_form if typed else from_document
        channel = str(data.get("channel") or "")[:40] if typed else ""
        return _intake(reader(data, tz, received_at), Source.FORM if typed else Source.JSON, channel=channel)
    if len(data) > LARGEST:
        raise NotAForm(f"is larger than {LARGEST >> 20} MB", where=name or "file", do="send fewer or smaller pages")
    media = media_of(data)
    attached = Attached(name or "paper", media, hashlib.sha256(data).hexdigest(), data)
    if keyed is not None:
        return _keyed(attached, keyed, keyed_by, tz, received_at)
    if media == "application/json":
        return _intake(from_json(data, tz, received_at), Source.JSON, attached=(attached,))
    if media == "application/pdf":
        paper = read_paper(data)
        return _intake(from_pdf(paper, tz, received_at), Source.PDF, attached=(attached,), strange=paper.strange)
    what = "is a picture" if media.startswith("image/") else "is no PDF, no picture and no JSON"
    raise NotAForm(what, where=name or "file", do="attach it as a scan and key the form by hand")


def _keyed(scan: Attached, keyed: Mapping[str, Any], by: str, tz: ZoneInfo, received_at: datetime | None) -> Intake:
    if scan.media not in ("application/pdf", *PICTURES.values()):
        raise NotAForm("is neither a PDF nor a picture", where=scan.name, do="scan the paper and attach that")
    if not by.strip():
        raise BadInput("is not named", where="keyed_by", do="say who keyed the form off the scan")
    channel = str(keyed.get("channel") or "")[:40]
    return _intake(from_form(keyed, tz, received_at), Source.SCAN, attached=(scan,), keyed_by=by, channel=channel)


def _intake(read: Read, source: Source, **more: Any) -> Intake:
    what, request, printed, warrants, at = read
    found = list(face(request, _papers(warrants))) if what != CANCELLATION else []
    if not printed.officer and request.issuer_listed is None and what != CANCELLATION:
        found.append(
            Finding("issuer-unknown", "Nobody says who signed it; only officers named in 8 CFR 287.7(b) may issue it.")
        )
    return Intake(what, source, request, printed, tuple(found), warrants, at, **more)


def _papers(warrants: tuple[Mapping[str, Any], ...] | None) -> list[CivilWarrant | JudicialWarrant] | None:
    if warrants is None:
        return None
    kinds = ("I-200", "I-205")
    return [CivilWarrant(w) if w.get("kind") in kinds else JudicialWarrant(w) for w in warrants]


def media_of(data: bytes) -> str:
    """What a file is, by its first bytes."""
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    picture = next((media for magic, media in PICTURES.items() if data.startswith(magic)), "")
    if picture:
        return picture
    return (
        "application/json"
        if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))
        else "application/octet-stream"
    )


def outcome(taken: Intake, record: Mapping[str, Any] | None, at: datetime, booking: str = "") -> Outcome:
    """What becomes of it for the person of ``record`` (``detainer.record``; None: nobody here has that number), at the instant ``at``."""
    what = "cancellation" if taken.what == CANCELLATION else "request"
    number = booking or taken.printed.booking
    if record is None:
        whom = f"booking {number}, and nobody here has that number" if number else "somebody without a booking number"
        return Outcome(Became.NOBODY, f"The {what} is for {whom}: a person must look at it.")
    out, came = _instant(record.get("released_at")), taken.request.received_at or at
    if out is not None and out <= came:
        when = say_minute(out, relative_to=came)
        return Outcome(
            Became.LEFT, f"The {what} came when the person had left ({when}); nothing is laid upon the record."
        )
    if _another(taken, record):
        return Outcome(
            Became.ANOTHER,
            f"{MISSPELT}: it prints {taken.printed.name}. Nothing is laid upon the record until a person has looked.",
        )
    if taken.what != CANCELLATION:
        gravest = next((f for f in taken.findings if f.code in SENDS_BACK), None)
        if gravest is not None:
            return Outcome(Became.SENT_BACK, f"{SENDS_BACK[gravest.code]} Send it back.")
        if any(_same(taken.request, r) for r in _on_file(record)):
            return Outcome(Became.AGAIN, "The same request is on file already; no clock starts again.")
    elif not _on_file(record):
        return Outcome(
            Became.SENT_BACK, "It cancels a request, and none is on file: ask the sender which one is meant."
        )
    unknown = (
        " Its edition is not known: find out, for it decides how the time is counted."
        if taken.request.form is None
        else ""
    )
    return Outcome(Became.LAID, f"The {what} is laid upon the record.{unknown if what == 'request' else ''}")


def _on_file(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*(record.get("earlier_requests") or ()), *([record["request"]] if record.get("request") else ())]


def _same(request: Request, known: Mapping[str, Any]) -> bool:
    """One paper sent twice: edition, day of issue and boxes agree, all of them known."""
    if request.form is None or request.issued_on is None or request.boxes is None:
        return False
    same = known.get("form") == request.form and str(known.get("issued_on")) == request.issued_on.isoformat()
    return same and sorted(known.get("boxes") or ()) == sorted(request.boxes) and not known.get("cancelled_at")


def _another(taken: Intake, record: Mapping[str, Any]) -> bool:
    """Neither the family name nor the birth date it prints is that of the record. Where it prints neither, nothing is said."""
    person, p = record.get("person") or {}, taken.printed
    last = p.name.split(",")[0].strip().casefold()
    names = {str(person.get("last") or "").casefold(), *(str(a).casefold() for a in person.get("aliases") or ())}
    other_name = bool(last) and not any(last in n or (n and n in last) for n in names)
    other_day = p.born is not None and bool(person.get("born")) and person["born"] != p.born.isoformat()
    return other_name and other_day


def _instant(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None
