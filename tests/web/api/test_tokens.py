"""Who may ask for what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from lawgate.base import BadInput
from lawgate.web.api import tokens
from lawgate.web.api.models import Token
from tests.web.api.conftest import Asks

NOW = datetime.now(UTC)


def test_of_a_token_only_a_digest_is_kept(ledger: Any) -> None:
    """The secret part stands in no column of the row."""
    text = tokens.make("jms", ["gate"], now=NOW)
    secret = text.split("_", 2)[2]
    row = Token.objects.get(name="jms")
    assert secret not in "".join(str(v) for v in vars(row).values())
    assert len(row.secret) == 64


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: "",
        lambda t: t[:-1],
        lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"),
        lambda t: t.replace("lawgate_", "other_"),
        lambda t: "lawgate_0123456789ab_" + t.rsplit("_", 1)[1],
        lambda t: t + "\u00e9",
        lambda t: "lawgate__",
    ],
)
def test_a_token_that_is_not_quite_right_is_no_token(api: Asks, token: str, spoil: Any) -> None:
    """Each answers 401 with a challenge and a sentence, and nothing else."""
    answer = api("GET", "/custody", bearer=spoil(token))
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "no-token"


def test_a_revoked_or_expired_token_ends_at_once(api: Asks) -> None:
    """What answered 200 answers 401 after it was revoked; one whose days are over never answers."""
    text = tokens.make("short", ["custody:read"], now=NOW, days=1)
    assert api("GET", "/custody", bearer=text).status_code == 200
    tokens.revoke("short", now=NOW)
    assert api("GET", "/custody", bearer=text).status_code == 401
    old = tokens.make("old", ["custody:read"], now=NOW - timedelta(days=3), days=2)
    assert api("GET", "/custody", bearer=old).status_code == 401


def test_a_scope_opens_its_own_operations_and_no_other(jail: Asks) -> None:
    """With the gate's scope alone the gate answers, and the file is closed; the problem names what is missing."""
    text = tokens.make("gate only", ["gate"], now=NOW)
    number = jail("GET", "/custody").json()["people"][0]["booking"]
    assert jail("POST", "/gate/may-hold", {"booking": number}, bearer=text).status_code == 200
    refused = jail("GET", f"/people/{number}", bearer=text)
    assert refused.status_code == 403
    assert "people:read" in refused.json()["detail"]
    assert "insufficient_scope" in refused.headers["WWW-Authenticate"]


def test_a_token_that_asks_too_much_is_told_to_wait_and_another_is_not(jail: Asks, settings: Any) -> None:
    """429 as a problem with the seconds, from whatever address it asks; what only names the token uses nothing of it up."""
    mine, other = (tokens.make(name, ["custody:read"], now=NOW) for name in ("jms", "vine"))
    settings.LAWGATE_TOKEN_RATE = (3.0, 0.01)
    for _ in range(5):
        assert jail("GET", "/custody", bearer=mine[:-1]).status_code == 401
    answers = [jail("GET", "/custody", bearer=mine, X_Forwarded_For=f"10.0.0.{n}") for n in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Content-Type"] == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].json()["code"] == "too-many-requests"
    assert jail("GET", "/custody", bearer=other).status_code == 200


def test_an_address_that_asks_too_much_is_answered_as_a_program_is(ledger: Any, settings: Any) -> None:
    """Without any token the address is counted, and under /api/ the 429 is a problem."""
    settings.LAWGATE_RATE = (2.0, 0.01)
    client = Client()
    answers = [client.get("/api/v1/health") for _ in range(3)]
    assert [a.status_code for a in answers][1:] == [answers[0].status_code, 429]
    assert (answers[-1].headers["Content-Type"], answers[-1].json()["status"]) == ("application/problem+json", 429)
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_who_has_no_token_is_not_listened_to_for_long(api: Asks) -> None:
    """A body that only a good token may send is refused before it is read, as one who has no token."""
    large = {"documents": [{"booking": "x" * (1 << 17)}]}
    assert api("POST", "/bookings", large, bearer="").status_code == 401
    assert api("POST", "/bookings", large).status_code in (200, 400, 422)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"scopes": []}, "may do nothing"),
        ({"scopes": ["everything"]}, "is no scope"),
        ({"scopes": ["gate"], "days": 0}, "not allowed"),
        ({"scopes": ["gate"], "days": 4000}, "not allowed"),
        ({"scopes": ["gate"], "role": "king"}, "is no role"),
        ({"scopes": ["acts:write"]}, "needs a role"),
        ({"scopes": ["gate"], "name": "\n"}, "cannot be used"),
        ({"scopes": ["gate"], "name": "twice"}, "already"),
    ],
)
def test_a_token_that_should_not_be_made_is_refused_in_a_sentence(
    ledger: Any, given: dict[str, Any], said: str
) -> None:
    """No scope, an unknown one, too long a life, an unknown role, a name that is taken."""
    tokens.make("twice", ["gate"], now=NOW)
    with pytest.raises(BadInput, match=said):
        tokens.make(given.pop("name", "new"), given.pop("scopes"), now=NOW, **given)
