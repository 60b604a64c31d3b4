"""A notice for the person on paper: black only, 12 points, name and number and page on every sheet, a bar code that brings it back.

Tagged like the letters, so that it can be read aloud: every word in an element, in reading order, with its language and title. The
lines, the bar code and what repeats on later sheets are no part of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from importlib.resources import as_file, files
from io import BytesIO
from typing import Any

from anyascii import anyascii
from reportlab.graphics.barcode import code128
from reportlab.lib import pagesizes, styles
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import doctemplate, flowables, paragraph

from lawgate.counsel.letters.pdf_tree import Leaf, add_tree
from lawgate.counsel.letters.spelled import says, spelled, strange
from lawgate.detainer.packet_records import Packet, Section

MARGIN, HEAD, FOOT = 54.0, 62.0, 66.0
PADDING = 6.0  # of the writer's frames
WIDTH = pagesizes.letter[0] - 2 * MARGIN
REGULAR, BOLD = "NoticePlain", "NoticeBold"
SHEET = {
    "pagesize": pagesizes.letter,
    "leftMargin": MARGIN - PADDING,
    "rightMargin": MARGIN - PADDING,
    "topMargin": HEAD,
    "bottomMargin": FOOT,
    "initialFontName": REGULAR,
}
LANGUAGES = {"en": "en-US", "es": "es-US"}
BLANK = 38.0  # height of a blank with its label
# The functions of the writer carry no types.
_Font: Any = ttfonts.TTFont
_Style: Any = styles.ParagraphStyle
_Document: Any = doctemplate.SimpleDocTemplate
_Bars: Any = code128.Code128
_Together: Any = flowables.KeepTogether
_metrics: Any = pdfmetrics
_draw: Any = paragraph.Paragraph.draw
_split: Any = paragraph.Paragraph.split


@dataclass
class Marks:
    """The elements of the document so far, and how many marks each sheet has."""

    leaves: list[Leaf] = field(default_factory=list)
    count: dict[int, int] = field(default_factory=dict)

    def open(self, canvas: Any, leaf: Leaf) -> None:
        """Begin a marked piece of ``leaf`` on the sheet being drawn; ``close`` ends it."""
        page = canvas.getPageNumber() - 1
        number = self.count.get(page, 0)
        self.count[page] = number + 1
        if not leaf.pieces:
            self.leaves.append(leaf)
        leaf.pieces.append((page, number))
        tag = "LBody" if leaf.tag == "LI" else leaf.tag
        canvas.addLiteral(f"/{tag} <</MCID {number}>> BDC")

    def text(self, canvas: Any, text: str, x: float, y: float, *, right: bool = False) -> None:
        """One line of text as a paragraph of its own."""
        self.open(canvas, Leaf("P"))
        (canvas.drawRightString if right else canvas.drawString)(x, y, text)
        close(canvas)


def close(canvas: Any) -> None:
    canvas.addLiteral("EMC")


def aside(canvas: Any) -> None:
    """Begin what is no part of the text."""
    canvas.addLiteral("/Artifact BMC")


class Tagged(paragraph.Paragraph):
    """A paragraph that marks what it draws."""

    marks: Marks
    leaf: Leaf

    def draw(self) -> None:
        self.marks.open(self.canv, self.leaf)
        _draw(self)
        close(self.canv)

    def split(self, width: float, height: float) -> list[Any]:
        parts: list[Any] = _split(self, width, height)
        for part in parts:
            part.marks, part.leaf = self.marks, self.leaf
        return parts


class Blanks(flowables.Flowable):
    """The block that the officer fills in: each blank a line with its label above, two to a row, the person's own across."""

    def __init__(self, labels: Sequence[str], marks: Marks) -> None:
        self.labels, self.marks = labels, marks

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del width, height
        return WIDTH, BLANK * ((len(self.labels) + 1) // 2)

    def draw(self) -> None:
        canvas: Any = self.canv
        _, top = self.wrap(0, 0)
        for number, label in enumerate(self.labels):
            row, column = divmod(number, 2)
            alone = number == len(self.labels) - 1 and column == 0
            x, y = column * (WIDTH / 2), top - BLANK * row
            canvas.setFont(REGULAR, 12)
            self.marks.text(canvas, label, x, y - 11)
            aside(canvas)
            canvas.setLineWidth(0.7)
            canvas.line(x, y - BLANK + 2, x + (WIDTH if alone else WIDTH / 2 - 12), y - BLANK + 2)
            close(canvas)


def code_of(booking: str, language: str) -> str:
    """What the bar code says: which paper, whose, in which language. Scanned back, it closes the service."""
    return anyascii(f"LG/PACKET/{booking}/{language}").upper()[:60]


def write_packet(packet: Packet) -> bytes:
    """The notice as a PDF. The same words give the same bytes."""
    _fonts()
    out, marks, of = BytesIO(), Marks(), _length(packet)
    title = plain(f"{packet.title}: {packet.booking}")
    document = _Document(out, **SHEET, title=title, author=plain(packet.facility), invariant=1)

    def head(canvas: Any, doc: Any) -> None:
        _head(canvas, packet, marks, doc.page, of)

    document.build(_notice(packet, marks), onFirstPage=head, onLaterPages=head)
    return add_tree(out.getvalue(), marks.leaves, title=title, language=LANGUAGES.get(packet.language, packet.language))


def plain(text: str) -> str:
    """``text`` in the letters of the font; what it lacks is transliterated, never dropped."""
    return spelled(text, _fonts())


@lru_cache(maxsize=1)
def _fonts() -> frozenset[int]:
    """Register the fonts; the letters that both have."""
    letters: list[set[int]] = []
    for name, file in ((REGULAR, "PublicSans-Regular.ttf"), (BOLD, "PublicSans-Bold.ttf")):
        with as_file(files("lawgate.counsel.letters") / "fonts" / file) as path:
            font = _Font(name, str(path))
        _metrics.registerFont(font)
        letters.append(set(font.face.charToGlyph))
    return frozenset(letters[0] & letters[1])


def _length(packet: Packet) -> int:
    """How many sheets the notice takes."""
    trial = _Document(BytesIO(), **SHEET)
    trial.build(_notice(packet, Marks()))
    return int(trial.page)


def _notice(p: Packet, marks: Marks) -> list[Any]:
    body = _Style("body", fontName=REGULAR, fontSize=12, leading=14.5, spaceAfter=2)
    head = _Style("head", fontName=BOLD, fontSize=13, leading=16, spaceBefore=6, spaceAfter=1)
    title = _Style("title", fontName=BOLD, fontSize=16, leading=19, spaceAfter=4)
    story = [_text(p.title, title, marks, "H1")]
    for section in p.sections:
        story += [_text(section.title, head, marks, "H2"), *_sentences(section, body, marks)]
    if strange((p.name, p.facility, *(s for section in p.sections for s in section.says)), _fonts()):
        story.append(_text(says(p.language), body, marks, "P"))
    blanks = Blanks([plain(x) for x in p.service], marks)
    return [*story, _Together([_text(p.service_title, head, marks, "H2"), blanks])]


def _sentences(section: Section, style: Any, marks: Marks) -> list[Any]:
    made = (
        _Style("item", parent=style, leftIndent=14, bulletIndent=2, bulletFontName=REGULAR, bulletFontSize=12)
        if section.listed
        else style
    )
    tag = "LI" if section.listed else "P"
    return [_text(s, made, marks, tag) for s in section.says if s]


def _text(text: str, style: Any, marks: Marks, tag: str) -> Any:
    make: Any = Tagged
    made = make(escape(plain(text)), style, bulletText="•" if tag == "LI" else None)
    made.marks, made.leaf = marks, Leaf(tag)
    return made


def _head(canvas: Any, p: Packet, marks: Marks, page: int, of: int) -> None:
    """What stands on every sheet: whose it is, which page, and the bar code. It is read aloud once."""
    top = pagesizes.letter[1] - 44
    said = [
        (BOLD, 12, plain(f"{p.labels['name']}: {p.name}"), MARGIN, top, False),
        (BOLD, 12, plain(f"{p.labels['booking']}: {p.booking}"), MARGIN + WIDTH, top, True),
        (REGULAR, 12, plain(p.facility), MARGIN, 46, False),
        (REGULAR, 12, plain(p.foot), MARGIN, 18, False),
    ]
    for font, size, text, x, y, right in said:
        canvas.setFont(font, size)
        if page == 1 and text.strip():
            marks.text(canvas, text, x, y, right=right)
        elif text.strip():
            aside(canvas)
            (canvas.drawRightString if right else canvas.drawString)(x, y, text)
            close(canvas)
    aside(canvas)
    canvas.setFont(REGULAR, 12)
    canvas.drawString(MARGIN, 32, p.labels["page"].format(page=page, pages=of))
    canvas.line(MARGIN, top - 8, MARGIN + WIDTH, top - 8)
    bars = _Bars(code_of(p.booking, p.language), barHeight=26, barWidth=0.7)
    bars.drawOn(canvas, MARGIN + WIDTH - bars.width, 30)
    close(canvas)
