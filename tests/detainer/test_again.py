"""A stored record back as a document, and read again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.detainer import document_of, last_instant, read_custodies, read_document, record
from lawgate.standin.county import SCENARIOS, write_county
from tests.detainer.documents import BEGIN, documents


def around(kept: dict[str, Any]) -> dict[str, Any]:
    """A record through its document and back, by way of JSON."""
    return record(read_document(json.loads(json.dumps(document_of(kept))), last_instant(kept)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(documents(), st.none() | st.integers(0, 400 * 1440))
def test_any_record_comes_back_as_it_was(document: dict[str, Any], minutes: int | None) -> None:
    """Whatever columns a feed gives, the record's document gives the same record."""
    as_of: datetime | None = None if minutes is None else BEGIN + timedelta(minutes=minutes)
    try:
        kept = record(read_document(document, as_of))
    except BadInput:
        assume(False)
        return
    assert around(kept) == kept


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_every_record_of_the_synthetic_counties_comes_back(name: str, tmp_path: Path) -> None:
    """The whole of each county that ships goes through its document and back."""
    write_county(tmp_path / "feed.jsonl", SCENARIOS[name], seed=5)
    reading = read_custodies(tmp_path / "feed.jsonl")
    kept = [record(c) for c in reading.items]
    assert len(kept) > 200
    assert [around(k) for k in kept] == kept


def test_mistakes_are_named_together() -> None:
    """A document with two mistakes is refused with both, and with the booking's number."""
    bad = {
        "booking": "7",
        "facility": {"state": "CA", "tz": "America/Los_Angeles"},
        "booked_at": "soon",
        "in_custody": 3,
    }
    with pytest.raises(BadInput, match=r"7: booked_at: 'soon'.*in_custody: '3'"):
        read_document(bad, None)
