"""A clean facsimile of Form I-247A with the same fields, for tests and demonstrations. It says on every page what it is."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from lawgate.base import BadInput
from lawgate.detainer.paper import BY_KEY, FIELDS, Field

MARK = "FACSIMILE for tests and demonstrations. Issued by nobody; all people are invented."
LEFT, TOP, LINE = 54.0, 738.0, 21.5
INK = (0.1, 0.1, 0.1)


def write_facsimile(values: Mapping[str, str | bool], *, flat: bool = False) -> bytes:
    """A one-page PDF with the form's fields filled in. ``flat``: as print only, without fields, as a scan would have it.

    The same values give the same bytes. Raises ``BadInput`` for a field that the form does not have.
    """
    strange = sorted(set(values) - set(BY_KEY))
    if strange:
        raise BadInput("is no field of the form", where=strange[0], do=f"use one of {', '.join(BY_KEY)}")
    out = BytesIO()
    page = Canvas(out, pagesize=letter, invariant=True, pageCompression=0)
    page.setTitle("Immigration Detainer - Notice of Action (facsimile)")
    page.setFillColorRGB(*INK)
    page.setFont("Helvetica-Bold", 13)
    page.drawString(LEFT, TOP, "Immigration Detainer - Notice of Action")
    page.setFont("Helvetica", 8)
    page.drawString(LEFT, TOP - 13, MARK)
    y = TOP - 40
    for field in FIELDS:
        _field(page, field, values.get(field.key, ""), y, flat=flat)
        y -= LINE
    page.setFont("Helvetica", 7.5)
    page.drawString(
        LEFT,
        40,
        "A request, signed by an immigration officer and not by a judge. It takes effect only when the person has a copy.",
    )
    page.showPage()
    page.save()
    return out.getvalue()


def _field(page: Canvas, field: Field, value: str | bool, y: float, *, flat: bool) -> None:
    page.setFont("Helvetica", 9)
    text = value if isinstance(value, str) else ""
    if field.kind == "check":
        ticked = value is True or (isinstance(value, str) and value.lower() in ("yes", "x", "on", "true"))
        if flat:
            page.drawString(LEFT, y, "[X]" if ticked else "[ ]")
        else:
            page.acroForm.checkbox(
                name=field.key,
                tooltip=field.label,
                checked=ticked,
                x=LEFT,
                y=y - 3,
                size=13,
                buttonStyle="cross",
                borderWidth=1,
            )
        page.drawString(LEFT + 20, y, field.label)
        return
    page.drawString(LEFT, y, field.label[:52])
    if flat:
        page.drawString(LEFT + 250, y, text)
    else:
        page.acroForm.textfield(
            name=field.key,
            tooltip=field.label,
            value=text,
            x=LEFT + 250,
            y=y - 5,
            width=250,
            height=17,
            fontSize=9,
            borderWidth=0.5,
        )
