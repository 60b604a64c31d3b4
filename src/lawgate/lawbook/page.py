"""The frame of every page: plain HTML that needs no script and no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from lawgate.base.moments import say_day
from lawgate.law.norms import Answer
from lawgate.lawbook.tiles import KINDS, swatch

LEGEND = (Answer.REQUIRED, Answer.PERMITTED, Answer.PROHIBITED, Answer.UNRESOLVED)
MEANS = {
    Answer.REQUIRED: "state law demands it",
    Answer.PERMITTED: "nothing in force forbids it; declining is lawful",
    Answer.PROHIBITED: "the law forbids it, or nothing allows it",
    Answer.UNRESOLVED: "authorities conflict, or the text was not seen; the person is released on time",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """What every page says of itself: the last day it speaks of, and the rulebook it was made from."""

    day: str
    rulebook: str


def page(edition: Edition, title: str, body: str, *, here: str = "") -> str:
    """A whole HTML page. ``here``: a word for the bar when the page is not the index."""
    trail = f"<span>{escape(here)}</span>" if here else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        '<link rel="stylesheet" href="book.css">\n</head>\n<body>\n'
        '<a class="skip" href="#main">Skip to the text</a>\n'
        f'<header class="bar"><a href="index.html"><strong>The book of detainer law</strong></a>{trail}'
        f"<span class=right>Law to {say(edition.day)}</span></header>\n"
        f'<main id="main">\n{body}\n</main>\n'
        f"<footer><span>Not adopted by counsel; not legal advice.</span><span>Made from the rules alone, rulebook "
        f'<span class="num">{edition.rulebook[:12]}</span>.</span><span class="right">Where a text was not read, the page says so.</span>'
        "</footer>\n</body>\n</html>\n"
    )


def say(day: str) -> str:
    """``4 January 2018`` from an ISO day."""
    return say_day(date.fromisoformat(day))


def word(answer: Answer) -> str:
    """An answer as the book says it: its fill and its word in capitals."""
    return f'<span class="answer">{swatch(answer)}{KINDS[answer][1]}</span>'


def legend() -> str:
    """What the fills mean, in words."""
    items = "".join(f"<li>{word(a)} <span class=second>{MEANS[a]}</span></li>" for a in LEGEND)
    return f'<ul class="legend">{items}</ul>'


def section(title: str, body: str, *, note: str = "", id_: str = "") -> str:
    """A heading on a rule, with a note at its right, and what stands under it."""
    anchor = f' id="{id_}"' if id_ else ""
    aside = f"<p class=note>{note}</p>" if note else ""
    return f'<section{anchor}><div class="head"><h2>{escape(title)}</h2>{aside}</div>{body}</section>'
