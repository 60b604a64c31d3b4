"""A jurisdiction's law over time, as inline SVG: one line an authority, and above them the answer to one plain case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from lawgate.law.norms import Authority
from lawgate.lawbook.page import say, word
from lawgate.lawbook.records import Span
from lawgate.lawbook.tiles import HATCH, KINDS

FIRST_YEAR = 2008
LEFT, WIDTH, TOP, LINE = 0, 960, 34, 40


def timeline(book: str, name: str, authorities: Sequence[Authority], spans: Sequence[Span], last: str) -> str:
    """The picture. Everything in it stands in the tables beside it too."""
    rows = sorted(authorities, key=lambda a: (a.since, a.id))
    head = 62 if spans else 0
    height = TOP + head + LINE * len(rows) + 8
    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{book}-t">',
        f'<title id="{book}-t">{escape(name)}: what was in force, {FIRST_YEAR} to {last[:4]}</title>',
        HATCH.format(id="hatch-time"),
        *_years(last, height),
        *(_span(s, last) for s in spans),
        *(_row(a, TOP + head + LINE * i, last) for i, a in enumerate(rows)),
    ]
    return "".join(parts) + "</svg>"


def _x(day: str, last: str) -> float:
    first, end = date(FIRST_YEAR, 1, 1), date.fromisoformat(last)
    at = min(max(date.fromisoformat(day), first), end)
    return round(LEFT + (WIDTH - LEFT) * (at - first).days / (end - first).days, 1)


def _years(last: str, height: int) -> list[str]:
    out = []
    for year in range(FIRST_YEAR, int(last[:4]) + 1, 2):
        x = _x(f"{year}-01-01", last)
        out.append(f'<line x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{height}" class="grid"/>')
        out.append(f'<text x="{x + 4}" y="18" class="year">{year}</text>')
    return out


def _span(span: Span, last: str) -> str:
    kind, said = KINDS[span.answer]
    x, end = _x(span.first, last), _x(span.last, last)
    width = max(end - x, 3)
    fill = ' style="fill:url(#hatch-time)"' if kind == "may" else ""
    shown = f'<rect x="{x}" y="{TOP}" width="{width}" height="44" class="tile {kind}"{fill}/>'
    if width > len(said) * 10 + 16:
        shown += f'<text x="{x + 10}" y="{TOP + 28}" class="said {kind}">{said}</text>'
    return shown


def _row(a: Authority, y: int, last: str) -> str:
    x, end = _x(a.since, last), _x(a.until or last, last)
    arrow = "" if a.until else f'<path d="M{end} {y + 24}l-9 6v-12z" class="ends"/>'
    before = a.since < f"{FIRST_YEAR}-01-01"
    start = "" if before else f'<line x1="{x}" y1="{y + 16}" x2="{x}" y2="{y + 32}" class="begins"/>'
    shown = a.title if len(a.title) <= 62 else f"{a.title[:60].rstrip()}…"
    fits = x + 9 * len(shown) <= WIDTH
    anchor, at, label = ("start", x, escape(shown)) if fits else ("end", max(end, x + 2), escape(shown))
    return (
        f'<text x="{at}" y="{y + 12}" class="label" text-anchor="{anchor}">{label}</text>'
        f'<line x1="{x}" y1="{y + 24}" x2="{max(end, x + 2)}" y2="{y + 24}" class="life"/>{start}{arrow}'
    )


def spans_table(spans: Sequence[Span], titles: dict[str, str]) -> str:
    """The strip above the lines as a table: from, to, answer, and what it rests on."""
    rows = []
    for s in spans:
        because = ", ".join(f"<a href='{titles[i]}'>{escape(i)}</a>" for i in s.rests_on) or "nothing in force"
        rows.append(
            f"<tr><td class=num>{say(s.first)}</td><td class=num>{say(s.last)}</td><td>{word(s.answer)}</td><td>{because}</td></tr>"
        )
    return (
        "<div class=wide><table><thead><tr><th scope=col>From</th><th scope=col>To</th><th scope=col>Hold?</th>"
        f"<th scope=col>Rests on</th></tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
