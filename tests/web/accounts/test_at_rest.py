"""What lies in the database: which words of a person stand in no file, what accounts keep sealed, and what an error tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from pytest_django.fixtures import Settings

from lawgate.web.accounts import for_everyone
from lawgate.web.accounts.house import ledger, mark, seal_text, unseal_text
from tests.web.accounts.conftest import PEOPLE, House, code_of


def _words(value: object) -> set[str]:
    """Every text within a record that names or describes a person."""
    if isinstance(value, dict):
        return {w for k, v in value.items() if k not in ("zone", "tz") for w in _words(v)}
    if isinstance(value, list):
        return {w for v in value for w in _words(v)}
    return {value} if isinstance(value, str) and len(value) >= 6 else set()


def _bytes(house: House) -> bytes:
    connections["default"].close()
    return b"".join(p.read_bytes() for p in sorted(house.place.parent.glob("lawgate.sqlite3*")) if p.suffix != ".key")


def test_names_births_and_prints_are_nowhere_in_the_file(house: House) -> None:
    """Name, date of birth, addresses of every person of the ledger are searched for in every byte; only booking numbers are there."""
    from lawgate.casework.pipeline import latest

    people = [{k: v for k, v in one.record["person"].items() if k != "language"} for one in latest(ledger())]
    personal = {w for person in people for w in _words(person)}  # a language's name stands in the law too
    assert len(personal) >= PEOPLE
    file = _bytes(house)
    assert [w for w in sorted(personal) if w.encode() in file] == []
    assert all(key.encode() in file for key in house.keys)


def test_what_accounts_keep_lies_sealed(house: House) -> None:
    """Seeds of authenticator apps, drafts and what was typed in them: none can be read in the file, and all works after a rotation."""
    from allauth.mfa.adapter import get_adapter
    from allauth.mfa.models import Authenticator

    from lawgate.casework.rotation import rotate

    user = house.account("clerk", "release")
    browser = house.signed_in("clerk")
    house.later(minutes=31)
    browser.post(f"/desk/{house.keys[0]}/act/release/", {"words": "a most unusual sentence"})
    secret = get_adapter().decrypt(Authenticator.objects.get(user=user).data["secret"])
    file = _bytes(house)
    assert secret.encode() not in file
    assert b"most unusual sentence" not in file
    rotate(ledger(), house.now())
    assert get_adapter().decrypt(Authenticator.objects.get(user=user).data["secret"]) == secret
    assert house.signed_in("clerk").get("/desk/").status_code == 200
    assert len(code_of(user)) == 6


def test_a_sealed_word_opens_for_its_own_purpose_only(house: House) -> None:
    """Bound to what it was sealed for; a mark tells the same word again and nothing of it."""
    from lawgate.casework.seal import Unreadable

    sealed = seal_text("word", "one purpose")
    assert unseal_text(sealed, "one purpose") == "word"
    with pytest.raises(Unreadable):
        unseal_text(sealed, "another")
    assert mark("word", "a") == mark("word", "a")
    assert len({mark("word", "a"), mark("word", "b"), mark("other", "a")}) == 3


def test_addresses_carry_numbers_and_never_names(house: House) -> None:
    """Every link of the board to a person is made of the booking number alone; searching is the only word in an address."""
    import re

    from lawgate.casework.pipeline import latest

    shown = house.signed_in("clerk", "release").get("/desk/").content.decode()
    links = set(re.findall(r'href="(/desk/[^"?]+)', shown))
    said = json.dumps([x.record for x in latest(ledger())], default=str)
    for link in links:
        for part in link.split("/")[2:]:
            assert not re.fullmatch(r"[A-Z][a-z]{3,}", part) or part not in said, link


@for_everyone("breaks for the test")
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret of " + str(ledger().path))


urlpatterns = [path("broken/", broken), path("", include("lawgate.web.urls"))]


def test_an_error_inside_tells_nothing(house: House, settings: Settings) -> None:
    """500 without words of the program: no trace, no path, no setting."""
    settings.ROOT_URLCONF = __name__
    browser = house.browser()
    browser.raise_request_exception = False
    answer = browser.get("/broken/")
    assert answer.status_code == 500
    said = answer.content.decode()
    assert "secret" not in said
    assert "Traceback" not in said
    assert str(Path(house.place).parent) not in said


def test_folders_and_traces_are_not_there(house: House) -> None:
    """No list of files, no file beside the package's own, no TRACE."""
    browser = house.browser()
    for page in (
        "/static/",
        "/static/lawgate/",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/.git/config",
    ):
        assert browser.get(page).status_code == 404, page
    assert browser.trace("/accounts/login/").status_code in (404, 405)
