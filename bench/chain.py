"""The chain without pictures: bookings a second, durable, against a gallery of 10,000 people; and from hand-in to the board.

    python bench/chain.py [bookings] [known]

Writes its table into docs/benchmarks.md. Every booking goes the whole way: record and templates in, decided, held against the gallery and
the population, asked about, answered, the hit triaged, what may be told decided, the notice sent, the request laid and decided again.
The other side answers at once and costs next to nothing: what is measured is this house. The peer is the same chain with one commit a
step, which is what carrying each booking by itself would be.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("LAWGATE_VAR", tempfile.mkdtemp(prefix="lawgate-chain-"))

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- chain:start -->", "<!-- chain:end -->"
BOOKINGS, KNOWN, SEED = 600, 10_000, 7
HANDED_IN = 50  # bookings that arrive together
HITS, REQUESTS, AGAIN = (
    3,
    2,
    10,
)  # every third matches, two of three of those get a request; every tenth was here before
BAR, BAR_SECONDS = 50, 1.0


@dataclass
class Instantly:
    """A federal side that answers a query as soon as it is asked."""

    lying: list[Any] = field(default_factory=list)
    notices: dict[str, bytes] = field(default_factory=dict)
    asked: int = 0

    def ask(self, query: Any) -> Any:
        from tests.casework.chain_made import idr, request

        from lawgate.standin.federal import Channel, Delivered, Taken

        self.asked += 1
        hit = self.asked % HITS == 0
        answer = Delivered(f"a{self.asked}", query.sent_at, Channel.SWITCH, idr(query.control, match=hit))
        self.lying.append(answer)
        if hit and (self.asked // HITS) % REQUESTS:
            paper = request(query.booking, query.sent_at + timedelta(minutes=40), f"D{self.asked}")
            self.lying.append(Delivered(f"d{self.asked}", query.sent_at, Channel.OFFICE, paper))
        return Taken(query.control, query.sent_at, again=False)

    def notify(self, message: bytes, key: str, at: datetime) -> Any:
        from lawgate.standin.federal import Taken

        self.notices.setdefault(key, message)
        return Taken(key, at, again=False)

    def poll(self, now: datetime) -> list[Any]:
        del now
        return list(self.lying)

    def done(self, ids: Iterable[str]) -> None:
        gone = set(ids)
        self.lying = [d for d in self.lying if d.id not in gone]

    def told(self) -> list[Any]:
        return []


@dataclass
class Ran:
    """One run. ``latest``: seconds from handing a booking in until it is on the board, each."""

    bookings: int
    seconds: float
    processor: float
    events: int
    notices: int
    found: int
    latest: list[float]

    @property
    def rate(self) -> float:
        return self.bookings / self.seconds


def run(place: Path, gallery: Any, people: list[Any], office: Any, *, single: bool) -> Ran:
    """Everybody carried from hand-in to the end of the way."""
    from tests.casework.chain_made import START, document

    from lawgate.casework import open_ledger
    from lawgate.casework.chain.accept import accept_prints_of, accept_records
    from lawgate.casework.chain.prints import given_templates
    from lawgate.casework.chain.run import ROUND
    from lawgate.wiring.chain import open_chain
    from lawgate.wiring.play import SimulatedClock

    clock, side = SimulatedClock(START), Instantly()
    ledger = open_ledger(place / f"ledger-{single}.sqlite3")
    chain = open_chain(
        ledger,
        side,
        office=office,
        known=gallery,
        clock=clock,
        chance=Random(SEED),
        single=single,
        round_of=1 if single else ROUND,
    )
    chain.resume()
    latest = []
    began, processor = time.perf_counter(), time.process_time()
    size = 1 if single else HANDED_IN
    for at in range(0, len(people), size):
        some = people[at : at + size]
        handed = time.perf_counter()
        items = [chain.rooms.take(document(number, last, first, born)) for number, last, first, born, _ in some]
        accept_records(ledger, chain.rooms, items, clock())
        latest += [time.perf_counter() - handed] * len(some)
        accept_prints_of(ledger, [(p[0], given_templates(f"T-{p[0]}", p[4])) for p in some], clock())
        chain.turn()
        clock.on(timedelta(seconds=90))
    for _ in range(3):
        chain.turn()
        clock.on(timedelta(seconds=90))
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    found = sum(_found(p) for p in _assessments(ledger))
    chain.people.close()
    return Ran(len(people), seconds, processor, ledger.end()[0], len(side.notices), found, latest)


def _assessments(ledger: Any) -> list[dict[str, Any]]:
    rows = [e for e in ledger.events() if e.kind == "identity.assessed"]
    return [p for p in ledger.open_payloads(rows) if p is not None]


def _found(assessment: dict[str, Any]) -> bool:
    return any(c["verdict"] == "same" for c in assessment["candidates"])


def population_of(count: int, known: int) -> list[tuple[str, str, str, str, Any]]:
    """Invented people with fingers: every tenth is in the known gallery under another number."""
    from lawgate.prints.synth import population
    from lawgate.standin.biographic import people

    named = list(people(count, SEED))
    out = []
    for n, one in enumerate(named):
        person = n if n % AGAIN == 0 else known + n
        prints = next(population(SEED, 1, impression=1, first=person, threads=1)).ten_print(person)
        out.append((f"B-{n:05d}", one.family, one.given, str(one.born), prints))
    return out


def gallery_of(place: Path, known: int) -> Any:
    """The county's older cards."""
    from lawgate.prints.gallery_local import LocalGallery
    from lawgate.prints.synth import population

    gallery = LocalGallery.create(place / "known")
    for chunk in population(SEED, known):
        gallery.enrol_many((f"R-{chunk.first + i}", ten) for i, ten in enumerate(chunk))
    gallery.compact()
    return gallery


def main(count: int, known: int) -> int:
    from lawgate import wiring

    wiring.configure(Path(os.environ["LAWGATE_VAR"]) / "unused.sqlite3")
    with tempfile.TemporaryDirectory(prefix="lawgate-chain-") as folder:
        place, office = Path(folder), wiring.Office()
        gallery, people = gallery_of(place, known), population_of(count, known)
        run(place / "warm", gallery, people[:HANDED_IN], office, single=False)  # kernels loaded
        before = os.getloadavg()[0]
        ran = run(place, gallery, people, office, single=False)
        one = run(place, gallery, people[: max(count // 6, 1)], office, single=True)
        write(table(ran, one, known, before))
        gallery.close()
    sys.stderr.write(f"{ran.rate:.1f} a second, {one.rate:.1f} with one commit a step\n")
    return 0 if ran.rate >= BAR and max(ran.latest) < BAR_SECONDS else 1


def table(ran: Ran, one: Ran, known: int, load: float) -> str:
    each = ran.processor / ran.bookings * 1000
    here_before = len(range(0, ran.bookings, AGAIN))
    rows = [
        (
            f"the whole way, {ran.bookings} bookings of ten fingers against {known:,} people and each other",
            f"**{ran.rate:.1f} a second**",
            f"{each:.1f} ms of processor time each; {ran.events:,} events, {ran.notices} notices",
        ),
        (
            "the same with one commit a step",
            f"{one.rate:.1f} a second",
            f"ours is {ran.rate / one.rate:.1f} times as fast; {one.processor / one.bookings * 1000:.1f} ms each",
        ),
        (
            "from hand-in to the board, decided and durable",
            f"{statistics.median(ran.latest):.3f} s, worst {max(ran.latest):.3f} s",
            f"{HANDED_IN} handed in together; alone {statistics.median(one.latest):.3f} s, worst {max(one.latest):.3f} s",
        ),
        (
            f"people who were there before, found ({known:,} cards, {here_before} of those booked)",
            f"{ran.found} of {here_before}",
            "every commit waits for the disk (SQLite, synchronous=FULL)",
        ),
    ]
    lines = ["| what | measured | beside |", "|---|---|---|", *(f"| {a} | {b} | {c} |" for a, b, c in rows)]
    return "\n".join([*lines, "", f"Two cores; load of the machine {load:.1f} when it began."])


def write(text: str) -> None:
    """Put the table between its markers."""
    page = PAGE.read_text(encoding="utf-8")
    section = f"{BEGIN}\n{text}\n{END}"
    if BEGIN in page:
        head, rest = page.split(BEGIN, 1)
        page = head + section + rest.split(END, 1)[1]
    else:
        page += f"\n## The chain (`bench/chain.py`)\n\n{section}\n"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:3]]
    sys.exit(main(*(numbers + [BOOKINGS, KNOWN][len(numbers) :])))
