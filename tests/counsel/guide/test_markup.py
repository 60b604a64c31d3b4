"""The mark-up of the guide's text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.counsel.guide.markup import claims_in, figures_in, html, links_in, pieces, strangers, unbound

FILL = {"county": "King <County>", "state": "Washington", "date": "24 November 2026"}


def test_words_are_bound_filled_and_linked() -> None:
    """A claim, its figure, a link and an emphasis come out as HTML with the figure that the engine gave."""
    text = "**No.** [At most {n} hours]{hours} in {county}. See [help](help)."
    made = html(text, FILL, {"hours": 48})
    assert made == (
        '<strong>No.</strong> <span class="claim" data-claim="hours">At most 48 hours</span> in King &lt;County&gt;. '
        'See <a href="help.html">help</a>.'
    )
    assert claims_in(text) == ("hours",)
    assert links_in(text) == ("help",)


@pytest.mark.parametrize("text", ["It asks for 48 hours.", "You get three calls.", "Son dos horas.", "Son ٤٨."])
def test_a_figure_outside_every_claim_is_seen(text: str) -> None:
    """Digits of any script and number words before a unit are figures."""
    assert unbound(text)


@pytest.mark.parametrize(
    "text", ["Form I-247A", "Form I-247 (12/12)", "Part 1A", "[48 hours]{hours}", "One of them", "第 1A 部分"]
)
def test_names_and_bound_figures_are_no_loose_figures(text: str) -> None:
    """The name of a form measures nothing, and a figure in a claim is bound."""
    assert not unbound(text)


def test_an_unbound_placeholder_stays_to_be_seen() -> None:
    """A figure is filled in only within a claim; elsewhere the mark stays, and strange marks are named."""
    assert "{n}" in html("At most {n} hours.", FILL, {})
    assert strangers("{name} [oops") == ("name", "[")


@given(st.text(alphabet="ab[]{}()*-<>&\"'0 ", max_size=60))
def test_any_text_makes_sound_html(text: str) -> None:
    """Whatever is written, nothing of it becomes a tag, and every piece of its words is still there."""
    made = html(text, FILL, {})
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)

    Tags().feed(made)
    assert set(tags) <= {"span", "a", "strong", "em"}
    assert len("".join(p.text for p in pieces(text))) <= len(text)


def test_figures_of_words_and_digits_are_both_found() -> None:
    """Every figure of a sentence is given, in order."""
    assert figures_in("48 hours or two days") == ("48", "two days")
