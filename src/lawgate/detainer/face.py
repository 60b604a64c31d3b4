"""Reading the face of a form: what is missing, contradictory or out of time on the paper itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches

from lawgate.base import BadInput
from lawgate.detainer.forms import FORMS
from lawgate.detainer.records import Finding, Request

LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


def form_id(text: str | None) -> str | None:
    """The edition ``text`` names; None stays unknown. Raises ``BadInput`` for a form that nobody issued."""
    if text is None or text in FORMS:
        return text
    close = get_close_matches(text, FORMS, n=1, cutoff=0.5)
    raise BadInput(
        f"'{text}' is a form that nobody issued",
        do=f"did you mean '{close[0]}'? Leave it blank if it is not known"
        if close
        else "leave it blank if it is not known",
    )


def current(requests: Sequence[Request]) -> tuple[Request | None, tuple[Request, ...]]:
    """The request in force and the earlier ones: the latest received replaces the others."""
    if not requests:
        return None, ()
    order = sorted(requests, key=lambda r: (r.received_at is not None, r.received_at or LONG_AGO))
    return order[-1], tuple(order[:-1])


def face(request: Request) -> list[Finding]:
    """Findings on the face of ``request``; unknown fields give none."""
    out: list[Finding] = []
    facts, form = request.facts, FORMS.get(request.form or "")
    boxes = facts.get("boxes")
    if request.form is None:
        out.append(
            Finding("version-unknown", "The version of the form is not known; it decides how 48 hours are counted.")
        )
    if boxes is not None and form is not None:
        out += _boxes(form.id, boxes)
    if form is not None and form.service == "condition" and facts.get("served_on_subject_at", ...) is None:
        out.append(Finding("unserved", "The form takes effect only when a copy is given to the person; none was."))
    if facts.get("complete") is False:
        out.append(Finding("incomplete", "The form is not wholly filled in and signed."))
    if facts.get("issuer_listed") is False:
        out.append(Finding("unlisted-issuer", "The signer is not an officer who may issue detainers."))
    issued = request.issued_on
    if form is not None and issued is not None and form.until and issued.isoformat() > f"{form.until}-99"[:10]:
        out.append(Finding("withdrawn", f"The edition had been withdrawn before {issued.isoformat()}."))
    return out


def _boxes(form: str, boxes: frozenset[str]) -> list[Finding]:
    parts = {b.split("-", 1)[0] for b in boxes}
    if form == "I-247A" and not parts & {"1", "2"}:
        return [Finding("no-basis", "Neither Part 1 nor Part 2 is completed.")]
    if form == "I-247A" and {"1", "2"} <= parts:
        return [Finding("both-parts", "Part 1 and Part 2 are both completed; they are alternatives.")]
    if form == "I-247D" and "2" not in parts and not {"1A", "1B"} <= parts:
        return [Finding("no-basis", "Both 1A and 1B need a mark unless section 2 is used.")]
    if not boxes:
        return [Finding("no-basis", "No box is ticked.")]
    return []
