"""The sheet that every paper of the desk is set on: black only, twelve points, a name and a number and a page on each, a bar code.

Tagged (ISO 14289-1), so that it can be read aloud: every word in an element, in reading order; lines, the bar code and what repeats on
later sheets are no part of the text. The fonts lie in the file. The same story and frame give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from io import BytesIO
from itertools import count
from typing import Any

from lawgate.counsel.letters.packet import BOLD, REGULAR, Marks, aside, close, plain
from lawgate.counsel.letters.pdf_tree import Leaf, add_tree

# The PDF writer's functions carry no types: its modules are taken as they are found.
platypus: Any = import_module("reportlab.platypus")
pdf: Any = import_module("reportlab.pdfgen.canvas")
styles: Any = import_module("reportlab.lib.styles")
split: Any = import_module("reportlab.lib.utils").simpleSplit
code128: Any = import_module("reportlab.graphics.barcode.code128")
LETTER = (612.0, 792.0)
EDGE, HEAD, FOOT, LINE = 50.0, 46.0, 40.0, 14.0
SIZE, BARS = 12, 190.0
BODY = styles.ParagraphStyle("body", fontName=REGULAR, fontSize=SIZE, leading=14.5, spaceAfter=3)
BIG = styles.ParagraphStyle("big", parent=BODY, fontName=BOLD, fontSize=17, leading=20, spaceAfter=5)
SECTION = styles.ParagraphStyle(
    "section", parent=BODY, fontName=BOLD, fontSize=13, leading=16, spaceBefore=7, spaceAfter=1
)
ITEM = styles.ParagraphStyle(
    "item", parent=BODY, leftIndent=14, bulletIndent=2, bulletFontName=REGULAR, bulletFontSize=SIZE
)
CELL = styles.ParagraphStyle("cell", parent=BODY, leading=13.5, spaceAfter=0)
HEADCELL = styles.ParagraphStyle("headcell", parent=CELL, fontName=BOLD)
TAGS = {"big": "H1", "section": "H2"}
BLANK = 40.0  # height of a blank with its label


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page of a paper. ``page``: "page {0} of {1}" in its language; ``code``: what the bar code says."""

    title: str
    left: Sequence[str]
    right: Sequence[str]
    foot: Sequence[str]
    page: str = "page {0} of {1}"
    code: str = ""
    wide: bool = False
    language: str = "en-US"

    @property
    def size(self) -> tuple[float, float]:
        return (LETTER[1], LETTER[0]) if self.wide else LETTER

    @property
    def width(self) -> float:
        return self.size[0] - 2 * EDGE

    @property
    def said_below(self) -> list[str]:
        """The foot's lines, broken to their width: no word is cut off."""
        wide = self.width - (BARS if self.code else 0)
        return [line for words in self.foot for line in split(plain(words), REGULAR, SIZE, wide)]


def made(frame: Frame, story: Sequence[Any]) -> bytes:
    """The paper as a PDF."""
    plain("")  # the fonts are known before anything is measured
    out, heads = BytesIO(), max(len(frame.left), len(frame.right) + 1)
    title = plain(frame.title)
    document = platypus.SimpleDocTemplate(
        out,
        pagesize=frame.size,
        leftMargin=EDGE - 6,
        rightMargin=EDGE - 6,
        topMargin=HEAD + LINE * heads - 6,
        bottomMargin=FOOT + LINE * max(len(frame.said_below), 2 if frame.code else 1),
        title=title,
        author="Lawgate",
        invariant=1,
        initialFontName=REGULAR,
    )
    marks = Marks()
    document.build(list(story), canvasmaker=_numbering(frame, marks))
    return add_tree(out.getvalue(), marks.leaves, title=title, language=frame.language)


class Words(platypus.Paragraph):  # type: ignore[misc]  # the writer's classes carry no types
    """A paragraph that marks what it draws."""

    leaf: Leaf

    def draw(self) -> None:
        self.canv.marks.open(self.canv, self.leaf)
        super().draw()
        close(self.canv)

    def split(self, width: float, height: float) -> list[Any]:
        parts: list[Any] = super().split(width, height)
        for part in parts:
            part.leaf = self.leaf
        return parts


def text(words: str, style: Any = BODY, *, tag: str = "", cell: tuple[int, int, bool] | None = None) -> Any:
    """A paragraph or heading. ``words`` is plain text; nothing in it is markup."""
    out = Words(escape(plain(words)), style)
    out.leaf = Leaf(tag or TAGS.get(style.name, "P"), cell=cell)
    return out


def bullets(lines: Sequence[str]) -> list[Any]:
    out = []
    for line in lines:
        made = Words(escape(plain(line)), ITEM, bulletText="•")
        made.leaf = Leaf("LI")
        out.append(made)
    return out


class Grid(platypus.Table):  # type: ignore[misc]
    """A table whose lines are no part of the text."""

    def _drawBkgrnd(self) -> None:  # noqa: N802 - the writer's own name
        aside(self.canv)
        super()._drawBkgrnd()
        close(self.canv)

    def _drawLines(self) -> None:  # noqa: N802
        aside(self.canv)
        super()._drawLines()
        close(self.canv)


_tables = count(1)


def table(rows: Sequence[Sequence[str]], widths: Sequence[float | str] | None = None) -> Any:
    """A ruled table whose first row is its head, repeated on every page."""
    number = next(_tables)
    cells = [
        [text(c, CELL if at else HEADCELL, tag="TD" if at else "TH", cell=(number, at, not at)) for c in row]
        for at, row in enumerate(rows)
    ]
    out = Grid(cells, colWidths=widths, repeatRows=1)
    ruled = [
        ("FONT", (0, 0), (-1, -1), REGULAR, SIZE),
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 1.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    out.setStyle(platypus.TableStyle(ruled))
    return out


def boxed(lines: Sequence[Any]) -> Any:
    """A ruled box around paragraphs."""
    out = Grid([[list(lines)]], colWidths=["100%"])
    around = [("BOX", (0, 0), (-1, -1), 1, "black"), ("LEFTPADDING", (0, 0), (-1, -1), 10)]
    out.setStyle(platypus.TableStyle([("FONT", (0, 0), (-1, -1), REGULAR, SIZE), *around]))
    return out


def together(parts: Sequence[Any]) -> Any:
    """Parts that stay on one page."""
    return platypus.KeepTogether(list(parts))


class Blanks(platypus.Flowable):  # type: ignore[misc]
    """Lines to write on, in columns, each with what is written there above it."""

    def __init__(self, labels: Sequence[str], columns: int) -> None:
        super().__init__()
        self.rows = [labels[at : at + columns] for at in range(0, len(labels), columns)]
        self.columns, self.wide = columns, 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del height
        self.wide = width
        return width, sum(self._height(row) for row in self.rows)

    def _height(self, row: Sequence[str]) -> float:
        return BLANK + 13 * (max(len(self._lines(label)) for label in row) - 1)

    def _lines(self, label: str) -> list[str]:
        found: list[str] = split(plain(label), REGULAR, SIZE, self.wide / self.columns - 14)
        return found or [""]

    def draw(self) -> None:
        canvas: Any = self.canv
        top = sum(self._height(row) for row in self.rows)
        for row in self.rows:
            bottom = top - self._height(row)
            for at, label in enumerate(row):
                x = at * self.wide / self.columns
                end = self.wide if at == len(row) - 1 else x + self.wide / self.columns - 14
                canvas.setFont(REGULAR, SIZE)
                canvas.marks.open(canvas, Leaf("P"))
                for n, line in enumerate(self._lines(label)):
                    canvas.drawString(x, top - 12 - 13 * n, line)
                close(canvas)
                aside(canvas)
                canvas.setLineWidth(0.8)
                canvas.line(x, bottom + 2, end, bottom + 2)
                close(canvas)
            top = bottom


def lines_to_sign(*labels: str, columns: int = 0) -> Any:
    """Blanks side by side, at most ``columns`` in a row (as many as there are, up to three, if none is given)."""
    return Blanks(labels, columns or min(len(labels), 3))


def ticks(*choices: str) -> list[Any]:
    """Boxes to tick, one a line."""
    return [text(f"[\u00a0\u00a0\u00a0\u00a0]\u00a0 {c}") for c in choices]


def _numbering(frame: Frame, marks: Marks) -> Any:
    """A canvas that knows, once it is done, how many pages there are."""

    class Numbered(pdf.Canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._sheets: list[dict[str, Any]] = []
            self.marks = marks

        def showPage(self) -> None:  # noqa: N802
            self._sheets.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            body, marks.leaves = marks.leaves, []
            for number, sheet in enumerate(self._sheets, 1):
                self.__dict__.update(sheet)
                _around(self, frame, number, len(self._sheets))
                pdf.Canvas.showPage(self)
            marks.leaves += body  # whose it is and what it is comes before what it says
            pdf.Canvas.save(self)

    return Numbered


def _around(canvas: Any, frame: Frame, number: int, count: int) -> None:
    width, height = frame.size
    top = height - HEAD + LINE
    page = frame.page.format(number, count)
    for at, line in enumerate(frame.left):
        _said(canvas, line, EDGE, top - LINE * at, bold=at == 0, once=number == 1)
    for at, line in enumerate([*frame.right, page]):
        aloud = number == 1 and line != page
        _said(canvas, line, width - EDGE, top - LINE * at, bold=at == 0, right=True, once=aloud)
    below = top - LINE * max(len(frame.left), len(frame.right) + 1) + 9
    foot = frame.said_below
    for at, line in enumerate(foot):
        _said(canvas, line, EDGE, FOOT - 12 + LINE * (len(foot) - 1 - at), once=number == 1)
    aside(canvas)
    canvas.setLineWidth(1)
    canvas.line(EDGE, below, width - EDGE, below)
    if frame.code:
        bars = code128.Code128(plain(frame.code).upper(), barHeight=26, barWidth=0.75)
        bars.drawOn(canvas, width - EDGE - bars.width + bars.lquiet, FOOT - 14)
    close(canvas)


def _said(
    canvas: Any, line: str, x: float, y: float, *, bold: bool = False, right: bool = False, once: bool = True
) -> None:
    """A line around the page: read aloud on the first, no part of the text on later ones."""
    words = plain(line)
    if not words.strip():
        return
    canvas.setFont(BOLD if bold else REGULAR, SIZE)
    if once:
        canvas.marks.text(canvas, words, x, y, right=right)
        return
    aside(canvas)
    (canvas.drawRightString if right else canvas.drawString)(x, y, words)
    close(canvas)
