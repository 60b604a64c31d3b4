"""Charts as SVG, drawn without a network: dark ink on white, shape and words before colour, nothing that rests on a handful."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl
import vl_convert

from lawgate.oversight.annual.changes import Change

INK, SECOND, LAW, WARN, FAINT = "#1b1b1b", "#3d4551", "#1a4480", "#b50909", "#a9aeb1"
WIDTH = 720
FONT = "Public Sans, Roboto, sans-serif"
LABEL = 210  # pixels for the names of groups
RATIOS = (0.05, 0.1, 0.2, 0.25, 0.33, 0.5, 0.7, 1, 1.5, 2, 3, 4, 6, 8, 10, 15, 20, 30, 50)
Rows = Sequence[dict[str, Any]]


def svg(chart: Any) -> str:
    """The chart in the house's style, as SVG text."""
    styled = (
        chart.configure(font=FONT, background="white")
        .configure_axis(
            labelFontSize=14, titleFontSize=14, labelColor=INK, titleColor=SECOND, grid=False, tickColor=FAINT
        )
        .configure_legend(labelFontSize=14, titleFontSize=14, orient="top", title=None)
        .configure_header(labelFontSize=15, titleFontSize=14, labelColor=INK, labelAnchor="start")
        .configure_view(stroke=None)
    )
    out: str = vl_convert.vegalite_to_svg(styled.to_dict(validate=False))
    return out


def by_year(rows: Rows, changes: Sequence[Change], what: str, *, own_scale: bool = False) -> str:
    """Small multiples, one place each: bars by year, and a numbered line where its law changed. ``rows``: place, year, value, low, high.
    ``own_scale``: each place up to its own most, else all up to the same."""
    years = [r["year"] for r in rows]
    reach = alt.Scale(domain=[min(years) - 0.6, max(years) + 0.6], nice=False)
    every = max(1, -(-(max(years) - min(years) + 1) // 8))
    x = alt.X("year:Q", title=None, scale=reach, axis=alt.Axis(format="d", values=sorted(set(years))[::every]))
    places = list(dict.fromkeys(r["place"] for r in rows))
    wide = WIDTH / 2 - 60 if len(places) > 1 else WIDTH - 80
    pixels = wide / (max(years) - min(years) + 1.2)
    marks = {p: [{"year": _fraction(c.day), "number": str(c.number)} for c in changes if p in c.places] for p in places}
    lanes = {p: _lanes(m, "year", pixels) for p, m in marks.items()}
    most = max(map(len, lanes.values()))
    panels = []
    for place in places:
        base = alt.Chart(alt.Data(values=[r for r in rows if r["place"] == place]))
        top = max(r.get("high") or r["value"] for r in rows if r["place"] == place or not own_scale)
        y = alt.Y("value:Q", title=what, scale=alt.Scale(domain=[0, top]), axis=alt.Axis(tickCount=5))
        layers = [base.mark_bar(color=LAW, size=min(28, 0.6 * wide / (max(years) - min(years) + 1))).encode(x=x, y=y)]
        if any(r.get("low") is not None for r in rows):
            layers.append(base.mark_rule(color=INK, strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q"))
        numbered = _numbered(marks[place], lanes[place], x)
        numbered += [_no_number(base, n) for n in range(len(lanes[place]), most)]
        title = alt.Title(place, anchor="start", fontSize=15, offset=8 + LANE * most, frame="group")
        panels.append(alt.layer(*layers, *numbered).properties(width=wide, height=150, title=title))
    return svg(_with_key(alt.concat(*panels, columns=2, spacing=28), changes))


def over_time(rows: Rows, places: Sequence[str], changes: Sequence[Change], what: str, step: str) -> str:
    """A panel a place under each other, all on one line of time. ``rows``: place, from (a date), n; ``step``: how long each bar lasts."""
    held = pl.DataFrame(list(rows)).with_columns(to=pl.col("from").dt.offset_by(step))
    first, last = held["from"].to_list(), held["to"].to_list()
    begin, end = min(first), max(last)
    within = [c for c in changes if begin <= c.day <= end]
    reach = alt.Scale(type="utc", domain=[_utc(begin), _utc(end)], nice=False)
    shown = {"1w": "%d %b %Y", "1y": "%Y"}.get(step, "%b %Y")
    x = alt.X("from:T", title=None, scale=reach, axis=alt.Axis(format=shown, tickCount=6, labelAlign="left"))
    wide = WIDTH - 80
    panels = []
    for place in places:
        mine = [
            {"from": f.isoformat(), "to": t.isoformat(), "n": n}
            for p, f, t, n in held.select("place", "from", "to", "n").iter_rows()
            if p == place
        ]
        base = alt.Chart(alt.Data(values=mine))
        y = alt.Y("n:Q", title=what, axis=alt.Axis(tickMinStep=1))
        bars = base.mark_rect(color=LAW, stroke="white", strokeWidth=0.5).encode(x=x, x2="to:T", y=y, y2=alt.datum(0))
        here = [
            {"from": c.day.isoformat(), "at": (c.day - begin).days, "number": str(c.number)}
            for c in within
            if place in c.places
        ]
        lanes = _lanes(here, "at", wide / max((end - begin).days, 1))
        numbered = _numbered(here, lanes, x)
        title = alt.Title(place, anchor="start", fontSize=15, offset=8 + LANE * len(lanes), frame="group")
        panels.append(alt.layer(bars, *numbered).properties(width=wide, height=150, title=title))
    return svg(_with_key(alt.vconcat(*panels, spacing=28), within))


LANE = 14


def _lanes(marks: Rows, at: str, pixels: float) -> list[list[dict[str, Any]]]:
    """The marks in as many lanes as keep numbers that are near each other apart."""
    ends: list[float] = []
    lanes: list[list[dict[str, Any]]] = []
    for m in sorted(marks, key=lambda m: float(m[at])):
        here = float(m[at]) * pixels
        lane = next((n for n, end in enumerate(ends) if here - end >= 16), len(ends))
        if lane == len(ends):
            ends.append(here)
            lanes.append([])
        ends[lane] = here
        lanes[lane].append(m)
    return lanes


def _numbered(marks: Rows, lanes: Sequence[Rows], x: Any) -> list[Any]:
    """Dashed lines with their numbers above."""
    if not marks:
        return []
    lines = alt.Chart(alt.Data(values=list(marks))).mark_rule(color=WARN, strokeDash=[4, 3], strokeWidth=1.5)
    out = [lines.encode(x=x)]
    for lane, held in enumerate(lanes):
        text = alt.Chart(alt.Data(values=list(held)))
        text = text.mark_text(dy=-8 - LANE * lane, fontSize=13, fontWeight="bold", color=WARN)
        out.append(text.encode(x=x, y=alt.value(0), text="number:N"))
    return out


def _no_number(base: Any, lane: int) -> Any:
    """A lane without numbers, which takes its room all the same: panels beside each other stand alike high."""
    return base.mark_text(dy=-8 - LANE * lane, fontSize=13, opacity=0, text="1").encode(y=alt.value(0), x=alt.value(0))


def _with_key(chart: Any, changes: Sequence[Change]) -> Any:
    """The chart with what its numbers mean under it."""
    lines = [
        ("" if k else f"{c.number}", part)
        for c in changes
        for k, part in enumerate(wrap(c.words, 100, break_long_words=False))
    ]
    if not lines:
        return chart
    rows = [{"line": n, "number": number, "words": words} for n, (number, words) in enumerate(lines)]
    base = alt.Chart(alt.Data(values=rows))
    y = alt.Y("line:O", axis=None)
    number = base.mark_text(align="left", fontSize=13, fontWeight="bold", color=WARN).encode(
        y=y, x=alt.value(0), text="number:N"
    )
    words = base.mark_text(align="left", fontSize=13, color=INK).encode(y=y, x=alt.value(24), text="words:N")
    return alt.vconcat(chart, (number + words).properties(width=WIDTH - 80, height=alt.Step(19)), spacing=18)


def _fraction(day: date) -> float:
    """A day on an axis on which a year's bar stands in its middle."""
    return round(day.year - 0.5 + (day.timetuple().tm_yday - 1) / 365.25, 2)


def _utc(day: date) -> Any:
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)


def curves(rows: Rows) -> str:
    """Shares still in jail by day, a line a group, with its band. ``rows``: group, day, share, low, high."""
    base = alt.Chart(alt.Data(values=list(rows)))
    x = alt.X("day:Q", title="days since booking")
    y = alt.Y("share:Q", title="still in jail", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    groups = list(dict.fromkeys(r["group"] for r in rows))
    domain = alt.Scale(domain=groups, range=[LAW, SECOND, FAINT][: len(groups)])
    key = alt.Legend(symbolType="stroke", symbolSize=900, symbolStrokeWidth=3, symbolOpacity=1)
    colour = alt.Color("group:N", scale=domain, legend=key)
    dashes = alt.Scale(domain=groups, range=[[1, 0], [6, 3], [2, 2]][: len(groups)])
    dash = alt.StrokeDash("group:N", scale=dashes, legend=key)
    low = alt.Y("low:Q", title="still in jail")
    bands = [
        alt.Chart(alt.Data(values=[r for r in rows if r["group"] == group]))
        .mark_area(opacity=0.15, interpolate="step-after", color=shade)
        .encode(x=x, y=low, y2="high:Q")
        for group, shade in zip(groups, (LAW, SECOND, FAINT), strict=False)
    ]
    line = base.mark_line(strokeWidth=2.5, interpolate="step-after").encode(x=x, y=y, color=colour, strokeDash=dash)
    half = alt.Chart(alt.Data(values=[{"share": 0.5}])).mark_rule(color=FAINT, strokeDash=[2, 3]).encode(y="share:Q")
    return svg(alt.layer(half, *bands, line).properties(width=WIDTH - 80, height=320))


def dots(rows: Rows, what: str, *, base: float | None = None, proportion: bool = False) -> str:
    """A dot a group with the line of its interval. ``rows``: group, value, low, high. ``base``: drawn as a line down; ``proportion``:
    half as much and twice as much stand equally far from it."""
    rows = [{k: round(v, 4) if isinstance(v, float) else v for k, v in r.items()} for r in rows]
    held = alt.Chart(alt.Data(values=rows))
    ends = [v for r in rows for v in (r["low"], r["high"], r["value"])] + ([base] if base is not None else [])
    scale = alt.Scale(zero=base is None)
    axis = alt.Axis(tickCount=8)
    if proportion:
        scale = alt.Scale(type="log", domain=[min(ends) / 1.1, max(ends) * 1.1], nice=False)
        ticks = RATIOS if max(ends) > 3 * min(ends) else [n / 10 for n in range(5, 31)]
        axis = alt.Axis(
            values=[t for t in ticks if min(ends) / 1.1 <= t <= max(ends) * 1.1], format="~r", labelOverlap=True
        )
    y = alt.Y("group:N", sort=[r["group"] for r in rows], title=None, axis=alt.Axis(labelLimit=LABEL))
    x = alt.X("value:Q", title=what, scale=scale, axis=axis)
    layers = []
    if base is not None:
        one = alt.Chart(alt.Data(values=[{"value": base}]))
        layers.append(one.mark_rule(color=SECOND, strokeDash=[4, 3]).encode(x=x))
    layers.append(held.mark_rule(color=INK, strokeWidth=2).encode(y=y, x=alt.X("low:Q", title=what), x2="high:Q"))
    layers.append(held.mark_point(filled=True, size=110, color=LAW, opacity=1).encode(y=y, x=x))
    return svg(alt.layer(*layers).properties(width=WIDTH - 80 - LABEL, height=alt.Step(36)))


def ranges(rows: Rows, what: str) -> str:
    """A bar from low to high a row, with its words above it. ``rows``: group, low, high, said."""
    held = alt.Chart(alt.Data(values=list(rows)))
    y = alt.Y("group:N", sort=[r["group"] for r in rows], axis=None, scale=alt.Scale(paddingInner=0.2))
    x = alt.X("low:Q", title=what, scale=alt.Scale(zero=True), axis=alt.Axis(format="$,.0f", tickCount=4))
    bar = held.mark_bar(color=LAW, size=16, yOffset=16).encode(y=y, x=x, x2="high:Q")
    dot = held.mark_tick(color=LAW, thickness=4, size=16, yOffset=16).encode(y=y, x=x)
    words = held.mark_text(align="left", fontSize=14, dy=-10, color=INK).encode(y=y, x=alt.value(0), text="words:N")
    said = words.transform_calculate(words="datum.group + ': ' + datum.said")
    return svg((bar + dot + said).properties(width=WIDTH - 80, height=alt.Step(64)))


def drawn(table: pl.DataFrame, *columns: str) -> Rows:
    """The rows of a table whose ``columns`` are all there: what is hidden in the table is not drawn either."""
    return table.drop_nulls(list(columns)).to_dicts()


__all__ = [
    "FAINT",
    "FONT",
    "INK",
    "LAW",
    "SECOND",
    "WARN",
    "WIDTH",
    "by_year",
    "curves",
    "dots",
    "drawn",
    "over_time",
    "ranges",
    "svg",
]
