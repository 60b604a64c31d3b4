"""The help directory as a page shows it: numbers of the place first, each with how far it can be trusted."""

from __future__ import annotations

from html import escape

from lawgate.counsel.catalogue import LANGUAGES
from lawgate.counsel.directory import Shown, rows_for
from lawgate.counsel.guide.render import Render

TONGUES = {"zh": "中文", **{code: language.name for code, language in LANGUAGES.items()}}


def _tongue(code: str) -> str:
    """A language by its own name, where the guide knows it."""
    return TONGUES.get(code, code)


def help_rows(render: Render, lawyers: str = "") -> str:
    """The rows for the county, or a sentence that there are none; before them the way to ``lawyers``, a house that takes names of lawyers.

    What a row says of itself is English, or Spanish in Spanish."""
    name = render.label("Name a lawyer ahead of time, or ask an office to call you")
    way = f'<p class="lawyers"><a href="{escape(lawyers)}" rel="noreferrer">{name}</a></p>' if lawyers else ""
    where = render.claims.asked.where
    rows = rows_for(where.place, where.day)
    if not rows:
        return f"{way}<p>{render.label('We know of no help line for this place yet.')}</p>"
    count = escape(render.words.count("{n} place to ask", "{n} places to ask", len(rows)))
    return f'{way}<h2 class="count">{count}</h2><ul class="help">{"".join(_row(render, r) for r in rows)}</ul>'


def _row(render: Render, shown: Shown) -> str:
    r, spanish = shown.row, render.words.language.code == "es"
    lang = "es" if spanish else "en"
    does = r.does_es if spanish and r.does_es else r.does
    standing = shown.standing_es if spanish else shown.standing
    numbers = [f'<a href="tel:{escape(r.number)}"><bdi>{escape(r.shown_number)}</bdi></a>'] if r.number else []
    facts = [(render.label("Hours"), r.hours), (render.label("Languages"), ", ".join(map(_tongue, r.staff_languages)))]
    told = "".join(f"<div><dt>{k}</dt><dd><bdi>{escape(v)}</bdi></dd></div>" for k, v in facts if v)
    warning = f'<p class="never">{render.label("ICE answers this number.")}</p>' if r.ice_answers else ""
    not_ = f'<p lang="en" dir="ltr">{render.label("What it does not")}: {escape(r.does_not)}.</p>' if r.does_not else ""
    return (
        f'<li data-help="{escape(r.id)}"><h3 lang="en" dir="ltr">{escape(r.name)}</h3>{warning}'
        f'<p lang="{lang}" dir="ltr">{escape(does)}.</p><p class="number">{" ".join(numbers)}</p>'
        f"<dl>{told}</dl>{not_ if lang == 'en' else ''}"
        f'<p class="standing" lang="{lang}" dir="ltr">{escape(standing)} {escape(r.source)}</p></li>'
    )
