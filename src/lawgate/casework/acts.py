"""An act of the desk laid upon a document: pure, and the same whether the document came from a feed or from the ledger.

Acts are kept as events that hold only their own fields. Laid again, in their order, upon whatever the feed says later, they give
the desk's work back: so a feed never loses it, and leaving one out undoes it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_places import charge_of, numbered, own_or_new, split_fact
from lawgate.casework.papers import DELIVERED, lay_paper

Document = Mapping[str, Any]
UNKNOWN = "nobody-knows"
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Act:
    """``at``: when it happened. ``key``: known again when the button was pressed twice. ``seen``: the event of the record it was
    made against. ``override``: why a house rule is set aside. ``evidence``: what was shown or read aloud for it."""

    name: str
    subject: str
    fields: Mapping[str, Any]
    by: str
    role: str
    at: datetime
    key: str = ""
    seen: int = 0
    second: str = ""
    override: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def payload(self) -> dict[str, Any]:
        told = {"act": self.name, "fields": dict(self.fields), "by": self.by, "role": self.role, "second": self.second}
        return {**told, "override": self.override, "evidence": dict(self.evidence), "key": self.key}


@dataclass(frozen=True, slots=True)
class Laid:
    """An act as the ledger gives it back: its event's number, its name and fields."""

    number: int
    name: str
    fields: Mapping[str, Any]
    undone: bool = False


def lay(document: Document | None, acts: Iterable[Laid]) -> dict[str, Any] | None:
    """Every act upon ``document`` (None: no feed has the person yet), in order. None when nothing is left of it."""
    out = None if document is None else dict(document)
    for act in acts:
        if act.name == k.BOOKED and act.undone and document is None:
            out = {**apply(out or {}, k.BOOKED, act.fields), "outcome": "booked in error"}
            out["released_at"] = out["booked_at"]
        elif not act.undone:
            out = apply(out or {}, act.name, act.fields)
    return out


def apply(document: Document, name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """``document`` with the act laid upon it; the one given is left as it was. Laid twice, it is as laid once."""
    out = copy.deepcopy(dict(document))
    change = CHANGES.get(name)
    if change is not None:
        change(out, fields)
    return out


def _booked(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    doc.update(
        {
            n: f[n]
            for n in ("booking", "last", "first", "middle", "born", "language", "arrested_at", "booked_at", "housing")
            if f.get(n)
        }
    )
    doc.setdefault("facility", f["facility"])
    if f.get("aliases"):
        doc["aliases"] = sorted({*(doc.get("aliases") or ()), *f["aliases"]})
    charges = doc.setdefault("charges", [])
    for charge in f["charges"]:
        if charge_of(doc, str(charge.get("statute") or charge.get("name"))) is None:
            charges.append({**charge, "since": f["booked_at"], "open": True, "disposition": "pending"})
    for name in ("holds", "bail", "orders", "events", "requests", "warrants"):
        doc.setdefault(name, [])  # at a booking made here, what is not listed is not there
    numbered(doc)


def _charged(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    numbered(doc)
    charge = charge_of(doc, f["statute"])
    if charge is None or _before(charge.get("ends_at"), f["since"]):
        charge = own_or_new(doc, "charges", statute=f["statute"], since=f["since"])
    charge.update({n: f[n] for n in ("name", "level", "bail_usd", "no_bail") if f.get(n) not in (None, "")})
    if not charge.get("ends_at"):
        charge |= {"open": True, "disposition": charge.get("disposition") or "pending"}
    # A release time stated before this charge was is no longer the jail's own word.
    for stated in ("release_due.t0", "release_due.event"):
        doc.pop(stated, None)
    doc.pop("release_due", None)
    numbered(doc)


def _disposed(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    numbered(doc)
    charge = charge_of(doc, f["charge"])
    if charge is None:  # the feed no longer lists it: that it ended stays said
        charge = own_or_new(doc, "charges", statute=f["charge"])
        numbered(doc)
    charge.update({"disposition": f["outcome"], "ends_at": f["ordered_at"]})
    charge.pop("open", None)
    if _before(charge["ends_at"], charge.get("since")):
        charge.pop("since")


def _bail(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    numbered(doc)
    lines = sorted({str(c["line"]) for c in (charge_of(doc, x) for x in f["covers"]) if c is not None})
    row = own_or_new(doc, "bail", tendered_at=f["tendered_at"], covers=lines)
    row["amount_usd"] = f["amount_usd"]
    if f.get("refused"):
        row |= {"refused": f["refused"], "accepted_at": None}
    else:
        row["accepted_at"] = f["tendered_at"]


def _due(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    nested = doc.pop("release_due", None) or {}
    doc.update({f"release_due.{n}": v for n, v in nested.items()})
    doc |= {"release_due.event": f["event"], "release_due.t0": f["happened_at"]}


def _requested(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    doc.setdefault("requests", [])
    doc["requests"] = doc["requests"] or []
    row = own_or_new(doc, "requests", form=f["form"], received_at=f["received_at"])
    row |= {n: f[n] for n in ("issued_on", "issuing_office") if f.get(n)}
    row |= {"boxes": f.get("boxes") or [], "signed": f["signer"] != "nobody", "complete": f["signer"] != "nobody"}
    row |= {"asks": f["asks"], "cancelled_at": row.get("cancelled_at")}
    row.setdefault("served_on_subject_at", None)
    doc["warrants"] = doc.get("warrants") or []
    if f["warrant"] != "none":
        own_or_new(doc, "warrants", kind=f["warrant"], received_at=f["received_at"])


def _cancelled(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    request = _latest(doc)
    if request is not None:
        request["cancelled_at"] = f["cancelled_at"]


def _served(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    request = _latest(doc)
    if "copy-of-request" in f["packet"] and request is not None:
        request["served_on_subject_at"] = f["served_at"]
    if "consent-form" in f["packet"]:
        doc["consent_explained"] = f["how"] == "in-person"
        if f.get("consent"):
            doc["consent_form_signed"] = f["consent"] != "refused" and f["mark"] == "signed"
        if f.get("consent") == "with-attorney":
            doc["consent_condition"] = "with-attorney"


def _answered(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    if f["value"] == UNKNOWN:
        return
    rows, number, name = split_fact(f["fact"])
    if rows == "request":
        if name == "" and f["value"] is False:
            doc["requests"] = []
        elif name == "":
            doc["requests"] = doc.get("requests") or [{}]
        else:
            request = _latest(doc)
            if request is not None:
                request[name] = f["value"]
    elif number is not None:
        listed = doc.get(rows) or []
        if number < len(listed):
            listed[number][name] = f["value"]
    elif rows in ("charges", "priors"):
        doc[rows] = copy.deepcopy(f["value"]) or []
    else:
        head, _, tail = name.partition(".")
        if tail and isinstance(doc.get(head), dict):
            doc[head][tail] = f["value"]
        else:
            doc[name] = f["value"]


def _says(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    if f["claim"] not in ("citizen", "lawful-status"):
        return
    nested = doc.pop("subject", None) or {}
    doc.update({f"subject.{n}": v for n, v in nested.items()})
    if f["claim"] == "lawful-status":
        shown = f.get("paper") or doc.get("subject.lawful_status_claim") == "documented"
        doc["subject.lawful_status_claim"] = "documented" if shown else "asserted"
    elif f.get("paper"):
        doc["subject.citizenship_claim"] = "documented"
        doc["subject.document"] = f["paper"]
        doc["subject.document_received_at"] = f["said_at"]
    elif doc.get("subject.citizenship_claim") != "documented":
        doc["subject.citizenship_claim"] = "asserted"


def _released(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    own_or_new(doc, "events", what="released", at=f["door_at"])
    doc["released_at"] = f["door_at"]


def _handed_over(doc: dict[str, Any], f: Mapping[str, Any]) -> None:
    own_or_new(doc, "events", what="handed-to-ice", at=f["door_at"])["to"] = f["agency"]
    doc["released_at"] = f["door_at"]


def _latest(doc: Mapping[str, Any]) -> dict[str, Any] | None:
    """The request that came last: the one in force, or the one on file."""
    found: list[dict[str, Any]] = list(doc.get("requests") or ())
    order = sorted(enumerate(found), key=lambda x: (_instant(x[1].get("received_at")) or LONG_AGO, x[0]))
    return order[-1][1] if order else None


def _before(one: str | None, other: str | None) -> bool:
    """Whether ``one`` is known to lie before ``other``."""
    first, second = _instant(one), _instant(other)
    return first is not None and second is not None and first < second


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


CHANGES: dict[str, Callable[[dict[str, Any], Mapping[str, Any]], None]] = {
    k.BOOKED: _booked,
    k.CHARGED: _charged,
    k.DISPOSED: _disposed,
    k.BAIL: _bail,
    k.DUE: _due,
    k.REQUESTED: _requested,
    k.CANCELLED: _cancelled,
    k.SERVED: _served,
    k.ANSWERED: _answered,
    k.RELEASED: _released,
    k.HANDED_OVER: _handed_over,
    k.SAYS: _says,
    DELIVERED: lay_paper,
}
"""Notes, and the beginning of a hold or of a release, change no record: they are events and nothing else."""
