"""The bureau's result of a ten-print, as an answer beside those of the immigration side. It says nothing of anybody's status."""

from __future__ import annotations

from datetime import datetime

from lawgate.exchange import Finding, read, read_answer
from lawgate.federal.records import Basis, Outcome, Response

SAYS = {
    Finding.IDENTIFIED: "The bureau identified the fingerprints.",
    Finding.NOT_IDENTIFIED: "The bureau did not identify the fingerprints. That is no information about the person.",
    Finding.PENDING: "The bureau is still comparing.",
}


def read_result(raw: bytes, *, received_at: datetime | None = None) -> tuple[Response, str]:
    """An SRE, RPSR or ERRT, and what it says in a sentence. ``refers_to`` is its TCR, ``number`` its own TCN, which a later answer
    may name. Raises ``BadInput`` for bytes that are no such transaction."""
    answer = read_answer(read(raw))
    words = "; ".join(m.words or m.text for m in answer.messages)
    if answer.is_error or answer.finding is None:
        outcome, says = Outcome.ERROR, f"The bureau could not use the card: {words or 'no reason given'}."
    else:
        says = SAYS.get(answer.finding, f"The bureau answered '{answer.finding.name.lower()}'.")
        identified, not_identified = answer.finding is Finding.IDENTIFIED, answer.finding is Finding.NOT_IDENTIFIED
        outcome = Outcome.MATCH if identified else Outcome.NO_MATCH if not_identified else Outcome.ACKNOWLEDGED
    response = Response(
        kind=answer.tot if answer.is_error else "SRE",
        refers_to=answer.tcr,
        outcome=outcome,
        basis=Basis.BIOMETRIC,
        raw=raw,
        number=answer.tcn,
        received_at=received_at,
        sender=answer.origin,
    )
    return response, says
