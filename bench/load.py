"""A hundred clerks at once on PostgreSQL: what each call takes, and that no update is lost.

A private server is started here (its own user, a socket of its own, fsync on), filled with a synthetic county, and served by
``lawgate serve``. Each clerk waits between calls as a person does; calls and their mix are below. At the end the ledger is verified
and every act that was answered with success is looked for in the record it was made on.

    python bench/load.py [--clerks 100] [--seconds 90] [--people 5000] [--workers 2]
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- load:start -->", "<!-- load:end -->"
RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]
MIX = {"list": 30, "file": 22, "decision": 10, "timeline": 5, "gate": 13, "act": 10, "delivery": 7, "alarms": 3}
THINK = 2.0  # seconds a clerk waits on average, drawn anew each time
SHARED = 12  # people on whom everybody's acts and deliveries meet
WARM = 10.0  # seconds that are not counted


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a private server's empty database."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not places:
        sys.exit("No PostgreSQL server programs here: bin/postgresql installs them.")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    home = Path(tempfile.mkdtemp(prefix="lawgate-load-"))
    try:
        if as_user:
            shutil.chown(home, "postgres")
        made = [*as_user, f"{places[0]}/initdb", "-D", f"{home}/data", "-A", "trust", "-U", "lawgate"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        control = [*as_user, f"{places[0]}/pg_ctl", "-D", f"{home}/data"]
        options = f"-k {home} -c listen_addresses="
        start = [*control, "-o", options, "-l", f"{home}/log", "-w", "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgresql://lawgate@/postgres?host={home}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], stdout=subprocess.DEVNULL, check=False)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def fill(people: int) -> tuple[str, list[str]]:
    """A county of ``people`` on the ledger. Returns a token that may do everything, and the booking numbers."""
    from lawgate import wiring

    wiring.configure()
    from lawgate.casework import carry, open_ledger
    from lawgate.standin.county import make
    from lawgate.standin.scenarios import RIDGEMONT
    from lawgate.web.api import tokens
    from lawgate.wiring.chain import rooms

    ledger, office = open_ledger(), wiring.Office()
    norms, versions = office.stored_form
    ledger.store_rulebook(office.rulebook.digest, norms, versions)
    documents: list[dict[str, Any]] = []
    for seed in itertools.count(1):
        documents += [{**d, "booking": f"L{seed}-{d['booking']}", "released_at": None} for d in make(RIDGEMONT, seed)]
        if len(documents) >= people:
            break
    del documents[people:]
    take = rooms(office).take
    carry((take(d) for d in documents), office.decide, ledger, wiring.now)
    token = tokens.make("load", list(tokens.SCOPES), now=wiring.now(), role="supervisor")
    return token, [d["booking"] for d in documents]


@contextmanager
def served(workers: int, place: Path) -> Iterator[str]:
    """The interface, served as a house would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (place / "serve.log").open("wb") as log:
        command = [*RUN, "serve", "--port", str(port), "--workers", str(workers)]
        server = subprocess.Popen(command, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                if httpx.get(f"{address}/readyz", timeout=20).status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.25)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)


@dataclass
class Day:
    """What happened: seconds by call, statuses by call, acts that were taken (person, statute), cells told last (person to cell)."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    acts: list[tuple[str, str]] = field(default_factory=list)
    begun: float = 0.0
    number: Iterator[int] = field(default_factory=lambda: itertools.count(1))


class Clerk:
    """One clerk with a connection and an address of their own."""

    def __init__(self, who: int, address: str, token: str, people: list[str], day: Day) -> None:
        self.chance, self.people, self.day = random.Random(who), people, day
        transport = httpx.AsyncHTTPTransport(local_address=f"127.0.1.{who % 250 + 1}")
        headers = {"Authorization": f"Bearer {token}"}
        self.http = httpx.AsyncClient(base_url=f"{address}/api/v1", headers=headers, transport=transport, timeout=60.0)

    async def work(self, until: float) -> None:
        """Call after call until the time is over."""
        async with self.http:
            await asyncio.sleep(self.chance.uniform(0, THINK))
            while time.monotonic() < until:
                name = self.chance.choices(list(MIX), list(MIX.values()))[0]
                await getattr(self, name)()
                await asyncio.sleep(min(self.chance.expovariate(1 / THINK), 10 * THINK))

    async def ask(self, name: str, method: str, path: str, **more: Any) -> httpx.Response:
        began = time.monotonic()
        try:
            answer = await self.http.request(method, path, **more)
        except httpx.TransportError:
            answer = httpx.Response(599)  # no answer at all
        if began - self.day.begun > WARM:
            self.day.took[name].append(time.monotonic() - began)
        self.day.statuses[name, answer.status_code] += 1
        return answer

    @property
    def somebody(self) -> str:
        return self.chance.choice(self.people)

    async def list(self) -> None:
        after = self.chance.choice((0, 0, 0, 50, 100))
        await self.ask("list", "GET", "/custody", params={"limit": 50, "after": after})

    async def file(self) -> None:
        await self.ask("file", "GET", f"/people/{self.somebody}")

    async def decision(self) -> None:
        await self.ask("decision", "GET", f"/people/{self.somebody}/decision")

    async def timeline(self) -> None:
        await self.ask("timeline", "GET", f"/people/{self.somebody}/timeline")

    async def alarms(self) -> None:
        await self.ask("alarms", "GET", "/alarms")

    async def gate(self) -> None:
        which = self.chance.choice(("may-hold", "may-release"))
        await self.ask("gate", "POST", f"/gate/{which}", json={"booking": self.somebody}, headers=self.key())

    async def act(self) -> None:
        """A charge that nobody else adds, on one of a few people whom everybody works on, against the record as it was read."""
        person = self.chance.choice(self.people[:SHARED])
        seen = await self.ask("file", "GET", f"/people/{person}")
        if seen.status_code != 200:
            return
        statute = f"Pen. Code {next(self.day.number)}.9"
        fields = {"paper": "case", "statute": statute, "name": "petty theft", "level": "misdemeanor"}
        fields |= {"since": "2014-06-09T20:00"}
        headers = {**self.key(), "If-Match": seen.headers["ETag"]}
        path, sent = f"/people/{person}/acts/charged", {"fields": fields, "by": "clerk", "second": "sergeant"}
        answer = await self.ask("act", "POST", path, json=sent, headers=headers)
        if answer.status_code == 200:
            self.day.acts.append((person, statute))
            if self.chance.random() < 0.1:  # the answer was lost on the way: the same again
                again = await self.ask("act", "POST", path, json=sent, headers=headers)
                assert again.content == answer.content

    async def delivery(self) -> None:
        """The feed tells of one of the same people, in another cell."""
        from lawgate.detainer import document_of

        person = self.chance.choice(self.people[:SHARED])
        found = (await self.ask("file", "GET", f"/people/{person}")).json()
        if "record" not in found:
            return  # counted as what it is
        document = document_of(found["record"])
        document["charges"] = [c for c in document["charges"] if not str(c.get("statute", "")).endswith(".9")]
        document["housing"] = f"C{self.chance.randrange(1000)}"
        await self.ask("delivery", "POST", "/bookings", json={"documents": [document]}, headers=self.key())

    def key(self) -> dict[str, str]:
        return {"Idempotency-Key": f"{self.chance.getrandbits(64):x}"}


def lost(day: Day) -> list[str]:
    """What was answered with success and is not there, or is there twice; and what the ledger's verification found."""
    from lawgate import wiring
    from lawgate.casework import latest, open_ledger
    from lawgate.casework.models import Event
    from lawgate.casework.verify import verify

    ledger = open_ledger()
    wrong = []
    records = {p: next(latest(ledger, p)).record for p in {person for person, _ in day.acts}}
    for person, statute in day.acts:
        count = sum(c.get("statute") == statute for c in records[person]["charges"])
        if count != 1:
            wrong.append(f"{person}: {statute} stands {count} times")
    written = Event.objects.filter(kind="act.charged").count()
    if written != len(day.acts):
        wrong.append(f"{written} acts were written, {len(day.acts)} were answered with success")
    return wrong + [str(d) for d in verify(ledger, wiring.rederive).damage]


def table(day: Day, given: argparse.Namespace, seconds: float, wrong: list[str], load: tuple[str, str]) -> str:
    """The table for docs/benchmarks.md."""
    every = [t for times in day.took.values() for t in times]
    lines = ["| call | calls | p50 | p95 | p99 | longest |", "|---|---|---|---|---|---|"]
    for name, times in [*sorted(day.took.items()), ("**all**", every)]:
        cuts = quantiles(times, n=100, method="inclusive") if len(times) > 1 else [times[0]] * 99
        shown = (f"{x * 1000:,.0f} ms" for x in (cuts[49], cuts[94], cuts[98], max(times)))
        lines.append(f"| {name} | {len(times):,} | {' | '.join(shown)} |")
    refused = sum(n for (_, s), n in day.statuses.items() if 400 <= s < 500)
    failed = sum(n for (_, s), n in day.statuses.items() if s >= 500)
    said = (
        f"{given.clerks} clerks, {THINK:g} s of thought on average, {given.people:,} people in custody, {given.workers} processes, "
        f"PostgreSQL with fsync: {len(every) / seconds:,.0f} calls a second, mean {mean(every) * 1000:,.0f} ms. "
        f"{len(day.acts):,} acts by everybody on {SHARED} people, against the feed on the same ones: {len(wrong)} lost or doubled; "
        f"{refused:,} refused, {failed:,} failed inside; the ledger verified afterwards, every decision made again. "
        f"Server, database and clerks on the same {os.cpu_count()} cores; load of the machine {load[0]} before, {load[1]} at the end."
    )
    return "\n".join([*lines, "", said])


async def _day(clerks: list[Clerk], seconds: float, day: Day) -> None:
    day.begun = time.monotonic()
    await asyncio.gather(*(c.work(day.begun + WARM + seconds) for c in clerks))


def main() -> None:
    """Run it, print the table, write it into the page, and end with 1 when something was lost or failed inside."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("clerks", 100), ("seconds", 90), ("people", 5000), ("workers", 2)):
        options.add_argument(f"--{name}", type=int, default=usual)
    options.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    given, day, before = options.parse_args(), Day(), f"{os.getloadavg()[0]:.1f}"
    with postgresql() as address, tempfile.TemporaryDirectory(prefix="lawgate-load-") as folder:
        from lawgate.standin.scenarios import RIDGEMONT

        os.environ |= {"LAWGATE_DB": f"{address}&pool=8", "LAWGATE_VAR": folder, "LAWGATE_NOW": RIDGEMONT.now}
        token, people = fill(given.people)
        with served(given.workers, Path(folder)) as where:
            clerks = [Clerk(n, where, token, people, day) for n in range(given.clerks)]
            asyncio.run(_day(clerks, given.seconds, day))
            after = f"{os.getloadavg()[0]:.1f}"
        log = (Path(folder) / "serve.log").read_text()
        wrong = lost(day)
        text = table(day, given, given.seconds, wrong, (before, after))
    print(text)
    print("\n".join(wrong[:20]))
    print(dict(day.statuses))
    print(log[-3000:])
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        head, tail = page.split(BEGIN)[0], page.split(END)[1]
        PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")
    sys.exit(1 if wrong or any(s >= 500 for _, s in day.statuses) else 0)


if __name__ == "__main__":
    main()
