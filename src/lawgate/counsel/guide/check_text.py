"""The check of what a guide is made from: its pages, its claims by name, and its languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from lawgate.counsel.catalogue import SOFT, STANDING, Words
from lawgate.counsel.guide.build import Text
from lawgate.counsel.guide.markup import FILL, NAMES, claims_in, figures_in, links_in, pieces, strangers, unbound
from lawgate.counsel.guide.pages import PLURALS, Message, answers, messages
from lawgate.counsel.guide.reading import measure
from lawgate.counsel.guide.records import CLAIMING, Fault, Page
from lawgate.counsel.guide.registry import CLAIMS

LONGEST = 20  # words of a sentence


def check_text(made: Text) -> list[Fault]:
    """Every fault of the pages and of the catalogues, before anything is built."""
    texts = messages(made.pages, made.parts)
    out = [f for m in texts for f in _written(m, made.pages)]
    for words in made.words.values():
        if words.catalog is not None:
            out += _language(words, texts)
    return out


def _written(message: Message, pages: Sequence[Page]) -> Iterator[Fault]:
    """Faults of one English text."""
    carries, text, where = message
    short = f"“{text[:60]}”"
    for name in claims_in(text):
        if name not in CLAIMS:
            yield Fault("unknown-claim", where, f"{short} names the claim '{name}', which nobody proves")
    if carries in CLAIMING and where != "answers" and not claims_in(text):
        yield Fault("missing-citation", where, f"{short} carries {carries} and names no claim")
    for figure in unbound(text):
        yield Fault("unbound-number", where, f"{short} has the figure {figure} outside every claim")
    for strange in strangers(text):
        if where != "answers" or strange not in ("n", "until"):
            yield Fault("markup", where, f"{short} has '{strange}', which is no mark-up")
    known = {p.id for p in pages}
    for page in links_in(text):
        if page not in known:
            yield Fault("dead-link", where, f"{short} links to '{page}', which is no page")
    longest = measure("".join(p.text for p in pieces(text))).longest
    if longest > LONGEST and where != "labels":
        yield Fault("reading-level", where, f"{short} has a sentence of {longest} words; {LONGEST} are allowed")


def _language(words: Words, texts: Sequence[Message]) -> Iterator[Fault]:
    """Faults of one catalogue."""
    code = words.language.code
    free = code in STANDING or words.signed
    for carries, text, where in texts:
        place, short = f"{code}.po, {where}", f"“{text[:60]}”"
        if carries != SOFT and not free:
            if words.has(text, carries):
                yield Fault("machine-draft", place, f"{short} carries {carries}, and no native reader has signed")
            continue
        if not words.has(text, carries):
            yield Fault("missing-translation", place, f"{short} has no translation")
            continue
        yield from _translated(text, words.says(text, carries), place, free=free)
    yield from _plurals(words)


def _translated(text: str, said: str, where: str, *, free: bool) -> Iterator[Fault]:
    short = f"“{said[:60]}”"
    if sorted(claims_in(text)) != sorted(claims_in(said)) or sorted(links_in(text)) != sorted(links_in(said)):
        yield Fault("broken-claim", where, f"{short} does not keep the claims and links of its English")
    if sorted(FILL.findall(text)) != sorted(FILL.findall(said)):
        yield Fault("broken-claim", where, f"{short} does not keep the fill-ins of its English")
    if free and unbound(said):
        yield Fault("unbound-number", where, f"{short} has the figure {unbound(said)[0]} outside every claim")
    if not free and (figures_in(said) or times_in(NAMES.sub(" ", said))):
        yield Fault("machine-draft", where, f"{short} carries a figure or a time, and no native reader has signed")


TIMED = re.compile(
    r"[一二两三四五六七八九十百]+\s*(?:个)?(?:小时|天|分钟|年|周)|[한두세네]\s*(?:시간|주|달)|[일이삼사오육칠팔구십]+\s*(?:시간|일|분|년)"
    r"|(?:ساعتين|ساعتان|يومين|يومان|(?:ثلاث|أربع|خمس|ست|سبع|ثماني|تسع|عشر)\S*\s+(?:ساعات|أيام|دقائق))|\b(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:giờ|ngày|phút|tuần)"
    r"|\b(?:dalawang|tatlong|apat na|limang|sampung)\s+(?:oras|araw|minuto)|\b(?:de|twa|kat|senk|sis|dis|karant)\s+(?:èdtan|jou|minit)",
    re.IGNORECASE,
)
"""A number written as a word before a unit of time, in the languages that a machine drafted."""


def times_in(text: str) -> tuple[str, ...]:
    """Numbers of time that are written as words or in other digits."""
    digits = tuple(c for c in text if unicodedata.category(c) in ("Nd", "No") and not c.isascii())
    return digits + tuple(m[0] for m in TIMED.finditer(text))


def _plurals(words: Words) -> Iterator[Fault]:
    assert words.catalog is not None
    for one, many in PLURALS:
        found = words.catalog.get(one)
        forms = found.string if found is not None and isinstance(found.string, tuple | list) else ()
        if len(forms) != words.catalog.num_plurals or not all(forms):
            yield Fault("missing-translation", f"{words.language.code}.po", f"“{many}” lacks a plural form")


def answers_told() -> frozenset[str]:
    """The ids of the sentences that the browser may show for an answer."""
    return frozenset(a.kind for a in answers())
