"""One booking from the plain values of a feed; every mistake is collected, and unknown stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place, parse_instant, say_minute
from lawgate.base.moments import zone
from lawgate.base.places import CIRCUITS
from lawgate.booking.records import Bail, Booking, Charge, CourtOrder, Fault, Ground, Person, ReleaseDue
from lawgate.booking.schema import LISTS, PARTS, Column

NONE_WORDS = ("none", "null")
YES, NO = ("yes", "true", "1", "y"), ("no", "false", "0", "n")
NAMES = ("last", "first", "born", "sex", "race", "language")


class Builder:
    """Reads the values of one booking. ``tz`` and ``facility`` are the feed's own when a booking gives none."""

    def __init__(self, tz: ZoneInfo | None, facility: Place | None) -> None:
        self.tz, self.facility = tz, facility
        self.faults: list[Fault] = []

    def booking(self, raw: Mapping[str, Any], where: str, as_of: datetime | None) -> Booking | None:
        """The booking, or None when it cannot be used; ``self.faults`` has all that is wrong with it."""
        before = len(self.faults)
        number = str(raw.get("booking") or "").strip()
        if not number:
            self.fault(where, "booking", "has no booking number", "give each booking its own number")
        facility = self._facility(raw.get("facility"), where)
        tz = facility.zone if facility else self.tz
        top = {k: v for k, v in _flat(raw).items() if k not in ("booking", "where", *LISTS.values())}
        facts = self._values(top, PARTS["booking"], where, tz, also=("facility",))
        lists = {name: self._list(raw.get(name), part, where, tz) for part, name in LISTS.items()}
        names = Person(**{n: str(facts.pop(n, "") or "") for n in NAMES})
        made = self._made(number, facility, names, facts, lists, where, as_of)
        return made if len(self.faults) == before else None

    def _made(
        self,
        number: str,
        facility: Place | None,
        person: Person,
        facts: dict[str, Any],
        lists: Mapping[str, list[dict[str, Any]] | None],
        where: str,
        as_of: datetime | None,
    ) -> Booking | None:
        if facility is None:
            return None
        booked, released = facts.pop("booked_at", None), facts.pop("released_at", None)
        if booked and released and released < booked:
            self.fault(where, "released_at", "the release comes before the booking", "check both times on the paper")
        for i, row in enumerate(lists["charges"] or ()):
            if not row.get("statute") and not row.get("name"):
                self.fault(f"{where}, charge {i + 1}", "statute", "has neither statute nor name", "give one of them")
        stated = None
        if "release_due.t0" in facts:
            event = facts.pop("release_due.event", None)
            t0 = facts.pop("release_due.t0")
            said = f"{(event or 'release due').replace('-', ' ').capitalize()}: {say_minute(t0) if t0 else 'not yet'}."
            stated = ReleaseDue(event, t0, known=True, steps=(said,))
        return Booking(
            number=number,
            facility=facility,
            person=person,
            booked_at=booked,
            arrested_at=facts.pop("arrested_at", None),
            released_at=released,
            housing=str(facts.pop("housing", "") or ""),
            charges=_tuple(lists["charges"], _charge),
            priors=_tuple(lists["priors"], dict),
            holds=_tuple(lists["holds"], _hold) or (),
            bail=_tuple(lists["bail"], _bail) or (),
            orders=tuple(CourtOrder(r["what"], r["at"]) for r in lists["orders"] or () if "what" in r and r.get("at")),
            stated_release=stated,
            facts=facts,
            requests=_tuple(lists["requests"], dict),
            where=where,
            as_of=as_of,
        )

    def _facility(self, raw: Any, where: str) -> Place | None:
        if not raw:
            if self.facility is None:
                self.fault(
                    where, "facility", "says no facility and the feed declares none", "give --county or a facility"
                )
            return self.facility
        values = self._values(dict(raw), PARTS["facility"], where, None)
        state = str(values.get("state") or "").upper()
        if state not in CIRCUITS:
            self.fault(where, "facility.state", f"'{state}' is not a state", "give two letters, such as CA")
            return None
        try:
            tz = str(values.get("tz") or (self.tz.key if self.tz else ""))
            if not tz:
                self.fault(where, "facility.tz", "no time zone is declared", "give an IANA zone")
                return None
            zone(tz, where=where)
        except BadInput as e:
            self.fault(where, "facility.tz", e.what, e.do)
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
        for i, row in enumerate(raw):
            at = str(row.get("where") or f"{where}, {part} {i + 1}") if isinstance(row, dict) else where
            if isinstance(row, dict):
                out.append(self._values({k: v for k, v in row.items() if k != "where"}, PARTS[part], at, tz))
            else:
                self.fault(where, LISTS[part], f"entry {i + 1} is not a record", "give names and values")
        return out

    def _values(
        self,
        raw: Mapping[str, Any],
        columns: tuple[Column, ...],
        where: str,
        tz: ZoneInfo | None,
        also: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        known = {c.name: c for c in columns}
        out: dict[str, Any] = {}
        for name, value in raw.items():
            if name in also or value is ... or value == "":
                continue
            column = known.get(name)
            if column is None:
                close = get_close_matches(name, known, n=1)
                self.fault(
                    where, name, "is no column of a feed", f"did you mean '{close[0]}'?" if close else "leave it out"
                )
                continue
            try:
                out[name] = read_value(column, value, tz)
            except BadInput as e:
                self.fault(where, name, e.what, e.do)
        return out

    def fault(self, where: str, column: str, what: str, do: str = "") -> None:
        self.faults.append(Fault(where, column, what, do))


def read_value(column: Column, value: Any, tz: ZoneInfo | None) -> Any:
    """One cell: None for a stated *none*, else the value of the column's type. Raises ``BadInput``."""
    text = value.strip() if isinstance(value, str) else value
    if text is None or (isinstance(text, str) and text.lower() in NONE_WORDS and "none" not in column.words):
        return frozenset() if column.kind == "words" else None
    if column.kind == "yes/no":
        return _yes_no(text)
    if column.kind == "instant":
        return parse_instant(str(text), tz)
    if column.kind == "day":
        return _day(text)
    if column.kind == "number":
        return _number(text)
    if column.kind == "words":
        items = text if isinstance(text, list | tuple) else str(text).split(";")
        return frozenset(_word(column, str(i).strip()) for i in items if str(i).strip())
    return _word(column, str(text)) if column.kind == "word" else str(text)


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).lower()
    if text in YES or text in NO:
        return text in YES
    raise BadInput(f"'{value}' is neither yes nor no", do="write yes, no, or nothing when it is not known")


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as e:
        raise BadInput(f"'{value}' is not a day", do="write YYYY-MM-DD") from e


def _number(value: Any) -> int:
    try:
        return int(float(str(value).replace(",", "").lstrip("$")))
    except (ValueError, OverflowError) as e:
        raise BadInput(f"'{value}' is not a number", do="write digits only") from e


def _word(column: Column, text: str) -> str:
    if column.words and text not in column.words:
        close = get_close_matches(text, column.words, n=1)
        do = f"did you mean '{close[0]}'?" if close else f"one of {', '.join(column.words)}"
        raise BadInput(f"'{text}' is not known here", do=do)
    return text


def _flat(raw: Mapping[str, Any]) -> dict[str, Any]:
    """``{"subject": {"age": 30}}`` as ``{"subject.age": 30}``; the facility stays whole."""
    out: dict[str, Any] = {}
    for key, value in raw.items():
        if isinstance(value, dict) and key != "facility":
            out.update({f"{key}.{k}": v for k, v in value.items()})
        else:
            out[key] = value
    return out


def _tuple(rows: list[dict[str, Any]] | None, make: Any) -> Any:
    return None if rows is None else tuple(make(r) for r in rows)


def _charge(row: dict[str, Any]) -> Charge:
    facts = {k: v for k, v in row.items() if k not in ("ends_at", "open", "bail_usd")}
    return Charge(facts, row.get("ends_at"), bool(row.get("open")))


def _hold(row: dict[str, Any]) -> Ground:
    return Ground(str(row.get("what") or "other hold"), row.get("ends_at"), bool(row.get("open")))


def _bail(row: dict[str, Any]) -> Bail:
    return Bail(row.get("amount_usd"), row.get("tendered_at"), row.get("accepted_at"), str(row.get("refused") or ""))
