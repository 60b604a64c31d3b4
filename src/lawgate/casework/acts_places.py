"""Where in a document an act lays its hand: rows found again, and the places that two people may touch without meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
LISTED = ("charges", "priors", "holds", "bail", "orders", "events", "requests", "warrants")
NAMED_BY = {  # what tells a row from the others of its list
    "charges": ("statute", "name"),
    "priors": ("statute", "name", "convicted_on"),
    "holds": ("type", "agency", "paper"),
    "bail": ("covers",),
    "orders": ("what", "at"),
    "events": ("what", "at"),
    "requests": (),
    "warrants": ("kind", "received_at"),
}
WHOLE = frozenset({"bail", "orders", "events", "warrants"})
"""Lists whose rows are one thing each: two people who enter the same row have met."""


def numbered(doc: dict[str, Any]) -> None:
    """Give each charge without a line number the next free one."""
    charges = doc.get("charges") or []
    taken = {str(c.get("line")).strip() for c in charges if c.get("line")}
    free = (str(n) for n in range(1, len(charges) + len(taken) + 2) if str(n) not in taken)
    for charge in charges:
        if not str(charge.get("line") or "").strip():
            charge["line"] = next(free)


def charge_of(doc: Document, named: str) -> dict[str, Any] | None:
    """The charge with that line number, else the last with that statute or name."""
    charges: list[dict[str, Any]] = list(doc.get("charges") or ())
    by_line = [c for c in charges if str(c.get("line") or "").strip() == named]
    found = by_line or [c for c in charges if named in (c.get("statute"), c.get("name"))]
    return found[-1] if found else None


def own_or_new(doc: dict[str, Any], name: str, **telling: Any) -> dict[str, Any]:
    """The row of a list that ``telling`` describes, or a new one at its end."""
    rows = doc[name] = doc.get(name) or []
    for row in rows:
        if all(row.get(key) == value for key, value in telling.items()):
            found: dict[str, Any] = row
            return found
    rows.append(dict(telling))
    made: dict[str, Any] = rows[-1]
    return made


def split_fact(fact: str) -> tuple[str, int | None, str]:
    """``priors[0].convicted_on`` as ("priors", 0, "convicted_on"); ``request.form`` as ("request", None, "form")."""
    rows, bracket, rest = fact.partition("[")
    if bracket:
        number, _, name = rest.partition("]")
        return rows, int(number), name.removeprefix(".")
    if fact in ("charges", "priors", "request"):
        return fact, None, ""
    if fact.startswith("request."):
        return "request", None, fact.removeprefix("request.")
    return "", None, fact


def places(document: Document | None) -> dict[str, Any]:
    """A document as place → what stands there. Two acts that change no place in common may both stand."""
    out: dict[str, Any] = {}
    doc = dict(document or {})
    for name, value in doc.items():
        if name in LISTED:
            out.update(_of_list(name, value))
        elif isinstance(value, Mapping):
            out.update({f"{name}.{key}": v for key, v in value.items()})
        else:
            out[name] = value
    return out


def _of_list(name: str, rows: list[dict[str, Any]] | None) -> Iterator[tuple[str, Any]]:
    seen: Counter[str] = Counter()
    for row in rows or ():
        called = ", ".join(str(row[key]) for key in NAMED_BY[name] if row.get(key))
        seen[called] += 1
        place = f"{name}: {called} #{seen[called]}" if seen[called] > 1 or not called else f"{name}: {called}"
        if name in WHOLE:
            yield place, row
        else:
            yield from ((f"{place}, {key}", value) for key, value in row.items() if key != "line")
            yield place, True


def met(seen: Document | None, mine: Document | None, now: Document | None) -> list[tuple[str, Any]]:
    """Places that both an act (``seen`` → ``mine``) and others meanwhile (``seen`` → ``now``) changed, with what stands there now."""
    at_first, by_me, by_others = places(seen), places(mine), places(now)
    mine_changed = {p for p in at_first.keys() | by_me.keys() if at_first.get(p) != by_me.get(p)}
    changed = {p for p in at_first.keys() | by_others.keys() if at_first.get(p) != by_others.get(p)}
    return [(p, by_others.get(p)) for p in sorted(mine_changed & changed)]


def changed(seen: Document | None, now: Document | None) -> list[str]:
    """Places that differ."""
    before, after = places(seen), places(now)
    return sorted(p for p in before.keys() | after.keys() if before.get(p) != after.get(p))
