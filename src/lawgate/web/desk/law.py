"""One rule's words, citation, dates and confidence: public, as the law is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.law.norms import Effect
from lawgate.law.rulebook import UnknownAuthority
from lawgate.web.accounts import clock, for_everyone
from lawgate.web.api.house import office
from lawgate.web.desk.frame import frame

VERBS = {
    Effect.REQUIRE: "must",
    Effect.PERMIT: "may",
    Effect.PROHIBIT: "may not",
    Effect.OPEN: "law open:",
    Effect.STRIKE: "voids local bans:",
    Effect.SERVE: "give",
    Effect.DUTY: "must",
    Effect.FLAG: "note:",
    Effect.LIMIT: "at most",
    Effect.ANSWER: "on",
}


@for_everyone("the law and what it rests on are public")
def rule(request: HttpRequest, authority: str) -> HttpResponse:
    """One rule."""
    try:
        a = office().rulebook.authority(authority)
    except UnknownAuthority as e:
        raise Http404 from e
    norms = [
        {
            "verb": f"{VERBS.get(n.effect, n.effect.value)} {(n.action.value if n.action and n.effect is not Effect.LIMIT else n.token)}",
            "words": n.words,
            "cite": n.cite,
            "confidence": n.confidence,
            "since": n.since,
            "until": n.until,
        }
        for n in a.norms
    ]
    around = frame(request, clock(), unverified=[] if a.confidence.verified else [a.id])
    return render(request, "law/rule.html", {"a": a, "norms": norms, **around})
