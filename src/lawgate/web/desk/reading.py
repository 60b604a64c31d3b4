"""A filled form read at the desk: its fields stand in the act's form, to be looked at; its bytes are kept with the person's record."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from lawgate.base import BadInput
from lawgate.casework.records import PAPER, New
from lawgate.detainer.intake import take
from lawgate.detainer.intake_records import CANCELLATION
from lawgate.detainer.paper import LARGEST
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting
from lawgate.web.desk.drafts import Typed

READ_AT_DESK = "read at the desk"
ASKED_OF_A_PERSON = ("signer", "warrant")
"""Who signed is never taken from a file: whoever stands at the desk looks at the paper and says."""


def read(request: HttpRequest, subject: str, tz: ZoneInfo, now: datetime) -> Typed:
    """The fields of the file that was given, as the act's form has them. Raises ``BadInput`` for what is no filled form."""
    given = request.FILES.get("paper")
    if given is None:
        raise BadInput("no file was given", do="choose the PDF of the form")
    taken = take(given.read(LARGEST + 1), tz=tz, name=str(given.name)[:100])
    if taken.what == CANCELLATION:
        raise BadInput("this paper cancels a request", do="record it as a cancellation")
    by = who(request).name
    said = {"outcome": READ_AT_DESK, "says": "A form was read at the desk; what was done with it is an act.", "by": by}
    event = New(PAPER, subject, said | {"paper": taken.paper(subject)} | taken.evidence(), now, now)
    (number,) = acting(by).append([event], now)
    fields = {n: v for n, v in taken.act_fields().items() if n not in ASKED_OF_A_PERSON}
    told: Typed = {n: [str(x) for x in v] if isinstance(v, list) else [str(v)] for n, v in fields.items()}
    printed = ", ".join(str(x) for x in (taken.printed.name, taken.printed.born) if x)
    return {**told, "paper_event": [str(number)], "printed": [printed], "findings": [f.says for f in taken.findings]}
