"""The page of one jurisdiction: every authority and norm it has had, what each does, and the cases beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import yaml

from lawgate.law.norms import Answer, Authority, Effect, Norm
from lawgate.law.telling import in_words, is_telling
from lawgate.lawbook.names import name_of
from lawgate.lawbook.page import Edition, page, say, section, word
from lawgate.lawbook.records import Span
from lawgate.lawbook.standard import CASES
from lawgate.lawbook.timeline import spans_table, timeline

DOES = {
    Effect.REQUIRE: "MUST",
    Effect.PERMIT: "MAY",
    Effect.PROHIBIT: "MAY NOT",
    Effect.OPEN: "OPEN:",
    Effect.STRIKE: "Voids local bans:",
    Effect.SERVE: "Give",
    Effect.DUTY: "Do",
    Effect.FLAG: "Note",
    Effect.LIMIT: "Clock",
    Effect.ANSWER: "Side question",
}
ANSWERS = {Answer.PROHIBITED: "MAY NOT", Answer.PERMITTED: "MAY", Answer.REQUIRED: "MUST", Answer.UNRESOLVED: "OPEN:"}
ACTS = {"hold": "hold", "notify": "tell ICE", "transfer": "hand over", "interview": "let ICE interview"}
GROUND = {
    "court": "on a judge's warrant",
    "query": "for a status check",
    "delay": "to call ICE",
    "notice": "to tell ICE",
}


def jurisdiction(
    book: str,
    authorities: Sequence[Authority],
    cases: Sequence[Mapping[str, Any]],
    spans: Sequence[Span],
    where: Mapping[str, str],
    edition: Edition,
) -> str:
    """The page. ``where``: the page and anchor of every authority, for links."""
    name = name_of(book)
    rows = sorted(authorities, key=lambda a: (a.since, a.id))
    body = [f"<h1>{escape(name)}</h1>", _lead(rows, spans, edition)]
    if spans or len(rows) > 1:
        note = f"the strip: {CASES[0].title.lower()}; may the jail hold?" if spans else ""
        picture = f'<div class="wide">{timeline(book, name, rows, spans, edition.day)}</div>'
        table = spans_table(spans, dict(where)) if spans else ""
        body.append(section("In force over time", picture + table, note=note))
    body += [_authority(a, edition.day) for a in rows]
    if cases:
        items = "".join(_case(c, where) for c in cases)
        body.append(
            section(
                "Cases beside the rules",
                items,
                note=f"{len(cases)} worked cases; each is put to the rules by a test",
                id_="cases",
            )
        )
    return page(edition, f"{name}: the book of detainer law", "\n".join(body), here=name)


def _lead(rows: Sequence[Authority], spans: Sequence[Span], edition: Edition) -> str:
    now = [a for a in rows if _lives(a, edition.day)]
    if all(a.kind == "none" for a in rows):
        return f"<p class=lead>{escape(rows[0].words)} What stands here is federal law.</p>"
    count = f"{len(now)} of {len(rows)} authorities are in force on {say(edition.day)}."
    if not spans:
        return f"<p class=lead>{count}</p>"
    return f"<p class=lead>{CASES[0].title}: {word(spans[-1].answer)} hold, on {say(edition.day)}. {count}</p>"


def _lives(a: Authority, day: str) -> bool:
    return a.since <= day and (a.until is None or day <= a.until)


def _dates(since: str, until: str | None) -> str:
    return f"{say(since)} to {say(until) if until else 'no end known'}"


def _authority(a: Authority, day: str) -> str:
    gone = "" if _lives(a, day) else " gone"
    state = "" if not gone else ("Not yet in force. " if a.since > day else "No longer in force. ")
    rank = a.rank.name.lower().replace("_", " ")
    told = {
        "In force": f"{state}{_dates(a.since, a.until)}",
        "Kind and rank": f"{a.kind}; {rank}",
        "How sure": a.confidence.sentence,
        "Read in": a.source or "no source named",
    }
    facts = "".join(f"<div><dt>{k}</dt><dd>{escape(v)}</dd></div>" for k, v in told.items())
    table = _norms(a) if a.norms else "<p class=second>It changes no answer here; it stands in the book to be read.</p>"
    head = f'<div class="head"><h2>{escape(a.title)}</h2><p class=note>{escape(a.id)}</p></div>'
    return (
        f'<section id="{a.id}" class="authority{gone}">{head}<p class=cite>{escape(a.cite)}</p>'
        f"<p class=words>{escape(a.words)}</p><dl>{facts}</dl>{_paid(a)}{_breached(a)}{_held(a)}{table}</section>"
    )


def _paid(a: Authority) -> str:
    if a.exposure is None:
        return ""
    e = a.exposure
    sum_ = f"${e.usd:,}" if e.usd else "amount not seen"
    fees = f" and ${e.fees_usd:,} in fees" if e.fees_usd else ""
    kept = f"; kept {escape(e.kept)}" if e.kept else ""
    return f"<p><strong>What it cost.</strong> {escape(e.court)}, {say(e.decided)}: {escape(e.held)}{kept}; {sum_}{fees}.</p>"


def _breached(a: Authority) -> str:
    return "".join(
        f"<p><strong>What breach costs.</strong> {escape(p.words)} <span class=second>{escape(p.cite)}; {p.mark.sentence}"
        f"{'; from ' + say(p.since) if p.since else ''}</span></p>"
        for p in a.penalties
    )


def _held(a: Authority) -> str:
    if a.holding is None:
        return ""
    h = a.holding
    return f"<p><strong>On holds by local officers ({escape(h.court)}).</strong> {escape(h.said)} {escape(h.left_open)}</p>"


def _norms(a: Authority) -> str:
    head = "".join(f"<th scope=col>{h}</th>" for h in ("What it does", "In plain words", "Where it says so"))
    rows = "".join(_norm(n, a) for n in a.norms)
    return f"<table class=norms><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _norm(n: Norm, a: Authority) -> str:
    act = ACTS[n.action.value] if n.action and n.effect is not Effect.LIMIT else in_words(n.token)
    does = ANSWERS[n.answer] if is_telling(n) and n.answer in ANSWERS else DOES[n.effect]
    grounds = "".join(f" {GROUND[g]}" for g in n.grounds if g in GROUND)
    dates = (
        "" if (n.since, n.until) == (a.since, a.until) else f"<br><span class=second>{_dates(n.since, n.until)}</span>"
    )
    mark = "" if n.confidence is a.confidence else f"<br><span class=second>{n.confidence.sentence}</span>"
    return (
        f"<tr><td><strong>{does}</strong> {escape(act)}{grounds}</td><td>{escape(n.words)}</td>"
        f'<td>{escape(n.cite)}<br><span class="second id">{escape(n.id)}</span>{dates}{mark}</td></tr>'
    )


def _case(case: Mapping[str, Any], where: Mapping[str, str]) -> str:
    expect = "; ".join(f"{_label(k)} <strong>{escape(_plain(v))}</strong>" for k, v in case["expect"].items())
    place = ", ".join(str(v) for k, v in case["jurisdiction"].items() if k in ("county", "locality", "state") and v)
    because = ", ".join(f'<a href="{where[i]}">{escape(i)}</a>' for i in case["because"])
    given = (
        yaml.safe_dump(case["given"], sort_keys=False, allow_unicode=True, width=100).strip() if case["given"] else ""
    )
    differs = (
        f"<details><summary>What differs from the base case</summary><pre>{escape(given)}</pre></details>"
        if given
        else ""
    )
    return (
        f"<article class=case><h3>{escape(str(case['title']))}</h3><p class=second>{escape(place)}, {say(str(case['date']))}</p>"
        f"<p>{expect}.</p><p>{escape(str(case['why']))} <span class=second>{because}</span></p>{differs}</article>"
    )


def _label(key: str) -> str:
    return {"hold": "Hold:", "notify": "tell ICE:", "transfer": "hand over:", "interview": "interview:"}.get(
        key, f"{key.replace('_', ' ')}:"
    )


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value).replace("-", " ") if value in ("not-requested", "not-triggered") else str(value)
