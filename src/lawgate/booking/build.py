"""One booking from the plain values of a feed. Every mistake is collected; a booking with one is not taken by halves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from difflib import get_close_matches
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place
from lawgate.base.moments import zone
from lawgate.base.places import CIRCUITS
from lawgate.booking.records import (
    Bail,
    Booking,
    Charge,
    CourtOrder,
    CustodyEvent,
    Fault,
    Hold,
    Part,
    Person,
    Prior,
)
from lawgate.booking.schema import LISTS, PARTS, PERSON_NAMES, Column
from lawgate.booking.values import read_value

P = TypeVar("P", bound=Part)
COLUMNS: dict[str, dict[str, Column]] = {part: {c.name: c for c in columns} for part, columns in PARTS.items()}
ROW = "@row"
"""Where a part of a booking stands in its file, when it has a row of its own; no feed has such a column."""
NOT_FLAT = frozenset({"facility", "booking", *LISTS.values()})
UNREAD = frozenset({"", ROW})


class Builder:
    """Reads the values of one booking after the other. ``tz``, ``facility`` and ``as_of`` hold where a booking gives none."""

    def __init__(
        self,
        tz: ZoneInfo | None,
        facility: Place | None,
        as_of: datetime | None,
        faults: list[Fault],
        notes: list[str],
    ) -> None:
        self.tz, self.facility, self.as_of = tz, facility, as_of
        self.faults, self.notes = faults, notes
        self.common: dict[str, Any] = {}  # what the feed states for all bookings
        self.mistakes = 0  # those for which a booking is left out
        self._places: dict[str, Place] = {}
        self._strange: set[tuple[str, str]] = set()

    def booking(self, raw: Mapping[str, Any], where: str) -> Booking | None:
        """The booking, or None when something in it is wrong; ``self.faults`` then has all that is."""
        before = self.mistakes
        number = raw.get("booking")
        number = str(number).strip() if isinstance(number, str | int) and not isinstance(number, bool) else ""
        if not number:
            self.fault(where, "booking", "has no booking number", "give each booking its own number")
        facility = self._facility(raw.get("facility"), where)
        tz = facility.zone if facility else self.tz
        top = self._values("booking", flat(raw), where, tz)
        lists = {name: self._list(raw.get(name), part, where, tz) for part, name in LISTS.items()}
        self._sense(top, lists, where)
        if self.mistakes > before or facility is None:
            return None
        return Booking(
            facts=self.common | {k: v for k, v in top.items() if k not in PERSON_NAMES and k != "outcome"},
            number=number,
            facility=facility,
            person=Person({k: v for k, v in top.items() if k in PERSON_NAMES}),
            charges=_parts(lists["charges"], Charge),
            priors=_parts(lists["priors"], Prior),
            holds=_parts(lists["holds"], Hold),
            bail=_parts(lists["bail"], Bail),
            orders=_parts(lists["orders"], CourtOrder),
            events=_parts(lists["events"], CustodyEvent),
            warrants=_plain(lists["warrants"]),
            requests=_plain(lists["requests"], keep_row=True),
            outcome=str(top.get("outcome") or ""),
            where=where,
            as_of=self.as_of,
        )

    def declare(self, raw: Mapping[str, Any], where: str) -> None:
        """What the feed says of itself: zone, facility, the instant it speaks of (given by hand, that wins), facts of the agency."""
        said = {k: v for k, v in raw.items() if k not in ("facility", ROW)}
        found = self._values("feed", {"tz": said["tz"]} if "tz" in said else {}, where, None)
        if self.tz is None and found.get("tz"):
            try:
                self.tz = zone(found["tz"])
            except BadInput as e:
                self.fault(where, "tz", e.what, e.do)
        if self.facility is None and raw.get("facility"):
            self.facility = self._facility(raw["facility"], where)
        if self.tz is None and self.facility is not None:
            self.tz = self.facility.zone
        rest = self._values("feed", {k: v for k, v in said.items() if k != "tz"}, where, self.tz)
        self.as_of = self.as_of or rest.pop("as_of", None)
        self.common |= {k: v for k, v in rest.items() if k != "as_of"}

    def fault(self, where: str, column: str, what: str, do: str = "") -> None:
        """A mistake for which what stands there is left out."""
        self.mistakes += 1
        self.faults.append(Fault(where, column, what, do))

    def _sense(self, top: Mapping[str, Any], lists: Mapping[str, list[dict[str, Any]] | None], where: str) -> None:
        """What no single value shows: an end before its beginning, a charge that nothing names."""
        self._order(
            where, "released_at", "the release comes before the booking", top.get("booked_at"), top.get("released_at")
        )
        for part, rows in (("charge", lists["charges"]), ("prior", lists["priors"])):
            for number, row in enumerate(rows or (), 1):
                if "statute" not in row and not row.get("name"):
                    at = row.get(ROW) or f"{where}, {part} {number}"
                    self.fault(at, "statute", f"the {part} has neither statute nor name", "give one of them")
        for part, rows in (("charge", lists["charges"]), ("hold", lists["holds"])):
            for number, row in enumerate(rows or (), 1):
                at = row.get(ROW) or f"{where}, {part} {number}"
                self._order(at, "ends_at", f"the {part} ends before it begins", row.get("since"), row.get("ends_at"))
                if row.get("open") and row.get("ends_at"):
                    self.fault(at, "open", f"the {part} is open and has an end", "give one of the two")
        for part in ("order", "event"):
            for number, row in enumerate(lists[LISTS[part]] or (), 1):
                if not row.get("what") or not row.get("at"):
                    at = row.get(ROW) or f"{where}, {part} {number}"
                    self.fault(at, "at" if row.get("what") else "what", f"the {part} lacks it", "say what and when")

    def _order(self, where: str, column: str, what: str, first: datetime | None, last: datetime | None) -> None:
        if first is not None and last is not None and last < first:
            self.fault(where, column, what, "check both times on the paper")

    def _facility(self, raw: Any, where: str) -> Place | None:
        if raw is None or raw == "" or raw == {}:
            if self.facility is None:
                do = "give its facility, or --county and --tz"
                self.fault(where, "facility", "says no facility and the feed declares none", do)
            return self.facility
        if not isinstance(raw, Mapping):
            self.fault(where, "facility", "is not a record", "give state, county, agency, agency_type, tz")
            return None
        key = repr(raw)
        if key not in self._places:
            made = self._place(raw, where)
            if made is None:
                return None
            self._places[key] = made
        return self._places[key]

    def _place(self, raw: Mapping[str, Any], where: str) -> Place | None:
        before = self.mistakes
        values = self._values("facility", raw, where, None)
        state = str(values.get("state") or "").upper()
        if state not in CIRCUITS:
            self.fault(where, "facility.state", f"'{state}' is not a state", "give two letters, such as CA")
        tz = str(values.get("tz") or (self.tz.key if self.tz else ""))
        if not tz:
            self.fault(
                where, "facility.tz", "no time zone is declared", "give an IANA zone, such as America/Los_Angeles"
            )
        else:
            try:
                zone(tz)
            except BadInput as e:
                self.fault(where, "facility.tz", e.what, e.do)
        if self.mistakes > before:
            return None
        extra = {k: values[k] for k in ("county", "locality", "agency", "agency_type", "circuit") if values.get(k)}
        return Place(state=state, tz=tz, **extra)

    def _list(self, raw: Any, part: str, where: str, tz: ZoneInfo | None) -> list[dict[str, Any]] | None:
        if raw is None:
            return None
        if not isinstance(raw, list):
            self.fault(where, LISTS[part], "is not a list", "give a list, empty when there is none")
            return None
        out = []
        for number, row in enumerate(raw, 1):
            if not isinstance(row, Mapping):
                self.fault(where, LISTS[part], f"entry {number} is not a record", "give names and values")
                continue
            at = str(row[ROW]) if ROW in row else f"{where}, {part} {number}"
            values = self._values(part, row, at, tz)
            if ROW in row:
                values[ROW] = at
            out.append(values)
        return out

    def _values(self, part: str, raw: Mapping[str, Any], where: str, tz: ZoneInfo | None) -> dict[str, Any]:
        known = COLUMNS[part]
        out: dict[str, Any] = {}
        for name, value in raw.items():
            if value == "" or name in UNREAD:
                continue
            column = known.get(name)
            if column is None:
                self.strange(part, name, where)
                continue
            try:
                out[name] = read_value(column, value, tz)
            except BadInput as e:
                self.fault(where, f"facility.{name}" if part == "facility" else name, e.what, e.do)
        return out

    def strange(self, part: str, name: str, where: str) -> None:
        """A column that no feed has: said once, and what stands in it stays unknown. Nearly a known name is a mistake."""
        if (part, name) in self._strange:
            return
        self._strange.add((part, name))
        close = get_close_matches(name[:80], COLUMNS[part], n=1, cutoff=0.8)
        if close:
            what = f"is no column of a {part} and is not read"
            self.faults.append(Fault(where, name[:80], what, f"did you mean '{close[0]}'?"))
        elif len(self._strange) <= MOST_STRANGE:
            self.notes.append(f"{where}: the column '{name[:80]}' of a {part} is not known and is not read.")


MOST_STRANGE = 100  # unknown columns that are named one by one


def flat(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The booking's own values: ``{"subject": {"age": 30}}`` as ``{"subject.age": 30}``; facility and lists left out."""
    out: dict[str, Any] = {}
    for key, value in raw.items():
        if key in NOT_FLAT:
            continue
        if isinstance(value, Mapping):
            out.update({f"{key}.{k}": v for k, v in value.items()})
        else:
            out[key] = value
    return out


def _parts(rows: list[dict[str, Any]] | None, make: Callable[[dict[str, Any]], P]) -> tuple[P, ...] | None:
    return None if rows is None else tuple(make(_said(r)) for r in rows)


def _plain(rows: list[dict[str, Any]] | None, *, keep_row: bool = False) -> tuple[dict[str, Any], ...] | None:
    """Rows as plain facts; with ``keep_row`` their place in the file stays under ``ROW``, for whoever reads them further."""
    return None if rows is None else tuple(r if keep_row else _said(r) for r in rows)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    row.pop(ROW, None)
    return row
