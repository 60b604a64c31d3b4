"""The summary that is kept beside the code: every state's answers as words, a map, and a digest of every book of law.

It is small enough to be read in a change, and a test fails when it no longer says what the rules say."""

from __future__ import annotations

from pathlib import Path

from lawgate.base import digest
from lawgate.law.books import books, load
from lawgate.law.norms import Action, Answer
from lawgate.law.serial import authority_data
from lawgate.lawbook.answers import Answers
from lawgate.lawbook.beside import beside_the_rules
from lawgate.lawbook.maps import ASKED, counted
from lawgate.lawbook.names import name_of
from lawgate.lawbook.page import say
from lawgate.lawbook.records import Cell
from lawgate.lawbook.standard import CASES, DAYS, EDITION
from lawgate.lawbook.tiles import KINDS, tile_map

Grid = dict[str, dict[str, Cell]]
COLOURS = (
    "text{font-family:'Public Sans',system-ui,sans-serif;text-anchor:middle;fill:#1b1b1b}.code{font-size:25px;font-weight:700}"
    "text.must{fill:#fff}text.may{paint-order:stroke;stroke:#fff;stroke-width:7px}.tile{stroke:#1b1b1b;stroke-width:1.5;fill:#fff}"
    ".tile.must{fill:#1b1b1b}.tile.open{fill:#fff5c2;stroke-dasharray:4 3}.paper{fill:#fff}.hatch{stroke:#71767a;stroke-width:1.3}"
)


def summary(answers: Answers | None = None) -> dict[str, str]:
    """The kept files by name: ``README.md`` and ``map.svg``."""
    answers = answers or Answers()
    grids = {case.id: answers.grid(case, DAYS) for case in CASES}
    return {"README.md": _text(grids), "map.svg": _map(grids[CASES[0].id])}


def write_summary(out: Path) -> None:
    """Write the kept files into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in summary().items():
        (out / name).write_text(text, encoding="utf-8")


def _map(grid: Grid) -> str:
    shown = {state: grid[state][EDITION].answers[Action.HOLD] for state in grid}
    drawn = tile_map("kept", f"{CASES[0].title}: may the jail hold? {say(EDITION)}", shown, {})
    head, rest = drawn.split(">", 1)
    return f'{head} xmlns="http://www.w3.org/2000/svg" width="742"><style>{COLOURS}</style>{rest}\n'


def _text(grids: dict[str, Grid]) -> str:
    parts = [
        "# The book of detainer law, in short",
        "Written by `lawgate law book docs/law --summary` from the rules alone, and checked by a test: a change of law shows here.\n"
        "`lawgate law book OUT` writes the whole book, a page a jurisdiction. Not adopted by counsel; not legal advice.",
        f"![{CASES[0].title}, {say(EDITION)}: {counted(_on(grids[CASES[0].id], EDITION))}](map.svg)",
        "Black: MUST hold. Hatched: MAY. White: MAY NOT. Dashed: the law is OPEN.",
    ]
    for case in CASES:
        parts += [f"## {case.title}", case.says, *(_table(grids[case.id], a) for a in (Action.HOLD, Action.NOTIFY))]
    parts += ["## The books", _books()]
    return "\n\n".join(parts) + "\n"


def _on(grid: Grid, day: str) -> dict[str, Answer]:
    return {state: grid[state][day].answers[Action.HOLD] for state in grid}


def _table(grid: Grid, action: Action) -> str:
    lines = [f"| {ASKED[action]} | {' | '.join(map(say, DAYS))} |", f"|---|{'---|' * len(DAYS)}"]
    for state in sorted(grid):
        said = " | ".join(KINDS[grid[state][d].answers[action]][1] for d in DAYS)
        lines.append(f"| {name_of(f'us_{state.lower()}')} | {said} |")
    return "\n".join(lines)


def _books() -> str:
    rulebook, files = load(), beside_the_rules()
    lines = ["| book | jurisdiction | authorities | norms | cases | digest |", "|---|---|---|---|---|---|"]
    for book, ids in books().items():
        made = [rulebook.by_id[i] for i in ids]
        cases = files[book].read_text(encoding="utf-8") if book in files else ""
        mark = digest([[authority_data(a) for a in made], cases])[:12]
        count = cases.count("\n- id:")
        lines.append(
            f"| {book} | {name_of(book)} | {len(made)} | {sum(len(a.norms) for a in made)} | {count} | {mark} |"
        )
    return "\n".join(lines)
