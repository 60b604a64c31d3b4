"""The whole book: every page by name, and the folder it is written to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from lawgate.base import BadInput
from lawgate.law.books import books, load
from lawgate.law.norms import Action, Authority
from lawgate.lawbook.answers import Answers
from lawgate.lawbook.beside import beside_the_rules
from lawgate.lawbook.jurisdiction import jurisdiction
from lawgate.lawbook.maps import Grid, figure, map_file, maps
from lawgate.lawbook.names import name_of, page_of, state_of
from lawgate.lawbook.page import Edition, legend, page, say, section
from lawgate.lawbook.records import Span
from lawgate.lawbook.standard import CASES, DAYS, EDITION

FONTS = ("Regular", "SemiBold", "Bold")


def pages(day: str = EDITION, answers: Answers | None = None) -> dict[str, str]:
    """Every page of the book by file name, with the law as it stands on ``day`` as the last of the days shown."""
    answers = answers or Answers()
    rulebook = load()
    edition = Edition(day, rulebook.digest)
    days = (*(d for d in DAYS[:-1] if d < day), day)
    where = {i: f"{page_of(book)}#{i}" for book, ids in books().items() for i in ids}
    out = {}
    for case in CASES:
        grid = answers.grid(case, days)
        out[map_file(case)] = maps(case, grid, days, edition)
        if case is CASES[0]:
            out["index.html"] = index(grid, edition)
    files = beside_the_rules()
    for book, ids in books().items():
        made = [rulebook.by_id[i] for i in ids]
        cases = _cases(files[book]) if book in files else []
        out[page_of(book)] = jurisdiction(book, made, cases, _spans(book, made, answers, day), where, edition)
    return out


def index(grid: Grid, edition: Edition) -> str:
    """The first page: the finding of the day, and the way to every other page."""
    lead = (
        "By what law, and until what minute, may a jail keep a person for immigration authorities? "
        "Every rule here has a citation, "
        "the days on which it is in force, and a mark for how far its text was read. "
        "Maps, timelines and answers are worked out from the rules alone."
    )
    choose = "".join(
        f'<li><a href="{map_file(c)}">{escape(c.title)}</a><span class=second>{escape(c.says)}</span></li>'
        for c in CASES
    )
    body = (
        f"<h1>The book of detainer law</h1><p class=lead>{lead}</p>"
        + section(
            f"{CASES[0].title}: may the jail hold?",
            f'<div class="first">{figure(CASES[0], Action.HOLD, grid, edition.day)}<div>{legend()}'
            f'<p><a href="{map_file(CASES[0])}#hold-table">The same as a table</a></p>'
            f"<h3>Other cases and other days</h3>"
            f'<ul class="choose">{choose}</ul></div></div>',
            note="a county without a rule of its own",
        )
        + section("Jurisdictions", _directory(), note=f"{len(books())} books")
        + section("How sure", _marks(), note="the mark of every authority")
    )
    return page(edition, "The book of detainer law", body)


def _directory() -> str:
    mine: dict[str, list[str]] = {}
    for book in books():
        mine.setdefault("_".join(book.split("_")[:2]), []).append(book)
    items = []
    for state in sorted(mine, key=lambda b: (b not in ("us", "us_any"), name_of(b))):
        counties = [b for b in mine[state] if b != state]
        under = "".join(f'<li><a href="{page_of(b)}">{escape(name_of(b))}</a></li>' for b in counties)
        inner = f"<ul>{under}</ul>" if under else ""
        items.append(f'<li><a href="{page_of(state)}">{escape(name_of(state))}</a>{inner}</li>')
    return f'<ul class="directory">{"".join(items)}</ul>'


def _marks() -> str:
    count: dict[str, int] = {}
    for a in load().authorities:
        count[a.confidence.sentence] = count.get(a.confidence.sentence, 0) + 1
    rows = "".join(f"<tr><th scope=row>{k}</th><td class=num>{v}</td></tr>" for k, v in count.items())
    return f"<table class=short><thead><tr><th scope=col>Mark</th><th scope=col>Authorities</th></tr></thead><tbody>{rows}</tbody></table>"


def _spans(book: str, made: Sequence[Authority], answers: Answers, day: str) -> tuple[Span, ...]:
    """The strip of a state, or of the county whose local rules the book holds."""
    state = state_of(book)
    if state is None:
        return ()
    if book.count("_") == 1:
        return answers.spans(state, None, day)
    counties = [c for a in made for s, c in sorted(a.territory.counties) if s == state]
    return answers.spans(state, counties[0], day) if counties else ()


def _cases(path: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def write_book(out: Path, day: str = EDITION) -> int:
    """Write the book into ``out``, with its style and its letters. Returns the number of pages."""
    try:
        (out / "fonts").mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise BadInput(f"no book can be written there ({e.strerror})", where=str(out), do="give a folder") from e
    made = pages(day)
    for name, text in made.items():
        (out / name).write_text(text, encoding="utf-8")
    house = resources.files("lawgate")
    (out / "book.css").write_text((house / "lawbook" / "book.css").read_text(encoding="utf-8"), encoding="utf-8")
    for weight in FONTS:
        name = f"PublicSans-{weight}.woff2"
        (out / "fonts" / name).write_bytes((house / "web/static/vendor/fonts" / name).read_bytes())
    return len(made)


__all__ = ["index", "pages", "say", "write_book"]
