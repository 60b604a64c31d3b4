"""The measure of reading ease, against counts made by hand and against published worked figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.counsel.guide.reading import measure, syllables, syllables_es

COUNTED = {
    "jail": 1, "detainer": 3, "immigration": 4, "citizen": 3, "released": 2, "asked": 1, "judges": 2, "notices": 3, "people": 2,
    "California": 4, "family": 3, "medicine": 3, "signed": 1, "copies": 2, "police": 2, "questions": 2, "consulate": 3, "table": 2,
    "boxes": 2, "safe": 1, "custody": 3, "dangerous": 3, "attorney": 3, "wages": 2, "used": 1, "here": 1, "January": 4, "hours": 1,
}  # fmt: skip
CONTADAS = {
    "cárcel": 2,
    "policía": 4,
    "ciudadano": 4,
    "guía": 2,
    "hoy": 1,
    "abogado": 4,
    "días": 2,
    "fianza": 2,
    "huellas": 2,
}
PLAIN = "This is a short line. It has no hard words. The jail must let you go."
HARD = (
    "Notwithstanding the aforementioned considerations, immigration authorities occasionally communicate individualized "
    "administrative determinations concerning continuing custodial responsibilities."
)


@pytest.mark.parametrize(("word", "count"), COUNTED.items())
def test_syllables_are_those_counted_by_hand(word: str, count: int) -> None:
    """Words of the guide have the syllables that a dictionary gives them."""
    assert syllables(word) == count


@pytest.mark.parametrize(("word", "count"), CONTADAS.items())
def test_spanish_syllables_are_those_counted_by_hand(word: str, count: int) -> None:
    """A weak vowel beside a strong one makes one syllable, an accented weak one two."""
    assert syllables_es(word) == count


def test_the_formulas_are_those_published() -> None:
    """Ten words in two sentences, twelve syllables, one polysyllable: the grades worked out by hand."""
    m = measure("The judge did not sign it. The detainer was late.")
    assert (m.sentences, m.words, m.syllables, m.polysyllables, m.longest) == (2, 10, 12, 1, 6)
    assert m.kincaid == round(0.39 * 5 + 11.8 * 1.2 - 15.59, 2)
    assert m.smog == round(1.0430 * 15**0.5 + 3.1291, 2)


def test_plain_text_passes_and_legal_prose_does_not() -> None:
    """What a sixth grader reads is under both limits; a lawyer's sentence is far over them."""
    assert measure(PLAIN).kincaid < 3
    assert measure(PLAIN).smog < 4
    assert measure(HARD).kincaid > 20
    assert measure(HARD).smog > 15


def test_the_letters_of_a_country_end_no_sentence() -> None:
    """``U.S.`` within a sentence is one word of it."""
    assert measure("I am a U.S. citizen and I say so.").sentences == 1


@given(st.text(max_size=200))
def test_any_text_has_a_measure(text: str) -> None:
    """No text breaks the measure, and no count is negative or larger than what holds it."""
    for language in ("en", "es"):
        m = measure(text, language)
        assert 0 <= m.polysyllables <= m.words <= m.syllables
        assert m.longest <= m.words
        assert m.smog >= 0


@given(st.lists(st.sampled_from(["go", "jail", "immigration", "detainer"]), min_size=1, max_size=30))
def test_a_full_stop_never_makes_text_harder(words: list[str]) -> None:
    """The same words in shorter sentences have a lower or equal grade."""
    long = measure(" ".join(words) + ".")
    short = measure(" ".join(w + "." for w in words))
    assert short.kincaid <= long.kincaid
    assert short.smog <= long.smog
