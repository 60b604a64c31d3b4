"""The annual report as files: one page that opens anywhere, its figures and their data beside it, and a PDF for the board's packet."""

from __future__ import annotations

import io
from collections.abc import Sequence
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
from reportlab.platypus import Paragraph, Table, TableStyle

from lawgate.law.rulebook import Rulebook
from lawgate.oversight.annual.figures import Figure, figures
from lawgate.oversight.cases import Table as Cases
from lawgate.oversight.measures.over_detention import exposure
from lawgate.oversight.quality import Quality, inspect
from lawgate.oversight.report import STYLE

MOST_ROWS = 40  # of a table shown on the page; the file beside it has them all
NOT_ADOPTED = "Not adopted by counsel; not legal advice."
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10.5, leading=14)
SMALL_TEXT = ParagraphStyle("small", parent=TEXT, fontSize=8.5, leading=11, textColor="#3d4551")
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Helvetica-Bold", fontSize=15, leading=19)
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=22, leading=26)
MARGIN = 54.0
MORE_STYLE = "figure svg{display:block}details{margin:8px 0 24px}summary{cursor:pointer;min-height:44px;padding-top:10px}a{color:#1a4480}"


def write_annual(table: Cases, rulebook: Rulebook, out: Path, *, title: str, as_of: date) -> list[Figure]:
    """Write ``index.html``, ``report.pdf``, ``figures/*.svg`` and ``data/*.csv`` into ``out``. Raises ``BadInput``."""
    found = figures(table.frame, rulebook, as_of)
    quality = inspect(table)
    money = exposure(table.frame).whole
    facts = [f"{quality.cases:,} cases of {quality.source}, as of {as_of.isoformat()}."]
    if money.n:
        low, high = money.low or 0, money.high or 0
        facts.append(f"Exposure of the {money.n:,} over-held: {low:,.0f} to {high:,.0f} dollars; a range, no forecast.")
    for folder in ("figures", "data"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for f in found:
        _replace(out / "figures" / f"{f.name}.svg", f.svg.encode())
        _replace(out / "data" / f"{f.name}.csv", f.table.write_csv().encode())
    _replace(out / "index.html", page(title, facts, found, quality).encode())
    _replace(out / "report.pdf", pdf(title, facts, found, quality))
    return found


def _replace(path: Path, data: bytes) -> None:
    fresh = path.with_name(path.name + ".part")
    fresh.write_bytes(data)
    fresh.replace(path)


def page(title: str, facts: Sequence[str], found: Sequence[Figure], quality: Quality) -> str:
    """The page as text: each figure a picture, a sentence, its definition and its table."""
    parts = [f"<h1>{escape(title)}</h1>", f'<p class="note">{escape(" ".join(facts))} {NOT_ADOPTED}</p>']
    parts += [_section(f) for f in found]
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
    return (
        f'<section><h2 id="{f.name}">{escape(f.title)}</h2><p>{escape(f.says)}</p>'
        f'<figure role="img" aria-label="{escape(f.title)}: {escape(f.says)}">{f.svg}</figure>'
        f'<p class="note">{escape(f.definition)} n = {f.n:,}; as of {f.as_of}. '
        f'<a href="data/{f.name}.csv">Data (CSV)</a>, <a href="figures/{f.name}.svg">picture (SVG)</a>.</p>'
        f"<details><summary>The same as a table</summary>{html_table(f.table)}</details></section>"
    )


def html_table(table: pl.DataFrame) -> str:
    """The first rows of a table; hidden cells say so."""
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell(v)}</td>" for v in row) + "</tr>" for row in table.head(MOST_ROWS).iter_rows()
    )
    more = (
        f'<p class="note">{table.height - MOST_ROWS:,} more rows in the file.</p>' if table.height > MOST_ROWS else ""
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def cell(value: object) -> str:
    if value is None:
        return "not shown"
    if isinstance(value, float):
        return f"{value:,.4g}"
    return escape(str(value)) if isinstance(value, str) else f"{value}"


def pdf(title: str, facts: Sequence[str], found: Sequence[Figure], quality: Quality) -> bytes:
    """The same as a PDF: one figure a page, drawn as vectors, with its definition under it."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(_cover(title, facts, found, quality))))
    for f in found:
        sheet, top = _sheet(title, f)
        picture = PdfReader(io.BytesIO(vl_convert.svg_to_pdf(f.svg))).pages[0]
        wide, high = float(picture.mediabox.width), float(picture.mediabox.height)
        scale = min((LETTER[0] - 2 * MARGIN) / wide, (top - MARGIN) * 0.9 / high)
        under = writer.add_page(PdfReader(io.BytesIO(sheet)).pages[0])
        under.merge_transformed_page(picture, Transformation().scale(scale).translate(MARGIN, top - 10 - high * scale))
    writer.add_metadata({"/Title": title, "/Subject": NOT_ADOPTED})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _cover(title: str, facts: Sequence[str], found: Sequence[Figure], quality: Quality) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=LETTER, lang="en")
    at = LETTER[1] - MARGIN
    for style, words in (
        (TITLE, title),
        (TEXT, " ".join(facts)),
        (SMALL_TEXT, NOT_ADOPTED),
        *((TEXT, f"<b>{xml(f.title)}.</b> {xml(f.says)}") for f in found),
    ):
        at = _put(canvas, words if "<b>" in words else xml(words), style, at)
    rows = [["What is wrong with the data", "rows"], *([f"{x.column} {x.what}", f"{x.rows:,}"] for x in quality.flaws)]
    drawn = Table(
        rows,
        colWidths=[380, 80],
        style=TableStyle([("FONTSIZE", (0, 0), (-1, -1), 8.5), ("ALIGN", (1, 0), (1, -1), "RIGHT")]),
    )
    _, high = drawn.wrap(0, 0)
    drawn.drawOn(canvas, MARGIN, max(at - high - 10, MARGIN))
    canvas.save()
    return file.getvalue()


def _sheet(title: str, f: Figure) -> tuple[bytes, float]:
    """The words of a figure's page, and how far down they reach before the picture."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=LETTER, lang="en")
    at = _put(canvas, xml(f.title), HEAD, LETTER[1] - MARGIN)
    at = _put(canvas, xml(f.says), TEXT, at)
    at = _put(canvas, xml(f"{f.definition} n = {f.n:,}; as of {f.as_of}. {title}. {NOT_ADOPTED}"), SMALL_TEXT, at)
    canvas.save()
    return file.getvalue(), at


def _put(canvas: Canvas, words: str, style: ParagraphStyle, at: float) -> float:
    paragraph = Paragraph(words, style)
    _, high = paragraph.wrap(LETTER[0] - 2 * MARGIN, LETTER[1])
    paragraph.drawOn(canvas, MARGIN, at - high)
    return at - high - 10


__all__ = ["html_table", "page", "pdf", "write_annual"]
