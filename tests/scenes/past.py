"""A year of one county's bookings, invented: what a jail's system exports when the year is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from lawgate.base.moments import iso_minute
from tests.scenes.people import KERN, Document, bail, booking, request

RACES = ("White", "Hispanic", "Black", "Asian")
VIOLENT = {
    "statute": "Pen. Code 211",
    "name": "robbery",
    "level": "felony",
    "serious": True,
    "violent": True,
    "confinement": "state-prison",
    "convicted_on": "2001-05-04",
}


def year(
    first: int, people: int, every: timedelta, form: str, late: timedelta, place: Document = KERN
) -> list[Document]:
    """``people`` booked one after the other; of each four three have a request, and of those every second one is let go ``late``.

    Every fifth has an old conviction for robbery. Whoever has no request walks out half an hour after bail.
    """
    zone, out = ZoneInfo(place["tz"]), []
    for n in range(people):
        at = datetime(first, 1, 7, 9, 0, tzinfo=zone) + n * every
        due = at + timedelta(hours=10)
        asked = n % 4 != 3
        gone = due + (late if asked and n % 2 else timedelta(minutes=30))
        out.append(
            booking(
                f"{first % 100}-{n:05d}",
                f"Person{n}",
                "A",
                place,
                iso_minute(at),
                race=RACES[n % 3 if asked else n % 4],
                sex="FM"[n % 3 > 0],
                priors=[VIOLENT] if n % 5 == 0 else [],
                bail=bail(iso_minute(due)),
                released_at=iso_minute(gone),
                requests=[_asked(form, at)] if asked else [],
                warrants=[
                    {"kind": "I-200", "issued_on": f"{at:%Y-%m-%d}", "received_at": iso_minute(at + timedelta(hours=2))}
                ]
                if asked and form == "I-247A"
                else [],
            )
        )
    return out


def _asked(form: str, at: datetime) -> Document:
    received, served = iso_minute(at + timedelta(hours=2)), iso_minute(at + timedelta(hours=3))
    box = "1-biometric-match" if form == "I-247A" else "order-of-removal"
    asks = ["hold", "notify", "transfer"] if form == "I-247A" else ["hold"]
    return request(form, received, box, asks=asks, served_on_subject_at=served)
