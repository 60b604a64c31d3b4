"""Rows for a place, in the order in which a family should try them, each with what must be said beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lawgate.base import Place
from lawgate.base.moments import say_day
from lawgate.counsel.directory.check import OLD, STALE
from lawgate.counsel.directory.read import Help, load

ORDER = ("rapid response", "legal aid", "crisis", "regulator", "consulate", "government")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as a page shows it: ``standing`` and ``standing_es`` say how far it can be trusted; ``warning`` that ICE answers."""

    row: Help
    standing: str
    standing_es: str
    warning: str
    warning_es: str


def rows_for(place: Place | str, today: date, rows: Sequence[Help] | None = None) -> list[Shown]:
    """The numbers for ``place`` (a ``Place``, or ``CA/Alameda``): its county's first, then the state's, then the country's.

    Retired rows are left out; a row not called for more than 90 days comes after its alternate; numbers that ICE answers come last.
    """
    state, _, county = place.partition("/") if isinstance(place, str) else (place.state, "", place.county or "")
    wanted = {f"{state}/{county}": 0, state: 1, "US": 2}
    found = [r for r in (load() if rows is None else rows) if r.status != "retired" and wanted.keys() & set(r.places)]

    def order(r: Help) -> tuple[bool, int, int, str]:
        return r.ice_answers, min(wanted[p] for p in r.places if p in wanted), ORDER.index(r.kind), r.id

    return [_shown(r, today) for r in _old_after_alternate(sorted(found, key=order), today)]


def _old_after_alternate(found: list[Help], today: date) -> list[Help]:
    out = list(found)
    for r in found:
        if r.checked_on is None or (today - r.checked_on).days <= OLD:
            continue
        at = next((i for i, x in enumerate(out) if x.id == r.alternate_id), -1)
        if at > out.index(r):
            out.remove(r)
            out.insert(at, r)
    return out


def _shown(r: Help, today: date) -> Shown:
    en, es = _standing(r, today)
    ice = r.ice_answers
    return Shown(r, en, es, "ICE answers this number." if ice else "", "ICE contesta este número." if ice else "")


def _standing(r: Help, today: date) -> tuple[str, str]:
    if r.checked_on is None or r.status != "live":
        seen, vio = say_day(r.seen_on), _dia(r.seen_on)
        return f"Unconfirmed: seen on {seen}, nobody has called.", f"Sin confirmar: visto el {vio}, nadie ha llamado."
    on, el = say_day(r.checked_on), _dia(r.checked_on)
    if (today - r.checked_on).days > STALE:
        return f"Not checked since {on}.", f"Sin comprobar desde el {el}."
    return f"Called on {on}.", f"Llamado el {el}."


MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]


def _dia(day: date) -> str:
    return f"{day.day} de {MESES[day.month - 1]} de {day.year}"
