"""The report of a run: one HTML file that opens anywhere, charts drawn as pictures with a table beside each."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import vl_convert

from lawgate.law.books import load
from lawgate.oversight.summary import OVER, Summary

INK, SECOND, LAW, OVER_RED, FAINT = "#1b1b1b", "#3d4551", "#1a4480", "#b50909", "#a9aeb1"
FEW = 11  # cells under this many people are not drawn
ANSWERS = ("required", "permitted", "unresolved", "undetermined", "prohibited", "not-requested", "not-triggered")
NUMBER = re.compile(r"[\d,.]+( to [\d,.]+)?|under \d+")
STYLE = """
body{font:18px/1.45 "Public Sans",system-ui,sans-serif;color:#1b1b1b;margin:0 auto;max-width:1080px;padding:32px}
h1{font-size:40px;line-height:1.1;margin:0 0 8px}h2{font-size:22px;border-bottom:2px solid #1b1b1b;padding-bottom:8px;margin:40px 0 16px}
.four{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:24px;margin:32px 0}
.four b{display:block;font-size:44px;line-height:1}
.four span,.note{color:#3d4551;font-size:16px}table{border-collapse:collapse;width:100%;font-size:17px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #dfe1e2;vertical-align:top}td.n,th.n{text-align:right}
figure{margin:0 0 16px}figure svg{max-width:100%;height:auto}.over{color:#b50909}
@media print{body{font-size:12pt;padding:0}}
"""


def write_report(summary: Summary, path: Path, notes: Sequence[str] = ()) -> None:
    """Write the report, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".part")
    fresh.write_text(render(summary, notes), encoding="utf-8")
    fresh.replace(path)


def render(summary: Summary, notes: Sequence[str] = ()) -> str:
    """The page as text."""
    over = [p for p in summary.lines if p.outcome == OVER]
    hours = sum((p.over for p in over), timedelta(0)) / timedelta(hours=1)
    rows = list(summary.rows())
    parts = [
        f"<h1>{_finding(summary, over, hours)}</h1>",
        f'<p class="note">{summary.people:,} people in {_e(summary.source)}. Not adopted by counsel; not legal advice.</p>',
        _numbers(summary, over, hours, rows),
        "<h2>What became of everyone</h2>",
        _table(
            ("", "people", "hours past the last minute", "exposure, dollars"),
            [
                (
                    r.word,
                    f"{r.people:,}",
                    f"{r.hours:,.1f}" if r.hours else "",
                    f"{r.low:,} to {r.high:,}" if r.high else "",
                )
                for r in rows
            ],
        ),
        *_over_section(over),
        *_answers_section(summary),
        *_law_section(summary),
        *_missing_section(summary),
        "<h2>How to read this</h2>",
        "".join(f'<p class="note">{_e(n)}</p>' for n in (*DEFINITIONS, *notes)),
    ]
    body = "\n".join(parts)
    title = f"Lawgate report: {_e(summary.source)}"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    page = f'<html lang="en"><head>{head}<style>{STYLE}</style></head><body>\n{body}\n</body></html>'
    return f"<!doctype html>\n{page}\n"


DEFINITIONS = (
    "Over-held: kept past the last lawful minute. Where no hold is lawful, the law is open, or a fact is missing, that minute is "
    "release due (t0): when bail was tendered, the sentence served, the charge dismissed, or the court ordered release.",
    "Exposure is a range from outcomes of such cases: low as one of a class (Roy v. County of Los Angeles, 2020: $1,000 a day or part, at "
    "most $25,000), high as a single case with fees (Miranda-Olivares v. Clackamas County: $30,100 and $97,373). It is no forecast.",
    "Groups of fewer than eleven people are not drawn in charts.",
)


def _finding(summary: Summary, over: Sequence[Any], hours: float) -> str:
    if over:
        return f"{len(over):,} of {summary.people:,} people were kept past their last lawful minute, {hours:,.0f} hours in all."
    return f"Nobody of {summary.people:,} is shown to have been kept past the last lawful minute."


def _numbers(summary: Summary, over: Sequence[Any], hours: float, rows: Sequence[Any]) -> str:
    asked = sum(1 for p in summary.lines if p.form != "no request")
    low, high = sum(r.low for r in rows), sum(r.high for r in rows)
    figures = (
        (f"{asked:,}", f"of {summary.people:,} had a federal request"),
        (f"{len(over):,}", "over-held"),
        (f"{hours:,.0f} h", "past the last lawful minute"),
        (f"${low:,}", f"to ${high:,} exposure"),
    )
    return '<div class="four">' + "".join(f"<div><b>{a}</b><span>{_e(b)}</span></div>" for a, b in figures) + "</div>"


def _over_section(over: Sequence[Any]) -> list[str]:
    if not over:
        return []
    bins = (
        ("under 1 h", 1),
        ("1 to 8 h", 8),
        ("8 to 24 h", 24),
        ("1 to 2 days", 48),
        ("2 days to a week", 168),
        ("over a week", 1e9),
    )
    counts: Counter[str] = Counter()
    for p in over:
        counts[next(name for name, top in bins if p.over / timedelta(hours=1) <= top)] += 1
    data = pl.DataFrame({"how long": [b[0] for b in bins], "people": [counts[b[0]] for b in bins]})
    shown = data.with_columns(pl.when(pl.col("people") >= FEW).then(pl.col("people")).otherwise(0).alias("drawn"))
    chart = (
        alt.Chart(alt.Data(values=shown.to_dicts()))
        .mark_bar(color=OVER_RED)
        .encode(y=alt.Y("how long:N", sort=[b[0] for b in bins], title=None), x=alt.X("drawn:Q", title="people"))
        .properties(width=720, height=alt.Step(34))
    )
    table = _table(
        ("how long over", "people"), [(r["how long"], _few(r["people"])) for r in data.to_dicts() if r["people"]]
    )
    return [
        "<h2>How long over</h2>",
        _figure(chart, "People by how long they were kept past the last lawful minute"),
        table,
    ]


def _answers_section(summary: Summary) -> list[str]:
    rows: list[dict[str, Any]] = [
        {"question": action, "answer": answer, "people": summary.answers[action, answer], "order": i}
        for action in ("hold", "notify", "transfer", "interview")
        for i, answer in enumerate(ANSWERS)
        if summary.answers[action, answer]
    ]
    if not rows:
        return []
    chart = (
        alt.Chart(alt.Data(values=[r for r in rows if r["people"] >= FEW]))
        .mark_bar()
        .encode(
            y=alt.Y("question:N", sort=["hold", "notify", "transfer", "interview"], title=None),
            x=alt.X("people:Q", stack="zero"),
            color=alt.Color(
                "answer:N",
                sort=list(ANSWERS),
                scale=alt.Scale(
                    domain=list(ANSWERS), range=["#0b1f3a", LAW, "#ffbe2e", "#fff5c2", "#565c65", "#dfe1e2", "#eef0f1"]
                ),
            ),
            order="order:Q",
        )
        .properties(width=720, height=alt.Step(44))
    )
    table = _table(("question", "answer", "people"), [(r["question"], r["answer"], _few(r["people"])) for r in rows])
    return ["<h2>What the law answered</h2>", _figure(chart, "Answers by question"), table]


def _law_section(summary: Summary) -> list[str]:
    book = load()
    top = summary.because.most_common(12)
    if not top:
        return []
    rows = []
    for name, count in top:
        a = book.by_id.get(name)
        mark = a.confidence.sentence if a else ""
        rows.append((a.title if a else name, a.cite if a else "", f"{count:,}", mark))
    return ["<h2>The law behind the answers</h2>", _table(("authority", "citation", "answers", "how read"), rows)]


def _missing_section(summary: Summary) -> list[str]:
    if not summary.missing:
        return []
    rows = [(name, f"{count:,}") for name, count in summary.missing.most_common(10)]
    return ["<h2>What is not known</h2>", _table(("missing fact", "people it would decide for"), rows)]


def _few(count: int) -> str:
    return f"{count:,}" if count >= FEW else f"under {FEW}"


def _figure(chart: Any, says: str) -> str:
    styled = (
        chart.configure(font="Public Sans, sans-serif")
        .configure_axis(labelFontSize=15, titleFontSize=15, labelColor=INK, titleColor=SECOND, grid=False)
        .configure_legend(labelFontSize=14, titleFontSize=14)
        .configure_view(stroke=None)
    )
    svg = vl_convert.vegalite_to_svg(styled.to_dict())
    return f'<figure role="img" aria-label="{_e(says)}">{svg}</figure>'


def _table(head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    def number(text: str) -> str:
        return ' class="n"' if NUMBER.fullmatch(text) else ""

    top = "".join(f'<th scope="col">{_e(h)}</th>' for h in head)
    body = "".join("<tr>" + "".join(f"<td{number(c)}>{_e(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _e(text: str) -> str:
    return html.escape(str(text))
