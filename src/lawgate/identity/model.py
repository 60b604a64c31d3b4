"""The model: what each level of each field is worth, after Fellegi and Sunter (1969), and what is read of it.

A comparison at level *l* has the weight ``ln(m / u)``: how often two records of one person are at that level, over how
often records of two people are. Weights are added over fields, as if those were independent given the truth; what is
wrong with that is taken out by a factor on the sum (``slope``), fitted so that a probability of 0.9 comes true nine
times in ten. Weights never fall as a level rises: neighbours that would are pooled.

Names in exchanged places are a second way of reading a pair, so they cost ``ln(exchanged)``, the chance that a record
has them so, and are worth nothing by themselves.

``model.json`` is written by ``estimate`` or by Splink (``batch``); it holds numbers, never names.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from lawgate.base import BadInput
from lawgate.identity.records import LEVELS, Field

FILE = Path(__file__).with_name("model.json")
LEAST = 1e-7  # no level is held to be rarer: nothing was counted that finely
SLIPS = 1e-4  # and among records of one person every level that two people have occurs at least so often: clerks err


@dataclass(frozen=True)
class Model:
    """``m`` and ``u``: for each field the probability of each level, from worst to best, given the same person and given
    two people; each adds up to 1. ``found``: the share of the people asked about who are in the population."""

    m: Mapping[Field, tuple[float, ...]]
    u: Mapping[Field, tuple[float, ...]]
    exchanged: float = 0.02
    found: float = 0.5
    slope: float = 1.0
    made_from: str = ""

    def __post_init__(self) -> None:
        for name, shares in (("m", self.m), ("u", self.u)):
            for what, levels in LEVELS.items():
                if what is Field.ORDER:
                    continue
                wanted = sum(level >= 0 for level in levels)
                if len(shares.get(what, ())) != wanted or abs(sum(shares[what]) - 1) > 1e-6 or min(shares[what]) < 0:
                    raise BadInput(
                        f"'{name}' of '{what}' is not {wanted} shares that add up to 1",
                        where="identity model",
                        do="estimate the model again",
                    )
        if not (0 < self.exchanged < 1 and 0 < self.found < 1 and self.slope > 0):
            raise BadInput(
                "a share is outside 0 to 1, or the slope is not above 0",
                where="identity model",
                do="estimate the model again",
            )

    @cached_property
    def weights(self) -> dict[Field, tuple[float, ...]]:
        """ln(m/u) of each level, never falling."""
        found: dict[Field, tuple[float, ...]] = {
            f: rising(self.m[f], self.u[f]) for f in self.m if f is not Field.ORDER
        }
        # EXCHANGED is the lower of the two levels of the order.
        found[Field.ORDER] = (math.log(self.exchanged), math.log1p(-self.exchanged))
        return found

    def calibrated(self, total: float) -> float:
        """The natural logarithm of the likelihood ratio that a sum of weights stands for."""
        return self.slope * total


def possible(m: float, u: float) -> tuple[float, float]:
    """Shares of a level that leave nothing impossible."""
    among_two = max(u, LEAST)
    return max(m, min(SLIPS, among_two)), among_two


def rising(m: tuple[float, ...], u: tuple[float, ...]) -> tuple[float, ...]:
    """The weights of the levels with neighbours pooled until none falls (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for a, b in zip(m, u, strict=True):
        pools.append((*possible(a, b), 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            (a1, b1, n1), (a2, b2, n2) = pools[-2:]
            pools[-2:] = [(a1 + a2, b1 + b2, n1 + n2)]
    return tuple(math.log(a / b) for a, b, n in pools for _ in range(n))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that ships with this program, estimated on invented people."""
    return read_model(json.loads(FILE.read_text(encoding="utf-8")))


def read_model(text: Mapping[str, Any]) -> Model:
    """A model from the mapping that a model file holds. ``BadInput`` says what is missing."""
    try:
        m, u = ({Field(f): tuple(map(float, levels)) for f, levels in text[name].items()} for name in ("m", "u"))
        exchanged, found, slope = (float(text[name]) for name in ("exchanged", "found", "slope"))
        return Model(m, u, exchanged, found, slope, str(text.get("made_from", "")))
    except (KeyError, ValueError, TypeError, AttributeError) as e:
        raise BadInput(f"the model cannot be read ({e})", where="identity model", do="estimate the model again") from e


def write_model(model: Model) -> str:
    """The text of a model file."""
    text = {
        "made_from": model.made_from,
        "m": {f.value: [round(x, 9) for x in model.m[f]] for f in model.m if f is not Field.ORDER},
        "u": {f.value: [round(x, 9) for x in model.u[f]] for f in model.u if f is not Field.ORDER},
    } | {name: round(getattr(model, name), 6) for name in ("exchanged", "found", "slope")}
    return json.dumps(text, indent=1) + "\n"
