"""Words every room shares: errors, moments and spans, places, citations, ids, and the witness that records steps."""

from lawgate.base.citation import Citation, Confidence
from lawgate.base.errors import BadInput, LawgateError
from lawgate.base.ids import canonical_json, digest
from lawgate.base.moments import AmbiguousLocalTime, NaiveTime, NonexistentLocalTime, Span, parse_instant, say_minute
from lawgate.base.places import Place
from lawgate.base.witness import Note, Recorder, Silent, Witness

__all__ = [
    "AmbiguousLocalTime",
    "BadInput",
    "Citation",
    "Confidence",
    "LawgateError",
    "NaiveTime",
    "NonexistentLocalTime",
    "Note",
    "Place",
    "Recorder",
    "Silent",
    "Span",
    "Witness",
    "canonical_json",
    "digest",
    "parse_instant",
    "say_minute",
]
