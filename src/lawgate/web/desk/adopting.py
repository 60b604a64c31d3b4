"""Counsel drafts a policy, proves it, and adopts it with a second person; takes one back; and sees whose answers changed by it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lawgate.base import BadInput
from lawgate.casework import redecide
from lawgate.casework.adoptions import POLICY, Adoption
from lawgate.casework.models import Event
from lawgate.law.norms import Norm
from lawgate.law.policy_draft import draft_of
from lawgate.law.policy_file import LONGEST, parse_policy
from lawgate.web.accounts import Power, WrongHands, asked, clock, hands_of, needs
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting, ledger, office
from lawgate.web.desk import drafts
from lawgate.web.desk.everyone import everyone
from lawgate.web.desk.frame import frame, jail_tz
from lawgate.web.desk.law import VERBS
from lawgate.wiring.adopting import Proved, adopt_book, adopt_policy, decide_again, prove, take_back

WAITS = 12.0  # seconds for which a person waits while others are decided again; the rest is done behind them
DRAFT = "drafting a policy"
NAME = "the draft"


@needs(Power.POLICY, Power.ADOPT)
def draft(request: HttpRequest) -> HttpResponse:
    """A policy in draft: begun for a county, typed or opened from a file, proved beside the law in force (POST)."""
    if request.method == "POST":
        return _drafted(request, *_given(request))
    typed, _ = drafts.load(request)
    text, said = (typed.get("policy") or [""])[0], ""
    county = request.GET.get("county", "")
    if county:
        try:
            text = draft_of(county[:100], f"{clock():%Y-%m-%d}")
        except BadInput as e:
            said = str(e)
    return _drafted(request, text, said, prove_it=False)


@require_POST
@needs(Power.ADOPT)
def adopt_draft(request: HttpRequest) -> HttpResponse:
    """Adopt a draft that is proved: an event, by two people; then everyone in custody is decided again."""
    text, said = _given(request)
    if said:
        return _drafted(request, text, said, status=422)
    try:
        hands = hands_of(request, Power.ADOPT)
        done = adopt_policy(acting(hands.by), office(), text, NAME, hands, clock())
    except (WrongHands, BadInput) as e:
        return _drafted(request, text, str(e), status=422)
    drafts.drop(request, at=reverse("law_check"))
    return _then(done, hands.by)


@require_POST
@needs(Power.ADOPT)
def adopt(request: HttpRequest) -> HttpResponse:
    """Adopt the book as it stands, likewise."""
    try:
        hands = hands_of(request, Power.ADOPT)
        done = adopt_book(acting(hands.by), office(), request.POST.get("digest", ""), hands, clock())
    except (WrongHands, BadInput) as e:
        context = {"said": str(e), "hands": asked(request, Power.ADOPT), "digest": office().books.digest}
        return render(request, "desk/law_adopt.html", {**frame(request, clock(), tz=jail_tz()), **context}, status=422)
    return _then(done, hands.by)


@needs(Power.POLICY, Power.ADOPT)
def policy(request: HttpRequest, event: int, said: str = "") -> HttpResponse:
    """An adopted policy: its clauses, its full words, who stands by it; and the form that takes it back."""
    found = _policy(event)
    adopted = office().adopted
    context = {
        **frame(request, clock(), tz=jail_tz()),
        "p": found,
        "clauses": _clauses(found),
        "stands": found in adopted.policies,
        "back": adopted.taken_back.get(event),
        "left_out": next((x.why for x in office().left_out if x.policy == found), ""),
        "hands": asked(request, Power.ADOPT),
        "may_adopt": who(request).may(Power.ADOPT).acts,
        "why": request.POST.get("why", ""),
        "said": said,
    }
    return render(request, "desk/law_policy.html", context, status=422 if said else 200)


@require_POST
@needs(Power.ADOPT)
def withdraw(request: HttpRequest, event: int) -> HttpResponse:
    """Take a policy back, with a reason: an event, by two people."""
    _policy(event)
    try:
        hands = hands_of(request, Power.ADOPT)
        done = take_back(acting(hands.by), office(), event, request.POST.get("why", "")[:2000], hands, clock())
    except (WrongHands, BadInput) as e:
        return policy(request, event, str(e))
    return _then(done, hands.by)


@needs(Power.POLICY, Power.ADOPT)
def changed(request: HttpRequest, event: int) -> HttpResponse:
    """Whose answers changed by one change of the law; while people are still being decided, how many are left (POST goes on)."""
    law = office().adopted.step(event)
    if law is None:
        raise Http404
    if request.method == "POST":
        return _then(law, who(request).name)
    listed = office().adopted.finished.get(event)
    said: Mapping[str, Any] = {"changed": [], "unread": []}
    if listed is not None:
        said = {**said, **ledger().open_payload(Event.objects.using(ledger().alias).get(number=listed))}
    context = {
        **frame(request, clock(), tz=jail_tz()),
        "step": law,
        "listed": listed,
        "waiting": 0 if listed else len(redecide.to_decide(ledger(), law, clock())),
        "changes": _named(said["changed"]),
        "unread": said["unread"],
        "may_adopt": who(request).may(Power.ADOPT).acts,
    }
    return render(request, "desk/law_changed.html", context)


@dataclass(frozen=True, slots=True)
class Change:
    """One person whose answers changed, as the list shows them."""

    booking: str
    name: str
    answers: tuple[tuple[str, str, str], ...]


ASKED = {
    "hold": "Hold",
    "notify": "Tell ICE",
    "transfer": "Hand over",
    "interview": "Interview",
    "release_by": "Last minute",
}


def _named(changes: list[Mapping[str, Any]]) -> list[Change]:
    names = {k.key: k.record["person"] for _, k in everyone().at(ledger(), clock(), lambda _: True).shown}
    out = []
    for c in changes:
        person = names.get(c["booking"]) or {}
        name = ", ".join(p for p in (str(person.get("last") or "").upper(), person.get("first") or "") if p)
        told = tuple((ASKED.get(n, n), _word(v[0]), _word(v[1])) for n, v in c["answers"].items())
        out.append(Change(c["booking"], name, told))
    return out


def _word(value: Any) -> str:
    return (
        "none"
        if value is None
        else str(value).replace("-", " ")
        if "T" not in str(value)
        else str(value)[:16].replace("T", " ")
    )


def _policy(event: int) -> Adoption:
    found = office().adopted.step(event)
    if found is None or found.what != POLICY or found.withdrawn:
        raise Http404
    return found


def _clauses(p: Adoption) -> list[Mapping[str, str]]:
    try:
        read = parse_policy(p.text, p.title).policies
    except BadInput:
        return []
    return [
        {"cite": n.cite, "verb": _verb(n), "words": n.words, "id": a.id, "of": a.title} for a in read for n in a.norms
    ]


def _verb(n: Norm) -> str:
    return f"{VERBS.get(n.effect, n.effect.value)} {n.action.value if n.action else n.token}"


def _given(request: HttpRequest) -> tuple[str, str]:
    """The draft's words, from the form or from a file, and why they cannot be taken."""
    given = request.FILES.get("file")
    if given is None:
        text = request.POST.get("policy", "")
    else:
        try:
            text = given.read(4 * LONGEST + 1).decode("utf-8-sig")
        except UnicodeDecodeError:
            return "", "The file is not UTF-8 text: save it as UTF-8 and choose it again."
    if len(text) > LONGEST:
        return "", f"The draft has {len(text):,} characters; at most {LONGEST:,} are read. Split it."
    return text, "" if text.strip() else "Nothing was given: type the policy, or choose its file."


def _drafted(
    request: HttpRequest, text: str, said: str = "", *, prove_it: bool = True, status: int = 200
) -> HttpResponse:
    proved: Proved | None = prove(office(), text, NAME) if prove_it and not said and text.strip() else None
    if request.method == "POST" and text:
        drafts.save(request, DRAFT, {"policy": [text]}, 0, 1, at=reverse("law_check"))
    context = {
        **frame(request, clock(), tz=jail_tz()),
        "text": text,
        "said": said or (proved.refused if proved else ""),
        "proved": proved,
        "standing": office().adopted.policies,
        "may_adopt": who(request).may(Power.ADOPT).acts,
        "hands": asked(request, Power.ADOPT),
    }
    return render(request, "desk/law_check.html", context, status=status)


def _then(done: Adoption, by: str) -> HttpResponse:
    """Decide people again for as long as somebody will wait; the page that follows says what is left."""
    decide_again(acting(by), office(), clock(), _for(WAITS))
    return HttpResponseRedirect(reverse("law_changed", args=[done.number]))


def _for(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end
