"""Queries and messages as JSON, for the wire between two processes and for telling whether two queries are one."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Any

from lawgate.base import BadInput, parse_instant
from lawgate.prints.kept import templates_kept, templates_of
from lawgate.standin.federal.records import Ask, Channel, Delivered, Kind, Notice, Taken


def ask_data(ask: Ask) -> dict[str, Any]:
    """A query as JSON types; its fingers as they are kept with a booking (``prints.kept``)."""
    out: dict[str, Any] = {
        "kind": ask.kind.value,
        "control": ask.control,
        "sent_at": ask.sent_at.isoformat(),
        "body": _text(ask.body),
        "booking": ask.booking,
        "sender": ask.sender,
        "charges": [dict(c) for c in ask.charges],
    }
    if ask.fingers is not None:
        out["prints"] = templates_kept(ask.fingers)
    if ask.pictures:
        out["pictures"] = True
    return out


def ask_from(data: Any) -> Ask:
    """A query read back. Raises ``BadInput`` for anything else."""
    try:
        fingers = templates_of(data["prints"]) if "prints" in data else None
        charges = tuple(dict(c) for c in data.get("charges", ()))
        texts = {k: str(data.get(k, "")) for k in ("booking", "sender")}
        moment = parse_instant(str(data["sent_at"]), where="sent_at")
        return Ask(
            Kind(data["kind"]),
            str(data["control"]),
            moment,
            bytes_from(data.get("body", "")),
            fingers,
            **texts,
            charges=charges,
            pictures=data.get("pictures") is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise BadInput(f"is no query ({e})", where="ask", do="send what FederalOverHttp sends") from e


def delivered_data(d: Delivered) -> dict[str, str]:
    out = {"id": d.id, "arrives_at": d.arrives_at.isoformat(), "channel": d.channel.value, "body": _text(d.body)}
    return out | ({"paper": _text(d.paper)} if d.paper else {})


def delivered_from(data: Mapping[str, str]) -> Delivered:
    paper = bytes_from(data.get("paper", ""))
    moment = parse_instant(data["arrives_at"])
    return Delivered(data["id"], moment, Channel(data["channel"]), bytes_from(data["body"]), paper)


def taken_data(t: Taken) -> dict[str, Any]:
    return {"key": t.key, "first_at": t.first_at.isoformat(), "again": t.again}


def taken_from(data: Mapping[str, Any]) -> Taken:
    return Taken(data["key"], parse_instant(data["first_at"]), data["again"])


def notice_data(n: Notice) -> dict[str, Any]:
    first = n.first_at.isoformat()
    return {"key": n.key, "body": _text(n.body), "first_at": first, "times": n.times, "effects": n.effects}


def notice_from(data: Mapping[str, Any]) -> Notice:
    return Notice(
        data["key"], bytes_from(data["body"]), parse_instant(data["first_at"]), data["times"], data["effects"]
    )


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def bytes_from(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (NotBase64, ValueError) as e:
        raise BadInput("is no base64", where="body", do="encode the bytes") from e
