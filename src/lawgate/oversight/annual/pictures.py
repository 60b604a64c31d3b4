"""What a chart library does not draw: where requests went, as bands; the country as equal tiles with a figure in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from lawgate.lawbook.tiles import GAP, ROWS, SIDE, TILES
from lawgate.oversight.annual.charts import FAINT, FONT, INK, LAW, SECOND, WIDTH

HEIGHT, BAR, LEAST = 360, 14, 3.0
THROUGH = (LAW, "#71767a")
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
        shade = SHADES[k % len(SHADES)]
        out.append(_band(left, y0, right, y1, height, shade))
        out.append(f'<rect x="{right}" y="{y1:.1f}" width="{BAR}" height="{height:.1f}" fill="{shade}"/>')
        out.append(
            _text(right + BAR + 8, y1 + height / 2 + 5, f"{word}: {count:,} ({_percent(count, n)})", "start", 15)
        )
        y0, y1 = y0 + height, y1 + height + gap
    return "".join(out) + "</svg>"


LEAST_SLOT, SPACE, BANDS = 34.0, 10.0, 260.0


def flow_through(
    whole: tuple[str, int],
    groups: Sequence[str],
    ends: Sequence[str],
    counts: Sequence[tuple[str, str, int]],
    title: str,
) -> str:
    """Bands from the whole through ``groups`` to ``ends``, as wide as the number of people. ``counts``: group, end, people.

    A group has a shade and keeps it to the end; the words at each end say how many came from where."""
    name, n = whole
    scale = BANDS / n
    sizes = {g: sum(c for x, _, c in counts if x == g) for g in groups}
    totals = {e: sum(c for _, x, c in counts if x == e) for e in ends}
    slots = {e: max(LEAST_SLOT, scale * totals[e]) + SPACE for e in ends}
    gap = 46.0
    height = max(sum(slots.values()), BANDS + gap * len(groups)) + 12
    first, second, third = 100.0, 220.0, 450.0
    out = [_open(WIDTH, height, title)]
    top = (height - BANDS) / 2
    out.append(f'<rect x="{first - BAR}" y="{top:.1f}" width="{BAR}" height="{BANDS:.1f}" fill="{INK}"/>')
    out.append(_text(first - BAR - 8, height / 2 - 4, f"{n:,}", "end", 20, bold=True))
    out.append(_text(first - BAR - 8, height / 2 + 16, name, "end", 14))
    heads = _stacked([scale * sizes[g] for g in groups], gap, height + gap / 2)
    tails = dict(zip(ends, _stacked([slots[e] for e in ends], 0.0, height), strict=True))
    filled = {e: tails[e] + (slots[e] - SPACE - scale * totals[e]) / 2 for e in ends}
    y0, words = top, []
    for group, y1, shade in zip(groups, heads, THROUGH, strict=False):
        wide = max(scale * sizes[group], 1.0)
        out.append(_band(first, y0, second, y1, wide, shade))
        out.append(f'<rect x="{second}" y="{y1:.1f}" width="{BAR}" height="{wide:.1f}" fill="{shade}"/>')
        words.append(
            _text(
                second,
                y1 - 8,
                f"{group}: {sizes[group]:,} ({_percent(sizes[group], n)})",
                "start",
                14,
                bold=True,
                over=True,
            )
        )
        at = y1
        for end in ends:
            count = sum(c for g, e, c in counts if (g, e) == (group, end))
            if count:
                out.append(_band(second + BAR, at, third, filled[end], max(scale * count, 1.0), shade))
                at, filled[end] = at + scale * count, filled[end] + scale * count
        y0 += wide
    out += words  # over the bands that cross them
    for end in ends:
        high = max(scale * totals[end], 1.0)
        middle = tails[end] + (slots[end] - SPACE) / 2
        out.append(f'<rect x="{third}" y="{middle - high / 2:.1f}" width="{BAR}" height="{high:.1f}" fill="{INK}"/>')
        parts = [f"{c:,} {g}" for g in groups for x, e, c in counts if (x, e) == (g, end)]
        out.append(_text(third + BAR + 8, middle - 2, f"{end}: {totals[end]:,}", "start", 14, bold=True))
        out.append(_text(third + BAR + 8, middle + 14, ", ".join(parts), "start", 12))
    return "".join(out) + "</svg>"


def _percent(count: int, n: int) -> str:
    """A whole percent; what is less than one is not nought."""
    return "under 1%" if 0 < count < 0.01 * n else f"{count / n:.0%}"


def _stacked(heights: Sequence[float], gap: float, room: float) -> list[float]:
    """Where each of ``heights`` begins when they stand under each other in the middle of ``room``."""
    at = (room - sum(heights) - gap * (len(heights) - 1)) / 2
    out = []
    for h in heights:
        out.append(at)
        at += h + gap
    return out


def _band(x0: float, y0: float, x1: float, y1: float, wide: float, shade: str) -> str:
    middle = (x0 + x1) / 2
    return (
        f'<path d="M{x0} {y0:.1f}C{middle} {y0:.1f} {middle} {y1:.1f} {x1} {y1:.1f}V{y1 + wide:.1f}'
        f'C{middle} {y1 + wide:.1f} {middle} {y0 + wide:.1f} {x0} {y0 + wide:.1f}Z" fill="{shade}" opacity="0.6"/>'
    )


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


def _text(
    x: float,
    y: float,
    words: str,
    anchor: str,
    size: int,
    *,
    bold: bool = False,
    faint: bool = False,
    over: bool = False,
) -> str:
    weight = ' font-weight="700"' if bold else ""
    fill = SECOND if faint else INK
    halo = ' stroke="white" stroke-width="4" paint-order="stroke" stroke-linejoin="round"' if over else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="{FONT}" font-size="{size}" fill="{fill}"{weight}{halo}>'
        f"{escape(words)}</text>"
    )


__all__ = ["flow", "flow_through", "tiles"]
