"""Alerts: derived from the ledger by a tick, exactly once each, whoever ticks and however often.

A match raises an alert, and so does a law that gives a copy to the lawyer. The first lawyer is told by a message that names nobody and
nothing; whoever does not acknowledge within five minutes, cannot be reached, or has a conflict is passed over for the next; when nobody
is left the alert stands, exhausted, on the desk's own page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lawgate.base import BadInput, digest
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import SubjectKey
from lawgate.casework.outbox import message_id, queue
from lawgate.casework.records import New
from lawgate.counsel import records as r
from lawgate.counsel.alerts_view import View, acting, reading
from lawgate.counsel.codes import house_key, short_code
from lawgate.counsel.designations import by_name, destroy_due, opened
from lawgate.counsel.matching import marks
from lawgate.counsel.offices import offices, order
from lawgate.counsel.records import Alert, Contact, Outgoing, Ticked, Wish

PURPOSE = "counsel.alert"


def first_message(code: str, address: str = "") -> str:
    """The whole text of a first message."""
    return f"A matter needs you. Code {code}." + (f" {address}" if address else "")


def tick(ledger: Ledger, now: datetime, *, address: str = "", destroy: bool = True) -> Ticked:
    """Append everything that is due at ``now``. ``address``: the public address of this house, for the messages."""
    with reading(ledger, now) as view:
        gone = destroy_due(ledger, view, now) if destroy else 0
        if not (view.fresh or view.made or _due(view)):
            return Ticked(destroyed=gone, unnamed=unnamed(view))
    with acting(ledger, now) as view:
        proposed = list(_proposals(ledger, view, now))
        ledger.append(proposed, now)
        view.catch_up(now)
        raised = list(_raised(ledger, view, now))
        ledger.append(raised, now)
        view.catch_up(now)
        events, messages = _steps(ledger, view, now, address)
        ledger.append(events, now)
        for m in messages:
            queue(ledger, m.subject, to=m.to, channel=m.channel, purpose=PURPOSE, about=m.about, body=m.body, now=now)
        view.catch_up(now)
        view.fresh.clear()
        view.made.clear()
    ended = sum(e.kind == r.ENDED for e in events)
    return Ticked(len(proposed), len(raised), len(messages), ended, gone, unnamed(view))


def _due(view: View) -> bool:
    """Whether anything may be due: an unsettled alert, or a match that some alert is still to be raised for."""
    causes = {(a.subject, a.cause) for a in view.alerts.values()}
    wanted = {(s, cause) for s, d in _matched(view) for cause in _causes(view, s, d)}
    return bool(wanted - causes) or any(not a.settled and a.exhausted is None for a in view.alerts.values())


def _matched(view: View) -> Iterator[tuple[str, str]]:
    for subject, case in sorted(view.cases.items()):
        yield from ((subject, d) for d in sorted(case) if case[d] == "matched" and d not in view.destroyed)


def _causes(view: View, subject: str, designation: str) -> dict[str, str]:
    """What an alert is raised for, and why: the match itself, and each copy that the law gives to the lawyer."""
    out = {f"match:{designation}": "designated"}
    for number, (whose, owed) in sorted(view.notices.items()):
        if whose == subject:
            words, cite = str(owed.get("words", "")), str(owed.get("citation", ""))
            out[f"notice:{number}:{designation}"] = f"{words} ({cite})" if cite else words
    return out


def _proposals(ledger: Ledger, view: View, now: datetime) -> Iterator[New]:
    """Name and birth date agree: the officer is to ask."""
    for subject in sorted(view.fresh & view.people.keys()):
        for designation in by_name(ledger, view.people[subject], now):
            if designation not in view.cases.get(subject, {}):
                yield New(r.PROPOSED, subject, {"designation": designation}, now, now)
    for designation in sorted(view.made):
        wish = opened(ledger, designation)
        if wish is None:
            continue
        theirs = marks(house_key(ledger), (wish.name, *wish.other_names), wish.born)
        for subject in sorted(s for s, m in view.people.items() if m & theirs and s not in view.fresh):
            if designation not in view.cases.get(subject, {}):
                yield New(r.PROPOSED, subject, {"designation": designation}, now, now)


def _raised(ledger: Ledger, view: View, now: datetime) -> Iterator[New]:
    known = {(a.subject, a.cause) for a in view.alerts.values()}
    for subject, designation in _matched(view):
        wish = opened(ledger, designation)
        for cause, why in _causes(view, subject, designation).items():
            if wish is not None and (subject, cause) not in known:
                name = digest({"cause": cause, "subject": subject})[:24]
                said = {"alert": name, "designation": designation, "office": wish.office, "code": short_code()}
                yield New(r.RAISED, subject, {**said, "cause": cause, "why": why}, now, now)


def _steps(ledger: Ledger, view: View, now: datetime, address: str) -> tuple[list[New], list[Outgoing]]:
    """The next step of every alert that is not settled."""
    events: list[New] = []
    messages: list[Outgoing] = []
    known = offices(ledger)
    for a in [x for x in view.alerts.values() if not x.settled and x.exhausted is None]:
        if a.subject not in view.people:
            events.append(New(r.ENDED, a.subject, {"alert": a.alert, "why": "no longer in custody here"}, now, now))
            continue
        why = _passed(a, now) if a.told else "first"
        if not why:
            continue
        wish, office = opened(ledger, a.designation), known.get(a.office)
        following = (
            next((c for c in order(office, _named(wish), now) if not a.told_to(c.account)), None) if office else None
        )
        if a.told and following is not None:
            said = {"alert": a.alert, "from": a.told[-1].account, "to": following.account, "why": why}
            events.append(New(r.ESCALATED, a.subject, said, now, now))
        if following is None:
            events.append(New(r.EXHAUSTED, a.subject, {"alert": a.alert, "why": why}, now, now))
        else:
            told, message = _tell(a, following, now, address)
            events.append(told)
            messages.append(message)
    return events, messages


def _named(wish: Wish | None) -> str:
    return wish.account if wish is not None else ""


def _tell(a: Alert, contact: Contact, now: datetime, address: str) -> tuple[New, Outgoing]:
    about = f"{a.alert}:{contact.account}"
    body = {"text": first_message(a.code, address), "code": a.code}
    said = {"alert": a.alert, "account": contact.account, "message": message_id(PURPOSE, a.subject, about)}
    return New(r.TOLD, a.subject, said, now, now), Outgoing(a.subject, contact.to, contact.channel, about, body)


def _passed(a: Alert, now: datetime) -> str:
    """Why the last lawyer who was told is passed over; empty while it is still theirs."""
    last = a.told[-1]
    if last.account in a.declined:
        return "has a conflict or cannot take it"
    if last.account in a.undelivered:
        return f"could not be reached ({a.undelivered[last.account]})"
    if a.acknowledged is None:
        return "did not acknowledge within 5 minutes" if now - last.at >= r.ACKNOWLEDGE_WITHIN else ""
    return "did not accept within 10 minutes" if now - a.acknowledged[1] >= r.ACCEPT_WITHIN else ""


def unnamed(view: View) -> list[str]:
    """Bookings where the law gives a copy to a lawyer or one named person, and nobody is named: the person must be asked."""
    matched = {s for s, case in view.cases.items() if "matched" in case.values()}
    return sorted({s for s, _ in view.notices.values() if s not in matched and s in view.people})


def acknowledge(ledger: Ledger, alert: str, *, by: str, now: datetime) -> None:
    """A lawyer who was told has seen it. Raises ``BadInput`` when it is not theirs (any more)."""
    with acting(ledger, now) as view:
        a = _mine(view, alert, by)
        if a.acknowledged is None:
            ledger.append([New(r.ACKNOWLEDGED, a.subject, {"alert": alert, "by": by}, now, now)], now)


def accept(ledger: Ledger, alert: str, *, by: str, now: datetime) -> str:
    """The conflict check is clear: the client is theirs. Returns the booking number. Raises ``BadInput``."""
    with acting(ledger, now) as view:
        a = _mine(view, alert, by)
        said = {"alert": alert, "by": by}
        if a.acknowledged is None:
            ledger.append([New(r.ACKNOWLEDGED, a.subject, said, now, now)], now)
        if a.accepted is None:
            ledger.append([New(r.ACCEPTED, a.subject, said, now, now)], now)
    return a.subject


def decline(ledger: Ledger, alert: str, *, by: str, why: str, now: datetime) -> None:
    """A conflict, or no time: the next one is told by the next tick. Raises ``BadInput``."""
    with acting(ledger, now) as view:
        a = _mine(view, alert, by)
        ledger.append([New(r.DECLINED, a.subject, {"alert": alert, "by": by, "why": why}, now, now)], now)


def bounced(ledger: Ledger, message: str, *, why: str, now: datetime) -> bool:
    """A message came back after it was taken. The next one is told by the next tick. Returns whether the message was an alert's."""
    with acting(ledger, now) as view:
        for a in view.alerts.values():
            for t in a.told:
                if t.message == message and t.account not in a.undelivered:
                    said = {"alert": a.alert, "account": t.account, "why": why}
                    ledger.append([New(r.UNDELIVERED, a.subject, said, now, now)], now)
                    return True
    return False


def _mine(view: View, alert: str, by: str) -> Alert:
    a = view.alerts.get(alert)
    if a is None or not a.open_to(by):
        raise BadInput("this matter is not yours, or no longer", where="alert", do="see your inbox")
    return a


def inbox(ledger: Ledger, account: str, now: datetime) -> list[Alert]:
    """What a lawyer was told of, newest first; what another has accepted is no longer there."""
    with reading(ledger, now) as view:
        found = [a for a in view.alerts.values() if a.open_to(account)]
    return sorted(found, key=lambda a: (a.raised, a.alert), reverse=True)


def open_files(ledger: Ledger, account: str, now: datetime) -> set[str]:
    """Booking numbers whose file this lawyer may read: those accepted, and those of clients who had retained them before."""
    with reading(ledger, now) as view:
        mine = [a for a in view.alerts.values() if a.told_to(account) and account not in a.declined]
    held = {a.subject for a in mine if a.accepted is not None and a.accepted[0] == account}
    held |= {a.subject for a in mine if a.open_to(account) and retained(ledger, a, account)}
    rows = SubjectKey.objects.using(ledger.alias).filter(subject__in=held)
    return {s for s, w in rows.values_list("subject", "wrapped") if bytes(w)}


def retained(ledger: Ledger, a: Alert, account: str) -> bool:
    """Whether the designation says that this very lawyer is the person's already: then nothing waits for a conflict check."""
    wish = opened(ledger, a.designation)
    return wish is not None and wish.retained and wish.account == account
