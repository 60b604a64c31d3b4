"""Fingerprint templates lie under a key of their own, which is destroyed when they must go."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.utils import DatabaseError

from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.records import PRINTS, PRINTS_DESTROYED, New
from lawgate.casework.timeline import timeline
from lawgate.casework.verify import verify
from tests.casework.samples import NOW, again, filled


def with_prints(path: Path) -> Ledger:
    ledger = filled(path)
    ledger.append([New(PRINTS, "p1", {"tcn": "T-1", "fingers": {"1": "AAAA"}}, NOW, NOW)], NOW)
    return ledger


def test_templates_go_and_the_rest_stays(ledger_file: Path) -> None:
    """After their destruction nothing can read them, the person's other events open, and the ledger verifies."""
    ledger = with_prints(ledger_file)
    with writing(ledger.alias):
        ledger.append([New(PRINTS_DESTROYED, "p1", {"why": "released"}, NOW, NOW)], NOW)
        ledger.keys.destroy("p1/prints")
    payloads = {h.kind: h.payload for h in timeline(ledger, "p1")}
    assert payloads[PRINTS] is None
    assert payloads["booking.received"] is not None
    found = verify(ledger, again)
    assert [str(d) for d in found.damage] == []
    assert (found.templates_destroyed, found.expunged) == (1, 0)


def test_their_key_is_not_emptied_without_a_word_on_the_ledger(ledger_file: Path) -> None:
    """The database refuses it; and a destruction that is on the ledger and was not carried out is named as a damage."""
    ledger = with_prints(ledger_file)
    with pytest.raises(DatabaseError, match="order of expungement"):
        ledger.keys.destroy("p1/prints")
    ledger.append([New(PRINTS_DESTROYED, "p1", {"why": "released"}, NOW, NOW)], NOW)
    assert [d.where for d in verify(ledger, again).damage] == ["key p1/prints"]
    with pytest.raises(DatabaseError, match="order of expungement"):
        ledger.keys.destroy("p1")


def test_a_courts_order_takes_the_templates_too(ledger_file: Path) -> None:
    """Expunged, a person's templates are as unreadable as the rest."""
    ledger = with_prints(ledger_file)
    ledger.expunge("p1", "Order 1", NOW, NOW)
    assert all(h.payload is None for h in timeline(ledger, "p1") if h.kind != "expunged")
    assert ledger.keys.load(["p1", "p1/prints"]) == {"p1": None, "p1/prints": None}
    assert verify(ledger, again).clean
