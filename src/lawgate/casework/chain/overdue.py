"""Queries that nobody has answered: said once on the ledger, so that a person sees it. Nobody is held for an answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from lawgate.casework.chain.state import State, states
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, QUERY_SENT, QUERY_UNANSWERED, RESPONSE, New

OVERDUE = timedelta(hours=6)  # without a word from the federal side, after which a person is told


class Unanswered:
    """Who was asked about and when, for as long as nothing came; read from the events, each once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.upto = ledger, 0
        self.since: dict[str, datetime] = {}

    def catch_up(self) -> None:
        end = self.ledger.end()[0]
        kinds = (QUERY_SENT, QUERY_UNANSWERED, RESPONSE)
        rows = Event.objects.using(self.ledger.alias).filter(number__gt=self.upto, number__lte=end, kind__in=kinds)
        for row in rows.order_by("number").defer("payload"):
            if row.kind == QUERY_SENT:
                self.since[row.subject] = row.happened_at
            elif row.subject != LEDGER:
                self.since.pop(row.subject, None)
        self.upto = end

    def say(self, now: datetime) -> int:
        """Append what is overdue at ``now``. Returns how many."""
        self.catch_up()
        late = sorted(s for s, at in self.since.items() if at < now - OVERDUE)
        if not late:
            return 0
        found = {s: x for s, x in states(self.ledger, late).items() if x.record and not x.gone and not x.expunged}
        hours = round(OVERDUE.total_seconds() / 3600)
        said = [New(QUERY_UNANSWERED, s, {"hours": hours, "control": _control(x)}, now, now) for s, x in found.items()]
        self.ledger.append(said, now)
        for subject in late:
            del self.since[subject]
        return len(said)


def _control(state: State) -> str:
    return str(state.asked[-1]["body"]["control"]) if state.asked else ""
