"""A built page as its reader has it: its prose, claims, links and marks, read from the HTML with the standard parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "blockquote", "legend", "label", "dt", "dd", "option", "summary", "title"}
NOT_PROSE = {"nav", "script", "style", "header", "footer", "form", "select", "dl", "cite", "time"}
NOT_PROSE_CLASSES = {"sources", "status", "src", "draft", "standing", "number", "says", "help", "count"}


@dataclass
class Element:
    """An element with its text so far, what it is inside of, and its attributes."""

    tag: str
    attrs: dict[str, str]
    text: list[str] = field(default_factory=list)


@dataclass
class Seen:
    """What a check looks at. ``claims``: name and text; ``figures``: text outside claims; ``links``: addresses with their tag."""

    html: dict[str, str] = field(default_factory=dict)
    claims: list[tuple[str, str]] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)  # the language that each claim is said in
    sources: list[dict[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    prose: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)  # prose outside claims, by block
    numbers: list[str] = field(default_factory=list)  # of the rules that a claim points to
    foreign: list[tuple[str, str]] = field(default_factory=list)  # lang and dir of parts in another language
    cited: list[tuple[tuple[str, ...], tuple[str, ...]]] = field(
        default_factory=list
    )  # a block's claims and its rules' numbers
    inline: list[str] = field(default_factory=list)  # styles, handlers and scripts in the page
    guarded_here: int = 0  # blocks that stand in English and Spanish


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self.open: list[Element] = []
        self.waiting: list[str] = []  # claims of the block at hand
        self.numbers: list[str] = []  # and the numbers of rules in it
        self.lone = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {k: v or "" for k, v in attrs}
        seen = self.seen
        if tag == "html":
            seen.html = have
        if "id" in have:
            seen.ids.add(have["id"])
        if tag == "a" and "href" in have:
            seen.links.append((tag, have["href"]))
            if any(e.attrs.get("class") == "src" for e in self.open):
                seen.numbers.append(have["href"])
                self.numbers.append(have["href"])
        if tag in ("script", "img", "iframe") and have.get("src"):
            seen.loads.append(have["src"])
        if tag == "link" and have.get("rel") in ("stylesheet", "manifest", "icon"):
            seen.loads.append(have["href"])
        if tag == "link" and have.get("rel") == "alternate":
            seen.links.append((tag, have["href"]))
        if "data-norm" in have:
            seen.sources.append(have)
        if have.get("class") == "both":
            seen.guarded_here += 1
        if "lang" in have and tag != "html" and have["lang"] != seen.html.get("lang"):
            seen.foreign.append((have["lang"], have.get("dir", "")))
        seen.inline += [f"{tag} {k}" for k in have if k == "style" or k.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in have):
            seen.inline.append(tag)
        if tag not in VOID:
            self.open.append(Element(tag, have))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            e = self.open.pop()
            text = re.sub(r"\s+", " ", "".join(e.text)).strip()
            if "data-claim" in e.attrs:
                self.seen.claims.append((e.attrs["data-claim"], text))
                said_in = [x.attrs["lang"] for x in self.open if "lang" in x.attrs]
                self.seen.spoken.append(said_in[-1] if said_in else "")
                self.waiting.append(e.attrs["data-claim"])
            if e.tag == "cite" and self.seen.sources:
                self.seen.sources[-1]["cite"] = text
            if e.tag in BLOCKS:
                if self.waiting:
                    self.seen.cited.append((tuple(self.waiting), tuple(self.numbers)))
                self.waiting, self.numbers = [], []
                if text and self._prose(e):
                    self.seen.prose.append(text)
            if e.tag in BLOCKS and self.lone.strip():
                self.seen.loose.append(re.sub(r"\s+", " ", self.lone).strip())
                self.lone = ""
            if e.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if any(self._skipped(e) for e in self.open):
            if self.open[-1].tag == "cite":
                self.open[-1].text.append(data)
            return
        for e in reversed(self.open):
            e.text.append(data)
            if e.tag in BLOCKS:
                break
        if not any("data-claim" in e.attrs for e in self.open) and any(e.tag == "main" for e in self.open):
            self.lone += data

    def _prose(self, e: Element) -> bool:
        chain = [*self.open, e]
        return any(x.tag == "main" for x in chain) and not any(self._skipped(x) for x in chain)

    @staticmethod
    def _skipped(e: Element) -> bool:
        return e.tag in NOT_PROSE or bool(NOT_PROSE_CLASSES & set(e.attrs.get("class", "").split()))


@lru_cache(maxsize=512)
def look(html: str) -> Seen:
    """What a page holds; to be read, never changed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen


def prose(html: str) -> str:
    """The running text of a page, one block a line: not its links, lists of rules, numbers to call or forms."""
    return "\n".join(look(html).prose)
