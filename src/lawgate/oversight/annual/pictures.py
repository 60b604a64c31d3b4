"""What a chart library does not draw: where requests went, as bands; the country as equal tiles with a figure in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from lawgate.lawbook.tiles import GAP, ROWS, SIDE, TILES
from lawgate.oversight.annual.charts import FAINT, FONT, INK, LAW, SECOND, WIDTH

HEIGHT, BAR, LEAST = 360, 14, 3.0
SHADES = (LAW, "#5e8bbf", "#8ba6ca", "#565c65", FAINT)


def flow(whole: tuple[str, int], parts: Sequence[tuple[str, int]], title: str) -> str:
    """Bands from the whole to its parts, as wide as their share. Words and numbers stand beside each; nothing is told by colour alone."""
    name, n = whole
    room = HEIGHT - 14 * (len(parts) - 1)
    heights = [max(LEAST, room * count / n) for _, count in parts]
    top = (HEIGHT - sum(heights)) / 2
    left, right = 150.0, WIDTH - 340.0
    out = [_open(WIDTH, HEIGHT + 24, title)]
    out.append(f'<rect x="{left - BAR}" y="{top:.1f}" width="{BAR}" height="{sum(heights):.1f}" fill="{INK}"/>')
    out.append(_text(left - BAR - 8, top + sum(heights) / 2 - 4, f"{n:,}", "end", 20, bold=True))
    out.append(_text(left - BAR - 8, top + sum(heights) / 2 + 16, name, "end", 14))
    y0, y1 = top, 4.0
    gap = (HEIGHT - sum(heights)) / max(len(parts) - 1, 1)
    for k, ((word, count), height) in enumerate(zip(parts, heights, strict=True)):
        middle, shade = (left + right) / 2, SHADES[k % len(SHADES)]
        out.append(
            f'<path d="M{left} {y0:.1f}C{middle} {y0:.1f} {middle} {y1:.1f} {right} {y1:.1f}V{y1 + height:.1f}'
            f'C{middle} {y1 + height:.1f} {middle} {y0 + height:.1f} {left} {y0 + height:.1f}Z" fill="{shade}" opacity="0.75"/>'
        )
        out.append(f'<rect x="{right}" y="{y1:.1f}" width="{BAR}" height="{height:.1f}" fill="{shade}"/>')
        out.append(_text(right + BAR + 8, y1 + height / 2 + 5, f"{word}: {count:,} ({count / n:.0%})", "start", 15))
        y0, y1 = y0 + height, y1 + height + gap
    return "".join(out) + "</svg>"


def tiles(figures: Mapping[str, str], weight: Mapping[str, float], title: str) -> str:
    """Every state with its figure; a heavier line round the tile for a higher ``weight`` (0 to 1). States without one are empty."""
    width, height = 11 * (SIDE + GAP) - GAP, len(ROWS) * (SIDE + GAP) - GAP
    out = [_open(width + 4, height + 4, title)]
    for state, (column, row) in sorted(TILES.items()):
        x, y, figure = column * (SIDE + GAP) + 2, row * (SIDE + GAP) + 2, figures.get(state)
        share = weight.get(state, 0.0)
        fill = f"rgba(26,68,128,{0.08 + 0.5 * share:.2f})" if figure else "none"
        out.append(
            f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" fill="{fill}" stroke="{INK if figure else FAINT}" '
            f'stroke-width="{1 + 3 * share:.1f}"/>'
        )
        out.append(_text(x + SIDE / 2, y + 24, state, "middle", 14, bold=bool(figure), faint=not figure))
        if figure:
            out.append(_text(x + SIDE / 2, y + 46, figure, "middle", 14))
    return "".join(out) + "</svg>"


def _open(width: float, height: float, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img">'
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="white"/>'
    )


def _text(x: float, y: float, words: str, anchor: str, size: int, *, bold: bool = False, faint: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    fill = SECOND if faint else INK
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="{FONT}" font-size="{size}" fill="{fill}"{weight}>'
        f"{escape(words)}</text>"
    )


__all__ = ["flow", "tiles"]
