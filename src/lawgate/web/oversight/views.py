"""The page, and its pictures and data as files of their own."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.base import BadInput
from lawgate.casework import latest
from lawgate.oversight.annual import Figure
from lawgate.oversight.annual.write import MOST_ROWS, cells, heading
from lawgate.oversight.quality import Quality
from lawgate.web.accounts import Power, clock, needs
from lawgate.web.api.house import ledger, office
from lawgate.web.desk.frame import frame
from lawgate.web.oversight.drawn import Drawn, drawn, drawn_past, past_files


def _drawn(request: HttpRequest) -> Drawn:
    """What is asked for: the ledger, or with ``of`` a file of past cases beside it."""
    of, rulebook, day = request.GET.get("of"), office().rulebook, clock().date()
    if of is None:
        return drawn(ledger(), rulebook, day)
    path = past_files(settings.VAR).get(of)
    if path is None:
        raise Http404
    return drawn_past(path, rulebook, day)


@needs(Power.LOG)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Every figure with its finding, its picture, its definition and its table. Aggregates alone: no page of it names a person."""
    of = request.GET.get("of")
    try:
        found, status = _drawn(request), 200
    except BadInput as e:
        found, status = Drawn([], Quality("", 0, 0, (), {}, ()), f"“{of}” {e.what}; {e.do}"), e.status
    shown = [
        {
            "figure": f,
            "n": f"{f.n:,}",
            "columns": [heading(c) for c in f.table.columns],
            "rows": list(cells(f.table.head(MOST_ROWS))),
            "more": max(f.table.height - MOST_ROWS, 0),
        }
        for f in found.figures
    ]
    first = next(latest(ledger()), None)
    around = frame(request, clock(), tz=first.record["place"]["tz"] if first else "UTC")
    sources = [{"name": name, "query": urlencode({"of": name})} for name in past_files(settings.VAR)]
    query = f"?{urlencode({'of': of})}" if of else ""
    cases = f"{found.quality.cases:,}"
    context = {"figures": shown, "cases": cases, "found": found, "of": of, "sources": sources, "query": query, **around}
    return render(request, "oversight/dashboard.html", context, status=status)


@needs(Power.LOG, quiet=True)
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A figure as SVG."""
    return HttpResponse(_named(request, name).svg, content_type="image/svg+xml")


@needs(Power.LOG)
def data(request: HttpRequest, name: str) -> HttpResponse:
    """What a figure is drawn from, as CSV; small groups are already withheld in it."""
    response = HttpResponse(_named(request, name).table.write_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _named(request: HttpRequest, name: str) -> Figure:
    try:
        found = next((f for f in _drawn(request).figures if f.name == name), None)
    except BadInput as e:
        raise Http404 from e
    if found is None:
        raise Http404
    return found
