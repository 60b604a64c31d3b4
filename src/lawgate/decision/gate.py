"""What a jail's own system asks before it saves a hold or a release: one answer, one sentence, from a decision as it is stored.

It never says that someone may be kept longer, nor that a release must wait for the federal side: the law's *may* and *must* come
from the decision, and the present only takes away from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base.moments import say_minute

LAWFUL = ("required", "permitted")


class Asked(StrEnum):
    MAY_HOLD = "may-hold"
    MAY_RELEASE = "may-release"


class Says(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Gate:
    """``until``: the last minute of a hold that is lawful, or the one from which a release is due; None where neither is."""

    asked: Asked
    says: Says
    sentence: str
    until: datetime | None


def gate(asked: Asked, answer: Mapping[str, Any], released: datetime | None, at: datetime) -> Gate:
    """The answer at ``at``; ``answer`` as ``told`` gives it. ``released``: when the person left, if they did."""
    tz = ZoneInfo(answer["tz"])
    if released is not None and released <= at:
        left = f"The person left at {say_minute(released.astimezone(tz))}."
        return Gate(asked, Says.NO if asked is Asked.MAY_HOLD else Says.YES, left, None)
    due, last = (_read(answer[name], tz) for name in ("release_due", "release_by"))
    now = at.astimezone(tz)
    says, sentence, until = (_hold if asked is Asked.MAY_HOLD else _release)(answer, due, last, now)
    return Gate(asked, says, sentence, until)


_Told = tuple[Says, str, datetime | None]


def _hold(answer: Mapping[str, Any], due: datetime | None, last: datetime | None, now: datetime) -> _Told:
    hold = answer["hold"]
    if answer["clock"] == "per-court-order":
        return Says.YES, "A judge's warrant carries the custody; it lasts as the court orders.", None
    if due is None:
        if hold == "not-triggered":
            return Says.YES, "The jail's own authority holds the person; no release time is known yet.", None
        return Says.NOT_KNOWN, f"No release time is known yet. {_missing(answer)}".strip(), None
    if now < due:
        own = f"The jail's own authority ends at {say_minute(due, relative_to=now)}."
        return Says.YES, f"{own} {_after(answer, last, now)}".strip(), due
    if hold in LAWFUL and last is not None:
        if now >= last:
            return Says.NO, f"Release now: the last lawful minute was {say_minute(last, relative_to=now)}.", last
        verb = "must" if hold == "required" else "may"
        return Says.YES, f"You {verb} hold until {say_minute(last, relative_to=now)}, not a minute longer.", last
    if hold == "undetermined":
        return (
            Says.NOT_KNOWN,
            f"Not known. Release is due since {say_minute(due, relative_to=now)}. {_missing(answer)}",
            due,
        )
    why = str(answer["why"]) or "Nothing in force allows a hold."
    return Says.NO, f"Release now. {why}", due


def _release(answer: Mapping[str, Any], due: datetime | None, last: datetime | None, now: datetime) -> _Told:
    hold = answer["hold"]
    if answer["clock"] == "per-court-order":
        return Says.NO, "A judge's warrant carries the custody; only the court ends it.", None
    if due is None:
        return Says.NO, "Another ground holds the person, and nothing on file says that it has ended.", None
    if now < due:
        return (
            Says.NO,
            f"Not before {say_minute(due, relative_to=now)}: until then the jail's own authority holds the person.",
            due,
        )
    if hold == "required" and last is not None and now < last:
        return Says.NO, f"State law demands the hold until {say_minute(last, relative_to=now)}.", last
    if hold == "permitted" and last is not None and now < last:
        return Says.YES, "Yes. Releasing is always lawful where a hold is only permitted.", due
    return (
        Says.YES,
        f"Yes. Release is due since {say_minute(due, relative_to=now)}; nothing else on file holds the person.",
        due,
    )


def _after(answer: Mapping[str, Any], last: datetime | None, now: datetime) -> str:
    """What holds after the jail's own authority has ended."""
    if answer["hold"] in LAWFUL and last is not None:
        verb = "must" if answer["hold"] == "required" else "may"
        return f"After that you {verb} hold until {say_minute(last, relative_to=now)}, not a minute longer."
    if answer["hold"] == "undetermined":
        return f"Whether after that is not known. {_missing(answer)}"
    return "Not after that."


def _missing(answer: Mapping[str, Any]) -> str:
    asked = [q["en"] for q in answer["questions"]]
    return f"It depends on: {asked[0]}" if asked else ""


def _read(text: str | None, tz: ZoneInfo) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(tz) if text else None
