"""The check of the preparedness plan's catalogues: nothing missing, nothing that an unsigned one may not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lawgate.counsel.catalogue import LANGUAGES, Words
from lawgate.counsel.guide.check_text import times_in
from lawgate.counsel.guide.records import Fault
from lawgate.counsel.plan.words import carries, catalogue_of, english, free

BLANK = re.compile(r"\{\w+\}")


def check_words(made: Mapping[str, Words] | None = None) -> list[Fault]:
    """Every fault of the catalogues, those that ship unless others are given."""
    return [f for said in (made or _every()).values() for f in _language(said)]


def _every() -> dict[str, Words]:
    return {code: catalogue_of(code) for code in LANGUAGES if code != "en"}


def _language(said: Words) -> Iterator[Fault]:
    may = free(said)
    for key, text in english().items():
        place = f"plan, {said.language.code}.po, {key}"
        if carries(key) and not may:
            if said.has(text, key):
                yield Fault("machine-draft", place, f"carries {carries(key)}, and no native reader has signed")
            continue
        if not said.has(text, key):
            yield Fault("missing-translation", place, f"“{text[:60]}” has no translation")
            continue
        told = said.says(text, key)
        if sorted(BLANK.findall(text)) != sorted(BLANK.findall(told)):
            yield Fault("broken-claim", place, "does not keep the blanks of its English")
        if not may and (times := times_in(told)):
            yield Fault("machine-draft", place, f"carries the time “{times[0]}”, and no native reader has signed")
        if "<" in told:
            yield Fault("markup", place, "has mark-up, which the plan does not read")
