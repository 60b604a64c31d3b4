"""Designations: made ahead of time, sealed, proposed by name and birth date, made a match by the person's yes or by the code.

Where contacts are kept: in a table beside the ledger, each under a key of its own; the ledger has only a digest. Thirty days after the
matter, or a year after it was made for nothing, the key is destroyed, and no order can bring it back.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from lawgate.base import BadInput, digest
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_record import Maker, deliver
from lawgate.casework.instants import read_instant, sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Standing
from lawgate.casework.records import LEDGER, New
from lawgate.casework.seal import canonical
from lawgate.counsel.alerts_view import View, acting
from lawgate.counsel.codes import code_mark, house_key, key_of, new_code, own_key
from lawgate.counsel.matching import marks
from lawgate.counsel.models import Callback, Designation, NameMark
from lawgate.counsel.offices import offices
from lawgate.counsel.records import ANSWERED, DESTROYED, GOOD_FOR, KEPT_AFTER, MADE, MATCHED, NO, SILENT, YES, Wish

LONGEST = 120


def designate(ledger: Ledger, wish: Wish, *, now: datetime) -> str:
    """Keep a designation, sealed. Returns its code, which is shown once and never stored.

    Nothing depends on whether the person is held here: the next tick looks, for everybody alike. Raises ``BadInput``.
    """
    _check(ledger, wish)
    code, name = new_code(), secrets.token_hex(16)
    body = canonical(asdict(wish))
    with transaction.atomic(using=ledger.alias), writing(ledger.alias):
        key = ledger.keys.ensure([key_of(name)])[key_of(name)]
        house = house_key(ledger)
        row = Designation(
            id=name,
            code=code_mark(house, code),
            sealed=key.seal(body, name.encode())[0],
            made=sortable(now),
            until=sortable(now + GOOD_FOR),
        )
        row.save(using=ledger.alias, force_insert=True)
        found = marks(house, (wish.name, *wish.other_names), wish.born)
        NameMark.objects.using(ledger.alias).bulk_create(NameMark(mark=m, designation=row) for m in sorted(found))
        ledger.append([New(MADE, LEDGER, {"designation": name, "digest": digest(body)}, now, now)], now)
    return code


def _check(ledger: Ledger, wish: Wish) -> None:
    texts = (wish.name, wish.word, *wish.other_names)
    if not wish.name.strip() or any(len(t) > LONGEST or not t.isprintable() for t in texts):
        raise BadInput(
            "the name is missing or too long", where="name", do="give the full name, as a jail would book it"
        )
    if not marks(house_key(ledger), (wish.name,), "1900-01-01"):
        raise BadInput("one name alone is not enough", where="name", do="give first and family name")
    try:
        born = date.fromisoformat(wish.born)
    except ValueError as e:
        raise BadInput("the birth date cannot be read", where="born", do="write it as 1988-04-02") from e
    if born.year < 1900:
        raise BadInput("the birth date is too long ago", where="born", do="check the year")
    office = offices(ledger).get(wish.office)
    if office is None or (wish.account and office.contact(wish.account) is None):
        raise BadInput("this lawyer is not registered here", where="lawyer", do="choose one from the list")


def opened(ledger: Ledger, designation: str) -> Wish | None:
    """What a designation says; None once it was destroyed, or when there is none."""
    row = Designation.objects.using(ledger.alias).filter(pk=designation).first()
    key = own_key(ledger, designation)
    if row is None or key is None:
        return None
    said = json.loads(key.open(bytes(row.sealed), designation.encode())[0])
    return Wish(**{**said, "other_names": tuple(said["other_names"])})


def by_name(ledger: Ledger, found: Iterable[str], now: datetime) -> list[str]:
    """The designations in force that one of these marks of a booking proposes."""
    rows = NameMark.objects.using(ledger.alias).filter(mark__in=sorted(found), designation__until__gt=sortable(now))
    return sorted(set(rows.values_list("designation_id", flat=True)))


def by_code(ledger: Ledger, typed: str, now: datetime) -> str:
    """The designation that a code belongs to; empty for any other text."""
    mark = code_mark(house_key(ledger), typed)
    row = Designation.objects.using(ledger.alias).filter(code=mark, until__gt=sortable(now)).first()
    return "" if row is None else str(row.pk)


def answer(
    ledger: Ledger,
    subject: str,
    designation: str,
    said: str,
    *,
    by: str,
    role: str,
    now: datetime,
    family: bool = False,
    office: Maker | None = None,
) -> None:
    """What the person said when the booking officer asked. Yes makes the match; no ends it; silence leaves it open.

    ``family``: the person also lets whoever holds the code see that the lawyer was told. ``office``: whoever decides in this house,
    so that the record says at once that a lawyer is on file. Raises ``BadInput`` for a designation that is not proposed for this person,
    or an answer that is none of the three.
    """
    if said not in (YES, NO, SILENT):
        raise BadInput(f"'{said[:20]}' is no answer", where=subject, do="yes, no, or did not say")
    with acting(ledger, now) as view:
        state = view.cases.get(subject, {}).get(designation)
        if state is None:
            raise BadInput("nobody proposed this lawyer for this person", where=subject, do="reload the page")
        if state == "matched":
            return
        payload = {"designation": designation, "answer": said, "by": by, "role": role}
        events = [New(ANSWERED, subject, payload, now, now)]
        if said == YES:
            events.append(_match(subject, designation, YES, by, family, now))
        ledger.append(events, now)
        if said == YES:
            _on_file(ledger, subject, designation, by, role, office, now)


def with_code(
    ledger: Ledger,
    subject: str,
    typed: str,
    *,
    by: str,
    now: datetime,
    role: str = "booking",
    family: bool = False,
    office: Maker | None = None,
) -> None:
    """The person gave a code at booking: that makes the match, whatever the names. Raises ``BadInput`` for a code that is none."""
    designation = by_code(ledger, typed, now)
    if not designation:
        raise BadInput("this code is not known here", where=subject, do="read it again, letter by letter")
    with acting(ledger, now) as view:
        if view.cases.get(subject, {}).get(designation) != "matched":
            ledger.append([_match(subject, designation, "code", by, family, now)], now)
            _on_file(ledger, subject, designation, by, role, office, now)


def _on_file(
    ledger: Ledger, subject: str, designation: str, by: str, role: str, office: Maker | None, now: datetime
) -> None:
    """The law asks whether a lawyer is on file: a match says so, as an answer on the record with its own event. Once a match."""
    if office is None or not Standing.objects.using(ledger.alias).filter(subject=subject).exists():
        return  # nobody decides here, or the person is not decided: the match stands by itself
    fields = {"fact": "lawyer_known", "value": True, "source": "the person named this lawyer"}
    body = {"fields": fields, "by": by, "role": role, "key": f"match:{designation}"}
    deliver(ledger, subject, body, now, office, now, name=k.ANSWERED)


def _match(subject: str, designation: str, how: str, by: str, family: bool, now: datetime) -> New:
    return New(MATCHED, subject, {"designation": designation, "how": how, "by": by, "family": family}, now, now)


def destroy_due(ledger: Ledger, view: View, now: datetime) -> int:
    """Destroy the keys of designations whose matter is over, or that nothing came of. Returns how many; forgets old call-backs."""
    matter = {d: s for s, found in view.cases.items() for d, state in found.items() if state == "matched"}
    due = [
        row.pk
        for row in Designation.objects.using(ledger.alias).only("id", "until")
        if (_over(ledger, matter[row.pk], now) if row.pk in matter else row.until <= sortable(now))
    ]
    for designation in due:
        destroy(ledger, designation, "the matter is over, or nothing came of it", now)
    Callback.objects.using(ledger.alias).filter(asked__lte=sortable(now - KEPT_AFTER)).delete()
    return len(due)


def destroy(ledger: Ledger, designation: str, why: str, now: datetime) -> None:
    """Destroy one designation: its key is emptied, its row and marks go; the ledger keeps that it was there."""
    with writing(ledger.alias):
        Designation.objects.using(ledger.alias).filter(pk=designation).delete()
        ledger.append([New(DESTROYED, LEDGER, {"designation": designation, "why": why}, now, now)], now)
        ledger.expunge(key_of(designation), f"designation kept no longer: {why}", now, now)


def _over(ledger: Ledger, subject: str, now: datetime) -> bool:
    row = Standing.objects.using(ledger.alias).filter(subject=subject).first()
    if row is None:
        return True  # expunged: the designation goes as well
    return row.gone is not None and read_instant(row.gone) + KEPT_AFTER <= now
