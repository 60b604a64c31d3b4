"""The form of a booking document, made of the feed's own columns, so that the interface cannot say anything else than the reader does."""

from __future__ import annotations

from typing import Any

from lawgate.booking.schema import LISTS, PARTS, Column

JSON_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"], "maxLength": 4000},
    "yes/no": {"type": ["boolean", "null"]},
    "instant": {"type": ["string", "null"], "examples": ["2014-06-10T02:55-07:00"]},
    "day": {"type": ["string", "null"], "examples": ["2014-06-10"]},
    "number": {"type": ["number", "null"]},
    "word": {"type": ["string", "null"]},
    "words": {"type": ["array", "null"], "items": {"type": "string"}},
    "changes": {"type": ["array", "null"], "items": {"type": "object"}},
}


def document_schema() -> dict[str, Any]:
    """The JSON Schema of one booking document (docs/feed.md)."""
    rows = {name: {"type": ["array", "null"], "items": _object(PARTS[part])} for part, name in LISTS.items()}
    booking = _object(PARTS["booking"])
    number = {"type": "string", "minLength": 1, "maxLength": 128, "description": "the booking number"}
    booking["properties"] |= {"booking": number, "facility": _object(PARTS["facility"]), **rows}
    booking["required"] = ["booking"]
    booking["description"] = (
        "A booking as a feed gives it: docs/feed.md says what each name means. Nested names may be dotted."
    )
    return booking


def _object(columns: tuple[Column, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": {c.name: _column(c) for c in columns}}


def _column(c: Column) -> dict[str, Any]:
    out = {**JSON_TYPES[c.kind], "description": c.says}
    if c.words and c.kind == "word":
        out["enum"] = [*c.words, None]
        out.pop("type")
    elif c.words and c.kind == "words":
        out["items"] = {"type": "string", "enum": list(c.words)}
    return out
