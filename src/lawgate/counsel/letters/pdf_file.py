"""A letter as a PDF that a screen reader can read: every word in a tagged element, in reading order, with its language and title.

The PDF library draws but does not tag, so marks are laid around what it draws, and the structure tree is added to the finished file
(ISO 32000-1, 14.7 and 14.8; the aim is ISO 14289-1, PDF/UA-1). ``pdf_check`` proves what was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import letter as LETTER  # noqa: N812 - a paper size
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen import canvas as pdfgen

from lawgate.counsel.letters.pdf_tree import Leaf, add_tree
from lawgate.counsel.letters.records import Block, Letter
from lawgate.counsel.letters.spelled import says, spelled, strange

# The functions of the PDF library carry no types.
metrics: Any = pdfmetrics
TTFont: Any = ttfonts.TTFont
Canvas: Any = pdfgen.Canvas

PLAIN, BOLD = "LetterPlain", "LetterBold"
WIDTH, HEIGHT = LETTER
LEFT, RIGHT, TOP, BOTTOM = 72.0, WIDTH - 72.0, HEIGHT - 64.0, 72.0
LABEL = 130.0  # width of a row's label


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of block is drawn: structure type, font, size, leading, indent, space before."""

    tag: str
    font: str
    size: float
    leading: float
    indent: float = 0.0
    before: float = 6.0


LOOKS = {
    "title": Look("H1", BOLD, 17, 21, before=0),
    "heading": Look("H2", BOLD, 12.5, 16, before=13),
    "para": Look("P", PLAIN, 10.5, 14.5),
    "item": Look("LI", PLAIN, 10.5, 14.5, 14, 3),
    "quote": Look("P", PLAIN, 10.5, 14.5, 22, 5),
}
CELL = Look("TD", PLAIN, 10.5, 14, before=3)


@dataclass
class Drawing:
    """The page being drawn, and the leaves of the tree so far."""

    canvas: Any
    y: float = TOP
    page: int = 0
    marked: int = 0
    leaves: list[Leaf] = field(default_factory=list)

    def room(self, height: float) -> None:
        if self.y - height < BOTTOM:
            self.finish()
            self.canvas.showPage()
            self.page, self.marked, self.y = self.page + 1, 0, TOP

    def finish(self) -> None:
        """The page's number: no part of the text."""
        c = self.canvas
        c.addLiteral("/Artifact <</Type /Pagination>> BDC")
        c.setFont(PLAIN, 9)
        c.drawRightString(RIGHT, 40, f"{self.page + 1}")
        c.addLiteral("EMC")


def pdf_of(letter: Letter) -> bytes:
    """The file's bytes; the same letter gives the same bytes."""
    _fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=LETTER, invariant=True, initialFontName=PLAIN)
    d = Drawing(canvas)
    blocks = list(letter.blocks)
    if strange((t for b in blocks for t in (b.text, b.more)), _known()):
        blocks.insert(1, Block("para", says(letter.language)))
    if letter.marks:
        blocks += [Block("heading", "How far each text was read")]
        blocks += [Block("item", f"{cite}: {confidence}.") for cite, confidence in letter.marks]
    for block in blocks:
        _row(d, block) if block.kind == "row" else _block(d, block)
    d.finish()
    canvas.save()
    return add_tree(out.getvalue(), d.leaves, title=letter.title, language=letter.language)


def _block(d: Drawing, block: Block) -> None:
    look = LOOKS[block.kind]
    lines = wrapped(block.text, look, RIGHT - LEFT - look.indent)
    d.room(look.before + look.leading * (3 if look.tag.startswith("H") else 1))
    d.y -= look.before
    leaf = Leaf(look.tag)
    d.leaves.append(leaf)
    if look.tag == "LI":
        d.room(look.leading)
        leaf.label = _piece(d, ["•"], look, LEFT, down=False)
    _lines(d, leaf, lines, look, LEFT + look.indent)


def _row(d: Drawing, block: Block) -> None:
    """A label and its value side by side: one row of a table."""
    label = wrapped(block.text, Look("TH", BOLD, CELL.size, CELL.leading), LABEL - 8)
    value = wrapped(block.more, CELL, RIGHT - LEFT - LABEL)
    d.room(CELL.before + CELL.leading * min(max(len(label), len(value)), 12))
    d.y -= CELL.before
    top, page = d.y, d.page
    head, cell = Leaf("TH"), Leaf("TD")
    d.leaves += [head, cell]
    _lines(d, head, label, Look("TH", BOLD, CELL.size, CELL.leading), LEFT)
    after = d.y
    if d.page == page:
        d.y = top
    _lines(d, cell, value, CELL, LEFT + LABEL)
    if d.page == page:
        d.y = min(d.y, after)


def _lines(d: Drawing, leaf: Leaf, lines: list[str], look: Look, x: float) -> None:
    """Draw lines, a marked piece on each page they fall on."""
    while lines:
        d.room(look.leading)
        fit = max(1, int((d.y - BOTTOM) // look.leading))
        now, lines = lines[:fit], lines[fit:]
        leaf.pieces.append(_piece(d, now, look, x))


def _piece(d: Drawing, lines: list[str], look: Look, x: float, *, down: bool = True) -> tuple[int, int]:
    """A run of lines under one mark. Returns (page, mark)."""
    number = d.marked
    d.marked += 1
    c = d.canvas
    tag = {"LI": "LBody" if down else "Lbl"}.get(look.tag, look.tag)
    c.addLiteral(f"/{tag} <</MCID {number}>> BDC")
    text = c.beginText(x, d.y - look.size)
    text.setFont(look.font, look.size)
    text.setLeading(look.leading)
    for line in lines:
        text.textLine(line)
    c.drawText(text)
    c.addLiteral("EMC")
    if down:
        d.y -= look.leading * len(lines)
    return d.page, number


def wrapped(text: str, look: Look, width: float) -> list[str]:
    """``text`` in lines no wider than ``width``; letters that the font lacks are written in Latin ones; a word that is too long is cut."""
    out: list[str] = []
    line = ""
    for word in _drawable(text).split():
        longer = f"{line} {word}".strip()
        if metrics.stringWidth(longer, look.font, look.size) <= width:
            line = longer
            continue
        if line:
            out.append(line)
        while metrics.stringWidth(word, look.font, look.size) > width:
            cut = next(
                n
                for n in range(len(word), 0, -1)
                if n == 1 or metrics.stringWidth(word[:n], look.font, look.size) <= width
            )
            out.append(word[:cut])
            word = word[cut:]
        line = word
    return [*out, line] if line else out or [" "]


def _drawable(text: str) -> str:
    return spelled(text, _known())


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    return frozenset(metrics.getFont(PLAIN).face.charToGlyph)


@lru_cache(maxsize=1)
def _fonts() -> None:
    folder = files("lawgate.counsel.letters") / "fonts"
    for name, file in ((PLAIN, "PublicSans-Regular.ttf"), (BOLD, "PublicSans-Bold.ttf")):
        with as_file(folder / file) as path:
            metrics.registerFont(TTFont(name, str(path)))
