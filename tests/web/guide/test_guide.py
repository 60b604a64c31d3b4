"""The guide under /guide/: plain files to whoever asks, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from lawgate.web.accounts.declare import declared
from lawgate.web.guide.views import NOT_BUILT

PAGES = {
    "index.html": "<!doctype html><title>start</title>",
    "ca-los-angeles/en/index.html": "<!doctype html><title>guide</title>",
    "ca-los-angeles/sw.js": "// worker",
    "ca-los-angeles/manifest.webmanifest": "{}",
    "ca-los-angeles/answers.json": "{}",
    "ca-los-angeles/secret.key": "not of a kind that a guide has",
}


@pytest.fixture
def site(tmp_path: Path, settings: Any) -> Client:
    """A built guide of a few files, with a file beside its folder."""
    home = tmp_path / "guide"
    for path, text in PAGES.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text, encoding="utf-8")
    (tmp_path / "outside.html").write_text("outside", encoding="utf-8")
    settings.GUIDE = str(home)
    return Client(SERVER_NAME="127.0.0.1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("ca-los-angeles/en/index.html", "text/html; charset=utf-8"),
        ("ca-los-angeles/en/", "text/html; charset=utf-8"),
        ("ca-los-angeles/sw.js", "text/javascript; charset=utf-8"),
        ("ca-los-angeles/manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_files_are_handed_out_to_whoever_asks(path: str, kind: str, site: Client) -> None:
    """No login, no cookie; the right type, and headers that allow the guide its own files and nothing more."""
    answer = site.get(f"/guide/{path}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert answer.content == PAGES[f"{path}index.html" if path.endswith("/") or not path else path].encode()
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "nowhere.html",
        "../outside.html",
        "ca-los-angeles/../../outside.html",
        "%2e%2e/outside.html",
        "..%2foutside.html",
        "ca-los-angeles/secret.key",
        "a%00.html",
        "x" * 5000 + ".html",
    ],
)
def test_what_the_guide_does_not_hold_is_not_found(path: str, site: Client) -> None:
    """Nothing outside its folder, no other kind of file, no name that breaks the path."""
    assert site.get(f"/guide/{path}").status_code == 404


@pytest.mark.django_db
def test_a_link_out_of_the_folder_is_not_followed(site: Client, tmp_path: Path) -> None:
    """A symbolic link to a file beside the guide is not found."""
    (tmp_path / "guide" / "out.html").symlink_to(tmp_path / "outside.html")
    assert site.get("/guide/out.html").status_code == 404


@pytest.mark.django_db
def test_nothing_but_reading(site: Client) -> None:
    """The guide takes no posts."""
    assert site.post("/guide/index.html").status_code in (403, 405)


@pytest.mark.django_db
def test_a_house_without_a_guide_says_so(tmp_path: Path, settings: Any) -> None:
    """Before the first build the address answers 404 with one sentence."""
    settings.GUIDE = str(tmp_path)
    answer = Client(SERVER_NAME="127.0.0.1").get("/guide/")
    assert answer.status_code == 404
    assert answer.content.decode() == NOT_BUILT


def test_the_guide_declares_itself_public() -> None:
    """The gate lets everybody in, for a reason that is written down."""
    said = declared(resolve("/guide/ca-los-angeles/en/index.html").func)
    assert said is not None
    assert "no account" in said.because
