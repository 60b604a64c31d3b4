"""The annual report as files: one page that opens anywhere, its figures and their data beside it, and a PDF for the board's packet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from xml.sax.saxutils import escape as xml

import polars as pl
import vl_convert
from pypdf import PdfReader, PdfWriter, Transformation
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle
from reportlab.platypus.flowables import Spacer

from lawgate.law.rulebook import Rulebook
from lawgate.oversight.annual.figures import figures
from lawgate.oversight.annual.records import Figure
from lawgate.oversight.cases import Table as Cases
from lawgate.oversight.measures.over_detention import DOLLARS_A_DAY
from lawgate.oversight.quality import Quality, inspect
from lawgate.oversight.report import STYLE

MOST_ROWS = 40  # of a table shown on the page; the file beside it has them all
NOT_ADOPTED = "Not adopted by counsel; not legal advice."
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=14)
SMALL_TEXT = ParagraphStyle("small", parent=TEXT, fontSize=8.5, leading=11, textColor="#3d4551")
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Helvetica-Bold", fontSize=15, leading=19)
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=22, leading=26)
CELL = ParagraphStyle("cell", parent=TEXT, fontSize=7.5, leading=9)
GAP = Spacer(1, 14)
RULED = [
    ("FONTSIZE", (0, 0), (-1, -1), 8.5),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#dfe1e2"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, "#1b1b1b"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]
MARGIN = 54.0
LEAST_TABLE = 130.0  # of a page, kept for the table under the picture
HEADINGS = {
    "n": "people counted",
    "count": "of whom",
    "low": "95% from",
    "high": "95% to",
    "ratio_low": "ratio, 95% from",
    "ratio_high": "ratio, 95% to",
    "still_in": "still in after it",
    "dollars_low": "dollars, low",
    "dollars_high": "dollars, high",
    "from": "from (day)",
}
MORE_STYLE = (
    "figure svg{display:block}details{margin:8px 0 24px}summary{cursor:pointer;min-height:44px;padding-top:10px}a{color:#1a4480}"
    ".pan{overflow-x:auto}@media(max-width:700px){body{padding:16px}.pan figure svg{max-width:none}}"
    "@media print{section{break-inside:avoid}nav{display:none}}"
)


def write_annual(
    table: Cases, rulebook: Rulebook, out: Path, *, title: str, as_of: date, dollars_a_day: float = DOLLARS_A_DAY
) -> list[Figure]:
    """The report of a file of cases, written into ``out`` (``write_figures``). Raises ``BadInput``."""
    found = figures(table.frame, rulebook, as_of, dollars_a_day=dollars_a_day)
    write_figures(found, inspect(table), out, title=title, as_of=as_of)
    return found


def write_figures(found: Sequence[Figure], quality: Quality, out: Path, *, title: str, as_of: date) -> None:
    """Write ``index.html``, ``report.pdf``, ``figures/*.svg`` and ``data/*.csv`` into ``out``, each whole or not at all."""
    facts = [f"{quality.cases:,} cases ({quality.source}), as of {as_of.isoformat()}."]
    for folder in ("figures", "data"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for f in found:
        _replace(out / "figures" / f"{f.name}.svg", f.svg.encode())
        _replace(out / "data" / f"{f.name}.csv", f.table.write_csv().encode())
    _replace(out / "index.html", page(title, facts, found, quality).encode())
    _replace(out / "report.pdf", pdf(title, facts, found, quality))


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".part")
    fresh.write_bytes(data)
    fresh.replace(path)


def page(title: str, facts: Sequence[str], found: Sequence[Figure], quality: Quality) -> str:
    """The page as text: what was found, then each figure as a picture, a sentence, its definition and its table."""
    inside = "".join(f'<li><a href="#{f.name}">{escape(f.title)}</a>: {escape(f.says)}</li>' for f in found)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="note">{escape(" ".join(facts))} {NOT_ADOPTED}</p>',
        f'<nav aria-label="What was found"><h2>What was found</h2><ul>{inside}</ul></nav>',
        *(_section(f) for f in found),
    ]
    flaws = (
        "".join(f"<li>{escape(x.column)} {escape(x.what)}: {x.rows:,} rows</li>" for x in quality.flaws)
        or "<li>none</li>"
    )
    parts.append(f"<h2>What is wrong with the data</h2><ul>{flaws}</ul>")
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    style = f"<style>{STYLE}{MORE_STYLE}</style>"
    body = "\n".join(parts)
    head += f"<title>{escape(title)}</title>{style}"
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body><main>\n{body}\n</main></body></html>\n'


def _section(f: Figure) -> str:
    label = f"{escape(f.title)}: {escape(f.says)}"
    return (
        f'<section><h2 id="{f.name}">{escape(f.title)}</h2><p>{escape(f.says)}</p>'
        f'<div class="pan" tabindex="0" role="region" aria-label="Picture: {escape(f.title)}">'
        f'<figure role="img" aria-label="{label}">{f.svg}</figure></div>'
        f"{_changes(f)}"
        f'<p class="note">{escape(f.definition)} n = {f.n:,}; as of {f.as_of}. '
        f'<a href="data/{f.name}.csv">Data (CSV)</a>, <a href="figures/{f.name}.svg">picture (SVG)</a>.</p>'
        f"<details><summary>The same as a table</summary>"
        f'<div class="pan" tabindex="0" role="region" aria-label="Table: {escape(f.title)}">{html_table(f.table)}</div>'
        "</details></section>"
    )


def _changes(f: Figure) -> str:
    """The law's changes as a list, numbered as in the picture."""
    return f"<ol>{''.join(f'<li>{escape(c)}</li>' for c in f.changes)}</ol>" if f.changes else ""


def html_table(table: pl.DataFrame) -> str:
    """The first rows of a table; hidden cells say so."""
    head = "".join(f'<th scope="col">{escape(heading(c))}</th>' for c in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in cells(table.head(MOST_ROWS))
    )
    more = (
        f'<p class="note">{table.height - MOST_ROWS:,} more rows in the file.</p>' if table.height > MOST_ROWS else ""
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def heading(column: str) -> str:
    """A column's name in words; the files keep the short one."""
    return HEADINGS.get(column, column.replace("_", " "))


def cells(table: pl.DataFrame) -> Iterator[list[str]]:
    """Rows as words. What is withheld says so; an interval that a figure does not have is empty."""
    for row in table.iter_rows(named=True):
        yield [_cell(v, nothing=_has_none(row, c)) for c, v in row.items()]


def _has_none(row: Mapping[str, object], column: str) -> bool:
    """Whether an empty cell is one that there is nothing to say in, rather than one withheld."""
    whose = {"ratio_low": "ratio", "ratio_high": "ratio", "low": "times", "high": "times"}.get(column)
    return whose is not None and row.get(whose) is not None


def _cell(value: object, *, nothing: bool) -> str:
    if value is None:
        return "" if nothing else "not shown"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"
    return f"{value:,}" if isinstance(value, int) and value >= 10_000 else f"{value}"


def pdf(title: str, facts: Sequence[str], found: Sequence[Figure], quality: Quality) -> bytes:
    """The same as a PDF: what was found, then one figure a page, drawn as vectors, with its definition above and its table below."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(_cover(title, facts, found, quality))))
    for f in found:
        picture = PdfReader(io.BytesIO(vl_convert.svg_to_pdf(f.svg))).pages[0]
        wide, high = float(picture.mediabox.width), float(picture.mediabox.height)
        sheet, top, scale = _sheet(title, f, wide, high)
        under = writer.add_page(PdfReader(io.BytesIO(sheet)).pages[0])
        under.merge_transformed_page(picture, Transformation().scale(scale).translate(MARGIN, top - high * scale))
        writer.add_outline_item(title=f.title, page_number=len(writer.pages) - 1)
    writer.add_metadata({"/Title": title, "/Subject": NOT_ADOPTED})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _cover(title: str, facts: Sequence[str], found: Sequence[Figure], quality: Quality) -> bytes:
    """The first pages: every finding in its sentence, and what is wrong with the data."""
    file = io.BytesIO()
    words = [
        Paragraph(xml(title), TITLE),
        Paragraph(xml(" ".join(facts)), TEXT),
        Paragraph(NOT_ADOPTED, SMALL_TEXT),
        GAP,
    ]
    for f in found:
        words += [Paragraph(f"<b>{xml(f.title)}.</b> {xml(f.says)}", TEXT), Spacer(1, 5)]
    rows = [["What is wrong with the data", "rows"], *([f"{x.column} {x.what}", f"{x.rows:,}"] for x in quality.flaws)]
    flaws = Table(
        rows, colWidths=[380, 80], hAlign="LEFT", style=TableStyle([*RULED, ("ALIGN", (1, 0), (1, -1), "RIGHT")])
    )
    sides = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    document = SimpleDocTemplate(file, pagesize=LETTER, title=title, lang="en", **sides)
    document.build([*words, GAP, flaws])
    return file.getvalue()


def _sheet(title: str, f: Figure, wide: float, high: float) -> tuple[bytes, float, float]:
    """A figure's page without its picture: the words, the table under the picture's place; where the picture begins, and its scale."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=LETTER, lang="en")
    at = _put(canvas, xml(f.title), HEAD, LETTER[1] - MARGIN)
    at = _put(canvas, xml(f.says), TEXT, at)
    at = _put(canvas, xml(f"{f.definition} n = {f.n:,}; as of {f.as_of}. {title}. {NOT_ADOPTED}"), SMALL_TEXT, at)
    scale = min((LETTER[0] - 2 * MARGIN) / wide, (at - MARGIN - LEAST_TABLE) / high, 0.9)
    below = at - high * scale - 14
    rows = [[heading(c) for c in f.table.columns], *cells(f.table)]
    wrapped = [[Paragraph(xml(c), CELL) for c in row] for row in rows[:MOST_ROWS]]
    most = len(wrapped)
    while most > 1:
        drawn = Table(
            wrapped[:most],
            hAlign="LEFT",
            colWidths=[(LETTER[0] - 2 * MARGIN) / len(rows[0])] * len(rows[0]),
            style=RULED,
        )
        _, tall = drawn.wrap(0, 0)
        if tall <= below - MARGIN - 16:
            drawn.drawOn(canvas, MARGIN, below - tall)
            below -= tall
            break
        most -= 1
    left = len(rows) - most
    if left:
        _put(canvas, f"{left:,} more rows in data/{f.name}.csv.", SMALL_TEXT, below - 4)
    canvas.save()
    return file.getvalue(), at, scale


def _put(canvas: Canvas, words: str, style: ParagraphStyle, at: float) -> float:
    paragraph = Paragraph(words, style)
    _, high = paragraph.wrap(LETTER[0] - 2 * MARGIN, LETTER[1])
    paragraph.drawOn(canvas, MARGIN, at - high)
    return at - high - 10


__all__ = ["cells", "heading", "html_table", "page", "pdf", "write_annual", "write_figures"]
