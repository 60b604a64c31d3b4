"""The United States as equal tiles, drawn as inline SVG: place is rough, and no state is larger than another.

An answer is a fill and a line, never a colour alone: printed in black every tile still reads, and a table beside says it in words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from lawgate.law.norms import Answer

ROWS = (
    "AK .  .  .  .  .  .  .  .  .  ME",
    ".  .  .  .  .  .  .  .  .  VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT .",
    "CA UT CO NE MO KY WV VA MD DE .",
    ".  AZ NM KS AR TN NC SC DC .  .",
    ".  .  .  OK LA MS AL GA .  .  .",
    "HI .  .  TX .  .  .  .  FL .  .",
)
TILES = {s: (c, r) for r, row in enumerate(ROWS) for c, s in enumerate(row.split()) if s != "."}
SIDE, GAP = 62, 6
KINDS = {
    Answer.REQUIRED: ("must", "MUST"),
    Answer.PERMITTED: ("may", "MAY"),
    Answer.PROHIBITED: ("not", "MAY NOT"),
    Answer.UNRESOLVED: ("open", "OPEN"),
    Answer.UNDETERMINED: ("open", "NOT KNOWN"),
    Answer.NOT_REQUESTED: ("none", "NOT ASKED"),
    Answer.NOT_TRIGGERED: ("none", "NOT DUE"),
}
HATCH = (
    '<defs><pattern id="{id}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="8" height="8" class="paper"/><line x1="0" y1="0" x2="0" y2="8" class="hatch"/></pattern></defs>'
)


def tile_map(name: str, title: str, answers: Mapping[str, Answer], links: Mapping[str, str]) -> str:
    """An SVG of every state with its answer. ``links``: page by state. The same is in the table beside it."""
    width, height = 11 * (SIDE + GAP) - GAP, len(ROWS) * (SIDE + GAP) - GAP
    hatch = f"hatch-{name}"
    parts = [
        f'<svg class="map" viewBox="-1 -1 {width + 2} {height + 2}" role="group" aria-labelledby="{name}-title">',
        f'<title id="{name}-title">{escape(title)}</title>',
        HATCH.format(id=hatch),
    ]
    for state, answer in sorted(answers.items()):
        parts.append(_tile(state, answer, hatch, links.get(state, "")))
    return "".join(parts) + "</svg>"


def _tile(state: str, answer: Answer, hatch: str, link: str) -> str:
    column, row = TILES[state]
    x, y = column * (SIDE + GAP), row * (SIDE + GAP)
    kind, word = KINDS[answer]
    fill = f' style="fill:url(#{hatch})"' if kind == "may" else ""
    inside = (
        f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" class="tile {kind}"{fill}/>'
        f'<text x="{x + SIDE / 2}" y="{y + 40}" class="code {kind}">{state}</text>'
    )
    label = f'aria-label="{state}: {word.lower()}"'
    return f'<a href="{link}" {label}>{inside}</a>' if link else f"<g {label}>{inside}</g>"


def swatch(answer: Answer) -> str:
    """The fill of an answer, small, for a legend or a cell of a table. Decorative: the word stands beside it."""
    kind, _ = KINDS[answer]
    lines = '<path d="M2 14 14 2M2 8 8 2M8 14 14 8" class="hatch"/>' if kind == "may" else ""
    return (
        f'<svg class="swatch" viewBox="0 0 16 16" aria-hidden="true"><rect x="1" y="1" width="14" height="14" '
        f'class="tile {kind}"/>{lines}</svg>'
    )
