"""Every kind of event in plain words, with its citations: what ``lawgate case`` prints. Each room words its own; the rest is here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lawgate.casework import acts_kinds
from lawgate.casework import alarms_records as alarms
from lawgate.casework import records as r
from lawgate.casework.papers import CANCELLATION, DELIVERED
from lawgate.casework.timeline import Happening
from lawgate.federal.kept import response_told
from lawgate.identity.kept import act_told, identification_told
from lawgate.prints.kept import templates_told

Said = Mapping[str, Any]
LAID = acts_kinds.PREFIX + DELIVERED
TITLES = {
    r.RECEIVED: "Booking received",
    r.CORRECTED: "Booking corrected",
    r.REFUSED: "Another booking under this number refused",
    r.DETAINER: "Federal request received",
    r.DETAINER_CORRECTED: "Federal request corrected",
    r.DECIDED: "Decided",
    r.WITHDRAWN: "Decision withdrawn",
    r.EXPUNGED: "Expunged by a court's order",
    r.PRINTS: "Fingerprints received",
    r.PRINTS_DESTROYED: "Fingerprint templates destroyed",
    r.ASSESSED: "Held against everyone who is known",
    r.CONFIRMED: "A person looked",
    r.DISPUTED: "Identity disputed",
    r.IDENTITY_CORRECTED: "A record put right",
    r.QUERY_SENT: "Federal side asked",
    r.QUERY_UNANSWERED: "No answer of the federal side",
    r.RESPONSE: "Answer of the federal side",
    r.TRIAGED: "What the guidance of the day makes of it",
    r.NOTICE_DECIDED: "What may be told",
    r.COPIED: "Who else gets what was told",
    r.PAPER: "Paper of the field office, not laid upon the record",
    LAID: "Paper of the field office",
    r.QUEUED: "Message laid into the outbox",
    r.SENT: "Message delivered",
    r.DEAD: "Message could not be delivered",
    r.REVIVED: "Message tried again",
    r.MESSAGE_WITHDRAWN: "Message withdrawn before it left",
    alarms.RAISED: "Alarm",
    alarms.ACKNOWLEDGED: "Alarm seen",
    alarms.ESCALATED: "Alarm passed on",
    alarms.ENDED: "Alarm over",
    acts_kinds.UNDONE: "Taken back",
    "file.read": "File read",
}
HIDDEN = frozenset({"raw", "key", "delivery", "mark", "receipt", "message", "evidence"})


def title_of(kind: str) -> str:
    """What an event is called; an act by its own title, a kind of another room by its name."""
    name = kind.removeprefix(acts_kinds.PREFIX)
    if kind not in TITLES and kind.startswith(acts_kinds.PREFIX) and name in acts_kinds.KINDS:
        return acts_kinds.KINDS[name].title
    return TITLES.get(kind) or kind.replace(".", " ").replace("-", " ").replace("_", " ").capitalize()


def lines_of(h: Happening) -> Iterator[str]:
    """What one event says, a line each."""
    if h.payload is None and h.kind == r.PRINTS and not h.order:
        yield "The templates were destroyed; nothing of them can be read."
    elif h.payload is None:
        yield f"Expunged by order {h.order}; nothing of it can be read."
    elif h.kind in WORDS:
        yield from WORDS[h.kind](h.payload)
    elif h.kind.startswith(acts_kinds.PREFIX):
        yield from _act(h.payload)
    else:
        yield _plain(h.payload)


def _booking(said: Said) -> Iterator[str]:
    record = said["record"]
    person, place = record["person"], record["place"]
    name = f"{person.get('last', '')}, {person.get('first', '')}".strip(", ")
    yield f"{name or record['booking']}, {place['agency'] or place['county']}"
    for charge in record["charges"] or ():
        words = [str(charge.get(k)) for k in ("statute", "name", "level", "disposition") if charge.get(k)]
        yield f"charge: {', '.join(words)}"
    yield from record["release_due"]["steps"]


def _request(said: Said) -> Iterator[str]:
    request = said["request"]
    asks = " and ".join(sorted(request.get("asks") or ())) or "nothing that is known"
    yield f"Form {request.get('form') or 'not known'}, asks for {asks}"
    boxes = ", ".join(sorted(request.get("boxes") or ()))
    if boxes:
        yield f"boxes: {boxes}"
    served = request.get("served_on_subject_at")
    yield f"served on the person: {served or 'not recorded'}"


def _decision(said: Said) -> Iterator[str]:
    answer = said["answer"]
    yield f"{answer['headline']} {answer['why']}".strip()
    for one in answer["answers"]:
        yield f"{one['question']} {one['mark']}. {one['sentence']}{_cited([x['cite'] for x in one['reasons']])}"
    yield from answer["arithmetic"]
    yield f"rulebook {said['rulebook'][:12]}, {answer['place']}, law of {answer['day']}"


def _triage(said: Said) -> Iterator[str]:
    yield f"{said.get('sentence') or said.get('says')}{_cited(said.get('citations') or ())}"
    if said.get("title"):
        yield f"by: {said['title']}{'' if said.get('verified', True) else ' (not all of it was seen in its own words)'}"
    yield from (f"{o['title']}: {o['says']}" for o in said.get("others") or ())
    yield from (f"? {q}" for q in said.get("questions") or ())


def _notice(said: Said) -> Iterator[str]:
    told = ", ".join(said.get("sent") or ()) or "nothing"
    yield f"To {said['to']}: {told}."
    yield from (f"  told: {b['what']}. {b['why']}{_cited(b['citations'])}" for b in said.get("because") or ())
    yield from (f"  withheld: {w['what']}. {w['why']}{_cited(w['citations'])}" for w in said["withheld"])
    for b in said.get("besides") or ():
        words = str(b["words"]).rstrip(".")
        yield f"  besides, to the {b['to']}: {words}.{_cited([b['citation']] if b.get('citation') else ())}"


HOW = {
    "print": "a paper to be printed and given",
    "counsel": "an alert that names nobody; the file opens to who takes the matter",
    "ask": "not yet",
    "late": "not given",
    "withheld": "withheld",
}


def _copied(said: Said) -> Iterator[str]:
    for c in said["copies"]:
        why = f": {c['why']}" if c.get("why") else "."
        yield f"To the {c['to'].replace('-', ' ')}: {HOW[c['how']]}{why}{_cited([c['citation']] if c.get('citation') else ())}"
        if not c.get("why"):
            yield from (f"  withheld: {w['what']}. {w['why']}{_cited(w['citations'])}" for w in c["withheld"])
    if not said["copies"]:
        yield "Nobody."


def _query(said: Said) -> Iterator[str]:
    kind = "by fingerprints" if said["kind"] == "biometric" else "by name"
    yield f"{kind[:1].upper()}{kind[1:]}, under the number {said['control']}"
    if said.get("text"):
        yield f"  {said['text']}"


def _message(said: Said) -> Iterator[str]:
    yield f"{said['purpose'].capitalize()} for {said['to']}"


def _dead(said: Said) -> Iterator[str]:
    yield f"{said['why']} ({said['attempts']} attempts). A person must look at it."


def _laid(said: Said) -> Iterator[str]:
    paper = said["fields"]
    if paper["what"] == CANCELLATION:
        yield f"The request is cancelled as of {paper['cancelled_at']}."
        return
    subject = paper.get("subject") or {}
    named = f" about {subject['last']}, {subject.get('first', '')}".rstrip(", ") if subject.get("last") else ""
    yield f"Form {paper['request'].get('form')}{named}; laid upon the record."
    yield from (f"with it {w.get('kind')}, signed by {w.get('signed_by')}" for w in paper.get("warrants") or ())


def _alarm(said: Said) -> Iterator[str]:
    yield f"Tier {said['tier']}: {said['says']}" if said.get("tier") else str(said["says"])
    if said.get("told"):
        yield f"told: {', '.join(said['told'])}"


def _act(said: Said) -> Iterator[str]:
    fields = {k: v for k, v in (said.get("fields") or {}).items() if v not in (None, "", [], {})}
    yield _plain(fields) or "Nothing more was said."
    second = f", with {said['second']}" if said.get("second") else ""
    yield f"by {said.get('by')} ({said.get('role')}){second}"
    if said.get("override"):
        yield f"a house rule set aside: {said['override']}"


def _plain(said: Said) -> str:
    shown = {k.replace("_", " "): v for k, v in said.items() if k not in HIDDEN and v not in (None, "", [], {})}
    return ", ".join(f"{k}: {_value(v)}" for k, v in shown.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{k} {_value(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_value(v) for v in value)
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _cited(cites: Any) -> str:
    some = list(dict.fromkeys(str(c) for c in cites))[:3]
    return f"  ({'; '.join(some)})" if some else ""


WORDS: dict[str, Callable[[Said], Any]] = {
    r.RECEIVED: _booking,
    r.CORRECTED: _booking,
    r.REFUSED: lambda p: [p["says"]],
    r.DETAINER: _request,
    r.DETAINER_CORRECTED: _request,
    r.DECIDED: _decision,
    r.PRINTS: templates_told,
    r.PRINTS_DESTROYED: lambda p: [f"Because the person {p['why']}."],
    r.ASSESSED: identification_told,
    r.CONFIRMED: lambda p: [act_told(r.CONFIRMED, p)],
    r.DISPUTED: lambda p: [act_told(r.DISPUTED, p)],
    r.IDENTITY_CORRECTED: lambda p: [act_told(r.IDENTITY_CORRECTED, p)],
    r.QUERY_SENT: _query,
    r.QUERY_UNANSWERED: lambda p: [f"Nothing came under {p['control']} for {p['hours']} hours. Nobody is held for it."],
    r.RESPONSE: response_told,
    r.TRIAGED: _triage,
    r.NOTICE_DECIDED: _notice,
    r.COPIED: _copied,
    r.PAPER: lambda p: [p["says"]],
    LAID: _laid,
    r.QUEUED: _message,
    r.SENT: lambda p: [f"After {p['attempts']} attempt{'' if p['attempts'] == 1 else 's'}."],
    r.DEAD: _dead,
    r.REVIVED: lambda p: [f"By {p['by']}."],
    r.MESSAGE_WITHDRAWN: lambda p: [f"By {p['by']}: {p['why']}."],
    alarms.RAISED: _alarm,
    alarms.ESCALATED: lambda p: [f"To {' and '.join(p['to'])}."],
    alarms.ENDED: lambda p: [f"{str(p['why'])[:1].upper()}{str(p['why'])[1:]}."],
}
