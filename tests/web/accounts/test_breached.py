"""Passwords that were in a breach: refused by a list that the county keeps, looked up without a network."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from lawgate.base import BadInput
from lawgate.web.accounts import breached
from lawgate.web.health import readiness
from tests.web.accounts.conftest import PASSWORD, House


@given(st.sets(st.text(max_size=6), max_size=30), st.text(max_size=6), st.sampled_from(["\n", "\r\n", ":7\r\n"]))
def test_every_password_of_a_list_is_found_and_no_other(known: set[str], other: str, end: str) -> None:
    """Whatever is on a list in order, from one entry to many, with counts or without, is found by halving; what is not, is not."""
    digests = sorted(hashlib.sha1(p.encode(), usedforsecurity=False).hexdigest().upper() for p in known)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "breached.txt"
        path.write_bytes("".join(d + end for d in digests).encode())
        assert all(breached.listed(path, p) for p in known)
        assert breached.listed(path, other) is (other in known)


def test_a_password_of_the_countys_list_of_breaches_is_refused(
    house: House, tmp_path: Path, settings: Settings
) -> None:
    """Wherever a password is chosen; a list that is not there, or is none, lets none through, and the house is not ready then."""
    browser = house.signed_in("clerk", "release")
    wanted = "violets on every other morning"
    path = tmp_path / "breached.txt"
    settings.LAWGATE_BREACHED = str(path)
    change = {"oldpassword": PASSWORD, "password1": wanted, "password2": wanted}
    for text, said in (
        (None, "cannot be checked just now"),
        ("not a list\n", "cannot be checked just now"),
        (hashlib.sha1(wanted.encode(), usedforsecurity=False).hexdigest().upper() + ":3\n", "known from a breach"),
    ):
        if text is not None:
            path.write_text(text)
        assert said in browser.post("/accounts/password/", change).content.decode()
        assert (readiness()["checks"]["breached-passwords"] == "well") is ("breach" in said)
    path.write_text("F" * 40 + "\n")
    assert browser.post("/accounts/password/", change).status_code == 302


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "is empty"), ("password\n", "no SHA-1"), ("F" * 40 + "\n" + "A" * 40 + "\n", "not in the order")],
)
def test_a_file_that_is_no_list_is_named(text: str, said: str, tmp_path: Path) -> None:
    """Empty, of another form, or out of order: one sentence each; so is one that is not there."""
    path = tmp_path / "list.txt"
    with pytest.raises(BadInput, match="cannot be read"):
        breached.check(path)
    path.write_text(text)
    with pytest.raises(BadInput, match=said):
        breached.check(path)
