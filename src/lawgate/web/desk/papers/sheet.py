"""The sheet every paper of the desk is set on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib import import_module
from io import BytesIO
from typing import Any

from anyascii import anyascii

# The PDF writer's functions carry no types: its modules are taken as they are found.
platypus: Any = import_module("reportlab.platypus")
pdf: Any = import_module("reportlab.pdfgen.canvas")
styles: Any = import_module("reportlab.lib.styles")
code128: Any = import_module("reportlab.graphics.barcode.code128")
LETTER = (612.0, 792.0)
EDGE, HEAD, FOOT = 54.0, 54.0, 60.0
BODY = styles.ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=15, spaceAfter=6)
BIG = styles.ParagraphStyle("big", parent=BODY, fontName="Helvetica-Bold", fontSize=20, leading=24, spaceAfter=8)
SECTION = styles.ParagraphStyle(
    "section", parent=BODY, fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=8
)
SMALL = styles.ParagraphStyle("small", parent=BODY, fontSize=10, leading=12, spaceAfter=4)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands on every page of a paper. ``page``: "page {0} of {1}" in its language; ``code``: what the barcode says."""

    title: str
    left: Sequence[str]
    right: Sequence[str]
    foot: Sequence[str]
    page: str = "page {0} of {1}"
    code: str = ""
    wide: bool = False

    @property
    def size(self) -> tuple[float, float]:
        return (LETTER[1], LETTER[0]) if self.wide else LETTER


def made(frame: Frame, story: Sequence[Any]) -> bytes:
    """The paper as a PDF. The same story and frame give the same bytes."""
    out = BytesIO()
    document = platypus.SimpleDocTemplate(
        out,
        pagesize=frame.size,
        leftMargin=EDGE,
        rightMargin=EDGE,
        topMargin=HEAD + 14 * max(len(frame.left), len(frame.right)),
        bottomMargin=FOOT + 12 * len(frame.foot),
        title=latin(frame.title),
        author="Lawgate",
        invariant=1,
    )
    document.build(list(story), canvasmaker=_numbering(frame))
    return out.getvalue()


def text(words: str, style: Any = BODY) -> Any:
    """A paragraph. ``words`` is plain text; nothing in it is markup."""
    return platypus.Paragraph(escape(latin(words)), style)


def bullets(lines: Sequence[str]) -> list[Any]:
    return [platypus.Paragraph(escape(latin(line)), BODY, bulletText="-") for line in lines]


def boxed(lines: Sequence[Any]) -> Any:
    """A ruled box around paragraphs."""
    table = platypus.Table([[list(lines)]], colWidths=["100%"])
    table.setStyle(platypus.TableStyle([("BOX", (0, 0), (-1, -1), 1, "black"), ("LEFTPADDING", (0, 0), (-1, -1), 10)]))
    return table


def table(rows: Sequence[Sequence[str]], widths: Sequence[float | str] | None = None, *, small: bool = True) -> Any:
    """A ruled table whose first row is its head, repeated on every page."""
    style = SMALL if small else BODY
    cells = [[platypus.Paragraph(escape(latin(c)), style) for c in row] for row in rows]
    out = platypus.Table(cells, colWidths=widths, repeatRows=1)
    ruled = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("LINEBELOW", (0, 0), (-1, 0), 1.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    out.setStyle(platypus.TableStyle(ruled))
    return out


def lines_to_sign(*labels: str) -> Any:
    """Lines to write on, each with what is written there below it."""
    cells = [[""] * len(labels), [platypus.Paragraph(escape(latin(x)), SMALL) for x in labels]]
    out = platypus.Table(cells, rowHeights=[34, None])
    out.setStyle(platypus.TableStyle([("LINEBELOW", (0, 0), (-1, 0), 1, "black"), ("VALIGN", (0, 1), (-1, 1), "TOP")]))
    return out


def latin(words: str) -> str:
    """Letters that the paper's type has; names in another script are written in Latin letters."""
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return "".join(c if _has(c) else anyascii(c) for c in words)
    return words


def _has(character: str) -> bool:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _numbering(frame: Frame) -> Any:
    """A canvas that knows, once it is done, how many pages there are."""

    class Numbered(pdf.Canvas):  # type: ignore[misc]  # the writer's classes carry no types
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - the writer's own name
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                _around(self, frame, number, len(self._pages))
                pdf.Canvas.showPage(self)
            pdf.Canvas.save(self)

    return Numbered


def _around(canvas: Any, frame: Frame, number: int, count: int) -> None:
    width, height = frame.size
    top = height - HEAD + 14
    right = [*frame.right, frame.page.format(number, count)]
    for at, line in enumerate(frame.left):
        canvas.setFont("Helvetica-Bold" if at == 0 else "Helvetica", 11)
        canvas.drawString(EDGE, top - 14 * at, latin(line))
    for at, line in enumerate(right):
        canvas.setFont("Helvetica-Bold" if at == 0 else "Helvetica", 11)
        canvas.drawRightString(width - EDGE, top - 14 * at, latin(line))
    below = top - 14 * max(len(frame.left), len(right)) + 6
    canvas.line(EDGE, below, width - EDGE, below)
    canvas.setFont("Helvetica", 9)
    for at, line in enumerate(frame.foot):
        canvas.drawString(EDGE, 44 - 11 * at, latin(line))
    if frame.code and frame.code.isascii():
        bars = code128.Code128(frame.code, barHeight=24, barWidth=0.9)
        bars.drawOn(canvas, width - EDGE - bars.width, 24)
