"""The acts that a person's page offers, and by what letter."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from lawgate.casework import acts_kinds as k
from lawgate.casework.standing import Latest
from lawgate.web.accounts import Level
from lawgate.web.accounts.whoever import who
from lawgate.web.desk.powers import KEYS, POWERS
from lawgate.web.desk.rows import BoardRow
from lawgate.web.desk.states import LAWFUL, State


@dataclass(frozen=True, slots=True)
class Button:
    """One act on the page: where it leads, its verb, its letter."""

    url: str
    verb: str
    key: str = ""
    first: bool = False


def buttons(request: HttpRequest, found: Latest, r: BoardRow) -> list[Button]:
    """At most three: what the state asks for first, the paper, the law or the hand-over."""
    key, answer = found.subject, found.answer or {}
    out: list[tuple[str, str]] = []
    if r.standing.state in (State.RELEASE_NOW, State.HOLD_ENDS) or (r.standing.minute and answer["hold"] in LAWFUL):
        out.append((k.RELEASED, "Release"))
        if answer["transfer"] in LAWFUL and r.standing.state is State.HOLD_ENDS:
            out.append((k.HANDED_OVER, "Hand over"))
    elif r.standing.state in (State.NO_DATE, State.DUE):
        out += [(k.BAIL, "Bail tendered"), (k.DUE, "Release due")]
    if r.papers and len(out) < 2:
        out.append((k.SERVED, "Serve papers"))
    made = [
        Button(reverse("act", args=[key, name]), verb, KEYS.get(name, ""), first=n == 0)
        for n, (name, verb) in enumerate(out)
        if may(request, name)
    ][:2]
    if r.standing.state is State.OUT:
        return [Button(reverse("decision_sheet", args=[key]), "Print the decision", "P")]
    return [
        *made,
        Button(
            reverse("packet", args=[key]), "Print the notice" if found.record["request"] else "Print the decision", "P"
        ),
    ]


def others(request: HttpRequest, key: str, r: BoardRow) -> list[Button]:
    """Every act that is theirs, by its title."""
    names = [n for n in k.KINDS if n not in (k.BOOKED, k.ANSWERED) and may(request, n)]
    if r.standing.state is State.OUT:
        names = [n for n in names if n == k.NOTED]
    return [Button(reverse("act", args=[key, n]), k.KINDS[n].title, KEYS.get(n, "")) for n in names]


def may(request: HttpRequest, act: str) -> bool:
    """Whether they may do this act at all."""
    level: Level = who(request).may(POWERS[act])
    return level.acts and level is not Level.SUGGESTS
