"""Languages: compiled from .po files, plural forms, dates, directions, and what an unsigned one may say."""

from __future__ import annotations

from datetime import date
from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from lawgate.base import BadInput
from lawgate.counsel.catalogue import LANGUAGES, Words, every, words
from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.places import where
from lawgate.counsel.guide.records import RIGHTS, Block
from lawgate.counsel.guide.registry import Claims
from lawgate.counsel.guide.render import Render
from lawgate.decision import Decider
from tests.counsel.guide.conftest import DAY

RIGHT = Block("p", "[To talk to ICE]{silence}.", RIGHTS)


def po(code: str) -> bytes:
    return (resources.files("lawgate") / f"counsel/guide/locale/{code}.po").read_bytes()


def with_entry(code: str, text: str, said: str, context: str | None = None, folder: Path | None = None) -> Words:
    """A language with one text said otherwise."""
    import tempfile

    catalog = read_po(BytesIO(po(code)))
    catalog.delete(text, context)
    catalog.add(text, said, context=context)
    out = BytesIO()
    write_po(out, catalog)
    home = folder or Path(tempfile.mkdtemp())
    (home / f"{code}.po").write_bytes(out.getvalue())
    return words(code, home)


def signed(code: str, folder: Path, **said: str) -> Words:
    """A language that a native reader has signed, with a right in it."""
    text = po(code).decode().replace('"X-Signed-By: \\n"', '"X-Signed-By: A. Reader\\n"')
    text = text.replace('"X-Signed-On: \\n"', '"X-Signed-On: 2026-11-20\\n"')
    for english, there in said.items():
        text += f'\nmsgctxt "rights"\nmsgid "{RIGHT.text}"\nmsgstr "{there}"\n'
        assert english
    (folder / f"{code}.po").write_text(text, encoding="utf-8")
    return words(code, folder)


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "لا قواعد"), (1, "قاعدة واحدة"), (2, "قاعدتان"), (3, "3 قواعد"), (11, "11 قاعدة"), (100, "100 قاعدة")],
)
def test_arabic_has_six_plural_forms(n: int, said: str) -> None:
    """None, one, two, few, many and other are each said in their own way."""
    assert words("ar").count("{n} rule", "{n} rules", n) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "24 November 2026"),
        ("es", "24 de noviembre de 2026"),
        ("zh-Hans", "2026年11月24日"),
        ("vi", "24 tháng 11, 2026"),
        ("tl", "Nobyembre 24, 2026"),
        ("ko", "2026년 11월 24일"),
        ("ar", "24 نوفمبر 2026"),
        ("ht", "24 novanm 2026"),
    ],
)
def test_days_are_written_as_each_language_writes_them(code: str, said: str) -> None:
    """Dates come from the locale, and from our own months where it has none."""
    assert words(code).day(date(2026, 11, 24)) == said


def test_only_arabic_reads_from_the_right() -> None:
    """Directions come from the locale."""
    assert [code for code, x in LANGUAGES.items() if x.dir == "rtl"] == ["ar"]


def test_nothing_that_ships_is_signed_but_english() -> None:
    """No name of a reader is made up: every other language says of itself that it is a draft."""
    assert [code for code, w in every().items() if w.signed] == ["en"]
    assert {w.drafted_by for code, w in every().items() if code not in ("en", "es")} == {"machine"}


@pytest.mark.parametrize("code", ["zh-Hans", "vi", "tl", "ko", "ar", "ht"])
def test_a_right_stands_in_english_and_spanish_until_signed(code: str, decider: Decider) -> None:
    """An unsigned language shows both, each marked with its language and direction."""
    claims = Claims(Asked(where("Harris, TX", DAY), decider))
    made = Render(claims, words(code), dict(every())).block(RIGHT)
    assert made.startswith('<div class="both"><p lang="en" dir="ltr">')
    assert '<p lang="es" dir="ltr">' in made


def test_a_signed_language_says_rights_itself(tmp_path: Path, decider: Decider) -> None:
    """With a name and a day in its header, a catalogue's own words stand, from the right, with the claim bound."""
    arabic = signed("ar", tmp_path, right="[أن تتحدث مع ICE]{silence}.")
    assert arabic.signed
    claims = Claims(Asked(where("Harris, TX", DAY), decider))
    made = Render(claims, arabic, {**every(), "ar": arabic}).block(RIGHT)
    assert made.startswith('<p><span class="claim" data-claim="silence">أن تتحدث مع ICE</span>')


def test_a_name_without_a_day_is_no_signature(tmp_path: Path) -> None:
    """Both are needed."""
    text = po("vi").decode().replace('"X-Signed-By: \\n"', '"X-Signed-By: A. Reader\\n"')
    (tmp_path / "vi.po").write_text(text, encoding="utf-8")
    assert not words("vi", tmp_path).signed


def test_a_catalogue_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A broken file, an absent one and an unknown language each give one sentence."""
    (tmp_path / "vi.po").write_text('msgid "x\nmsgstr', encoding="utf-8")
    for code in ("vi", "ko", "xx"):
        with pytest.raises(BadInput):
            words(code, tmp_path)
