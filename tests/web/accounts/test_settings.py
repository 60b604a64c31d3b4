"""Headers, cookies, hosts and HTTPS: as the settings give them on this machine and under a name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.accounts.conftest import House

ASK = """
import json
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from io import StringIO
said = StringIO()
call_command("check", deploy=True, stdout=said, stderr=said)
names = (
    "SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE SESSION_COOKIE_NAME CSRF_COOKIE_SECURE "
    "CSRF_COOKIE_HTTPONLY CSRF_COOKIE_NAME SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS ALLOWED_HOSTS DEBUG SECURE_PROXY_SSL_HEADER "
    "LAWGATE_OPEN SOCIALACCOUNT_STORE_TOKENS SOCIALACCOUNT_PROVIDERS"
).split()
print(json.dumps({"check": said.getvalue(), "length": len(settings.SECRET_KEY), **{n: getattr(settings, n) for n in names}}))
"""


def _settings(tmp_path: Path, **env: str) -> dict[str, Any]:
    """The settings as a fresh program reads them."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LAWGATE_")}
    given = {**clean, "LAWGATE_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lawgate.web.settings", **env}
    said = subprocess.run([sys.executable, "-c", ASK], env=given, capture_output=True, text=True, check=True).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The settings of a house with a name and the county's sign-on."""
    sso = {"LAWGATE_OIDC_SERVER": "https://id.county.example", "LAWGATE_OIDC_CLIENT": "desk"}
    return _settings(tmp_path_factory.mktemp("named"), LAWGATE_HOSTS="desk.county.example", **sso)


def test_under_a_name_everything_is_https(named: dict[str, Any]) -> None:
    """One setting: redirects, a year of HSTS, Secure cookies with the __Host- prefix; Django's own deployment check has no complaint."""
    found = named
    assert found["ALLOWED_HOSTS"] == ["desk.county.example", "127.0.0.1", "localhost", "[::1]"]
    assert (found["SECURE_SSL_REDIRECT"], found["SECURE_HSTS_SECONDS"]) == (True, 31536000)
    for cookie in ("SESSION", "CSRF"):
        assert found[f"{cookie}_COOKIE_SECURE"] is True
        assert found[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert str(found[f"{cookie}_COOKIE_NAME"]).startswith("__Host-")
    assert found["SESSION_COOKIE_SAMESITE"] == "Strict"
    assert found["DEBUG"] is False
    assert found["LAWGATE_OPEN"] is False
    assert found["SECURE_PROXY_SSL_HEADER"] is None
    assert int(str(found["length"])) >= 50
    assert re.findall(r"security\.W\d+", str(found["check"])) in (
        [],
        ["security.W021"],
    )  # preloading is the county's own step


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The settings with nothing said by the environment, and the folder they wrote to."""
    place = tmp_path_factory.mktemp("plain")
    return place, _settings(place)


def test_without_a_name_only_this_machine_is_answered(plain: tuple[Path, dict[str, Any]]) -> None:
    """Plain HTTP, no other host, nobody from elsewhere, no demonstration."""
    found = plain[1]
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert (found["SECURE_SSL_REDIRECT"], found["SESSION_COOKIE_SECURE"]) == (False, False)
    assert found["LAWGATE_OPEN"] is False
    assert found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []


def test_the_signing_key_is_made_for_this_installation(plain: tuple[Path, dict[str, Any]]) -> None:
    """A secret file of its own, readable by its owner alone, never shipped."""
    key = plain[0] / "secret.key"
    assert key.stat().st_mode & 0o077 == 0
    assert len(key.read_text()) >= 60


def test_single_sign_on_comes_from_the_settings(named: dict[str, Any]) -> None:
    """With a server's address there is one provider, with PKCE, whose tokens are not stored."""
    found = named
    (app,) = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert (app["client_id"], app["settings"]["oauth_pkce_enabled"]) == ("desk", True)
    assert found["SOCIALACCOUNT_STORE_TOKENS"] is False
    assert found["SESSION_COOKIE_SAMESITE"] == "Strict"


@pytest.mark.parametrize("page", ["/accounts/login/", "/desk/", "/nowhere/", "/static/lawgate/desk.css"])
def test_every_answer_carries_the_headers(house: House, page: str) -> None:
    """Also redirects, 404s and files: nothing inline or from elsewhere, no framing, no sniffing, no address told to others."""
    headers = house.browser().get(page).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    assert "X-Powered-By" not in headers
    assert "Access-Control-Allow-Origin" not in headers
    if not page.startswith("/static/"):
        assert "no-store" in headers["Cache-Control"]


def test_the_session_cookie_is_not_for_scripts_or_other_sites(house: House) -> None:
    """HttpOnly, SameSite=Strict, no domain, gone when the browser closes."""
    browser = house.signed_in("clerk", "release")
    cookie = browser.cookies["lawgate"]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["max-age"]) == (True, "Strict", "", "")
    assert len(cookie.value) >= 32
    csrf = house.browser().get("/accounts/login/").cookies["lawgate-csrf"]
    assert (csrf["httponly"], csrf["samesite"]) == (True, "Strict")


TEMPLATES = Path(__file__).resolve().parents[3] / "src/lawgate/web/templates"


@pytest.mark.parametrize("template", sorted(str(p.relative_to(TEMPLATES)) for p in TEMPLATES.rglob("*.html")))
def test_no_template_holds_inline_script_or_style(template: str) -> None:
    """No script without a source but data, no style, no event attribute, no unescaped text of a person, nothing from elsewhere."""
    text = (TEMPLATES / template).read_text()
    assert not re.search(r"<script(?![^>]*(\bsrc=|application/(ld\+)?json))", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"(src|href)=\"(https?:)?//(?!www\.w3\.org)", re.sub(r"<a [^>]*>", "", text))
    assert "|safe" not in text.replace("field.help_text|safe", "")
    assert "autoescape off" not in text
