"""The frame of every page: head, bar, foot. Plain HTML that reads without script, and asks nobody else for anything."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lawgate.counsel.catalogue import LANGUAGES
from lawgate.counsel.guide.records import Page
from lawgate.counsel.guide.render import Render, other_languages

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'"
)
LEAVE = "https://www.weather.gov/"
DRAFT = {
    "es": "Draft. A native reader has not signed it yet.",
    "": "A machine drafted this language. A native reader has not checked it. Rights, times and words to say stand in English and Spanish.",
}


def page(render: Render, here: Page, body: str, pages: Sequence[Page], *, scripts: Sequence[str] = ()) -> str:
    """A whole page in one language. ``body``: the main part, without its heading and its sources."""
    words, where = render.words, render.claims.asked.where
    code, label = words.language.code, render.label
    title = escape(words.says(here.title), quote=False)
    alternates = "".join(
        f'<link rel="alternate" hreflang="{c}" href="../{c}/{here.id}.html">' for c in LANGUAGES if c != code
    )
    loaded = "".join(f'<script src="../{s}" type="module"></script>' for s in scripts)
    status = (
        f"{label('Law as of {date}.', date=words.day(where.day))} {label('Not adopted by counsel; not legal advice.')}"
    )
    return (
        f'<!doctype html>\n<html lang="{code}" dir="{words.language.dir}" data-page="{here.id}" data-day="{where.day.isoformat()}">\n'
        f'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>{title} – {escape(where.county)}</title>"
        f'<link rel="stylesheet" href="../guide.css"><link rel="manifest" href="../manifest.webmanifest">'
        f'<link rel="icon" href="../icon.svg" type="image/svg+xml">{alternates}'
        f'<script src="../guide.js" type="module"></script>{loaded}</head>\n'
        f'<body><a class="skip" href="#main">{label("Skip to the text")}</a>\n'
        f'<header><a class="place" href="index.html">{escape(where.county)}</a>'
        f'<details class="languages"><summary>{words.language.name}</summary>{other_languages(code, here.id)}</details>'
        f'<a class="leave" href="{LEAVE}" rel="noreferrer">{label("Leave now")}</a></header>\n'
        f'<main id="main"><h1>{title}</h1>{_notice(render)}\n{body}\n'
        f'<p class="status">{status}</p>\n{_list(render, here, pages)}\n{render.sources()}</main>\n'
        f'<footer><p class="old" hidden>{label("This guide is old. Get a new one before you rely on it.")}</p>'
        f'<p class="kept" hidden>{label("Kept on this device. It works with no signal.")}</p></footer>\n</body></html>\n'
    )


def _notice(render: Render) -> str:
    words = render.words
    if words.signed:
        return ""
    return f'<p class="draft">{render.label(DRAFT.get(words.language.code, DRAFT[""]))}</p>'


def _list(render: Render, here: Page, pages: Sequence[Page]) -> str:
    items = "".join(
        f'<li><a href="{p.id}.html">{escape(render.words.says(p.link), quote=False)}</a></li>'
        for p in pages
        if p.id != here.id
    )
    tongue = render.words.language.code
    items += f'<li><a href="../plan/index.html#{tongue}">{render.label("Make a plan before an arrest")}</a></li>'
    return f'<nav aria-labelledby="all"><h2 id="all">{render.label("All pages")}</h2><ul>{items}</ul></nav>'


def start(counties: Sequence[tuple[str, str]]) -> str:
    """The first page of a build: its counties by name and folder, each in every language."""
    rows = "".join(
        f'<section><h2>{escape(name)}</h2><ul class="choose">'
        + "".join(
            f'<li><a href="{slug}/{x.code}/index.html" lang="{x.code}" hreflang="{x.code}" dir="{x.dir}">{x.name}</a></li>'
            for x in LANGUAGES.values()
        )
        + "</ul></section>"
        for name, slug in counties
    )
    css = f"{counties[0][1]}/guide.css"
    return (
        f'<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{POLICY}"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>The guide</title><link rel="stylesheet" href="{css}"><link rel="icon" href="{counties[0][1]}/icon.svg"></head>\n'
        f'<body><main id="main"><h1>The guide</h1>{rows}</main></body></html>\n'
    )
