"""The demonstration put together: an invented county, the invented federal side, and the chain between them on a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from lawgate.base import BadInput
from lawgate.casework.demonstration import mark_demonstration
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import ASSESSED, DETAINER, LEDGER, NOTICE_DECIDED, RESPONSE, TRIAGED
from lawgate.standin.county import make
from lawgate.standin.featured import FEATURED
from lawgate.standin.federal import FederalStandin, World
from lawgate.standin.unfolding import unfold
from lawgate.wiring.chain import open_chain
from lawgate.wiring.play import Minute, SimulatedClock, play

STRANGERS = 2_000
"""People on the federal side's record besides those of the county: enough that a hit is found, not met by chance."""
CHAPTERS = (ASSESSED, RESPONSE, TRIAGED, NOTICE_DECIDED, DETAINER)
"""What a story worth reading has in it."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """``minutes``: one a step of the clock, each written before it is given. ``steps``: how many there will be."""

    world: World
    federal: FederalStandin
    minutes: Iterator[Minute]
    steps: int


def world_of(county: str, era: str, *, people: int | None, days: int | None, seed: int) -> World:
    """The invented county and its federal side. Raises ``BadInput`` for a county, an era or a number that cannot be."""
    world = World.of(county, era=era, seed=seed, people=STRANGERS)
    featured = len(FEATURED) if world.scenario.featured else 0
    if people is not None and not featured < people <= 20_000:
        raise BadInput(f"{people} people make no county", where="--people", do=f"give {featured + 1} to 20,000")
    if days is not None and not 1 <= days <= 60:
        raise BadInput(f"{days} days are no demonstration", where="--days", do="give 1 to 60")
    s = world.scenario
    return replace(world, scenario=replace(s, people=people or s.people, days=days or s.days))


@contextmanager
def demonstration(
    ledger: Ledger, world: World, era: str, *, step: timedelta = timedelta(minutes=10)
) -> Iterator[Demonstration]:
    """The days of ``world`` on ``ledger``, which must be empty or a demonstration cut short; it goes on from there."""
    scenario = world.scenario
    clock = SimulatedClock(scenario.instant - timedelta(days=scenario.days))
    mark_demonstration(ledger, clock())
    with FederalStandin(world, era, data=ledger.path.with_name("federal")) as federal:
        chain = open_chain(ledger, federal, clock=clock, chance=Random(world.seed))
        chain.resume()
        minutes = play(chain, clock, unfold(_bookings(world)), world.fingers, until=scenario.instant, step=step)
        yield Demonstration(world, federal, minutes, scenario.days * (timedelta(days=1) // step) + 1)


def _bookings(world: World) -> list[dict[str, object]]:
    """The county's bookings. The featured ones keep the requests that came by fax and were typed at the desk."""
    out = [dict(b) for b in world.bookings]
    if world.scenario.featured:
        faxed = make(world.scenario, world.seed)[-len(FEATURED) :]
        for mine, whole in zip(out[-len(FEATURED) :], faxed, strict=True):
            mine |= {"requests": whole["requests"], "warrants": whole["warrants"]}
    return out


def story(ledger: Ledger) -> str:
    """The booking in custody whose file has most of the chapters; "" when nobody's has any."""
    from lawgate.casework.models import Event, Standing

    inside = set(Standing.objects.using(ledger.alias).filter(gone=None).values_list("subject", flat=True))
    rows = Event.objects.using(ledger.alias).filter(kind__in=CHAPTERS).exclude(subject=LEDGER)
    kinds: dict[str, set[str]] = {}
    for subject, kind in rows.values_list("subject", "kind"):
        kinds.setdefault(subject, set()).add(kind)
    ranked = sorted(kinds, key=lambda s: (-len(kinds[s]), s not in inside, s))
    return ranked[0] if ranked else ""


__all__ = ["Demonstration", "demonstration", "story", "world_of"]
