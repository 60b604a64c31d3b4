"""A notice on paper: black only, 12 points, name and number and page on every sheet, and a bar code by which the signed sheet comes back.

The writer (reportlab) makes no tagged PDF. What it can do is done: the document's language and title, a bookmark a language, embedded
fonts whose characters can be searched and read aloud, and a reading order that is the order of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from anyascii import anyascii
from reportlab.graphics.barcode import code128
from reportlab.lib import pagesizes, styles
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import doctemplate, flowables, paragraph, tables

from lawgate.base import BadInput
from lawgate.detainer.packet_records import Packet, Section

MARGIN, HEAD, FOOT = 54.0, 62.0, 66.0
PADDING = 6.0  # of the writer's frames
WIDTH = pagesizes.letter[0] - 2 * MARGIN
REGULAR, BOLD = "LawgateVera", "LawgateVera-Bold"
SHEET = {
    "pagesize": pagesizes.letter,
    "leftMargin": MARGIN - PADDING,
    "rightMargin": MARGIN - PADDING,
    "topMargin": HEAD,
    "bottomMargin": FOOT,
}
LANGUAGES = {"en": "en-US", "es": "es-US"}
# The functions of the writer carry no types.
_Font: Any = ttfonts.TTFont
_Style: Any = styles.ParagraphStyle
_Text: Any = paragraph.Paragraph
_Table: Any = tables.Table
_Space: Any = flowables.Spacer
_Document: Any = doctemplate.SimpleDocTemplate
_Bars: Any = code128.Code128
_Break: Any = flowables.PageBreak
_Together: Any = flowables.KeepTogether
_metrics: Any = pdfmetrics


def code_of(booking: str, language: str) -> str:
    """What the bar code says: which paper, whose, in which language. Scanned back, it closes the service."""
    return anyascii(f"LG/PACKET/{booking}/{language}").upper()[:60]


def write_packet(packets: Sequence[Packet]) -> bytes:
    """One PDF with a notice in each language, each from a new page. The same words give the same bytes.

    The document's language is that of the first. Raises ``BadInput`` for none."""
    if not packets:
        raise BadInput("no language is chosen", where="packet", do="choose English, Spanish or both")
    _fonts()
    out, first = BytesIO(), packets[0]
    document = _Document(
        out,
        **SHEET,
        title=plain(f"{first.title}: {first.booking}"),
        author=plain(first.facility),
        lang=LANGUAGES.get(first.language, first.language),
        displayDocTitle=True,
        invariant=1,
    )
    story: list[Any] = []
    for number, one in enumerate(packets):
        story += [_Break()] if number else []
        story += _notice(one)
    sheets = _sheets(packets)

    def head(canvas: Any, doc: Any) -> None:
        _head(canvas, *sheets[min(doc.page, len(sheets)) - 1])

    document.build(story, onFirstPage=head, onLaterPages=head)
    return out.getvalue()


def plain(text: str) -> str:
    """``text`` in the letters of the font; what it lacks is transliterated, never dropped."""
    known = _fonts()
    return "".join(c if ord(c) in known else anyascii(c) or "?" for c in text)


@lru_cache(maxsize=1)
def _fonts() -> frozenset[int]:
    """Register the fonts; the letters that both have."""
    folder = Path(reportlab.__file__).parent / "fonts"
    made = [_Font(name, str(folder / file)) for name, file in ((REGULAR, "Vera.ttf"), (BOLD, "VeraBd.ttf"))]
    for font in made:
        _metrics.registerFont(font)
    return frozenset(set(made[0].face.charToGlyph) & set(made[1].face.charToGlyph))


def _notice(p: Packet) -> list[Any]:
    body = _Style("body", fontName=REGULAR, fontSize=11, leading=14, spaceAfter=2)
    head = _Style("head", fontName=BOLD, fontSize=12, leading=15, spaceBefore=6, spaceAfter=1)
    title = _Style("title", fontName=BOLD, fontSize=14, leading=17, spaceAfter=4)
    story = [_Text(escape(plain(p.title)), title)]
    for section in p.sections:
        story += [_Text(escape(plain(section.title)), head), *_sentences(section, body)]
    return [*story, _Together([_Space(1, 6), _service(p, head)])]


def _service(p: Packet, head: Any) -> Any:
    """The block that the officer fills in: each blank a line with its label below, two to a row, the person's own across."""
    label = _Style("label", fontName=REGULAR, fontSize=9, leading=11)
    cells = [_Text(escape(plain(x)), label) for x in p.service]
    pairs = [[*cells[n : n + 2], ""][:2] for n in range(0, len(cells) - 1, 2)]
    rows = [[_Text(escape(plain(p.service_title)), head), ""], *pairs, [cells[-1], ""]]
    return _Table(
        rows,
        colWidths=[WIDTH / 2, WIDTH / 2],
        rowHeights=[22, *([34] * (len(rows) - 1))],
        style=[
            ("SPAN", (0, 0), (1, 0)),
            ("SPAN", (0, -1), (1, -1)),
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, "black"),
            *(("LINEABOVE", (0, n), (-1, n), 0.7, "black") for n in range(2, len(rows))),
            ("LINEBELOW", (0, -1), (-1, -1), 0.7, "black"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 1), (-1, -1), 2),
        ],
    )


def _sentences(section: Section, style: Any) -> list[Any]:
    bullet = "•" if section.listed else None
    made = _Style("item", parent=style, leftIndent=14, bulletIndent=2) if section.listed else style
    return [_Text(escape(plain(s)), made, bulletText=bullet) for s in section.says if s]


def _sheets(packets: Sequence[Packet]) -> list[tuple[Packet, int, int]]:
    """(whose, page of its own, pages of its own) for each sheet of the document."""
    return [(p, n, of) for p in packets for of in [_length(p)] for n in range(1, of + 1)]


def _length(p: Packet) -> int:
    """How many pages one notice takes."""
    trial = _Document(BytesIO(), **SHEET)
    trial.build(_notice(p))
    return int(trial.page)


def _head(canvas: Any, p: Packet, page: int, of: int) -> None:
    """What stands on every sheet: whose it is, which page, and the bar code."""
    top = pagesizes.letter[1] - 44
    if page == 1:
        canvas.bookmarkPage(f"notice-{p.language}")
        canvas.addOutlineEntry(plain(p.title), f"notice-{p.language}", level=0)
    canvas.setFont(BOLD, 11)
    canvas.drawString(MARGIN, top, plain(f"{p.labels['name']}: {p.name}"))
    canvas.drawRightString(MARGIN + WIDTH, top, plain(f"{p.labels['booking']}: {p.booking}"))
    canvas.setFont(REGULAR, 9)
    canvas.drawString(MARGIN, 46, plain(p.facility))
    canvas.drawString(MARGIN, 34, p.labels["page"].format(page=page, pages=of))
    if p.foot:
        canvas.drawString(MARGIN, 18, plain(p.foot))
    bars = _Bars(code_of(p.booking, p.language), barHeight=26, barWidth=0.7)
    bars.drawOn(canvas, MARGIN + WIDTH - bars.width, 30)
    canvas.line(MARGIN, top - 8, MARGIN + WIDTH, top - 8)
