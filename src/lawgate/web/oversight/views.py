"""The page, and its pictures and data as files of their own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.casework import latest
from lawgate.oversight.annual import Figure
from lawgate.oversight.annual.write import MOST_ROWS, cells, heading
from lawgate.web.accounts import Power, clock, needs
from lawgate.web.api.house import ledger, office
from lawgate.web.desk.frame import frame
from lawgate.web.oversight.drawn import Drawn, drawn


def _drawn() -> Drawn:
    return drawn(ledger(), office().rulebook, clock().date())


@needs(Power.LOG)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Every figure with its finding, its picture, its definition and its table. Aggregates alone: no page of it names a person."""
    found, quality, exposed = _drawn()
    shown = [
        {
            "figure": f,
            "columns": [heading(c) for c in f.table.columns],
            "rows": list(cells(f.table.head(MOST_ROWS))),
            "more": max(f.table.height - MOST_ROWS, 0),
        }
        for f in found
    ]
    money = f"${exposed.low or 0:,.0f} to ${exposed.high or 0:,.0f}" if exposed.n else ""
    first = next(latest(ledger()), None)
    around = frame(request, clock(), tz=first.record["place"]["tz"] if first else "UTC")
    context = {"figures": shown, "quality": quality, "exposed": exposed, "money": money, **around}
    return render(request, "oversight/dashboard.html", context)


@needs(Power.LOG, quiet=True)
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A figure as SVG."""
    del request
    return HttpResponse(_named(name).svg, content_type="image/svg+xml")


@needs(Power.LOG)
def data(request: HttpRequest, name: str) -> HttpResponse:
    """What a figure is drawn from, as CSV; small groups are already withheld in it."""
    del request
    response = HttpResponse(_named(name).table.write_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _named(name: str) -> Figure:
    found = next((f for f in _drawn()[0] if f.name == name), None)
    if found is None:
        raise Http404
    return found
