"""The copy of what ICE was told, for the person: made anew from the ledger, in their language; that it was printed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from lawgate.base import BadInput
from lawgate.casework.outbox import hand_over
from lawgate.web.accounts import Power, clock, needs
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting, ledger
from lawgate.web.desk.adoption import standing
from lawgate.web.desk.people import find
from lawgate.web.desk.story import COPIES
from lawgate.wiring.copies import copy_sheet


def copies_told(said: Mapping[str, Any] | None) -> dict[str, Any]:
    """``said``: a line for each copy that is owed; ``paper``: whether one is to be printed. Of the latest ``notice.copied``."""
    copies = (said or {}).get("copies") or ()
    lines = [f"{str(c['to']).replace('-', ' ').capitalize()}: {COPIES.get(c['how'], c['how'])}" for c in copies]
    return {"said": lines, "paper": any(c["how"] == "print" for c in copies)}


@needs(Power.BOARD, file="key")
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """The paper. It is given by hand, and the giving is recorded as a service of papers."""
    person = find(key).record["person"]
    chosen = request.GET.get("language", "") or ("es" if person.get("language") == "Spanish" else "en")
    signed = standing().adopted is not None
    try:
        message, sheet = copy_sheet(ledger(), key, chosen, adopted=signed)
    except BadInput as e:
        raise Http404(str(e)) from e
    by = who(request).name
    hand_over(acting(by), message, how=f"printed by {by}", now=clock())
    name = "".join(c for c in key if c.isascii() and (c.isalnum() or c in "-_")) or "person"
    said = {"Content-Disposition": f'inline; filename="copy-{name}.pdf"'}
    return HttpResponse(sheet, content_type="application/pdf", headers=said)
