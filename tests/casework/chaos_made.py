"""Chaos: lives that are killed at random moments, and what must hold of what they leave behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from queue import Queue
from typing import Any

from lawgate.casework.alarms_records import RAISED, STOPS
from lawgate.casework.chain.state import LAID, NOTICE, State, states
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import (
    COPIED,
    CORRECTED,
    DECIDED,
    NOTICE_DECIDED,
    PAPER,
    PRINTS_DESTROYED,
    QUERY_SENT,
    QUEUED,
    RECEIVED,
    RESPONSE,
    SENT,
)
from lawgate.standin.federal import FederalStandin
from tests.casework.chaos_run import ERA, STEP, stream_of, world

ROOT = Path(__file__).resolve().parents[2]
GRACE = timedelta(minutes=15)  # after which an alarm is due when nothing holds and nobody moves


@dataclass
class Lives:
    """``killed``: lives that were still going on when they were killed; ``lived``: all of them."""

    killed: int = 0
    lived: int = 0


@contextmanager
def breeding(folder: Path, count: int, seed: int, strangers: int) -> Iterator[tuple[Any, Queue[str]]]:
    """The process that lives are forked from, and the lines that it prints."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "tests.casework.chaos_run", str(folder), str(count), str(seed), str(strangers)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "LAWGATE_VAR": str(folder / "var")},
    ) as parent:
        lines: Queue[str] = Queue()
        assert parent.stdin is not None
        assert parent.stdout is not None

        def read(stream: Any) -> None:
            for line in stream:
                lines.put(line.strip())
            lines.put("")

        threading.Thread(target=read, args=(parent.stdout,), daemon=True).start()
        assert lines.get(timeout=300) == "ready"
        yield parent, lines
        parent.stdin.write("end\n")
        parent.stdin.flush()


def chaos(folder: Path, count: int, *, seed: int, strangers: int, kills: int, longest: float) -> Lives:
    """Lives of up to ``longest`` seconds, ``kills`` of them killed, then one to the end. Returns how many were."""
    chance, out = random.Random(seed), Lives()
    with breeding(folder, count, seed, strangers) as (parent, lines):
        while True:
            parent.stdin.write("live\n")
            parent.stdin.flush()
            pid, done = int(lines.get(timeout=60)), False
            out.lived += 1
            if out.killed < kills:
                threading.Event().wait(chance.uniform(0, longest))
                if lines.empty():
                    os.kill(pid, signal.SIGKILL)
            while (line := lines.get(timeout=900)) not in ("over", ""):
                done = done or line == "done"
            if done:
                return out
            assert out.killed < kills, "a life ended by itself before the county was played to its end"
            out.killed += 1


@dataclass
class Left:
    """What chaos left behind, read once."""

    ledger: Ledger
    stream: list[tuple[datetime, Any]]
    events: list[tuple[Any, dict[str, Any]]]
    states: dict[str, State]
    told: list[Any]
    by_kind: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str) -> list[tuple[Any, dict[str, Any]]]:
        return [(e, p) for e, p in self.events if e.kind == kind]


def left(ledger: Ledger, folder: Path, count: int, strangers: int) -> Left:
    county = world(strangers)
    stream = stream_of(county, count)
    rows = list(ledger.events())
    said = [p or {} for p in ledger.open_payloads(rows)]
    names = sorted({d["booking"] for _, d in stream})
    with FederalStandin(county, ERA, data=folder / "side") as side:
        told = side.told()
    events = list(zip(rows, said, strict=True))
    return Left(ledger, stream, events, states(ledger, names), told, Counter(r.kind for r in rows))


def faults(x: Left) -> list[tuple[str, str]]:
    """Everything that does not hold, as (which rule, what); nothing when all holds."""
    return [(rule, what) for rule, check in RULES.items() for what in check(x)]


def _lost(x: Left) -> Iterator[str]:
    """No booking is lost: each is there as the jail's system had it last, and went as far as it could."""
    final = {d["booking"]: d for _, d in x.stream}
    for number, document in final.items():
        state = x.states[number]
        if state.record is None:
            yield f"{number}: lost"
            continue
        out = state.record["released_at"]
        if (datetime.fromisoformat(out) if out else None) != _at(document["released_at"]):
            yield f"{number}: the release is {out}, and should be {document['released_at']}"
        if not state.prints[0]:
            yield f"{number}: no prints"
        if state.hit is not None and not any(n.get("about") == state.hit[0] for n in state.notices):
            yield f"{number}: a hit, and nothing decided about telling it"
    asked = [p["control"] for _, p in x.of(QUERY_SENT)]
    yield from (f"{c}: asked {n} times" for c, n in Counter(asked).items() if n > 1)


def _twice(x: Left) -> Iterator[str]:
    """No notice is sent twice: one effect at the receiver for each that was queued, one event that it was sent."""
    queued = {p["message"] for _, p in x.of(QUEUED) if p["purpose"] == NOTICE}
    sent = Counter(p["message"] for _, p in x.of(SENT))
    yield from (f"{m}: sent {n} times" for m, n in sent.items() if n > 1)
    yield from (f"{n.key}: {n.effects} effects at the receiver" for n in x.told if n.effects != 1)
    yield from (f"{n.key}: at the receiver, and never queued" for n in x.told if n.key not in queued)
    yield from (f"{m}: sent, and not at the receiver" for m in queued & set(sent) - {n.key for n in x.told})
    kept = Counter(p["delivery"] for kind in (RESPONSE, PAPER, LAID) for _, p in x.of(kind) if p.get("delivery"))
    yield from (f"{d}: delivered once, kept {n} times" for d, n in kept.items() if n > 1)
    told = Counter((e.subject, p.get("about")) for e, p in x.of(NOTICE_DECIDED))
    yield from (f"{who}: decided {n} times what to tell" for who, n in told.items() if n > 1)
    yield from _copies(x)


def _copies(x: Left) -> Iterator[str]:
    """Whoever DHS was told of is owed a copy: one for each notice that was delivered, however often it was killed."""
    made = Counter((e.subject, p["about"]) for e, p in x.of(COPIED) if any(c["how"] == "print" for c in p["copies"]))
    yield from (f"{who}: {n} copies of one notice" for who, n in made.items() if n > 1)
    for number, state in x.states.items():
        looked = {notice for notice, _ in state.copied}
        yield from (f"{number}: told of, and no copies" for notice, _ in state.delivered if notice not in looked)


def _without_facts(x: Left) -> Iterator[str]:
    """No decision without its facts: each has them, and the record it was made on is before it."""
    known: set[str] = set()
    for event, said in x.events:
        if event.kind in (RECEIVED, CORRECTED):
            known.add(event.subject)
        elif event.kind == DECIDED:
            if event.subject not in known:
                yield f"event {event.number}: decided before there was a record"
            if not said.get("facts") or not said.get("rulebook"):
                yield f"event {event.number}: a decision without facts or rulebook"


def _unwarned(x: Left) -> Iterator[str]:
    """Nobody is held past the last lawful minute without an alarm recorded before it, or, where it was known only when it had come, as
    soon as one is due."""
    warned: dict[str, list[datetime]] = {}
    for event, said in x.of(RAISED):
        if said.get("tier") == STOPS:
            warned.setdefault(event.subject, []).append(event.recorded_at)
    for number, state in x.states.items():
        out = _at((state.record or {}).get("released_at")) or x.events[-1][0].recorded_at
        for learned, minute, until in _minutes(x, number):
            held = min(out, until)
            in_time = minute if learned + STEP < minute else max(minute, learned) + GRACE + 2 * STEP
            if held > in_time and not any(at <= in_time for at in warned.get(number, [])):
                yield f"{number}: held past {minute} (known {learned}) and no alarm was recorded by {in_time}"


def _minutes(x: Left, number: str) -> Iterator[tuple[datetime, datetime, datetime]]:
    """(known since, last lawful minute, until another was decided) for each that was ever shown of this person."""
    shown = [(e.recorded_at, _at(p["answer"]["release_by"])) for e, p in x.of(DECIDED) if e.subject == number]
    ends = [at for at, _ in shown[1:]] + [x.events[-1][0].recorded_at]
    for (learned, minute), until in zip(shown, ends, strict=True):
        if minute is not None:
            yield learned, minute, until


def _kept(x: Left) -> Iterator[str]:
    """Templates of whoever left without a hit are gone; of those who are in custody they are there."""
    destroyed = {e.subject for e, _ in x.of(PRINTS_DESTROYED)}
    for number, state in x.states.items():
        should = state.gone and state.hit is None and bool(state.prints[0])
        if should is not (number in destroyed) and not (state.gone and state.hit is not None):
            yield f"{number}: templates {'kept' if should else 'destroyed'} against the rule"


def overheld(x: Left) -> tuple[int, int]:
    """How many were held past a last minute that was known before it came, and past one that was known only then."""
    now, before, then = x.events[-1][0].recorded_at, set[str](), set[str]()
    for number, state in x.states.items():
        out = _at((state.record or {}).get("released_at")) or now
        for learned, minute, until in _minutes(x, number):
            if max(minute, learned) < min(out, until):
                (before if learned < minute else then).add(number)
    return len(before), len(then - before)


def _at(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None


RULES = {
    "lost": _lost,
    "twice": _twice,
    "without facts": _without_facts,
    "unwarned": _unwarned,
    "templates": _kept,
}
