"""The rulebook: every authority and norm, and the program they compile to in one place on one day.

A rulebook is a value. It is known by the digest of its serialised form, which is stored beside every decision made with
it, so that the decision can be made again years later whatever the books have become since.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cached_property

from lawgate.base import BadInput, Place, digest
from lawgate.law import facts as fact
from lawgate.law.norms import Action, Authority, Effect, Norm, with_policy
from lawgate.law.resolve import Ruling, rule
from lawgate.law.serial import authority_data
from lawgate.law.telling import is_telling, tellings

EX_ANTE, HINDSIGHT = "ex-ante", "hindsight"
FULL, FEDERAL_ONLY = "full", "federal-only"


class UnknownAuthority(BadInput):
    code = "unknown-authority"
    status = 404


@dataclass(frozen=True, slots=True)
class Query:
    """Which law is asked for. ``policies``: ids of the local policies in force, or None when that is not known."""

    place: Place
    day: str
    mode: str = EX_ANTE
    scope: str = FULL
    policies: frozenset[str] | None = None


@dataclass(frozen=True)
class Program:
    """The law of one place on one day, compiled: a decision list an action, and the norms that follow from the answers."""

    rulings: dict[Action, Ruling]
    norms: dict[str, Norm]
    limits: tuple[Norm, ...]
    papers: tuple[Norm, ...]
    duties: tuple[Norm, ...]
    flags: tuple[Norm, ...]
    sides: tuple[Norm, ...]
    tellings: dict[str, Ruling]  # by token, such as tell:dhs:address (see ``law.telling``)
    state_mandate: bool  # federal-only scope: a state duty to hold exists and was left out


@dataclass(frozen=True)
class Rulebook:
    """All the law that is known, as authorities with their norms. Two authorities never share an id."""

    authorities: tuple[Authority, ...]
    _programs: dict[Query, Program] = field(default_factory=dict, compare=False, repr=False)
    _by_norms: dict[tuple[tuple[str, ...], bool, bool], Program] = field(
        default_factory=dict, compare=False, repr=False
    )
    _change_days: dict[Place, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for a in self.authorities:
            if a.id in seen:
                raise BadInput(f"two authorities are called {a.id}", do="give each its own id")
            seen.add(a.id)

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        return tuple(n for a in self.authorities for n in a.norms)

    @cached_property
    def by_id(self) -> dict[str, Authority]:
        return {a.id: a for a in self.authorities}

    def authority(self, id_: str) -> Authority:
        try:
            return self.by_id[id_]
        except KeyError:
            close = _nearest(id_, self.by_id)
            do = f"did you mean {close}?" if close else "see `lawgate law show`"
            raise UnknownAuthority(f"no authority is called '{id_}'", do=do) from None

    @cached_property
    def data(self) -> list[dict[str, object]]:
        return [authority_data(a) for a in self.authorities]

    @cached_property
    def digest(self) -> str:
        return digest(self.data)

    def local_policies(self, place: Place, day: str) -> frozenset[str]:
        """Ids of the local policies that the books say are in force in ``place`` on ``day``."""
        return frozenset(
            a.policy
            for a in self.authorities
            if a.policy and a.territory.states and a.territory.covers(place) and _during(a, day)
        )

    def in_force(self, query: Query) -> list[Norm]:
        """The norms that apply: by territory, date, mode, scope, and local policy."""
        hindsight = query.mode == HINDSIGHT
        out = []
        for norm in self.norms:
            if query.scope == FEDERAL_ONLY and not norm.rank.federal:
                continue
            chosen = _chosen(norm, query) if norm.policy else norm
            if chosen is None:
                continue
            if norm.policy or (norm.territory.covers(query.place) and norm.in_force(query.day, hindsight=hindsight)):
                out.append(chosen)
        return out

    def program(self, query: Query) -> Program:
        """The compiled law for ``query``. Days between two changes of the law, and places with the same norms in force,
        share one program."""
        query = self.canonical(query)
        found = self._programs.get(query)
        if found is None:
            norms = self.in_force(query)
            key = (tuple(n.id for n in norms), query.policies is None, self._mandate(query))
            found = self._by_norms.get(key)
            if found is None:
                found = self._by_norms[key] = _compile(norms, mandate=key[2])
            self._programs[query] = found
        return found

    def canonical(self, query: Query) -> Query:
        """``query`` on the first day of its period of unchanged law, its place reduced to what territories look at."""
        place = replace(query.place, agency=None, tz="UTC")
        days = self._changes(place)
        at = bisect_right(days, query.day)
        return replace(query, place=place, day=days[at - 1] if at else "0001-01-01")

    def _mandate(self, query: Query) -> bool:
        """Federal-only scope: does a state duty to hold exist that was left out?"""
        return query.scope == FEDERAL_ONLY and any(
            n.effect is Effect.REQUIRE and n.action is Action.HOLD and not n.rank.federal
            for n in self.in_force(replace(query, scope=FULL))
        )

    def _changes(self, place: Place) -> list[str]:
        found = self._change_days.get(place)
        if found is None:
            days = set()
            for norm in self.norms:
                if (norm.territory.states or not norm.policy) and norm.territory.covers(place):
                    days.add(norm.since)
                    if norm.until is not None:
                        days.add(next_day(norm.until))
            found = self._change_days[place] = sorted(days)
        return found

    def changes_between(self, place: Place, first: str, last: str) -> list[str]:
        """Days after ``first`` and not after ``last`` on which the law of ``place`` may differ from the day before."""
        days = self._changes(replace(place, agency=None, tz="UTC"))
        return days[bisect_right(days, first) : bisect_right(days, last)]


def _compile(norms: Sequence[Norm], *, mandate: bool) -> Program:
    by = {e: tuple(n for n in norms if n.effect is e) for e in Effect}
    return Program(
        rulings={action: rule(action, norms) for action in Action},
        norms={n.id: n for n in norms},
        limits=by[Effect.LIMIT],
        papers=by[Effect.SERVE],
        duties=by[Effect.DUTY],
        flags=by[Effect.FLAG],
        sides=tuple(n for n in by[Effect.ANSWER] if not is_telling(n)),
        tellings=tellings([n for n in by[Effect.ANSWER] if is_telling(n)]),
        state_mandate=mandate,
    )


def _chosen(norm: Norm, query: Query) -> Norm | None:
    """A local norm as it applies: by the list of policies where that is known, else guarded by the question itself."""
    if query.policies is not None:
        return norm if norm.policy in query.policies else None
    if norm.territory.states and not norm.territory.covers(query.place):
        return None
    return with_policy(norm, known=False, cond=fact.local_policy.has(norm.policy))


def _during(a: Authority, day: str) -> bool:
    return a.since <= day and (a.until is None or day <= a.until)


def next_day(day: str) -> str:
    """The ISO day after ``day``."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _nearest(word: str, known: Iterable[str]) -> str | None:
    found: Sequence[str] = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
