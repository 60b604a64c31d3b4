"""The line to the federal side: queries and notices out, what it delivers in, each read or named as what cannot be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from lawgate.base import BadInput, canonical_json
from lawgate.casework.chain.prints import GIVEN
from lawgate.casework.chain.records import Incoming
from lawgate.casework.chain.run import Line
from lawgate.casework.chain.state import NOTICE, QUERY
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import FAULTS, Message, Receipt, Sender, SendFailed, SendRefused
from lawgate.federal import read_response
from lawgate.federal.bureau import read_result
from lawgate.prints.kept import templates_of
from lawgate.standin.federal import Ask, Channel, Delivered, FederalSide, Kind, Unreachable, read_delivered

FEDERAL = "federal"


def federal_line(ledger: Ledger, side: FederalSide) -> Line:
    """Queries and notices out by ``side``, what it delivers in."""

    def incoming(now: datetime) -> Sequence[Incoming]:
        try:
            return [read_delivery(d) for d in side.poll(now)]
        except (Unreachable, BadInput, *FAULTS):  # nothing came that could be taken; it lies there until it can
            return ()

    def done(ids: Sequence[str]) -> None:
        try:
            side.done(ids)
        except (Unreachable, BadInput):
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
        pictures=kept.get("source") != GIVEN,
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
    except (BadInput, *FAULTS) as e:
        return Incoming(d.id, d.body, problem=str(e) or type(e).__name__)
