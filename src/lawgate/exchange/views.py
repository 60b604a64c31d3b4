"""The typed view of a record: the same bytes, read as the fields of its type."""

from __future__ import annotations

from lawgate.exchange.records import BinaryRecord, Record, Transaction
from lawgate.exchange.views_images import FixedPrint, FrictionRidge, Photograph
from lawgate.exchange.views_minutiae import Minutiae
from lawgate.exchange.views_tagged import Descriptive, Header

View = Header | Descriptive | Minutiae | Photograph | FrictionRidge | FixedPrint
_TAGGED: dict[int, type[Header | Descriptive | Minutiae | Photograph | FrictionRidge]] = {
    1: Header,
    2: Descriptive,
    9: Minutiae,
    10: Photograph,
    13: FrictionRidge,
    14: FrictionRidge,
    15: FrictionRidge,
}


def view(transaction: Transaction, record: Record) -> View | None:
    """The typed view of a record of types 1 to 6, 9, 10, 13 to 15; None for all others, which are carried intact."""
    if isinstance(record, BinaryRecord):
        return FixedPrint.of(record)
    kind = _TAGGED.get(record.type)
    return kind(record, transaction) if kind else None
