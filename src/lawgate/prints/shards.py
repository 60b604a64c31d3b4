"""Several galleries behind one face. Each person lives in one shard, chosen by a hash of the name.

A shard is anything that does what ``Gallery`` says: a ``LocalGallery``, or a handle on one in another process or on
another machine, which raises ``ShardLost`` when its connection breaks. Scores are absolute, so answers are merged by
sorting. A shard that fails is named in the answer; a search that reached none of them raises.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

from lawgate.base import BadInput, Witness
from lawgate.prints.gallery import USUAL, AlreadyEnrolled, Enrolled, Gallery, GalleryClosed, Search, SearchResult
from lawgate.prints.gallery_files import DamagedGallery
from lawgate.prints.records import Finding, TenPrint


class ShardLost(BadInput):
    """A shard does not answer. ``names`` is which."""

    code = "shard-lost"

    def __init__(self, names: tuple[str, ...], why: str) -> None:
        self.names = names
        super().__init__(why, where=f"shard {', '.join(names)}", do="bring the shard back and ask again")


LOST = (ShardLost, GalleryClosed, DamagedGallery, OSError, EOFError)  # anything else is wrong with the question


class ShardedGallery:
    """See ``Gallery``. ``shards`` maps names to galleries; ``seconds`` is how long a search waits for each (None: for
    ever). The number and order of the names decide where people live and must not change."""

    def __init__(self, shards: Mapping[str, Gallery], *, seconds: float | None = None) -> None:
        if not shards:
            raise BadInput("a sharded gallery needs at least one shard", do="name one")
        self._shards, self._order, self._seconds = dict(shards), list(shards), seconds
        self._pool = ThreadPoolExecutor(len(shards))

    def home(self, name: str) -> str:
        """The name of the shard that a person lives in."""
        digest = hashlib.blake2b(name.encode(), digest_size=8, person=b"shard").digest()
        return self._order[int.from_bytes(digest, "little") % len(self._order)]

    def __len__(self) -> int:
        total = 0
        for name, shard in self._shards.items():
            with _answering(name):
                total += len(shard)
        return total

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return False
        with _answering(self.home(name)):
            return name in self._shards[self.home(name)]

    def enrol(self, name: str, prints: TenPrint) -> Enrolled:
        """Raises ``ShardLost`` when the person's shard does not answer, and ``AlreadyEnrolled``."""
        with _answering(self.home(name)):
            return self._shards[self.home(name)].enrol(name, prints)

    def enrol_many(self, people: Iterable[tuple[str, TenPrint]]) -> Enrolled:
        """All or none in each shard. Every shard is first asked whether it knows any of the names, so that a name enrolled
        twice, or a shard that was lost before, changes nothing anywhere. When a shard is lost in between, ``ShardLost``
        says whose people were enrolled by then."""
        parts: dict[str, list[tuple[str, TenPrint]]] = {}
        for name, prints in people:
            parts.setdefault(self.home(name), []).append((name, prints))
        for shard, some in parts.items():
            with _answering(shard):
                known = [name for name, _ in some if name in self._shards[shard]]
            if known:
                raise AlreadyEnrolled(known[0])
        done: dict[str, Enrolled] = {}
        for shard, some in parts.items():
            with _answering(shard, after=tuple(done)):
                done[shard] = self._shards[shard].enrol_many(some)
        return Enrolled(sum(d.people for d in done.values()), tuple(f for d in done.values() for f in d.findings))

    def remove(self, name: str) -> None:
        with _answering(self.home(name)):
            self._shards[self.home(name)].remove(name)

    def person(self, name: str) -> TenPrint:
        with _answering(self.home(name)):
            return self._shards[self.home(name)].person(name)

    def search(self, probe: TenPrint, wanted: Search = USUAL, witness: Witness | None = None) -> SearchResult:
        """Asks every shard at once. Those that fail or are late are named in ``missing``."""
        asked = {name: self._pool.submit(shard.search, probe, wanted, witness) for name, shard in self._shards.items()}
        wait(asked.values(), timeout=self._seconds)
        answers: list[SearchResult] = []
        missing: list[str] = []
        findings: list[Finding] = []
        for name, future in asked.items():
            why = _why_lost(future)
            if why is None:
                answers.append(future.result())
                missing += [f"{name}: {part}" for part in answers[-1].missing]
            else:
                future.cancel()
                missing.append(name)
                findings.append(
                    Finding("shard-lost", f"Shard {name} did not answer, and its people were not searched: {why}")
                )
        if not answers:
            raise ShardLost(tuple(missing), findings[0].sentence)
        candidates = sorted((c for a in answers for c in a.candidates), key=lambda c: (-c.evidence, c.name))
        findings += [f for a in answers for f in a.findings if f not in findings]
        searched = sum(a.searched for a in answers)
        return SearchResult(tuple(candidates[: wanted.most]), searched, tuple(missing), tuple(findings))

    def close(self) -> None:
        for shard in self._shards.values():
            shard.close()
        self._pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _answering(shard: str, after: tuple[str, ...] = ()) -> Iterator[None]:
    """Names the shard when it is lost, and those ``after`` whose part was done it was lost."""
    try:
        yield
    except LOST as e:
        done = f"; what belongs to {', '.join(after)} was enrolled" if after else ""
        raise ShardLost((shard,), f"the shard does not answer ({e or type(e).__name__}){done}") from e


def _why_lost(future: Future[SearchResult]) -> str | None:
    """Why there is no answer, or None when there is one. What is wrong with the question itself is raised."""
    if not future.done():
        return "it took too long"
    error = future.exception()
    if error is None:
        return None
    if isinstance(error, LOST):
        return str(error) or type(error).__name__
    raise error
