"""The ledger, the books and the clock that the interface answers from: opened once a process."""

from __future__ import annotations

import copy
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from lawgate import wiring
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.seal import PersonKey
from lawgate.casework.store import open_ledger
from lawgate.decision import Decider
from lawgate.wiring.law import HouseOffice

OWN_KEY = "(api)"  # the key under which the interface seals what it keeps; it is wrapped anew with all others
SETTLED_UP_TO = 6  # unknown facts for which the solver is asked while somebody waits


@lru_cache(maxsize=1)
def ledger() -> Ledger:
    return open_ledger()


def acting(actor: str) -> Ledger:
    """The ledger in the name of ``actor``, who stands on the events that it appends. It shares what the opened one knows."""
    mine = copy.copy(ledger())
    mine.actor = actor
    return mine


@lru_cache(maxsize=1)
def _office(of: Ledger) -> HouseOffice:
    return HouseOffice(of)


def office() -> HouseOffice:
    """Whoever decides: by the books and by what counsel adopted on this ledger, as it stands at each asking."""
    return _office(ledger())


def decider() -> Decider:
    return office().decider


def clock() -> datetime:
    """The present: the real one, or the simulated one of the settings."""
    return datetime.fromisoformat(settings.SIMULATED_NOW) if settings.SIMULATED_NOW else wiring.now()


def own_key() -> PersonKey:
    """The interface's own key; made when first asked for."""
    house = ledger()
    found = house.keys.load([OWN_KEY]).get(OWN_KEY)
    if found is not None:
        return found
    with writing(house.alias):
        return house.keys.ensure([OWN_KEY])[OWN_KEY]


def forget() -> None:
    """Open the ledger anew at the next request: for tests, which change the database under it."""
    ledger.cache_clear()
