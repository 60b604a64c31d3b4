"""Papers to the other side: the jail's reply on the request's own block, and what a state judicial official must see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lawgate.base.moments import say_minute
from lawgate.law.norms import Norm
from lawgate.web.desk.papers.person import frame_of
from lawgate.web.desk.papers.sheet import (
    BIG,
    SECTION,
    boxed,
    bullets,
    lines_to_sign,
    made,
    table,
    text,
    ticks,
    together,
)

LAWFUL = ("required", "permitted")
OFFICIAL = "take-before-state-judicial-official"
NAMES = {
    "custody": "That the person is in custody",
    "booking": "Booking number and charges",
    "release": "Release date and time",
    "prints": "That the fingerprints matched",
    "address": "Address",
    "intent": "What the jail will do",
}


def reply(
    record: Mapping[str, Any], notice: Mapping[str, Any], service: Mapping[str, Any] | None, law: str, now: datetime
) -> bytes:
    """The reply to ICE: the block that the form leaves to the jail, and in it only what law lets out.

    ``notice``: what may be told DHS of this person (``decision.notice``), element by element. ``service``: the act that gave the person
    the form (``served_at``, ``how``, ``mark``), None where it was not given.
    """
    request, sent = record["request"], notice["sent"]
    story = [text("Reply to an immigration detainer", BIG)]
    about = f"{request.get('form') or 'I-247'}, issued {request.get('issued_on') or '?'}, received {_at(request.get('received_at'), now)}"
    story.append(text(f"About {about}. To be completed by the agency that holds the person."))
    booking, release, intent = (sent.get(n) or {} for n in ("booking", "release", "intent"))
    told = [
        ("Asked on the form", "Answer"),
        ("Local booking or inmate number", str(booking.get("number") or _kept(notice, "booking"))),
        (
            "Estimated release, day and time",
            _at(release.get("due"), now) if release.get("due") else _kept(notice, "release"),
        ),
        ("Latest criminal charge or conviction", _charge(booking) or _kept(notice, "booking")),
        ("Will the jail hold?", _intent(intent.get("hold")) if intent else _kept(notice, "intent")),
        ("This form was served on the person", _service(service, request.get("served_on_subject_at"), now)),
    ]
    story.append(table(told, [200, 312]))
    withheld = [w for w in notice["withheld"] if w.get("why")]
    if withheld:
        story += [text("Not told, because law keeps it here", SECTION)]
        story += bullets([_withheld(w) for w in withheld])
    story += [text("A request is not an order of a judge. It does not by itself let this jail keep anybody.")]
    sign = lines_to_sign(
        "Officer: name and title", "Signature", "Sent at (day and time)", "Sent by (fax, e-mail), to", columns=2
    )
    story += [together([text("Sent", SECTION), sign])]
    return made(frame_of(record, "Reply to ICE", [law], now, paper="REPLY"), story)


def _kept(notice: Mapping[str, Any], item: str) -> str:
    kept = any(w["what"] in (item, "everything") and w.get("why") for w in notice["withheld"])
    return "Not told: see below" if kept else "Not on file"


def _withheld(w: Mapping[str, Any]) -> str:
    cites = "; ".join(
        str(c if isinstance(c, str) else c.get("citation") or c.get("cite") or "") for c in w.get("citations") or ()
    )
    why = str(w["why"])
    ended = why if why.endswith(("?", ".", "!")) else f"{why}."
    return f"{NAMES.get(str(w['what']), str(w['what']).capitalize())}. {ended}{f' {cites}.' if cites else ''}"


def _charge(booking: Mapping[str, Any]) -> str:
    charges = booking.get("charges") or ()
    return " ".join(str(charges[0][n]) for n in ("statute", "name") if charges[0].get(n)) if charges else ""


def _intent(hold: Any) -> str:
    return {
        "required": "Yes, as state law demands",
        "permitted": "It may, until the last minute",
        "not-requested": "Not asked",
    }.get(str(hold), "No")


def _service(service: Mapping[str, Any] | None, on_file: str | None, now: datetime) -> str:
    if service is None and on_file:
        return f"{_at(on_file, now)}. In person [\u00a0\u00a0\u00a0]  other [\u00a0\u00a0\u00a0]"
    if service is None:
        return "Not yet served. Served on: ____________  in person [\u00a0\u00a0\u00a0]  other [\u00a0\u00a0\u00a0]"
    how = "in person" if service.get("how") == "in-person" else "another way"
    return f"{_at(service.get('served_at'), now)}, {how}, {service.get('language')}; {service.get('mark')}"


def judicial_packet(
    record: Mapping[str, Any],
    answer: Mapping[str, Any],
    duty: Norm,
    hours: Norm | None,
    limit: tuple[Norm, datetime] | None,
    four: Sequence[Mapping[str, Any]],
    law: str,
    now: datetime,
) -> bytes:
    """What a state judicial official is shown before release, where the state's law takes the person there: detainer, warrant, the
    minute the jail's own authority ends, what the official finds, and the two hours in which ICE is told."""
    request, due = record["request"] or {}, record["release_due"]
    story = [text("For a state judicial official, before release", BIG), text(f"{duty.words} {duty.cite}.")]
    rows = [("What", "As it stands on file"), ("Detainer", _detainer(request, now))]
    rows += [
        ("Warrant", f"{w.get('kind')}, {_signer(w)}, issued {w.get('issued_on') or '?'}")
        for w in record["warrants"] or ()
    ]
    rows += [
        (
            "Charges",
            "; ".join(
                " ".join(str(c[n]) for n in ("statute", "name", "level") if c.get(n)) for c in record["charges"][:6]
            ),
        )
    ]
    ended = (
        f"{str(due['event'] or '').replace('-', ' ')}, {_at(due['t0'], now)}"
        if due["t0"]
        else "no date: the local case still holds"
    )
    rows += [("Own authority ends", ended)]
    rows += [
        (
            "Last minute of a hold",
            _at(answer["release_by"], now) if answer["hold"] in LAWFUL else _if_ordered(hours),
        )
    ]
    story += [table(rows, [150, 362])]
    hold = next((a for a in four if a["action"] == "hold"), None)
    if hold:
        story.append(boxed([text(f"{hold['question']} {hold['mark']}. {hold['sentence']}")]))
    if answer["arithmetic"]:
        story += [text("The hours", SECTION), *(text(x) for x in answer["arithmetic"])]
    finds = ticks(
        "This is the person whom detainer and warrant name.",
        "Detainer and warrant are here, and both are signed.",
        "I order the hold, until the minute written below at the latest, pick-up, or rescission.",
        "I order no hold. The person is released when the local case lets them go.",
    )
    blanks = lines_to_sign(
        "Official: name and office", "Signature", "Seen at (day and time)", "Held until at the latest", columns=2
    )
    story += [together([text("What the official finds", SECTION), *finds, blanks])]
    if limit is not None:
        story.append(_told_by(*limit, now))
    return made(frame_of(record, "Judicial packet", [law], now, paper="OFFICIAL"), story)


def _if_ordered(hours: Norm | None) -> str:
    """What the law says of the hours, before anybody has ordered a hold: no minute is reckoned from what may not come."""
    return f"None before a hold is ordered. {hours.words} {hours.cite}." if hours else "none before a hold is ordered"


def _told_by(rule: Norm, by: datetime, now: datetime) -> Any:
    said = f"If a hold is ordered, ICE must be told no later than {say_minute(by.astimezone(now.tzinfo))}."
    story = [text("Notice to ICE", SECTION), text(f"{said} {rule.words} {rule.cite}.")]
    return together([*story, lines_to_sign("Told at (day and time)", "Who was told", "By")])


def _detainer(request: Mapping[str, Any], now: datetime) -> str:
    if not request:
        return "None is on file"
    boxes = ", ".join(str(b).replace("-", " ") for b in request.get("boxes") or ()) or "no box"
    return f"{request.get('form')}, issued {request.get('issued_on') or '?'}, received {_at(request.get('received_at'), now)}; {boxes}"


def _signer(warrant: Mapping[str, Any]) -> str:
    return (
        "signed by an immigration officer, not a judge"
        if warrant.get("kind") in ("I-200", "I-205")
        else "signed by a judge"
    )


def _at(moment: str | None, now: datetime) -> str:
    return say_minute(datetime.fromisoformat(moment).astimezone(now.tzinfo)) if moment else "?"
