"""Immigration query and response as messages, quoted as the agency's words. Says nothing of what they mean."""

from lawgate.federal.answer_text import read_response
from lawgate.federal.correlate import Correlator, Placed
from lawgate.federal.envelope import Envelope, read_envelope, write_envelope
from lawgate.federal.query_text import read_query, write_query
from lawgate.federal.records import (
    BadMessage,
    Basis,
    BiometricQuery,
    Outcome,
    Purpose,
    Query,
    Quoted,
    Response,
    Subject,
)

__all__ = [
    "BadMessage",
    "Basis",
    "BiometricQuery",
    "Correlator",
    "Envelope",
    "Outcome",
    "Placed",
    "Purpose",
    "Query",
    "Quoted",
    "Response",
    "Subject",
    "read_envelope",
    "read_query",
    "read_response",
    "write_envelope",
    "write_query",
]
