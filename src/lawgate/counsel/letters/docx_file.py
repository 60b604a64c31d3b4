"""A letter as a Word document, with real headings, a real table and a language, for the lawyer to edit."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from lawgate.counsel.letters.records import Block, Letter

STYLES = {"title": "Title", "heading": "Heading 1", "para": "Normal", "item": "List Bullet", "quote": "Quote"}
BLACK, WIDTHS = RGBColor(0, 0, 0), (Cm(4), Cm(12))


def docx_of(letter: Letter) -> bytes:
    """The document's bytes."""
    made = docx.Document()
    made.core_properties.title = letter.title
    made.core_properties.author = "Lawgate draft"
    made.core_properties.language = letter.language
    normal = made.styles["Normal"]
    normal.font.size = Pt(11)
    language = normal.element.get_or_add_rPr()
    tag = language.makeelement(qn("w:lang"), {qn("w:val"): letter.language})
    language.append(tag)
    for name in ("Title", "Heading 1", "Quote"):
        made.styles[name].font.color.rgb = BLACK  # a letter is faxed and copied
    for section in made.sections:
        section.left_margin = section.right_margin = Cm(2.5)
    rows: list[Block] = []
    for block in (*letter.blocks, Block("para", "")):
        if block.kind == "row":
            rows.append(block)
            continue
        if rows:
            _table(made, rows)
            rows = []
        if block.text:
            made.add_paragraph(block.text, style=STYLES[block.kind])
    if letter.marks:
        made.add_paragraph("How far each text was read", style="Heading 1")
        for cite, confidence in letter.marks:
            made.add_paragraph(f"{cite}: {confidence}.", style="List Bullet")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _table(made: Document, rows: list[Block]) -> None:
    table = made.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for row in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row.text, row.more
        cells[0].paragraphs[0].runs[0].bold = True
        cells[0].width, cells[1].width = WIDTHS
