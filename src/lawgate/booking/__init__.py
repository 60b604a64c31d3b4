"""A person comes in: bookings, charges, when the jail's own authority ends, and the feeds that say so."""

from lawgate.booking.feed import read_feed
from lawgate.booking.reading import Reading
from lawgate.booking.records import (
    Bail,
    Booking,
    Charge,
    CourtOrder,
    CustodyEvent,
    Fault,
    Hold,
    Person,
    Prior,
    ReleaseDue,
)
from lawgate.booking.release import release_due

__all__ = [
    "Bail",
    "Booking",
    "Charge",
    "CourtOrder",
    "CustodyEvent",
    "Fault",
    "Hold",
    "Person",
    "Prior",
    "Reading",
    "ReleaseDue",
    "read_feed",
    "release_due",
]
