"""The chain put together: the rooms' steps, the line to the federal side, the galleries and the clock, chosen in one place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from random import Random

from lawgate import wiring
from lawgate.base import BadInput, canonical_json
from lawgate.casework.chain_people import People
from lawgate.casework.chain_records import Incoming, Rooms, Said
from lawgate.casework.chain_run import ROUND, Chain, Line
from lawgate.casework.chain_state import NOTICE, QUERY, State
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import Clock, Message, Receipt, Sender, SendFailed, SendRefused
from lawgate.decision import question_from
from lawgate.decision.notice import notice
from lawgate.decision.notice_message import proposed
from lawgate.federal import read_response
from lawgate.federal.bureau import read_result
from lawgate.identity import Biographic
from lawgate.law.priorities.priority import priority
from lawgate.law.terms import Told
from lawgate.prints.gallery import Gallery
from lawgate.prints.kept import templates_of
from lawgate.standin.federal import Ask, Channel, Delivered, FederalSide, Kind, Unreachable, read_delivered

FEDERAL = "federal"
NO_DECISION = "no decision is on file for this person"


def open_chain(
    ledger: Ledger,
    side: FederalSide | None = None,
    *,
    office: wiring.Office | None = None,
    folder: Path | None = None,
    known: Gallery | None = None,
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
    office = office or wiring.Office()
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


def federal_line(ledger: Ledger, side: FederalSide) -> Line:
    """Queries and notices out by ``side``, what it delivers in."""

    def incoming(now: datetime) -> Sequence[Incoming]:
        try:
            return [read_delivery(d) for d in side.poll(now)]
        except Unreachable:
            return ()

    def done(ids: Sequence[str]) -> None:
        try:
            side.done(ids)
        except Unreachable:
            return  # they are delivered again, and known by their ids

    return Line({FEDERAL: federal_sender(ledger, side)}, incoming, done)


def federal_sender(ledger: Ledger, side: FederalSide) -> Sender:
    """Sends by ``side``. A message says the same whenever it is sent, so that a second sending is known as one."""

    def send(message: Message) -> Receipt:
        try:
            if message.purpose == QUERY:
                taken = side.ask(_ask(ledger, message))
            elif message.purpose == NOTICE:
                taken = side.notify(canonical_json(message.body), message.id, message.queued)
            else:
                raise SendRefused(f"the federal side is not sent '{message.purpose}'")
        except Unreachable as e:
            raise SendFailed(str(e)) from e
        except BadInput as e:
            raise SendRefused(str(e)) from e
        return Receipt(f"{taken.key} {taken.first_at.isoformat()}", taken.again)

    return send


def _ask(ledger: Ledger, message: Message) -> Ask:
    body = message.body
    if body["kind"] != Kind.BIOMETRIC.value:
        text = str(body["text"]).encode("ascii")
        return Ask(Kind.NAMED, str(body["control"]), message.queued, body=text, booking=message.subject)
    row = Event.objects.using(ledger.alias).get(number=body["prints"])
    (kept,) = ledger.open_payloads([row])
    if kept is None:
        raise SendRefused("the templates were destroyed before the query was sent")
    return Ask(
        Kind.BIOMETRIC,
        str(body["control"]),
        message.queued,
        fingers=templates_of(kept),
        booking=message.subject,
        sender=f"{body.get('state', '')}0000000",
        charges=tuple(body.get("charges") or ()),
    )


def read_delivery(d: Delivered) -> Incoming:
    """What a delivery is. Never fails: what cannot be read comes back so named, whole."""
    try:
        if d.channel is Channel.BUREAU:
            answer, says = read_result(d.body, received_at=d.arrives_at)
            return Incoming(d.id, d.body, answer=answer, says=says)
        if d.channel is Channel.SWITCH:
            return Incoming(d.id, d.body, answer=read_response(d.body, received_at=d.arrives_at))
        read_delivered(d)  # refuses what is no whole paper
        return Incoming(d.id, d.body, paper=json.loads(d.body), attached=d.paper)
    except BadInput as e:
        return Incoming(d.id, d.body, problem=str(e))
