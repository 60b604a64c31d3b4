"""What the plan is built from: every word in both languages, and nothing asked that must never be written down."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from gettext import GNUTranslations
from importlib import resources
from io import BytesIO
from typing import Any

import pytest
from babel.messages.mofile import write_mo

from lawgate.base import BadInput
from lawgate.counsel.catalogue import LANGUAGES
from lawgate.counsel.catalogue import words as catalogue
from lawgate.counsel.guide.check_plan import check_words
from lawgate.counsel.guide.reading import FK_MOST, HUERTA_LEAST, SMOG_MOST, measure
from lawgate.counsel.guide.records import GUARDED
from lawgate.counsel.plan import plan_files
from lawgate.counsel.plan.build import WHOLE, form
from lawgate.counsel.plan.words import carries, english, words

DAY = date(2026, 11, 24)
ADDRESS = "https://guide.example.org/wa/pierce/"
NEVER = (
    "status|nationalit|citizenship|a.?number|entry|asylum|social|photo|location|religion|ethnic|account"
    r"|\bpin\b|born_in|birthplace|country"
)


def paths(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "path" in node:
            yield node
        for value in node.values():
            yield from paths(value)
    elif isinstance(node, list):
        for value in node:
            yield from paths(value)


def test_every_word_stands_in_both_whole_languages() -> None:
    """English and Spanish have the same words, the same blanks in them, and a label for every field, hint and choice."""
    english, spanish = (words(language) for language in WHOLE)
    assert english.keys() == spanish.keys()
    for key, text in english.items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", spanish[key])), key
        assert text.strip(), key
    for field in paths(form()):
        path = field["path"]
        wanted = [f"f.{path}"] + [f"n.{path}"] * bool(field.get("hint"))
        wanted += [f"o.{path}.{o}" for o in field.get("options", ())] + [
            f"k.{path}.{k}" for k in field.get("known", ())
        ]
        assert set(wanted) <= english.keys() | {f"f.{path}" for _ in range(field["kind"] == "list")}, path


def test_an_unsigned_language_has_every_label_and_no_rights_times_or_scripts() -> None:
    """Six languages say all that is soft and nothing else, and the check of the guide finds each kind of fault planted in one."""
    soft = {k for k in english() if not carries(k)}
    assert {carries(k) for k in english().keys() - soft} == set(GUARDED)
    assert {k for k in english() if k.startswith("say.")} & soft == set()
    for code in LANGUAGES.keys() - set(WHOLE):
        assert words(code).keys() == soft, code
    assert check_words() == []
    planted = [
        ("title", "", "missing-translation"),
        ("say.silent", "Tôi sẽ im lặng.", "machine-draft"),
        ("n.review", "Sáu tháng nữa.", "machine-draft"),
        ("until", "Bản sao tự xóa sau {day}.", "broken-claim"),
        ("f.day", "Trong hai ngày", "machine-draft"),
        ("add", "<b>Thêm</b>", "markup"),
    ]
    for key, text, code in planted:
        found = catalogue("vi", resources.files("lawgate.counsel.plan") / "locale")
        assert found.catalog is not None
        found.catalog.delete(english()[key], context=key)
        if text:
            found.catalog.add(english()[key], text, context=key)
        out = BytesIO()
        write_mo(out, found.catalog)
        out.seek(0)
        faults = check_words({"vi": replace(found, _said=GNUTranslations(out))})
        assert [f.code for f in faults] == [code], key


def test_no_word_is_used_that_does_not_exist() -> None:
    """Every key that the scripts name stands in the words."""
    files = plan_files(as_of=DAY)
    english = words("en")
    for name in ("app.js", "safe.js", "papers.js", "fields.js"):
        used = set(re.findall(r'(?:say|text|both|heading|tell|two)\(\s*"([\w.-]+)"', files[name].decode()))
        assert used <= english.keys(), (name, used - english.keys())


def test_nothing_is_asked_that_must_never_be_written_down() -> None:
    """No field asks for status, birth country, numbers of files, or anything else that proves where someone comes from."""
    for field in paths(form()):
        assert not re.search(NEVER, f"{field['path']} {' '.join(field.get('options', ()))}".lower()), field
    assert [t for k, t in words("en").items() if k.startswith(("f.", "o.")) and re.search(NEVER, t.lower())] == []


def test_the_code_on_the_cards_holds_only_the_public_address() -> None:
    """Two builds give the same code, and an address that could tell one card from another is refused."""
    assert (
        plan_files(as_of=DAY, address=ADDRESS)["qr.svg"]
        == plan_files(as_of=date(2026, 1, 1), address=ADDRESS)["qr.svg"]
    )
    assert "qr.svg" not in plan_files(as_of=DAY)
    for address in (
        "http://guide.example.org/",
        "https://guide.example.org/?card=7",
        "https://a@b.example/",
        "https://x/#7",
    ):
        with pytest.raises(BadInput, match="cannot stand on a card"):
            plan_files(as_of=DAY, address=address)


def test_the_page_is_small_and_holds_itself_to_its_own_files() -> None:
    """Everything together is under 60 kB compressed; nothing is inline; the policy forbids every connection; no foreign address."""
    files = plan_files(as_of=DAY, address=ADDRESS)
    assert sum(len(gzip.compress(f)) for f in files.values()) < 60_000
    page = files["index.html"].decode()
    assert "connect-src 'none'" in page
    assert not re.search(r"<style|<script(?![^>]* src=)|\son\w+=|style=", page)
    code = b"".join(v for k, v in files.items() if k.endswith(".js")).decode()
    assert not re.search(r"XMLHttpRequest|sendBeacon|WebSocket|EventSource|innerHTML|document\.cookie|eval\(", code)
    assert code.count("fetch(") == 1  # the service worker's own, for the page's own files
    assert re.findall(r"https?://[^\s\"'<]+", page) == ["https://www.weather.gov/"]


def test_the_worker_keeps_every_file() -> None:
    """Offline is whole: what the page loads is what the worker keeps, and another content has another version."""
    files = plan_files(as_of=DAY, address=ADDRESS)
    listed = re.search(r"FILES = (\[.*?\]);", files["sw.js"].decode())
    assert listed is not None
    assert set(json.loads(listed[1])) == {"./", *files} - {"index.html", "sw.js"}
    other = plan_files(as_of=date(2026, 11, 25), address=ADDRESS)["sw.js"]
    assert other != files["sw.js"]
    assert plan_files(as_of=DAY, address=ADDRESS) == files


def test_no_page_but_keeping_and_opening_speaks_of_erasing() -> None:
    """Erasing is offered where a plan is kept or opened, never as advice for after an arrest."""
    for language in WHOLE:
        found = {k for k, t in words(language).items() if re.search(r"\berase|\bborr", t.lower())}
        assert found <= {"erase", "erase-sure", "erase-yes", "erased", "erased-old", "until", "start-3"}, found


@pytest.mark.parametrize("language", WHOLE)
def test_the_words_are_plain(language: str) -> None:
    """English at Flesch-Kincaid 6.5 and SMOG 7 or less, Spanish at Fernández Huerta 70 or more, no sentence over 20 words."""
    texts = [re.sub(r"\{\w+\}", "one", t) for t in words(language).values() if len(t.split()) > 3]
    found = measure(" ".join(t.rstrip(".:") + "." for t in texts), language)
    assert all(len(s.split()) <= 20 for t in texts for s in re.split(r"(?<=[.!?]) ", t))
    if language == "en":
        assert found.kincaid <= FK_MOST
        assert found.smog <= SMOG_MOST
    else:
        assert found.huerta >= HUERTA_LEAST
