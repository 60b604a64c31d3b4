"""Blocks of a page as HTML: what the engine proves is shown with the number of its rule, and what a language may not say stands in
English and Spanish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

from lawgate.counsel.catalogue import LANGUAGES, SOFT, STANDING, Words
from lawgate.counsel.guide.markup import claims_in, html
from lawgate.counsel.guide.records import Block, Source
from lawgate.counsel.guide.registry import Claims

TAGS = {"p": "p", "h": "h2", "answer": "p", "say": "blockquote", "never": "p"}


@dataclass
class Render:
    """One page in one language being written. ``used`` gathers the rules it cites, in the order of their numbers."""

    claims: Claims
    words: Words
    all_words: dict[str, Words]
    used: dict[str, Source] = field(default_factory=dict)

    def blocks(self, blocks: Sequence[Block]) -> str:
        """The blocks whose claims hold here, as HTML."""
        return "\n".join(self.block(b) for b in blocks if self.claims.holds(b.when))

    def block(self, block: Block) -> str:
        """One block. A guarded one, in a language that nobody signed, stands in English and Spanish with a mark."""
        if not self.guarded(block.carries):
            return self._in(self.words, block)
        both = "".join(self._in(self.all_words[code], block, marked=True) for code in STANDING)
        return f'<div class="both">{both}</div>'

    def guarded(self, carries: str) -> bool:
        """May this language not say what ``carries`` rights, times or scripts?"""
        return carries != SOFT and self.words.language.code not in STANDING and not self.words.signed

    def text(self, text: str, carries: str = SOFT) -> str:
        """A short text as HTML inside an element; guarded ones in both standing languages."""
        if not self.guarded(carries):
            return self._said(self.words, text, carries)
        parts = (f'<span lang="{c}" dir="ltr">{self._said(self.all_words[c], text, carries)}</span>' for c in STANDING)
        return " / ".join(parts)

    def label(self, text: str, **fill: str) -> str:
        """One of the guide's own labels, escaped."""
        said = self.words.says(text)
        for name, value in fill.items():
            said = said.replace(f"{{{name}}}", value)
        return escape(said, quote=False)

    def _in(self, words: Words, block: Block, *, marked: bool = False) -> str:
        code = words.language.code
        mark = f' lang="{code}" dir="{words.language.dir}"' if marked else ""
        if block.kind in ("list", "steps"):
            tag = "ol" if block.kind == "steps" else "ul"
            items = "".join(f"<li>{self._said(words, t, block.carries)}</li>" for t in block.lines)
            return f"<{tag}{mark}>{items}</{tag}>"
        tag = TAGS.get(block.kind, "p")
        name = f' class="{block.kind}"' if block.kind in ("answer", "never") else ""
        said = self._said(words, block.text, block.carries)
        if tag == "blockquote":
            return f"<blockquote{mark}><p>{said}</p></blockquote>"
        return f"<{tag}{name}{mark}>{said}</{tag}>"

    def _said(self, words: Words, text: str, carries: str) -> str:
        translated = words.says(text, carries)
        where = self.claims.asked.where
        fill = {"county": words.county(where.county), "state": where.state, "date": words.day(where.day)}
        values = {c: self.claims.proof(c).value for c in claims_in(translated)}
        said = html(translated, fill, values)
        numbers = dict.fromkeys(self._number(s) for c in claims_in(translated) for s in self.claims.proof(c).sources)
        return said + "".join(f'<sup class="src"><a href="#s{n}">{n}</a></sup>' for n in numbers)

    def _number(self, source: Source) -> int:
        self.used.setdefault(source.norm, source)
        return list(self.used).index(source.norm) + 1

    def sources(self) -> str:
        """The rules that the page rests on: title, citation, since when, as of when, how sure."""
        if not self.used:
            return ""
        where = self.claims.asked.where
        as_of = self.label("Law as of {date}.", date=self.words.day(where.day))
        items = "".join(self._source(n, s) for n, s in enumerate(self.used.values(), 1))
        count = escape(self.words.count("{n} rule", "{n} rules", len(self.used)))
        return (
            f'<section class="sources" aria-labelledby="from"><h2 id="from">{self.label("Where this comes from")}</h2>'
            f"<p>{count}. {as_of}</p><ol>{items}</ol></section>"
        )

    def _source(self, number: int, s: Source) -> str:
        as_of = self.claims.asked.where.day.isoformat()
        since = self.label("In force since {date}.", date=self.words.day(date.fromisoformat(s.since))).removesuffix(".")
        mark = self.label(s.confidence.sentence)
        return (
            f'<li id="s{number}" data-norm="{escape(s.norm)}" data-asof="{as_of}" data-mark="{s.confidence.value}">'
            f'<cite lang="en" dir="ltr">{escape(s.cite, quote=False)}</cite> '
            f'<span lang="en" dir="ltr">{escape(s.title, quote=False)}.</span> {since} ({mark}).</li>'
        )


def other_languages(code: str, page: str) -> str:
    """Links to the same page in every other language, each in its own name."""
    items = "".join(
        f'<li><a href="../{x.code}/{page}.html" lang="{x.code}" hreflang="{x.code}" dir="{x.dir}">{x.name}</a></li>'
        if x.code != code
        else f'<li><span aria-current="true">{x.name}</span></li>'
        for x in LANGUAGES.values()
    )
    return f"<ul>{items}</ul>"
