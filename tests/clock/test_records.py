from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from lawgate.base import BadInput
from lawgate.clock import Deadline, Step, deadline
from tests.clock.starts import WORKABLE, instants, unhurried, zones

CHICAGO = ZoneInfo("America/Chicago")


@unhurried
@given(instants, zones)
def test_stored_and_read_back(start: datetime, tz: ZoneInfo) -> None:
    """A deadline survives JSON text unchanged, with its zone, its microseconds and its words."""
    for name in WORKABLE:
        made = deadline(name, start, tz)
        read = Deadline.from_json(json.loads(json.dumps(made.to_json())))
        assert read == made
        assert read.ends.astimezone(UTC) == made.ends.astimezone(UTC)
        assert read.ends.tzinfo is tz
        assert read.sentences() == made.sentences()


def test_the_stored_form() -> None:
    """Instants are ISO text with offset and lengths are seconds, so that any program can read them."""
    stored = deadline("CO-6H", datetime.fromisoformat("2025-06-01T20:00-06:00"), ZoneInfo("America/Denver")).to_json()
    assert stored["tz"] == "America/Denver"
    assert stored["ends"] == "2025-06-02T02:00:00-06:00"
    assert stored["steps"][0] == {
        "text": "Sunday 20:00 to 24:00: 4 h",
        "day": "2025-06-01",
        "from": "2025-06-01T20:00:00-06:00",
        "to": "2025-06-02T00:00:00-06:00",
        "counted_s": 14400,
        "running_s": 14400,
        "why": "",
    }


def test_a_zone_without_a_name_keeps_its_offset() -> None:
    """A deadline made with a bare offset is stored without a zone and read back at the same instant."""
    at = datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=-8)))
    step = Step("x", None, at, at, timedelta(0), timedelta(0))
    made = Deadline("FLAT48", "t", at, at, "c", (step,))
    assert made.to_json()["tz"] is None
    assert Deadline.from_json(made.to_json()) == made


@pytest.mark.parametrize("damage", [{"ends": "soon"}, {"steps": [{}]}, {"starts": None}, {"tz": "Mars/Olympus"}])
def test_a_damaged_record_is_refused(damage: dict[str, object]) -> None:
    """A stored deadline that lost a field or holds no date is refused, not half read."""
    stored = deadline("FLAT48", datetime(2020, 1, 1, tzinfo=UTC), CHICAGO).to_json()
    with pytest.raises(BadInput):
        Deadline.from_json(stored | damage)
