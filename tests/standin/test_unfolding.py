"""A county as it happens: nothing is known before its time, and everything in the end."""

from __future__ import annotations

import pytest

from lawgate.detainer import read_document
from lawgate.standin.federal import World
from lawgate.standin.unfolding import AFTERWARDS, history, unfold

WORLD = World.of("ridgemont-2014", people=10)
SOME = WORLD.bookings[::8]


@pytest.mark.parametrize("booking", SOME, ids=lambda b: b["booking"])
def test_each_version_is_a_booking_and_the_last_is_the_whole(booking: dict[str, object]) -> None:
    """Every version can be read; only the last knows of the release; it says what the booking says."""
    versions = list(history(booking))
    for at, document in versions:
        custody = read_document(document, at)
        assert custody.key == booking["booking"]
        released = custody.booking.released_at
        assert released is None or released <= at
    first, last = versions[0][1], versions[-1][1]
    assert first["released_at"] is None
    assert all(c["disposition"] in ("pending", "serving-sentence") for c in first["charges"])
    whole = {k: v for k, v in booking.items() if k not in AFTERWARDS}
    assert {k: v for k, v in last.items() if k not in AFTERWARDS} == whole | {"released_at": booking.get("released_at")}


def test_they_come_in_the_order_of_time() -> None:
    """The whole county in one stream, each booking first when it was booked."""
    stream = unfold(SOME)
    assert [at for at, _ in stream] == sorted(at for at, _ in stream)
    assert {d["booking"] for _, d in stream} == {b["booking"] for b in SOME}
    assert len(stream) > len(SOME)
