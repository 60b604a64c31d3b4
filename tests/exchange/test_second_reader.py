"""What is built here is read by a reader that somebody else wrote.

``nistitl`` is no dependency of this project: its licence is CeCILL-C, and it is wanted for this comparison alone.
"""

from __future__ import annotations

from typing import Any

import pytest

from lawgate.exchange import Field, TaggedRecord, Transaction
from tests.exchange.made import answer, card


def theirs(whole: Transaction) -> Any:
    try:
        import nistitl
    except ImportError:
        pytest.skip("the second reader, nistitl, is not installed: this comparison did not run")
    message = nistitl.Message()
    message.parse(whole.encode())
    return message


@pytest.mark.parametrize(
    "whole",
    [card(), answer("ERRT", "FBI-0000002", "CA0000000-20260105-000001", MSG=["L0008 QUALITY TOO LOW", "CALL US"])],
    ids=["card", "error"],
)
def test_another_reader_finds_the_same_records_fields_and_images(whole: Transaction) -> None:
    """Types, IDCs, every value of every field, its repeats and items, and the bytes of every image are the same there."""
    message = theirs(whole)
    assert (whole.head.value(4) or b"").decode() == message.TOT
    assert len(message) == len(whole.records)
    for index, mine in enumerate(whole.records):
        assert isinstance(mine, TaggedRecord)
        assert message[index].type == mine.type
        for field in mine.fields:
            if field.number > 3 and (mine.type, field.number) != (1, 4):  # numbers that it counts for itself
                assert _flat(getattr(message[index], f"_{field.number}")) == _mine(field), (mine.type, field.number)


def _flat(value: Any) -> list[bytes]:
    """Its text, list of texts, or list of lists of texts as one list of items."""
    if isinstance(value, list):
        return [item for part in value for item in _flat(part)]
    return [value if isinstance(value, bytes) else str(value).encode()]


def _mine(field: Field) -> list[bytes]:
    return [field.value] if field.raw else [item for repeat in field.subfields for item in repeat.items]
