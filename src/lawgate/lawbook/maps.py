"""The pages of maps: one standard case a page, a map a day, and the same answers as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from html import escape

from lawgate.law.norms import Action, Answer
from lawgate.lawbook.names import name_of, page_of
from lawgate.lawbook.page import Edition, legend, page, say, section, word
from lawgate.lawbook.records import Cell, StandardCase
from lawgate.lawbook.standard import CASES
from lawgate.lawbook.tiles import KINDS, TILES, tile_map

Grid = Mapping[str, Mapping[str, Cell]]
ASKED = {
    Action.HOLD: "May the jail hold?",
    Action.NOTIFY: "May it tell ICE the time?",
    Action.TRANSFER: "May it hand over?",
}
LINKS = {state: page_of(f"us_{state.lower()}") for state in TILES}


def map_file(case: StandardCase) -> str:
    return f"map-{case.id}.html"


def maps(case: StandardCase, grid: Grid, days: tuple[str, ...], edition: Edition) -> str:
    """The page of one standard case."""
    others = "".join(
        f'<li><a href="{map_file(c)}"{" aria-current=page" if c is case else ""}>{escape(c.title)}</a></li>'
        for c in CASES
    )
    body = [
        f"<h1>{escape(case.title)}</h1>",
        f"<p class=lead>{escape(case.says)}</p>",
        f'<nav aria-label="Standard cases"><ul class="cases">{others}</ul></nav>',
        legend(),
    ]
    for action, asked in ASKED.items():
        pictures = "".join(figure(case, action, grid, day) for day in days)
        body.append(section(asked, f'<div class="maps">{pictures}</div>{table(grid, action, days)}'))
    note = "Asked in a county without a rule of its own. Where the state runs the jails the state is asked, and in Washington the city. "
    body.append(f"<p class=second>{note}A county may be stricter: see the page of its state.</p>")
    return page(edition, f"{case.title}: maps", "\n".join(body), here="Maps")


def figure(case: StandardCase, action: Action, grid: Grid, day: str) -> str:
    """One map, with its finding in words."""
    answers = {state: grid[state][day].answers[action] for state in grid}
    name = f"{case.id}-{action.value}-{day}"
    drawn = tile_map(name, f"{ASKED[action]} {say(day)}", answers, LINKS)
    return f"<figure><figcaption><strong>{say(day)}</strong> {counted(answers)}</figcaption>{drawn}</figure>"


def counted(answers: Mapping[str, Answer]) -> str:
    """``MAY 30, MAY NOT 12, MUST 9``: how many states, the District of Columbia among them, answer how."""
    count = Counter(answers.values())
    return ", ".join(f"{KINDS[a][1]} {n}" for a, n in sorted(count.items(), key=lambda i: (-i[1], i[0].value)))


def table(grid: Grid, action: Action, days: tuple[str, ...]) -> str:
    """The same as a table: a row a state, a column a day."""
    head = "".join(f"<th scope=col class=num>{say(d)}</th>" for d in days)
    rows = []
    for state in sorted(grid):
        book = f"us_{state.lower()}"
        cells = "".join(f"<td>{word(grid[state][d].answers[action])}</td>" for d in days)
        rows.append(f'<tr><th scope=row><a href="{page_of(book)}">{escape(name_of(book))}</a></th>{cells}</tr>')
    return (
        f'<details class="table" id="{action.value}-table" open>'
        f"<summary>The same as a table</summary>"
        f"<div class=wide><table><thead><tr><th scope=col>State</th>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )
