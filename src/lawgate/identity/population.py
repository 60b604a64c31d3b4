"""A population held in memory, and one new person held against it: blocking, then every candidate weighed.

Blocking looks up keys that two records of one person seldom all differ in: an identifier; the date of birth, also with
day and month exchanged; two names, whichever is the family name; one name with the year of birth, or with month and day;
a postal code with the year, with a name, or with a word of the address. Names are folded before (``names.fold``).
Candidates that share the rarer keys are weighed first, at most ``WEIGHED`` of them; the benchmark states the share of
people that this misses.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.identity.compare import Prepared, prepare
from lawgate.identity.frequency import Frequencies
from lawgate.identity.model import Model, shipped
from lawgate.identity.records import Biographic, Comparison
from lawgate.identity.weigh import explain, weigh

WEIGHED = 100  # candidates compared in full
READ = 4000  # rows read off the rarest keys
WORDS = 2  # longest words of an address that keys are made of
PARTS = 4  # names of one person that keys are made of

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: its comparison, and the probability that it is the person, given all other candidates."""

    comparison: Comparison
    posterior: float


@dataclass(frozen=True, slots=True)
class Lookup:
    """The candidates, likeliest first; the probability that the person is ``nobody`` of the population; how many were
    ``weighed``, and whether some that shared a key were left out."""

    found: tuple[Found, ...]
    nobody: float
    weighed: int
    cut: bool


class Population:
    """People who can be looked up. Built once from records; ``extend`` adds more.

    Rows are found by numbers made of keys, held in sorted arrays: about 1.5 KB of memory a person, records included.
    """

    def __init__(self, people: Iterable[Biographic] = (), model: Model | None = None) -> None:
        self.model = model or shipped()
        self.people: list[Prepared] = []
        self.rows: dict[str, int] = {}
        self.names = Frequencies()
        self._keys: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self._of: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.extend(people)

    def __len__(self) -> int:
        return len(self.people)

    def __getitem__(self, key: str) -> Biographic:
        """Raises ``BadInput`` for a key that nobody has."""
        if key not in self.rows:
            raise BadInput(f"nobody has the key '{key}'", where="population", do="check the key")
        return self.people[self.rows[key]].record

    def extend(self, people: Iterable[Biographic]) -> None:
        """Adds people. Raises ``BadInput`` for a key twice; then nothing was added."""
        added: dict[str, Prepared] = {}
        for record in people:
            if record.key in self.rows or record.key in added:
                raise BadInput(f"two records have the key '{record.key}'", where="population", do="make keys unique")
            added[record.key] = prepare(record)
        self._add(list(added.values()))

    def _add(self, added: Sequence[Prepared]) -> None:
        first = len(self.people)
        self.people.extend(added)
        self.rows.update({p.record.key: first + n for n, p in enumerate(added)})
        self.names.add(added)
        hashes: list[int] = []
        counts = []
        for person in added:
            found = keys(person)
            hashes.extend(map(hash, found))
            counts.append(len(found))
        of = np.repeat(np.arange(first, first + len(added), dtype=np.int32), counts)
        every = np.concatenate([self._keys, np.array(hashes, np.int64)])
        order = np.argsort(every, kind="stable")
        self._keys, self._of = every[order], np.concatenate([self._of, of])[order]

    def look_up(self, person: Biographic, *, most: int = 20) -> Lookup:
        """One person against everyone, but for a record under the person's own key."""
        probe = prepare(person)
        rows, cut = self.candidates(probe)
        own = self.rows.get(person.key)
        weights = [(weigh(probe, self.people[r], self.model, self.names), r) for r in rows.tolist() if r != own]
        posteriors, nobody = self.posteriors([w for w, _ in weights])
        best = sorted(zip(posteriors, weights, strict=True), key=lambda f: (-f[0], f[1][1]))[:most]
        found = tuple(Found(explain(probe, self.people[r], self.model, self.names), p) for p, (_, r) in best)
        return Lookup(found, nobody, len(weights), cut)

    def explain(self, person: Biographic, key: str) -> Comparison:
        """The person against the one record that has this key. Raises ``BadInput`` for a key that nobody has."""
        return explain(prepare(person), prepare(self[key]), self.model, self.names)

    def alone(self, weight: float) -> float:
        """The probability of one candidate of this weight, whatever others there are."""
        odds = self._prior + weight
        return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0

    @property
    def _prior(self) -> float:
        return math.log(self.model.found / (1 - self.model.found) / max(len(self.people), 1))

    def posteriors(self, weights: Sequence[float]) -> tuple[list[float], float]:
        """The probability of each candidate and of nobody, which add up to 1: a person is one of them or none.

        Each of N people has the chance ``found / N`` beforehand; those that share no key are taken to be excluded.
        """
        odds = [self._prior + w for w in weights]
        top = max([0.0, *odds])
        shares = [math.exp(o - top) for o in odds]
        total = math.exp(-top) + math.fsum(shares)
        return [s / total for s in shares], math.exp(-top) / total

    def candidates(self, probe: Prepared) -> tuple[npt.NDArray[np.int32], bool]:
        """The rows that share keys with the probe, those that share the rarest first; and whether some were left out."""
        wanted = np.array([hash(key) for key in {*keys(probe), *_exchanged(probe)}], np.int64)
        low = np.searchsorted(self._keys, wanted, "left")
        high = np.searchsorted(self._keys, wanted, "right")
        sizes = high - low
        order = np.argsort(sizes, kind="stable")
        order = order[sizes[order] > 0]
        kept = order[np.cumsum(sizes[order]) - sizes[order] < READ]
        if not len(kept):
            return np.empty(0, np.int32), False
        rows = np.concatenate([self._of[low[k] : high[k]][:READ] for k in kept])
        worth = np.repeat(np.log(2 * len(self.people) / sizes[kept]), np.minimum(sizes[kept], READ))
        unique, back = np.unique(rows, return_inverse=True)
        total = np.bincount(back, weights=worth)
        best = np.argsort(-total, kind="stable")
        return unique[best[:WEIGHED]], len(unique) > WEIGHED or len(kept) < len(order)


def keys(person: Prepared) -> set[Key]:
    """What a record is found by."""
    return set(_keys(person))


def _keys(person: Prepared) -> Iterator[Key]:
    born = person.born
    yield from (("i", kind, value) for kind, value in person.identifiers)
    if born and born.whole:
        yield ("b", born.digits)
    if person.postal and born:
        yield ("a", person.postal, f"{born.year}")
    if person.postal:
        longest = sorted(person.address, key=lambda word: (-len(word), word))[:WORDS]
        yield from (("w", person.postal, word) for word in longest)
    for family, given in person.names:
        parts = [*family.folded[:PARTS], *given.folded[:PARTS]]
        for f in family.folded[:PARTS]:
            yield from (("n", min(f, g), max(f, g)) for g in given.folded[:PARTS])
        if person.postal:
            yield from (("p", part, person.postal) for part in parts)
        if born:
            yield from (("y", part, f"{born.year}") for part in parts)
            if born.whole:
                yield from (("m", part, *sorted((f"{born.month:02d}", f"{born.day:02d}"))) for part in parts)


def _exchanged(person: Prepared) -> Iterator[Key]:
    """The date of birth as it would stand with day and month exchanged."""
    if person.born and person.born.whole:
        yield ("b", person.born.exchanged.digits)
