"""Conditions: a small typed algebra over declared facts, read the same way by every evaluator.

Truth is three-valued (Kleene): True, False, or None for unknown. A fact whose key is absent from a case is unknown; a
fact whose value is ``None`` is known to be none. Dates are calendar days, instants are aware datetimes.

The nodes:  Const · Is (value is one of) · Has (set holds one of) · HasOther (set holds something else) · HasPrefix · Order (two
ordered facts, or a fact and a constant) · Within (calendar look-back) · And · Or · Not · AnyRow (some row of a list).

The connectives are in ``connectives``, the comparisons in ``comparisons``; everyone takes them from here.
"""

from __future__ import annotations

from lawgate.law.comparisons import OPS, Has, HasOther, HasPrefix, Is, Order, Within, ymd
from lawgate.law.connectives import (
    EMPTY_ROW,
    FALSE,
    TRUE,
    UNKNOWN,
    And,
    AnyRow,
    Case,
    Const,
    Expr,
    Not,
    Or,
    Ref,
    Row,
    Test,
    Truth,
    all_of,
    any_of,
)

__all__ = [
    "EMPTY_ROW",
    "FALSE",
    "OPS",
    "TRUE",
    "UNKNOWN",
    "And",
    "AnyRow",
    "Case",
    "Const",
    "Expr",
    "Has",
    "HasOther",
    "HasPrefix",
    "Is",
    "Not",
    "Or",
    "Order",
    "Ref",
    "Row",
    "Test",
    "Truth",
    "Within",
    "all_of",
    "any_of",
    "ymd",
]
