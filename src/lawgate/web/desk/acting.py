"""The acts' pages: fields in the order of the paper, a draft kept at every field, one button that commits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lawgate.base import BadInput
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts import Act
from lawgate.casework.acts_events import Acts, acts_of
from lawgate.casework.acts_record import Done, NotYours, Stale, perform, undo
from lawgate.casework.acts_refuse import Refused
from lawgate.casework.acts_typed import Incomplete, happened, typed
from lawgate.casework.standing import Latest
from lawgate.web.accounts import Power, WrongHands, asked, clock, hands_of, must, needs
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting, ledger, office
from lawgate.web.desk import drafts
from lawgate.web.desk.drafts import Typed
from lawgate.web.desk.fields import first, number, one, place_of, shown
from lawgate.web.desk.frame import frame
from lawgate.web.desk.people import find, page_of
from lawgate.web.desk.powers import POWERS, steps_of
from lawgate.web.desk.reading import read

FROM_PAPER = ("paper_event", "printed", "findings")
EVERY = tuple(dict.fromkeys(POWERS.values()))


@needs(*EVERY, file="key")
def act(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """The page of one act on one person; POST keeps the draft, goes a step, or commits."""
    if name not in POWERS or name == k.BOOKED:
        raise Http404
    must(request, POWERS[name], key)
    return _page(request, find(key), name)


@needs(Power.ENTER)
def book(request: HttpRequest) -> HttpResponse:
    """The page on which a person is booked by hand."""
    return _page(request, None, k.BOOKED)


def _page(request: HttpRequest, found: Latest | None, name: str) -> HttpResponse:
    if request.method != "POST":
        told, step = drafts.load(request)
        step = number(request.GET["step"]) if "step" in request.GET else step  # the address is surer than the draft
        return _form(request, found, name, told or first(request, found, name), step)
    told, step = _merged(request), number(request.POST.get("step"))
    steps = len(steps_of(name))
    go = request.POST.get("go", "")
    if request.POST.get("save"):
        return _saved(drafts.save(request, _title(name, found), told, step, steps, moves=False))
    if go in ("next", "begin") and name == k.RELEASED and step == 0 and found is not None:
        refusal = _begun(request, found, told, wants=go == "next")
        if refusal is not None:
            return refusal
        if go == "begin":
            drafts.save(request, _title(name, found), told, step, steps)
            return HttpResponseRedirect(reverse("person", args=[found.subject]))
    if go == "read" and name == k.REQUESTED and found is not None:
        return _read(request, found, told)
    if go in ("next", "back"):
        step = min(max(step + (1 if go == "next" else -1), 0), steps - 1)
        drafts.save(request, _title(name, found), told, step, steps)
        return HttpResponseRedirect(f"{request.path}?step={step}")
    if go == "leave":
        drafts.drop(request)
        return HttpResponseRedirect(reverse("board") if found is None else reverse("person", args=[found.subject]))
    return _commit(request, found, name, told, step)


def _read(request: HttpRequest, found: Latest, told: Typed) -> HttpResponse:
    """Take the fields of a filled form into this one."""
    try:
        told |= read(request, found.subject, ZoneInfo(place_of(found)["tz"]), clock())
    except BadInput as e:
        return _form(request, found, k.REQUESTED, told, 0, wrong=str(e), status=422)
    drafts.save(request, _title(k.REQUESTED, found), told, 0, len(steps_of(k.REQUESTED)))
    return HttpResponseRedirect(f"{request.path}?step=0")


def _begun(request: HttpRequest, found: Latest, told: Typed, *, wants: bool) -> HttpResponse | None:
    """That a release begins is an act of its own, and so is its first step, the check of wants. None when they are recorded."""
    laid = acts_of(ledger(), [found.subject]).get(found.subject, Acts()).laid
    begins = not any(a.name == k.RELEASE_BEGUN and not a.undone for a in laid)
    try:
        for name in (*([k.RELEASE_BEGUN] if begins else ()), *([k.WANTS] if wants else ())):
            _perform(request, found, name, {**told, "once": [f"{name} {one(told, 'once')}"]})
    except Incomplete as e:
        return _form(request, found, k.RELEASED, told, 0, mistakes=e.mistakes, status=422)
    except BadInput as e:
        return _form(request, found, k.RELEASED, told, 0, wrong=str(e), status=422)
    return None


def _commit(request: HttpRequest, found: Latest | None, name: str, told: Typed, step: int) -> HttpResponse:
    """Do the act; whatever stands against it is said on the page, and nothing that was typed is lost."""
    drafts.save(request, _title(name, found), told, step, len(steps_of(name)))
    try:
        done, subject = _perform(request, found, name, told)
    except Incomplete as e:
        return _form(request, found, name, told, _step_of(name, e.mistakes), mistakes=e.mistakes, status=422)
    except Stale as e:
        told = {**told, "seen": [str(e.version)]}
        return _form(request, found, name, told, step, stale=e, status=409)
    except Refused as e:
        return _form(request, found, name, told, step, refused=e, status=409)
    except WrongHands as e:
        return _form(request, found, name, told, step, wrong=str(e), status=422)
    except NotYours as e:
        raise Http404 from e
    except BadInput as e:
        return _form(request, found, name, told, step, wrong=str(e), status=422)
    drafts.drop(request)
    return HttpResponseRedirect(f"{reverse('person', args=[subject])}?done={done.number}")


def _perform(request: HttpRequest, found: Latest | None, name: str, told: Typed) -> tuple[Done, str]:
    now, kind = clock(), k.KINDS[name]
    place = place_of(found)
    tz = ZoneInfo(place["tz"])
    fields = typed(kind, _raw(kind, told), tz, now.astimezone(tz))
    if found is None:
        fields["facility"] = {n: v for n, v in place.items() if v}
    override = one(told, "override").strip()
    hands = hands_of(request, _power(request, name, override))
    made = Act(
        name,
        fields["booking"] if found is None else found.subject,
        fields,
        hands.by,
        hands.role,
        happened(kind, fields, now),
        key=one(told, "once"),
        seen=number(one(told, "seen")),
        second=hands.second,
        override=override,
        evidence=_evidence(fields, told),
    )
    return perform(acting(hands.by), made, office(), now), made.subject


def _evidence(fields: Mapping[str, Any], told: Typed) -> dict[str, Any]:
    """What was shown or read aloud at the door; the event of the paper that was read."""
    out = {n: fields[n] for n in ("identity", "last_three") if n in fields}
    paper = number(one(told, "paper_event"))
    return out | {"paper_event": paper} if paper else out


def _power(request: HttpRequest, name: str, override: str) -> Power:
    """The act's own power; the second person's where one is named, the supervisor's where a house rule is set aside."""
    if override:
        return Power.IDENTITY
    if request.POST.get("second") and POWERS[name] is not Power.HOLD:
        return Power.IDENTITY if name == k.RELEASED else Power.LATER
    return POWERS[name]


@require_POST
@needs(Power.ENTER, Power.COURT_ACT, file="key")
def take_back(request: HttpRequest, key: str, event: int) -> HttpResponse:
    """Undo one act by a correcting event."""
    found = find(key)
    power = Power.LATER if request.POST.get("second") else Power.COURT_ACT
    try:
        hands = hands_of(request, power)
        undo(
            acting(hands.by),
            key,
            event,
            office(),
            clock(),
            by=hands.by,
            role=hands.role,
            second=hands.second,
            why=request.POST.get("why", "")[:200],
        )
    except (WrongHands, Refused) as e:
        r, around = page_of(request, found, clock())
        context = {**around, "r": r, "event": event, "said": str(e), "hands": asked(request, Power.LATER)}
        return render(request, "desk/undo.html", context, status=409)
    except (NotYours, BadInput) as e:  # not theirs, or no act of this person
        raise Http404 from e
    return HttpResponseRedirect(f"{reverse('person', args=[key])}?undone={event}")


def _form(
    request: HttpRequest,
    found: Latest | None,
    name: str,
    told: Typed,
    step: int,
    *,
    mistakes: Mapping[str, str] | None = None,
    refused: Refused | None = None,
    stale: Stale | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    now, kind, steps = clock(), k.KINDS[name], steps_of(name)
    step = min(max(step, 0), len(steps) - 1)
    if found is not None:
        r, around = page_of(request, found, now)
    else:
        place = place_of(None)
        r, around = None, frame(request, now, tz=place["tz"], facility=str(place.get("agency") or ""))
    mistakes = mistakes or {}
    here = [f for f in kind.fields if f.name in steps[step][1]]
    elsewhere = [f for f in kind.fields if f not in here]
    two = refused is not None and "second" in str(refused)
    context = {
        **around,
        "r": r,
        "kind": kind,
        "fields": [shown(f, told, found, mistakes.get(f.name, "")) for f in here],
        "hidden": [(n, v) for n in (*(f.name for f in elsewhere), *FROM_PAPER) for v in told.get(n, ())],
        "reads": name == k.REQUESTED and step == 0,
        "begins": name == k.RELEASED and step == 0,
        "printed": one(told, "printed"),
        "findings": told.get("findings", []),
        "mistakes": [(f, mistakes[f.name]) for f in kind.fields if f.name in mistakes],
        "steps": [(n, title, n == step, n < step) for n, (title, _) in enumerate(steps)] if len(steps) > 1 else [],
        "step": step,
        "last_step": step == len(steps) - 1,
        "refused": refused,
        "stale": stale,
        "wrong": wrong,
        "seen": one(told, "seen") or (found.record_event if found else 0),
        "once": one(told, "once") or uuid4().hex,
        "override": one(told, "override"),
        "may_override": refused is not None
        and not any(o.law for o in refused.objections)
        and bool(who(request).may(Power.IDENTITY).acts),
        "hands": asked(request, Power.LATER if two and POWERS[name] is not Power.HOLD else POWERS[name]),
        "giving": name == k.SERVED and step == 2,
        "language": one(told, "language"),
        "claims": around.get("claims") if name != k.SAYS else (),  # its own page asks for the words and the minute
        "last_minute": found.answer["release_by"] or found.answer["release_due"] if found and found.answer else "",
    }
    return render(request, "desk/act.html", context, status=status)


def _merged(request: HttpRequest) -> Typed:
    return drafts.typed_of(request.POST)


def _raw(kind: k.Kind, told: Typed) -> dict[str, Any]:
    """The form's fields as ``typed`` reads them."""
    return {f.name: (told[f.name] if f.kind == "words" else told[f.name][0]) for f in kind.fields if told.get(f.name)}


def _step_of(name: str, mistakes: Mapping[str, str]) -> int:
    """The first step with a mistake in it."""
    return next((n for n, (_, fields) in enumerate(steps_of(name)) if set(fields) & set(mistakes)), 0)


def _saved(kept: bool) -> HttpResponse:
    now = clock()
    said = (
        f"Saved {now.astimezone(ZoneInfo(place_of(None)['tz'])):%H:%M}. Nothing is committed."
        if kept
        else "Too long to keep; shorten it."
    )
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def _title(name: str, found: Latest | None) -> str:
    person = {} if found is None else found.record["person"]
    whom = f" {person['first'][:1]}. {person['last']}" if person else ""
    return {k.SERVED: f"serving papers on{whom}", k.RELEASED: f"releasing{whom}", k.BOOKED: "booking a person"}.get(
        name, f"recording “{k.KINDS[name].title.lower()}”{' for' if whom else ''}{whom}"
    )
