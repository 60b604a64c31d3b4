"""Charts as SVG, drawn without a network: dark ink on white, shape and words before colour, nothing that rests on a handful."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import polars as pl
import vl_convert

INK, SECOND, LAW, WARN, FAINT = "#1b1b1b", "#3d4551", "#1a4480", "#b50909", "#a9aeb1"
WIDTH = 720
FONT = "Public Sans, Roboto, sans-serif"
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
    out: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return out


def by_year(rows: Rows, marks: Rows, what: str) -> str:
    """Small multiples, one place each: bars by year, and a dashed line where its law changed. ``rows``: place, year, value, low, high;
    ``marks``: place, year (a fraction of it), law."""
    years = [r["year"] for r in rows]
    reach = alt.Scale(domain=[min(years) - 0.5, max(years) + 0.5], nice=False)
    x = alt.X("year:Q", title=None, scale=reach, axis=alt.Axis(format="d", values=sorted(set(years))))
    base = alt.Chart(alt.Data(values=list(rows)))
    bars = base.mark_bar(color=LAW, size=14).encode(x=x, y=alt.Y("value:Q", title=what))
    layers = [bars]
    if any(r.get("low") is not None for r in rows):
        layers.append(base.mark_rule(color=INK, strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q"))
    if marks:
        lines = alt.Chart(alt.Data(values=list(marks))).mark_rule(color=WARN, strokeDash=[4, 3], strokeWidth=1.5)
        layers.append(lines.encode(x=x))
    facets = []
    for place in dict.fromkeys(r["place"] for r in rows):
        mine = [layer.copy().transform_filter(f"datum.place == {place!r}") for layer in layers]
        facets.append(
            alt.layer(*mine).properties(
                width=WIDTH / 2 - 60, height=150, title=alt.Title(place, anchor="start", fontSize=15)
            )
        )
    return svg(alt.concat(*facets, columns=2, spacing=28))


def curves(rows: Rows) -> str:
    """Shares still in jail by day, a line a group, with its band. ``rows``: group, day, share, low, high."""
    base = alt.Chart(alt.Data(values=list(rows)))
    x = alt.X("day:Q", title="days since booking")
    y = alt.Y("share:Q", title="still in jail", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    groups = list(dict.fromkeys(r["group"] for r in rows))
    colour = alt.Color("group:N", sort=groups, scale=alt.Scale(range=[WARN, LAW, SECOND]))
    dash = alt.StrokeDash("group:N", sort=groups, scale=alt.Scale(range=[[1, 0], [6, 3], [2, 2]]), legend=None)
    low = alt.Y("low:Q", title="still in jail")
    band = base.mark_area(opacity=0.15, interpolate="step-after").encode(x=x, y=low, y2="high:Q", color=colour)
    line = base.mark_line(strokeWidth=2.5, interpolate="step-after").encode(x=x, y=y, color=colour, strokeDash=dash)
    return svg((band + line).properties(width=WIDTH - 80, height=320))


def dots(rows: Rows, what: str) -> str:
    """A dot a group with the line of its interval, and the base as a line down. ``rows``: group, value, low, high."""
    base = alt.Chart(alt.Data(values=list(rows)))
    y = alt.Y("group:N", sort=[r["group"] for r in rows], title=None)
    line = base.mark_rule(color=INK, strokeWidth=2).encode(y=y, x=alt.X("low:Q", title=what), x2="high:Q")
    dot = base.mark_point(filled=True, size=110, color=LAW, opacity=1).encode(y=y, x="value:Q")
    one = alt.Chart(alt.Data(values=[{"x": 1}])).mark_rule(color=FAINT, strokeDash=[4, 3]).encode(x="x:Q")
    return svg((one + line + dot).properties(width=WIDTH - 200, height=alt.Step(36)))


def drawn(table: pl.DataFrame, *columns: str) -> Rows:
    """The rows of a table whose ``columns`` are all there: what is hidden in the table is not drawn either."""
    return table.drop_nulls(list(columns)).to_dicts()


__all__ = ["FAINT", "FONT", "INK", "LAW", "SECOND", "WARN", "WIDTH", "by_year", "curves", "dots", "drawn", "svg"]
