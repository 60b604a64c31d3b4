"""What an act is refused for, and why. Some reasons are law and stand; some are house rules, which a supervisor may set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lawgate.base import BadInput
from lawgate.base.moments import say_minute
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts import Act
from lawgate.casework.acts_places import charge_of
from lawgate.casework.acts_roles import LATER, OVERRIDES, TWO, may
from lawgate.detainer import FORMS, Custody, Request, face

LAWFUL = ("required", "permitted")
WANTS_OLD = timedelta(hours=1)
SAME_HAND = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Objection:
    """``law``: nobody can set it aside. ``cite``: where it is written, if it is."""

    says: str
    law: bool = True
    cite: str = ""


class Refused(BadInput):
    """An act that is not done. ``objections``: all of them; those of law come first."""

    code = "refused"
    status = 409

    def __init__(self, objections: list[Objection]) -> None:
        self.objections = sorted(objections, key=lambda o: not o.law)
        do = "" if any(o.law for o in objections) else "a supervisor may set this aside, with a reason"
        super().__init__(" ".join(f"{o.says}{f' ({o.cite}).' if o.cite else ''}" for o in self.objections), do=do)


@dataclass(frozen=True, slots=True)
class Known:
    """What an act meets: the record, document and answer before it, and the custody after it. ``before`` None: nobody yet."""

    document: Mapping[str, Any] | None
    before: Mapping[str, Any] | None
    answer: Mapping[str, Any] | None
    after: Custody
    now: datetime

    @property
    def t0(self) -> datetime | None:
        """When the jail's own authority ends, as known before the act."""
        found = (self.before or {}).get("release_due") or {}
        return _at(found.get("t0"))

    @property
    def said(self) -> str:
        """The answer of law for each action; ``undetermined`` where nothing was decided."""
        return str((self.answer or {}).get("hold", "undetermined"))

    @property
    def last_minute(self) -> datetime | None:
        answer = self.answer or {}
        return _at(answer.get("release_by")) or _at(answer.get("release_due"))


def objections(act: Act, known: Known) -> list[Objection]:
    """Everything that stands against ``act``. What a supervisor sets aside with a reason is left out."""
    found = [*_hands(act, known), *_later(act, known), *(o for o in OF_ACT.get(act.name, _none)(act, known))]
    if act.override and act.role in OVERRIDES:
        found = [o for o in found if o.law]
    return found


def _none(act: Act, known: Known) -> Iterator[Objection]:
    del act, known
    yield from ()


def _hands(act: Act, known: Known) -> Iterator[Objection]:
    del known
    if may(act.role, act.name) == TWO and not act.second.strip():
        yield Objection("A second person must stand by this, and nobody is named.")
    if act.second.strip() and act.second.strip().casefold() == act.by.strip().casefold():
        yield Objection("One person cannot be both hands.")


def _later(act: Act, known: Known) -> Iterator[Objection]:
    """A release time is made later, or taken away, only on new paper and before a second person."""
    if not makes_later(known):
        return
    was = say_minute(known.t0, relative_to=known.now) if known.t0 else ""
    if act.role not in LATER:
        yield Objection(f"Release is due {was}. Your role cannot make it later.")
    if not act.second.strip():
        yield Objection(f"Release is due {was}. To make it later a second person must stand by it.")
    if not str(act.fields.get("paper") or "").strip():
        yield Objection(f"Release is due {was}. To make it later a new paper is needed.")


def makes_later(known: Known) -> bool:
    """Whether the act moves a known release time later, or takes it away."""
    if known.t0 is None:
        return False
    t0 = known.after.due.t0
    return t0 is None or t0 > known.t0


def _booked(act: Act, known: Known) -> Iterator[Objection]:
    if known.before is not None:
        yield Objection(f"The number '{act.subject}' is booked already.")


def _order(act: Act, known: Known) -> Iterator[Objection]:
    """An order that shortens custody is called back, unless an officer of the jail heard it in court."""
    if act.fields.get("channel") == "in-court" or act.fields.get("called_back"):
        return
    t0, before = known.after.due.t0, known.t0
    if t0 is not None and (before is None or t0 < before):
        yield Objection(
            "An order that shortens custody is called back, to a number on file; nobody is named.", law=False
        )


def _disposed(act: Act, known: Known) -> Iterator[Objection]:
    if known.document is not None and charge_of(known.document, act.fields["charge"]) is None:
        yield Objection(f"There is no charge '{act.fields['charge']}'.")
    yield from _order(act, known)


def _bail(act: Act, known: Known) -> Iterator[Objection]:
    doc = known.document or {}
    covered = [charge_of(doc, c) for c in act.fields["covers"]]
    for name, charge in zip(act.fields["covers"], covered, strict=True):
        if charge is None:
            yield Objection(f"There is no charge '{name}'.")
        elif charge.get("no_bail"):
            yield Objection(f"Charge {name} is held without bail.")
    freed = {line for b in doc.get("bail") or () if b.get("tendered_at") for line in b.get("covers") or ()}
    left = [
        c for c in doc.get("charges") or () if c not in covered and not c.get("ends_at") and c.get("line") not in freed
    ]
    if left and not act.fields.get("uncovered_why"):
        named = ", ".join(str(c.get("name") or c.get("statute")) for c in left)
        yield Objection(f"The bail leaves a charge uncovered: {named}. Say why, or cover it.")


def _requested(act: Act, known: Known) -> Iterator[Objection]:
    request = Request(
        {
            "form": act.fields["form"],
            "boxes": frozenset(act.fields.get("boxes") or ()),
            "signed": act.fields["signer"] != "nobody",
            "complete": act.fields["signer"] != "nobody",
        }
    )
    codes = {f.code: f.says for f in face(request)}
    if "unsigned" in codes:
        yield Objection(
            "It is not signed, so it asks for nothing. Send it back.", cite=FORMS[act.fields["form"]].citation.text
        )
    if "both-parts" in codes:
        yield Objection(codes["both-parts"] + " Send it back.", cite=FORMS[act.fields["form"]].citation.text)
    del known


def _on_file(act: Act, known: Known) -> Iterator[Objection]:
    needs = act.name == k.CANCELLED or "copy-of-request" in (act.fields.get("packet") or ())
    if needs and not (known.before or {}).get("request"):
        yield Objection("No federal request is on file.")


def _hold(act: Act, known: Known) -> Iterator[Objection]:
    if known.said not in LAWFUL:
        yield Objection("The law does not allow a hold. " + _why(known, "Hold past release?"))
    last, began = known.last_minute, _at(act.fields["began_at"])
    if last is not None and began is not None and began >= last:
        yield Objection(f"The last minute was {say_minute(last, relative_to=known.now)}. No hold can begin after it.")


def _begun(act: Act, known: Known) -> Iterator[Objection]:
    del act
    if (known.before or {}).get("released_at"):
        yield Objection("This person is out already.")


def _door(act: Act, known: Known) -> Iterator[Objection]:
    """Who stands at the door, shown by something new and not by a second click."""
    if act.fields["identity"] == "mismatch":
        yield Objection(
            "The fingers at the door are not those of this booking. The door stays shut; a supervisor is told."
        )
    if act.fields["identity"] == "two-staff" and not act.second.strip():
        says = "Without a reader two staff must know the person by photo and marks; the second is not named."
        yield Objection(says, law=False)
    digits = "".join(c for c in act.subject if c.isdigit())[-3:]
    if act.fields["last_three"].strip() != digits:
        yield Objection("The last three digits are not those of this booking. Read them off the person's own paper.")
    if (known.before or {}).get("released_at"):
        yield Objection("This person is out already.")


def _released(act: Act, known: Known) -> Iterator[Objection]:
    yield from _door(act, known)
    door, due = _at(act.fields["door_at"]), (known.before or {}).get("release_due") or {}
    if due.get("known") and (known.t0 is None or (door is not None and door < known.t0)):
        when = f" until {say_minute(known.t0, relative_to=known.now)}" if known.t0 else ""
        yield Objection(f"A local ground is open{when}. {' '.join(due.get('steps', ())[-1:])}")
    elif not due.get("known"):
        yield Objection("It is not known when the jail's own authority ends.", law=False)
    answer = known.answer or {}
    last = _at(answer.get("release_by"))
    if answer.get("clock") == "per-court-order":
        yield Objection("A judge's warrant carries the custody; only the court ends it.")
    elif answer.get("hold") == "required" and last is not None and door is not None and door < last:
        yield Objection(
            f"State law demands the hold until {say_minute(last, relative_to=known.now)}. {_why(known, 'Hold past release?')}"
        )
    wants = _at(act.fields["wants_at"])
    if wants is not None and door is not None and door - wants > WANTS_OLD:
        yield Objection(
            "Wants were checked more than an hour before the door. Run them again; a slow terminal is no ground to hold.",
            law=False,
        )
    for name, says in (("property", "Property and money are not returned."), ("papers", "The papers are not given.")):
        if act.fields[name] is not True:
            yield Objection(says, law=False)


def _handed_over(act: Act, known: Known) -> Iterator[Objection]:
    yield from _door(act, known)
    answer = known.answer or {}
    said = answer.get("transfer", "undetermined")
    if said == "undetermined":
        yield Objection("It is not known yet whether the law allows a hand-over. " + _why(known, "Hand over?"))
    elif said not in LAWFUL and not (said == "not-requested" and act.fields["authority"] == "judicial-warrant"):
        yield Objection("The law does not allow a hand-over. " + _why(known, "Hand over?"))
    request = (known.before or {}).get("request") or {}
    form = FORMS.get(request.get("form") or "")
    if form is not None and form.service == "condition" and not request.get("served_on_subject_at"):
        yield Objection(
            "The form takes effect only when the person has a copy, and none is recorded.", cite=form.citation.text
        )
    door, last = _at(act.fields["door_at"]), _last_for_hand_over(known)
    if door is not None and last is not None and door > last:
        yield Objection(
            f"The last minute was {say_minute(last, relative_to=known.now)}. A hand-over after it is a hold."
        )


def _last_for_hand_over(known: Known) -> datetime | None:
    answer = known.answer or {}
    due = _at(answer.get("release_due"))
    if "transfer-only-at-or-before-t0" in (answer.get("flags") or ()) or answer.get("hold") not in LAWFUL:
        return due
    return _at(answer.get("release_by")) or (None if answer.get("clock") == "per-court-order" else due)


def _why(known: Known, question: str) -> str:
    """The law's own sentence behind an answer, with its citation."""
    for told in (known.answer or {}).get("answers", ()):
        if told["question"] == question:
            cite = next((r["cite"] for r in told["reasons"]), "")
            return f"{told['sentence']}" + (f" ({cite})" if cite else "")
    return ""


def _at(text: Any) -> datetime | None:
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None


OF_ACT = {
    k.BOOKED: _booked,
    k.DISPOSED: _disposed,
    k.BAIL: _bail,
    k.DUE: _order,
    k.REQUESTED: _requested,
    k.CANCELLED: _on_file,
    k.SERVED: _on_file,
    k.HOLD_BEGUN: _hold,
    k.RELEASE_BEGUN: _begun,
    k.RELEASED: _released,
    k.HANDED_OVER: _handed_over,
}
