"""The one pipeline: a record comes in, is decided, and both are appended. Idempotent, and resumable after a kill.

What a record says is known by a keyed mark of it: the same record again appends nothing, a changed one appends a correction and a
new decision, and the same record with another answer (another rulebook) appends the decision alone. A batch is one transaction,
so a kill loses at most work, never an event, and the next run goes on from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from lawgate.base import BadInput
from lawgate.casework.acts import Laid
from lawgate.casework.acts_events import Acts, acts_of, last_acts, payload_of
from lawgate.casework.adoptions import Adoptions
from lawgate.casework.arrivals import Arrivals, changes, no_arrivals
from lawgate.casework.ledger import Entry, Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event, Standing
from lawgate.casework.records import (
    CORRECTED,
    DECIDED,
    LEDGER,
    RECEIVED,
    WITHDRAWN,
    Carried,
    Clock,
    Decide,
    Decided,
    RulebookSource,
    RunResult,
)
from lawgate.casework.seal import PersonKey, canonical
from lawgate.casework.standing import Latest, derive, latest, rebuild_standings, save, standing_of

BATCH = 500
C = TypeVar("C", bound=Carried)
Overlay = Callable[[C, Sequence[Laid]], C]
"""A record as the feed gave it, and the acts of the desk on that person, to the record with the acts laid upon it."""

__all__ = ["Latest", "carry", "latest", "rebuild_standings"]


@dataclass(slots=True)
class Step:
    """One record on its way: what it says and what was decided, as canonical bytes; then the events it makes.

    ``feed`` is the record as it came, ``acts`` the number of the last act that was laid upon it.
    """

    item: Any
    record: bytes
    decision: bytes | None
    feed: Any
    acts: int
    entries: list[Entry] = field(default_factory=list)


def carry(
    items: Iterable[C],
    decide: Decide,
    ledger: Ledger,
    as_of: Clock | datetime,
    *,
    keep: Callable[[C, Decided | None], None] = lambda item, decided: None,
    progress: Callable[[int], None] = lambda read: None,
    arrivals: Arrivals = no_arrivals,
    overlay: Overlay[C] | None = None,
    rulebook_source: RulebookSource | None = None,
    refused: Callable[[C, BadInput], None] | None = None,
) -> RunResult:
    """Carry every record through.

    ``as_of``: the present, or the clock that tells it. ``keep`` sees each record with its decision, new or not. ``progress`` is told
    how many records are read, a batch at a time, once they are written. ``arrivals`` finds the federal requests in a record
    (``requests_in``), each of which becomes an event of its own. ``overlay`` lays the acts of the desk upon a record that a feed
    delivers again, so that a feed never loses them. ``rulebook_source`` gives a rulebook that was not stored before.
    ``refused`` is told of a record that cannot be taken, and the run goes on; without it the ``BadInput`` is raised, and the
    batches before it stay.
    """
    clock: Clock = as_of if callable(as_of) else lambda: as_of
    result, taken, law = RunResult(), dict[str, bytes](), Adoptions(ledger)
    for batch in _batches(items):
        received, steps, by = clock(), list[Step](), law.now().last
        laid = acts_of(ledger, [item.key for item in batch]) if overlay else {}
        for item in batch:
            result.read += 1
            try:
                step = _prepare(item, decide, ledger, taken, keep, rulebook_source, _laid(item, overlay, laid))
            except BadInput as e:
                if refused is None:
                    raise
                result.refused += 1
                refused(item, e)
                continue
            result.out_of_reach += step is not None and step.decision is None
            result.unchanged += step is None
            if step is not None:
                steps.append(step)
        again = partial(
            _overtaken,
            decide=decide,
            ledger=ledger,
            source=rulebook_source,
            overlay=overlay,
            law=(law, by),
        )
        _write(ledger, steps, received, clock, arrivals, result, again)
        progress(result.read)
    if result.events:
        ledger.checkpoint(clock())
    return result


def _prepare(
    item: C,
    decide: Decide,
    ledger: Ledger,
    taken: dict[str, bytes],
    keep: Callable[[C, Decided | None], None],
    source: RulebookSource | None,
    laid: tuple[C, int],
) -> Step | None:
    """The record decided; None when this run has had it already. Raises ``BadInput`` when it cannot be taken.

    ``laid``: the record with the desk's acts upon it, and the number of the last of them (the record itself, and 0, without any).
    """
    if item.key == LEDGER:
        raise BadInput(f"'{LEDGER}' cannot be a booking number", do="number the booking otherwise")
    said = hashlib.sha256(canonical({"record": item.record})).digest()
    if taken.get(item.key, said) != said:
        raise BadInput("stands twice in this feed, and the two differ", where=item.key, do="keep the right one")
    again = item.key in taken
    step, decided = _step(item, *laid, decide, ledger, source)
    taken[item.key] = said
    keep(step.item, decided)
    return None if again else step


def _step(
    item: Any, made: Any, acts: int, decide: Decide, ledger: Ledger, source: RulebookSource | None
) -> tuple[Step, Decided | None]:
    decided = decide(made)
    decision = None
    if decided is not None:
        if source is not None and not ledger.knows_rulebook(decided.rulebook):
            ledger.store_rulebook(decided.rulebook, *source(decided.rulebook))
        decision = canonical(ledger.decision_payload(decided))
    record = canonical(payload_of(made.record, item.record))
    return Step(made, record, decision, item, acts), decided


def _laid(item: C, overlay: Overlay[C] | None, laid: Mapping[str, Acts]) -> tuple[C, int]:
    """A record with the acts upon it, and the number of the last of them."""
    acts = laid.get(item.key)
    return (item, 0) if overlay is None or acts is None else (overlay(item, acts.laid), acts.last)


def _overtaken(
    steps: list[Step],
    decide: Decide,
    ledger: Ledger,
    source: RulebookSource | None,
    overlay: Overlay[Any] | None,
    law: tuple[Adoptions, int],
) -> None:
    """Under the lock: make again the steps of those on whom an act was recorded since they were prepared; all of them, when counsel
    adopted other law meanwhile."""
    every = law[0].now().last != law[1]
    last = last_acts(ledger, [s.item.key for s in steps]) if overlay else {}
    for at, step in enumerate(steps):
        if every or last.get(step.item.key, 0) != step.acts:
            laid = _laid(step.feed, overlay, acts_of(ledger, [step.item.key]))
            steps[at], _ = _step(step.feed, *laid, decide, ledger, source)


def _write(
    ledger: Ledger,
    steps: list[Step],
    received: datetime,
    clock: Clock,
    arrivals: Arrivals,
    result: RunResult,
    again: Callable[[list[Step]], None],
) -> None:
    """Append what is new of a batch, and bring the cache up to date: one transaction."""
    with writing(ledger.alias):
        stored = ledger.keys.wrapped([s.item.key for s in steps])
        gone = {subject for subject, wrapped in stored.items() if not wrapped}
        result.expunged += sum(s.item.key in gone for s in steps)
        steps = [s for s in steps if s.item.key not in gone]
        again(steps)
        keys = ledger.keys.ensure([s.item.key for s in steps])
        known = _known(ledger, steps, set(stored) - gone)
        for step in steps:
            standing, key = known.get(step.item.key), keys[step.item.key]
            if standing is None:
                result.new += 1
                _arrive(step, RECEIVED, received, list(changes((), arrivals(step.item.record))))
            elif standing.record_mark != key.mark(step.record):
                result.changed += 1
                before = _opened(ledger, standing.record_event)
                papers = changes(arrivals(before), arrivals(step.item.record))
                _arrive(step, CORRECTED, received, list(papers))
            elif standing.decision_mark != ("" if step.decision is None else key.mark(step.decision)):
                result.redecided += 1
                _decide_again(step, received)
            else:
                result.unchanged += 1
        changed = [s for s in steps if s.entries]
        numbers = ledger.write([e for s in changed for e in s.entries], clock(), keys)
        result.events += len(numbers)
        save(ledger, _standings(changed, numbers, known, keys))


def _known(ledger: Ledger, steps: list[Step], seen: set[str]) -> dict[str, Standing]:
    """What is known of the batch's people: from the cache, or from their events where the cache has lost them."""
    rows = Standing.objects.using(ledger.alias).filter(subject__in=[s.item.key for s in steps])
    known = {row.subject: row for row in rows}
    lost = sorted(seen - set(known))
    return known | derive(ledger, subjects=lost) if lost else known


def _arrive(step: Step, kind: str, received: datetime, papers: list[tuple[str, Any]]) -> None:
    """A record that is new or corrected: it, the papers in it, and the decision."""
    item = step.item
    step.entries.append(Entry(kind, item.key, step.record, item.happened, received))
    for what, paper in papers:
        happened = paper.happened or item.happened
        step.entries.append(Entry(what, item.key, canonical(paper.payload), happened, received))
    if step.decision is not None:
        step.entries.append(Entry(DECIDED, item.key, step.decision, received, received))


def _decide_again(step: Step, received: datetime) -> None:
    """The same record, another answer; or none any more."""
    kind, body = (
        (DECIDED, step.decision) if step.decision is not None else (WITHDRAWN, canonical({"why": "out of reach"}))
    )
    step.entries.append(Entry(kind, step.item.key, body, received, received))


def _opened(ledger: Ledger, number: int) -> dict[str, Any]:
    record: dict[str, Any] = ledger.open_payload(Event.objects.using(ledger.alias).get(number=number))["record"]
    return record


def _standings(
    steps: list[Step], numbers: list[int], known: dict[str, Standing], keys: dict[str, PersonKey]
) -> list[Standing]:
    """The rows of the cache after the events of ``steps`` got their ``numbers``."""
    out, at = [], 0
    for step in steps:
        mine = dict(zip((e.kind for e in step.entries), numbers[at : at + len(step.entries)], strict=True))
        at += len(step.entries)
        record = mine.get(RECEIVED) or mine.get(CORRECTED) or known[step.item.key].record_event
        decision = (mine.get(DECIDED), step.decision)
        out.append(standing_of(step.item.key, keys[step.item.key], step.item.record, (record, step.record), decision))
    return out


def _batches(items: Iterable[C]) -> Iterator[list[C]]:
    batch: list[C] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
