"""Charges and earlier convictions of invented people, from a table of common offences of each state."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib import resources
from random import Random
from typing import Any

MOST = 5
MORE = 0.59  # chance of one more charge: 2.4 on average


@dataclass(frozen=True, slots=True)
class Crime:
    facts: dict[str, Any]
    weight: int

    @property
    def felony(self) -> bool:
        return bool(self.facts["level"] == "felony")


@lru_cache(maxsize=8)
def crimes(state: str) -> tuple[Crime, ...]:
    """The common offences of a state. Whether one is serious or violent is said as a jail's own table would say it."""
    text = resources.files("lawgate.standin").joinpath("crimes.csv").read_text(encoding="utf-8")
    return tuple(_crime(line) for line in csv.DictReader(text.splitlines()) if line["state"] == state)


def _crime(line: dict[str, str]) -> Crime:
    facts: dict[str, Any] = {k: line[k] for k in ("statute", "name", "level", "grade", "confinement") if line[k]}
    facts |= {k: line[k] == "yes" for k in ("wobbler", "serious", "violent")}
    if line["category"]:
        facts["category"] = None if line["category"] == "none" else line["category"]
    return Crime(facts, int(line["weight"]))


def charges(state: str, felonies: float, cases: Random) -> list[dict[str, Any]]:
    """The charges of one booking, the gravest first, all pending."""
    found = crimes(state)
    grave = cases.random() < felonies
    out = [_drawn([c for c in found if c.felony == grave], cases)]
    while len(out) < MOST and cases.random() < MORE:
        out.append(_drawn([c for c in found if grave or not c.felony], cases))
    return [{"line": str(n), **c.facts, "disposition": "pending"} for n, c in enumerate(out, 1)]


def priors(state: str, cases: Random, now: datetime) -> list[dict[str, Any]]:
    """Earlier convictions: none for six in ten, up to twenty years back."""
    count = cases.choices((0, 1, 2, 3), (62, 24, 9, 5))[0]
    return [
        {
            **_drawn(list(crimes(state)), cases).facts,
            "convicted_on": f"{now.year - cases.randint(1, 20)}-{cases.randint(1, 12):02d}-{cases.randint(1, 28):02d}",
        }
        for _ in range(count)
    ]


def _drawn(found: list[Crime], cases: Random) -> Crime:
    return cases.choices(found, [c.weight for c in found])[0]
