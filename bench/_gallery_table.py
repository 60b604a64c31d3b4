"""The table and the plot of ``bench/gallery.py``."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

from _prints_sets import ROOT, SETS, between

Measured = dict[str, Any]


def write_table(held: dict[str, Measured]) -> None:
    """Writes what was measured, of the steps that were run, and draws the growth."""
    parts = [build(held[step]) for step, build in PARTS.items() if step in held]
    text = "\n\n".join(parts)
    between(ROOT / "docs" / "benchmarks.md", "gallery", "A gallery as it grows (`bench/gallery.py`)", text)
    if "growth" in held:
        (ROOT / "docs" / "gallery-growth.svg").write_text(plot(held["growth"]["rows"]))
    print(text)


def distance(held: Measured) -> str:
    rows = [
        "| distance of synthetic scores from those of the real sets (Kolmogorov-Smirnov) | mates | strangers |",
        "|---|---|---|",
    ]
    rows += [f"| pooled | **{held['genuine']['ks']:.3f}** | **{held['impostor']['ks']:.3f}** |"]
    rows += [
        "| two halves of the real fingers, one split in twenty differs by more "
        f"| {held['halves']['genuine']:.3f} | {held['halves']['impostor']:.3f} |"
    ]
    rows += [f"| {SETS[name][0]} | {s['genuine']:.3f} | {s['impostor']:.3f} |" for name, s in held["sets"].items()]
    rows += [
        f"| misses at one false match in a thousand | real {held['fnmr real']:.2%} | synthetic {held['fnmr ours']:.2%} |"
    ]
    return "\n".join(rows)


def ten(held: Measured) -> str:
    rate = "FNIR at FPIR 1e-3" if held["probes"] >= 1000 else "FNIR above every stranger (too few for FPIR 1e-3)"
    rows = [
        f"| ten fingers against {held['people']:,} people, {held['probes']:,} searches of people in it "
        f"and {held['probes']:,} of strangers "
        f"| {rate} | upper bound (95%) | lost by the index | weakest hit, strongest stranger |",
        "|---|---|---|---|---|",
    ]
    for name, c in held["conditions"].items():
        share = c["misses"] / held["probes"]
        bound = (c["misses"] + 1.645 * c["misses"] ** 0.5 + 3.0) / held["probes"]
        rows.append(
            f"| {name} | **{share:.2%}** ({c['misses']}) | {bound:.2%} | {c['by the index']} | {c['weakest']:.0f}, {c['strangers']:.1f} |"
        )
    return "\n".join(rows)


def first(held: Measured) -> str:
    return "\n".join(
        [
            "| first stage | |",
            "|---|---|",
            f"| single prints a second on one core, every code against every code | {held['rate']:,.0f} |",
            "| one finger among 20,000 by the first stage alone: first, among the first 1,000 "
            f"| {held['rank_one']}, {held['top_1000']} of {held['of']} |",
            f"| processor time of a ten-print search of 20,000 people, every code read | {held['cpu']['scan'] * 1000:.0f} ms |",
            f"| the same through the index | {held['cpu']['index'] * 1000:.0f} ms |",
        ]
    )


def growth(held: Measured) -> str:
    rows = [
        "| people, ten fingers each | p50 | p95 | fastest | processor time | found first |",
        "|---|---|---|---|---|---|",
    ]
    for row in held["rows"]:
        rows.append(_row(f"{row['people']:,}", row))
    rows.append(_row(f"one finger against all {held['rows'][-1]['people']:,}, every code read", held["one"]))
    size = f"{held['disk'] / 1e9:.2f} GB on disk ({held['disk'] / held['rows'][-1]['people'] / 1000:.2f} KB a person)"
    note = (
        f"{size}; peak resident memory {held['peak'] / 1e9:.2f} GB, mapped pages included. Two threads on two cores; {_alone(held)} "
        "Growth: [gallery-growth.svg](gallery-growth.svg)."
    )
    if held["rows"][-1]["people"] < held["asked"]:
        note = f"**Measured before the {held['asked']:,} people were all enrolled.** {note}"
    return "\n".join([*rows, "", note])


def _alone(held: Measured) -> str:
    if held.get("first"):
        return "run at real-time priority, so that other work on the machine waited."
    return (
        f"load average {held['load']} while measuring, so where it is above 2 the machine was shared with other work, and the "
        "fastest search and the processor time say more than p50."
    )


def _row(name: str, row: Measured) -> str:
    times = " | ".join(f"{row[k] * 1000:,.0f} ms" for k in ("p50", "p95", "fastest", "cpu"))
    return f"| {name} | {times} | {row['hits']} of {row['of']} |"


def plot(rows: list[Measured]) -> str:
    """Milliseconds over people, both logarithmic, with a line that grows in proportion to the people."""
    base = rows[0]
    names = {"p50": "median", "fastest": "fastest", "cpu": "processor time"}
    values = [{"people": r["people"], "ms": r[k] * 1000, "what": n} for r in rows for k, n in names.items()]
    values += [
        {
            "people": r["people"],
            "ms": base["cpu"] * 1000 * r["people"] / base["people"],
            "what": "in proportion to the people",
        }
        for r in rows
    ]
    chart = (
        alt.Chart(alt.Data(values=values), width=620, height=360)
        .mark_line(point=True, strokeWidth=2)
        .encode(
            alt.X("people:Q").scale(type="log").axis(format="~s", title="people, ten fingers each"),
            alt.Y("ms:Q").scale(type="log").axis(title="milliseconds a ten-print search"),
            alt.Color("what:N").legend(orient="top", title=None).sort([*names.values()]),
        )
    )
    return str(vl_convert.vegalite_to_svg(chart.to_json()))


PARTS = {"distance": distance, "ten": ten, "first": first, "growth": growth}
