"""The county's own sign-on: who comes back from it, and who does not."""

from __future__ import annotations

import html
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.test import Client
from jwt.algorithms import RSAAlgorithm
from pytest_django.fixtures import Settings

from lawgate.web.accounts import people
from lawgate.web.accounts.adapters import SocialAdapter
from tests.web.accounts.conftest import House

ISSUER = "https://id.county.example"
KEYS = {name: generate_private_key(65537, 2048) for name in ("ours", "strangers")}


@dataclass
class Answer:
    """What a request to the sign-on is answered."""

    body: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})

    @property
    def text(self) -> str:
        return json.dumps(self.body)

    content = text

    def json(self) -> dict[str, Any]:
        return self.body

    def raise_for_status(self) -> None:
        pass


@dataclass
class SignOn:
    """The sign-on's own side, answering without a network; ``claims`` and the rest may be bent."""

    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAPrivateKey = field(default_factory=lambda: KEYS["ours"])
    algorithm: str | None = "RS256"
    issuer: str = ISSUER
    asked: list[tuple[str, Any]] = field(default_factory=list)
    max_redirects: int = 30
    silent: bool = False  # gives no identity token

    def __enter__(self) -> SignOn:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, url: str, **_: Any) -> Answer:
        if url.endswith("openid-configuration"):
            names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return Answer({"issuer": self.issuer, **{k: f"{ISSUER}/{v}" for k, v in names.items()}})
        jwk = json.loads(RSAAlgorithm.to_jwk(KEYS["ours"].public_key()))
        return Answer({"keys": [{**jwk, "kid": "1", "use": "sig", "alg": "RS256"}]})

    def request(self, method: str, url: str, data: Any = None, **_: Any) -> Answer:
        self.asked.append((url, data))
        now = int(time.time())
        usual = {
            "iss": ISSUER,
            "aud": "desk",
            "sub": "subject-1",
            "preferred_username": "clerk",
            "iat": now,
            "exp": now + 60,
        }
        signer: Any = self.key if self.algorithm else None
        token = jwt.encode({**usual, **self.claims}, signer, algorithm=self.algorithm, headers={"kid": "1"})
        return Answer({"access_token": "abc", "token_type": "Bearer"} | ({} if self.silent else {"id_token": token}))


@pytest.fixture
def sign_on(house: House, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> SignOn:
    made = SignOn()
    app = {
        "provider_id": "county",
        "name": "County",
        "client_id": "desk",
        "secret": "s",
        "settings": {"server_url": ISSUER, "oauth_pkce_enabled": True, "fetch_userinfo": False},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    monkeypatch.setattr(SocialAdapter, "get_requests_session", lambda self: made)
    house.account("root", "admin")
    return made


def _go(browser: Client) -> dict[str, str]:
    """Press the button; what the sign-on is asked."""
    answer = browser.post("/accounts/oidc/county/login/?process=login")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{ISSUER}/authorize?")
    return {k: v[0] for k, v in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def _back(browser: Client, state: str) -> Any:
    """The browser comes from another site, so its first request brings no session; our page sends it on by itself, with it."""
    page = browser.get("/accounts/oidc/county/login/callback/", {"code": "c", "state": state})
    for _ in range(2):
        onward = re.search(r'http-equiv="refresh" content="0; ?URL=([^"]+)"', page.content.decode(), re.I)
        page = browser.get(html.unescape(onward[1])) if onward else page
    return page


def _is_in(browser: Client) -> bool:
    return browser.get("/accounts/").status_code == 200


def test_single_sign_on_begins_with_a_button(house: House, sign_on: SignOn) -> None:
    """A link signs nobody in: GET asks first; the request carries state, an S256 challenge and the scopes that are needed."""
    page = house.browser().get("/accounts/oidc/county/login/")
    assert page.status_code == 200
    assert "County sign-on" in page.content.decode()
    asked = _go(house.browser())
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 16
    assert set(asked["scope"].split()) <= {"openid", "profile", "email"}


def test_single_sign_on_lets_in_whom_an_administrator_has_let_in(house: House, sign_on: SignOn) -> None:
    """Without an account nobody comes in and none is made; with one of that name it is joined once, and known by subject after that."""
    browser = house.browser()
    _back(browser, _go(browser)["state"])
    assert not _is_in(browser)
    assert not SocialAccount.objects.exists()
    people.add("clerk", ["release"], "root")
    browser = house.browser()
    _back(browser, _go(browser)["state"])
    assert _is_in(browser)
    assert not SocialToken.objects.exists()
    sign_on.claims = {"preferred_username": "renamed"}
    again = house.browser()
    _back(again, _go(again)["state"])
    assert _is_in(again)
    sign_on.claims = {"sub": "subject-2", "preferred_username": "root"}
    people.set_active("clerk", False, "root")
    sign_on.claims = {}
    closed = house.browser()
    _back(closed, _go(closed)["state"])
    assert not _is_in(closed)


def test_the_countys_sign_on_is_no_second_factor_unless_the_settings_say_so(
    house: House, sign_on: SignOn, settings: Settings
) -> None:
    """Taken for a password alone: a factor of our own is asked for; with the setting the sign-on's own counts."""
    people.add("clerk", ["release"], "root")
    browser = house.browser()
    _back(browser, _go(browser)["state"])
    assert browser.get("/desk/").headers["Location"].startswith("/accounts/factor/")
    settings.LAWGATE_SSO_MFA = True
    assert browser.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    "bent",
    [
        {"claims": {"aud": "another-client"}},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"exp": 1_000_000_000}},
        {"key": KEYS["strangers"]},
        {"algorithm": None},
        {"issuer": "https://evil.example", "claims": {"iss": "https://evil.example"}},
        {"silent": True},
    ],
)
def test_an_assertion_that_is_not_quite_right_lets_nobody_in(
    house: House, sign_on: SignOn, bent: dict[str, Any]
) -> None:
    """Another audience, another issuer, too old, signed by a stranger, not signed, other metadata, none at all."""
    people.add("clerk", ["release"], "root")
    for name, value in bent.items():
        setattr(sign_on, name, value)
    browser = house.browser()
    state = _go(browser)["state"]
    answer = _back(browser, state)
    assert "Single sign-on failed" in answer.content.decode()
    assert not _is_in(browser)


def test_an_answer_that_nobody_asked_for_lets_nobody_in(house: House, sign_on: SignOn) -> None:
    """A made-up state, none, another browser's, or the same twice; and the code goes with the verifier of this flow."""
    people.add("clerk", ["release"], "root")
    browser, other = house.browser(), house.browser()
    state = _go(browser)["state"]
    _go(other)
    for strange in ("", "made-up", state):
        _back(other, strange)
        assert not _is_in(other)
    _back(browser, state)
    assert _is_in(browser)
    assert all(len(data["code_verifier"]) >= 43 for _, data in sign_on.asked)
    thief = house.browser()
    _back(thief, state)
    assert not _is_in(thief)
