"""Records: frozen, and honest about what nobody said."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime

import pytest

from lawgate.base import Place
from lawgate.booking import Bail, Booking, Charge, CustodyEvent, Person

NOON = datetime(2014, 6, 1, 12, tzinfo=UTC)


def test_unknown_and_none_read_alike_but_are_told_apart() -> None:
    """An attribute gives None for both; ``knows`` says which it is."""
    unknown, none = Bail({}), Bail({"accepted_at": None})
    assert unknown.accepted_at is none.accepted_at is None
    assert (unknown.knows("accepted_at"), none.knows("accepted_at")) == (False, True)
    assert unknown != none


def test_records_cannot_be_changed() -> None:
    """Neither a part nor a booking takes another value once it is made, and parts of different kinds are never equal."""
    b = Booking(number="1", facility=Place("CA", tz="UTC"))
    with pytest.raises(FrozenInstanceError):
        b.number = "2"  # type: ignore[misc]  # that it cannot be set is what is shown
    charge = Charge({})
    for name in ("name", "facts", "anything"):
        with pytest.raises(FrozenInstanceError):
            setattr(charge, name, "theft")
    other: object = Person({"name": "x"})
    assert Charge({"name": "x"}) != other


def test_leaving_is_told_from_movements_and_a_move_is_no_release() -> None:
    """The last release or hand-over counts; a move to another jail or a court trip does not; the booking's own row wins."""
    moved = CustodyEvent({"what": "moved-to-other-jail", "at": NOON})
    handed = CustodyEvent({"what": "handed-to-ice", "at": NOON.replace(hour=15)})
    place = Place("CA", tz="UTC")
    assert Booking(number="1", facility=place, events=(moved,)).released_at is None
    assert Booking(number="1", facility=place, events=(handed, moved)).released_at == NOON.replace(hour=15)
    stated = Booking(number="1", facility=place, events=(handed,), facts={"released_at": NOON})
    assert stated.released_at == NOON


def test_a_name_is_shown_as_jails_write_it() -> None:
    """Family name in capitals, and nothing odd where a part of it is missing."""
    assert Person({"last": "Lindqvist", "first": "Tomas"}).shown == "LINDQVIST, Tomas"
    assert (Person({"last": "Quist"}).shown, Person().shown) == ("QUIST", "")
