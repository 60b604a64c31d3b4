"""Reading the face of a form: what is missing, contradictory or out of time on the paper itself. What follows from it is law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from lawgate.base import BadInput
from lawgate.booking.build import ROW
from lawgate.booking.records import Facts
from lawgate.detainer.forms import BOXES, CONDITIONS, FORMS, Form, form_id
from lawgate.detainer.records import JUDICIAL_KINDS, CivilWarrant, Finding, JudicialWarrant, Request

SURE = 0.85  # how near a box must be to a known one to be taken for a slip of the pen


def read_request(facts: Facts) -> Request:
    """A request from plain facts, its form named as in the case vocabulary.

    Raises ``BadInput`` (with the column as ``where``) for a form that nobody issued, and for a box or a condition that is nearly
    a known one; a word that is like none is kept as it stands, for the forms have lines of free text.
    """
    try:
        form = form_id(facts.get("form"))
    except BadInput as e:
        raise BadInput(e.what, where="form", do=e.do) from e
    out = {k: v for k, v in facts.items() if k not in ("form", ROW)}
    if form is not None:
        out["form"] = form
    _slips("boxes", "box", facts.get("boxes") or (), BOXES)
    _slips("conditions", "condition", facts.get("conditions") or (), CONDITIONS)
    if facts.get("signed") is False:
        out.setdefault("complete", False)
    return Request(out)


def _slips(column: str, what: str, ticked: Sequence[str] | frozenset[str], known: frozenset[str]) -> None:
    for word in sorted(ticked):
        close = get_close_matches(word[:60], known, n=1, cutoff=SURE) if word not in known else []
        if close:
            raise BadInput(f"'{word[:60]}' is no {what} of the form", where=column, do=f"did you mean '{close[0]}'?")


def face(request: Request, warrants: Sequence[CivilWarrant | JudicialWarrant] | None = None) -> list[Finding]:
    """Findings on the face of ``request``, the gravest kinds first. What is unknown gives no finding but the version's own.

    ``warrants``: the papers that came with it; None: nobody said."""
    form = FORMS.get(request.form or "")
    if form is None:
        unknown = Finding(
            "version-unknown", "The edition of the form is not known; it decides how 48 hours are counted."
        )
        return [unknown, *_signature(request)]
    return [
        *_currency(request, form),
        *_basis(request, form),
        *_asks(request, form),
        *_service(request, form),
        *_signature(request),
        *_warrants(request, form, warrants),
    ]


def _currency(r: Request, form: Form) -> Iterator[Finding]:
    day = r.issued_on
    if day is None:
        return
    if form.until is not None and day >= form.until:
        yield Finding("withdrawn", f"This edition had been withdrawn on {form.until}, before it was issued on {day}.")
    if day < form.since:
        yield Finding("not-yet-issued", f"This edition did not exist on {day}: the first is of {form.since}.")


def _basis(r: Request, form: Form) -> Iterator[Finding]:
    """Whether the boxes make a whole: one at least, and of a form in parts all boxes of one part, not of two."""
    if r.boxes is None:
        return
    ticked = {form.part_of(b) for b in r.boxes}
    whole = [p for p in form.parts if p <= ticked]
    if not r.boxes:
        yield Finding("no-basis", "No box is ticked.")
    elif form.parts and not whole:
        yield Finding("no-basis", _wanting(form, ticked))
    if len([p for p in form.parts if p & ticked]) > 1:
        yield Finding("both-parts", "Part 1 and Part 2 are both filled in; they are alternatives.")
    strange = sorted(r.boxes - form.boxes) if form.boxes else []
    if strange:
        yield Finding("box-not-on-form", f"This edition has no box '{strange[0]}'.")


def _wanting(form: Form, ticked: set[str]) -> str:
    if form.id == "I-247D" and ticked & {"1A", "1B"}:
        missing = "1B, probable cause," if "1A" in ticked else "1A, the priority,"
        return f"Section {missing} has no mark; both 1A and 1B need one unless section 2 is used."
    return "Neither Part 1 nor Part 2 is filled in."


def _asks(r: Request, form: Form) -> Iterator[Finding]:
    beyond = sorted((r.asks or frozenset()) - form.asks)
    if beyond:
        yield Finding(
            "asks-more-than-the-form", f"It is said to ask for {beyond[0]}; this edition does not ask for that."
        )
    if r.conditions and "operative-only-on-conviction" in r.conditions:
        yield Finding("conditional", "It is to take effect only on conviction.")


def _service(r: Request, form: Form) -> Iterator[Finding]:
    if form.service == "none" or r.served_on_subject_at is not None:
        return
    needed = form.service == "condition"
    if r.knows("served_on_subject_at"):
        says = (
            "It takes effect only when a copy is given to the person; none was."
            if needed
            else "No copy was given, as it asks."
        )
        yield Finding("unserved", says)
    elif needed:
        yield Finding(
            "service-unknown", "It takes effect only when a copy is given to the person; nobody says whether one was."
        )


def _signature(r: Request) -> Iterator[Finding]:
    if r.signed is False:
        yield Finding("unsigned", "It is not signed.")
    elif r.complete is False:
        yield Finding("incomplete", "It is not wholly filled in and signed.")
    if r.issuer_listed is False:
        yield Finding("unlisted-issuer", "The signer is not an officer who may issue detainers (8 CFR 287.7(b)).")
    if r.cancelled_at is not None:
        yield Finding("cancelled", "It has been cancelled.")


def _warrants(r: Request, form: Form, warrants: Sequence[CivilWarrant | JudicialWarrant] | None) -> Iterator[Finding]:
    """What came with it. Since 2 April 2017 a detainer comes with an officer's warrant (ICE Policy 10074.2, 5.2); a judge's is another
    matter, and carries custody by itself."""
    for kind in dict.fromkeys(w.kind for w in warrants or () if isinstance(w, JudicialWarrant)):
        says = JUDICIAL_KINDS.get(kind or "", "a paper signed by a judge")
        yield Finding("judges-warrant", f"With it came {says}. It stands by itself: see who signed it, and for what.")
    civil = [w for w in warrants or () if isinstance(w, CivilWarrant)]
    if warrants is not None and form.id == "I-247A" and not civil:
        yield Finding("no-warrant", "No I-200 or I-205 came with it, as ICE's own policy has it since 2 April 2017.")
    removal = any(w.kind == "I-205" for w in civil)
    if removal and form.id == "I-247A" and r.boxes is not None and "1-final-order" not in r.boxes:
        yield Finding(
            "warrant-unlike-box", "An I-205 executes a removal order, and the box for a final order is not ticked."
        )
