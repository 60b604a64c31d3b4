"""Documents of a feed, made by Hypothesis from the columns themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from lawgate.booking.schema import LISTS, PARTS, Column
from lawgate.detainer import FORMS

PLACES = (
    {"state": "CA", "county": "Los Angeles", "agency": "Ridgemont Police Jail", "tz": "America/Los_Angeles"},
    {"state": "TX", "county": "Harris", "tz": "America/Chicago", "agency_type": "county-jail", "circuit": "5"},
    {"state": "AZ", "county": None, "tz": "America/Phoenix"},
)
BEGIN = datetime(2014, 1, 1, tzinfo=UTC)
instants = st.builds(
    lambda minutes, offset: (
        (BEGIN + timedelta(minutes=minutes)).astimezone(timezone(timedelta(hours=offset))).isoformat()
    ),
    st.integers(0, 365 * 1440),
    st.integers(-8, 2),
)
days = st.dates(BEGIN.date(), BEGIN.date() + timedelta(days=400)).map(lambda d: d.isoformat())
texts = st.one_of(st.text(max_size=8), st.sampled_from(("none", " ", "a;b", "José", "0")))
LAW_FORMS = st.sampled_from([*FORMS, "i-247a"])


def value(column: Column) -> st.SearchStrategy[Any]:
    """A value that a feed may give in ``column``, or null."""
    by_kind: dict[str, st.SearchStrategy[Any]] = {
        "text": texts,
        "yes/no": st.booleans(),
        "instant": instants,
        "day": days,
        "number": st.integers(0, 10**6),
        "word": st.sampled_from(column.words or ("x",)),
        "words": st.lists(st.sampled_from(column.words) if column.words else st.text(max_size=5), max_size=3),
        "changes": st.lists(
            st.fixed_dictionaries({"what": st.sampled_from(column.words or ("x",))}, optional={"on": days}), max_size=2
        ),
    }
    made = LAW_FORMS if column.name == "form" else by_kind[column.kind]
    return made if column.kind == "yes/no" else st.one_of(made, st.none())


def rows(part: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    columns = {c.name: value(c) for c in PARTS[part] if c.name not in ("boxes", "conditions")}
    needed: dict[str, st.SearchStrategy[Any]] = {k: columns[k] for k in ("statute", "what", "at") if k in columns}
    rest = {k: v for k, v in columns.items() if k not in needed}
    return st.lists(st.fixed_dictionaries(needed, optional=rest), max_size=2)


def documents() -> st.SearchStrategy[dict[str, Any]]:
    """A booking with any of the columns; it may still hold mistakes that no single value shows."""
    top = {c.name: value(c) for c in PARTS["booking"]}
    return st.fixed_dictionaries(
        {"booking": st.sampled_from(("14-1", "14-2")), "facility": st.sampled_from(PLACES), "booked_at": instants},
        optional={k: v for k, v in top.items() if k != "booked_at"} | {n: rows(p) for p, n in LISTS.items()},
    )
