"""How a jail is reached: kept as an event, the last one counts, and nothing half-read is taken."""

from __future__ import annotations

import pytest

from lawgate.base import BadInput
from lawgate.casework.standing import Latest
from lawgate.counsel.jails import Jail, jail_of, set_jail
from lawgate.counsel.letters import client_of, draft
from tests.counsel.made import Town
from tests.counsel.test_letters import ANSWER, NOW, RECORD, text_of

GIVEN = {"agency": "Ridgemont Police Jail", "address": "1 Plaza", "phone": "+12135550110", "fax": "+12135550111"}


def test_what_was_set_last_is_what_a_lawyer_sees(town: Town) -> None:
    """Two settings of one jail, one of another: the newest of each; nothing for a jail nobody described."""
    set_jail(town.ledger, GIVEN | {"phone": "+12135550112"}, by="a", now=town.at)
    set_jail(town.ledger, {"agency": "Other Jail"}, by="a", now=town.at)
    made = set_jail(town.ledger, GIVEN, by="a", now=town.at)
    assert jail_of(town.ledger, "Ridgemont Police Jail") == made == Jail(**GIVEN)
    assert jail_of(town.ledger, "Nowhere") is None
    letter = draft("expiry", client_of(Latest("14-09381", RECORD, ANSWER), (), made), NOW)
    assert "Ridgemont Police Jail, Los Angeles County, CA, 1 Plaza, fax +12135550111; county counsel" in text_of(letter)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "it has no agency"),
        (GIVEN | {"fax": "555-0111"}, "'555-0111' is no number"),
        (GIVEN | {"address": "x" * 301}, "too long"),
        (GIVEN | {"visits": "Sat\nSun"}, "cannot be printed"),
    ],
)
def test_what_cannot_be_taken_is_told_and_not_kept(town: Town, given: dict[str, str], says: str) -> None:
    """One sentence that names the field; the ledger stays as it was."""
    with pytest.raises(BadInput, match=says):
        set_jail(town.ledger, given, by="a", now=town.at)
    assert jail_of(town.ledger, "Ridgemont Police Jail") is None
