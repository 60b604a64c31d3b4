"""A transaction written down as JSON and a folder of image files, for people and programs that do not write Python.

    {"transaction": {"tot": "CAR", "date": "20260105", "priority": 2, "destination": "WVIAFIS0Z", "origin": "CA0000000",
                     "tcn": "CA0000000-20260105-000001", "sent": "2026-01-05T10:15:00-08:00"},
     "fields": {"RET": "Y", "NAM": "TESTCASE, ALPHA Q", "ASL": [["20260105", "459 PC BURGLARY"]], "AMP": [["03", "XX"]]},
     "images": {"ppi": 500, "capture": "live-scan"}}

The folder holds one file a position, named by it: ``right_thumb.wsq``, ``left_index.jp2``, ``plain_right_four.png``, or as
the ``images`` command names them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lawgate.base import parse_instant
from lawgate.exchange.build import LIVE, Envelope, PrintImage, Value
from lawgate.exchange.check_values import calendar_day, shorten
from lawgate.exchange.codes import position_of
from lawgate.exchange.errors import NoImage, Unbuildable
from lawgate.exchange.files import read_whole

IMAGE_ENDINGS = frozenset({".wsq", ".jp2", ".j2k", ".jpc", ".png", ".jpg", ".jpeg"})
MANIFEST = "manifest.json"
_ENVELOPE = {"tot", "date", "priority", "destination", "origin", "tcn", "tcr", "sent", "domain", "version"}
_IMAGES = {"ppi", "capture", "captured"}


@dataclass(frozen=True, slots=True)
class Description:
    """What a JSON description says. ``ppi`` None means that it does not say."""

    envelope: Envelope
    fields: Mapping[str, Value]
    ppi: int | None = None
    capture: str = LIVE
    captured: date | None = None


def read_description(data: bytes) -> Description:
    """The description in ``data``, or ``Unbuildable`` naming the first thing in it that cannot be used."""
    try:
        whole = json.loads(data, object_pairs_hook=_once)
    except (ValueError, RecursionError) as e:
        raise Unbuildable(f"the description is not JSON: {e}", do="see the example in the guide") from e
    _only(whole, {"transaction", "fields", "images"}, "the description")
    head, images = whole.get("transaction", {}), whole.get("images", {})
    _only(head, _ENVELOPE, "transaction")
    _only(images, _IMAGES, "images")
    fields = whole.get("fields", {})
    if not isinstance(fields, dict):
        raise Unbuildable("it is not an object", where="fields", do='write {"NAM": ...}')
    ppi = images.get("ppi")
    if ppi is not None and (type(ppi) is not int or not 1 <= ppi <= 20_000):
        raise Unbuildable(f"{ppi!r} is no resolution", where="images, ppi", do="write 500 or 1000")
    captured = _day(images["captured"], "images, captured") if "captured" in images else None
    values = {str(id_): _value(v, f"fields, {id_}") for id_, v in fields.items()}
    return Description(_envelope(head), values, ppi, _text(images, "capture", "images", LIVE), captured)


def prints_in(folder: Path, description: Description) -> list[PrintImage]:
    """The impressions in a folder. A file of another kind is refused, so that no image is left behind unnoticed."""
    try:
        files = sorted(p for p in folder.iterdir() if not p.name.startswith(".") and p.name != MANIFEST)
    except OSError as e:
        raise NoImage(f"the folder cannot be read: {e.strerror}", where=str(folder)) from e
    found = []
    for file in files:
        if file.suffix.lower() not in IMAGE_ENDINGS:
            raise NoImage("this is no image that can be sent", where=str(file), do="give WSQ, JPEG 2000, PNG or JPEG")
        if description.ppi is None:
            raise NoImage("the resolution of the images is not given", do='add "images": {"ppi": 500}')
        position = position_of(file.stem)
        found.append(PrintImage(position, read_whole(file), description.ppi, description.capture, description.captured))
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for name, value in pairs:
        if name in seen:
            raise Unbuildable(f"{shorten(name)} stands twice", where="the description", do="give it once")
        seen[name] = value
    return seen


def _only(given: Any, known: set[str], where: str) -> None:
    if not isinstance(given, dict):
        raise Unbuildable("it is not an object", where=where, do="write {...}")
    strange = sorted(set(given) - known)
    if strange:
        raise Unbuildable(f"'{strange[0]}' is not known here", where=where, do=f"use {', '.join(sorted(known))}")


def _envelope(head: dict[str, Any]) -> Envelope:
    domain = head.get("domain", ["NORAM", ""])
    if not (isinstance(domain, list) and len(domain) == 2 and all(isinstance(d, str) for d in domain)):
        raise Unbuildable("it is not a name and a version", where="transaction, domain", do='write ["NORAM", ""]')
    priority = head.get("priority")
    if priority is not None and type(priority) is not int:
        raise Unbuildable(f"{priority!r} is no priority", where="transaction, priority", do="write 1 to 9")
    sent = parse_instant(_text(head, "sent", "transaction"), where="transaction, sent") if "sent" in head else None
    return Envelope(
        _text(head, "tot", "transaction"),
        _day(head.get("date"), "transaction, date"),
        _text(head, "destination", "transaction"),
        _text(head, "origin", "transaction"),
        _text(head, "tcn", "transaction"),
        _text(head, "tcr", "transaction") if "tcr" in head else None,
        priority,
        sent,
        (domain[0], domain[1]),
        _text(head, "version", "transaction", "0502"),
    )


def _text(given: dict[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = given.get(key, default)
    if not isinstance(value, str):
        state = "is missing" if value is None else "is not a text"
        raise Unbuildable(f"'{key}' {state}", where=where, do=f'write "{key}": "..."')
    return value


def _day(value: Any, where: str) -> date:
    day = calendar_day(value) if isinstance(value, str) else None
    if day is None:
        raise Unbuildable(f"{value!r} is no day", where=where, do="write YYYYMMDD")
    return day


def _value(value: Any, where: str) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence) and all(isinstance(r, str) or _texts(r) for r in value) and value:
        return value
    raise Unbuildable(
        "it is no text, list of texts or list of lists of texts", where=where, do='write "..." or ["..."]'
    )


def _texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(i, str) for i in value)
