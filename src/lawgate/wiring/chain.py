"""The chain put together: the rooms' steps, the line to the federal side, the galleries and the clock, chosen in one place."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from lawgate import wiring
from lawgate.base import BadInput
from lawgate.casework.alarms import tick
from lawgate.casework.chain.accept import accept_document, accept_prints
from lawgate.casework.chain.folder import Feed, Folder
from lawgate.casework.chain.people import People
from lawgate.casework.chain.prints import given_templates
from lawgate.casework.chain.records import Accepted, Rooms, Said
from lawgate.casework.chain.run import ROUND, Chain, Line
from lawgate.casework.chain.state import State
from lawgate.casework.chain.work import Job, Work
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import Clock
from lawgate.decision import question_from
from lawgate.decision.notice import notice
from lawgate.decision.notice_message import proposed
from lawgate.decision.notice_records import Message as Telling
from lawgate.detainer import read_custodies
from lawgate.identity import Biographic
from lawgate.law.priorities.priority import priority
from lawgate.law.terms import Item, Told
from lawgate.prints import TenPrint
from lawgate.prints.gallery_local import LocalGallery
from lawgate.standin.federal import FederalSide
from lawgate.wiring.adopting import decide_again
from lawgate.wiring.federal import federal_line
from lawgate.wiring.law import HouseOffice

QUEUE = "chain"
LAW_TURN = 5.0  # seconds of a round that deciding people again by new law may take
NO_DECISION = "no decision is on file for this person"


def open_chain(
    ledger: Ledger,
    side: FederalSide | None = None,
    *,
    office: wiring.Office | None = None,
    folder: Path | None = None,
    known: LocalGallery | None = None,
    records: Iterable[Biographic] = (),
    clock: Clock = wiring.now,
    chance: Random | None = None,
    round_of: int = ROUND,
    single: bool = False,
) -> Chain:
    """A chain on ``ledger``, ready for ``resume``.

    ``side``: the federal side, in this process or behind HTTP; None: nobody answers, and messages wait. ``folder``: where the gallery
    of those booked is kept (beside the ledger's file if none is given; it can be deleted at any time). ``known`` and ``records``: people
    whom the county knows from elsewhere, their prints and their biographies. ``clock``: the real one, or a simulated one.
    """
    office = office or HouseOffice(ledger)
    norms, versions = office.stored_form
    ledger.store_rulebook(office.rulebook.digest, norms, versions)
    place = folder or ledger.path.with_name(ledger.path.name + ".gallery")
    people = People(ledger, place, known=known, records=records)
    line = Line({}) if side is None else federal_line(ledger, side)
    return Chain(
        ledger, people, rooms(office, clock), line, clock, chance or Random(), round_of=round_of, single=single
    )


def rooms(office: wiring.Office, clock: Clock = wiring.now) -> Rooms:
    """The steps that other rooms lend the chain."""

    def take(document: Said) -> wiring.Item:
        return office.remake(document, clock())

    return Rooms(
        take=take,
        maker=office,
        triage=_triage,
        notice=lambda state: _notice(office, state),
        copy=lambda state, to, sent: _copy(office, state, to, sent),
        overlay=office.overlay,
    )


def _triage(state: State) -> Said:
    """What the guidance of the day makes of the person; it moves no minute."""
    if state.decision is None:
        return {"era": "", "level": None, "says": NO_DECISION, "sentence": NO_DECISION, "citations": []}
    q = question_from(state.decision["facts"])
    return priority(q.facts, q.place.state, q.day.isoformat()).payload()


def _notice(office: wiring.Office, state: State) -> Said:
    """What may be told DHS of a hit, by the law of the place; nothing where there is no decision."""
    record, decision = state.record or {}, state.decision
    if decision is None:
        held_back = {"what": "everything", "why": f"There is {NO_DECISION}.", "citations": []}
        return {"to": "DHS", "may": [], "sent": {}, "withheld": [held_back]}
    control = str((state.hit or (0, {}))[1].get("refers_to", ""))
    message = proposed(Told.DHS, record, decision["answer"], prints={"control": control})
    return notice(office.decider, question_from(decision["facts"]), message).payload()


def _copy(office: wiring.Office, state: State, to: str, sent: Said) -> Said:
    """What of a notice may be given to ``to``, who is owed a copy of it."""
    if state.decision is None:
        return {"sent": {}, "withheld": [{"what": "notice", "why": f"There is {NO_DECISION}.", "citations": []}]}
    message = Telling(Told(to), {Item.NOTICE: dict(sent)})
    return notice(office.decider, question_from(state.decision["facts"]), message).payload()


def open_folder(path: Path, chain: Chain) -> Folder:
    """The watched folder of a chain, made where it is not there."""
    return Folder(path, chain.ledger, chain.rooms, read_feed)


def read_feed(path: Path) -> Feed:
    """A feed file as records ready to be carried. Raises ``BadInput`` when it is no feed at all."""
    reading = read_custodies(path)
    return Feed((wiring.item(c) for c in reading.items), reading.faults)


def hand_in(
    chain: Chain,
    document: Mapping[str, Any] | None = None,
    *,
    templates: TenPrint | None = None,
    tcn: str = "",
    booking: str = "",
) -> list[Accepted]:
    """A booking in the words of a feed, its prints as templates, or both: durable, decided and on the board when this returns.

    ``tcn``: the number of the prints' transaction; ``booking``: whose they are, where no document says so. Raises ``BadInput``. A card
    with pictures goes into the watched folder instead (``Folder.put``), since reading it takes seconds.
    """
    out: list[Accepted] = []
    if document is not None:
        out.append(accept_document(chain.ledger, chain.rooms, document, chain.clock()))
        booking = out[0].booking
    if templates is not None:
        if not booking:
            raise BadInput("the prints name no booking", where="booking", do="give its number")
        payload = given_templates(tcn or booking, templates)
        out.append(accept_prints(chain.ledger, booking, payload, chain.clock(), waker(chain.ledger)))
    return out


@task(queue_name=QUEUE)
def carry_on(booking: str) -> int:
    """The steps of one booking, by whichever worker takes the task; none where the worker has no chain."""
    return _chains[0].carry_on(booking) if _chains else 0


_chains: list[Chain] = []
"""The chain of this process, for its tasks."""


def waker(ledger: Ledger) -> Callable[[str], None]:
    """Enqueues ``carry_on`` in the caller's own transaction; tasks lie in the settings' database and nowhere else."""
    if ledger.alias != DEFAULT_DB_ALIAS:
        return lambda booking: None
    return lambda booking: enqueue(booking)


def enqueue(booking: str) -> None:
    carry_on.enqueue(booking)


def run_tasks(chain: Chain, most: int = 100) -> int:
    """Take the tasks that are ready, at most so many, as one worker would. Returns how many. Those done are not kept: the ledger says
    what was done."""
    if chain.ledger.alias != DEFAULT_DB_ALIAS:
        return 0
    _chains[:] = [chain]
    ready = DBTaskResult.objects.ready().filter(queue_name=QUEUE).count()
    if not ready:
        return 0
    Worker(
        queue_names=[QUEUE],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=min(ready, most),
        worker_id=f"chain-{os.getpid()}",
        excluded_queue_names=[],
    ).run()
    DBTaskResult.objects.finished().filter(queue_name=QUEUE).delete()  # one that failed is the chain's to take, as any
    return min(ready, most)


def open_work(chain: Chain, folder: Path | None = None, jobs: Sequence[Job] = ()) -> Work:
    """Everything that happens by itself, as ``lawgate work`` runs it: new law for everyone in custody, folder, tasks, steps, messages,
    alarms."""

    def tasks(now: datetime) -> int:
        del now
        return run_tasks(chain)

    def alarms(now: datetime) -> object:
        return tick(chain.ledger, now)

    office = chain.rooms.maker

    def law(now: datetime) -> object:
        """A few seconds each time round: an alarm does not wait for thousands to be decided again."""
        if not isinstance(office, HouseOffice):
            return None
        end = time.monotonic() + LAW_TURN
        return decide_again(chain.ledger, office, now, lambda: time.monotonic() < end)

    return Work(chain, None if folder is None else open_folder(folder, chain), (law, alarms, tasks, *jobs))
