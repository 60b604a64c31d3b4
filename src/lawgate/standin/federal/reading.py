"""A delivery read as what its bytes say it is. What cannot be read has a name; nothing is guessed and nothing passes unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lawgate.base import BadInput, parse_instant
from lawgate.exchange import Answer, read, read_answer
from lawgate.federal import Response, read_response
from lawgate.standin.federal.records import Channel, Delivered


class UnreadablePaper(BadInput):
    """A paper of the office that is not whole."""

    code = "unreadable-paper"


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """A detainer, or word that one is cancelled. ``request`` and ``warrants`` are in the words of a feed, ready to be laid beside
    those of ``booking``; ``subject`` is whom the office names, which is not always who is booked."""

    what: str  # "detainer" | "cancellation"
    detainer: str
    booking: str
    subject: Mapping[str, str] = field(repr=False)
    request: Mapping[str, Any] = field(default_factory=dict)
    warrants: tuple[Mapping[str, Any], ...] = ()
    cancelled_at: datetime | None = None
    paper: bytes = field(default=b"", repr=False)


def read_delivered(d: Delivered) -> Answer | Response | OfficePaper:
    """What was delivered: of the bureau an ``exchange.Answer``, of the switch a ``federal.Response``, of the office a paper.

    Raises a leaf of ``BadInput`` for bytes that are no whole message of their line (``BadTransaction``, ``UnreadableAnswer``,
    ``BadMessage``, ``UnreadablePaper``). A text of the switch that is whole and says nothing known comes back marked unreadable.
    Whether it answers anything is not told here: see ``exchange.Correlator`` and ``federal.Correlator``.
    """
    if d.channel is Channel.BUREAU:
        return read_answer(read(d.body))
    if d.channel is Channel.SWITCH:
        return read_response(d.body, received_at=d.arrives_at)
    return _paper(d)


def _paper(d: Delivered) -> OfficePaper:
    try:
        data = json.loads(d.body)
    except (ValueError, RecursionError) as e:
        raise UnreadablePaper("is no JSON", where=d.id, do="ask the office for it again") from e
    try:
        what, request = data["what"], dict(data.get("request", {}))
        if what not in ("detainer", "cancellation") or (what == "detainer") != bool(request):
            raise UnreadablePaper(f"'{str(what)[:20]}' is no paper of the office", where=d.id, do="show it to a person")
        cancelled = data.get("cancelled_at")
        return OfficePaper(
            what,
            str(data["detainer"]),
            str(data["booking"]),
            {str(k): str(v) for k, v in dict(data["subject"]).items()},
            request,
            tuple(dict(w) for w in data.get("warrants", ())),
            parse_instant(str(cancelled), where=d.id) if cancelled else None,
            d.paper,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise UnreadablePaper(f"lacks or misstates {e}", where=d.id, do="ask the office for it again") from e
