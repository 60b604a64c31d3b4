"""What an examiner is shown of a comparison, and the commands that show and score prints."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from typer.testing import CliRunner, Result

from lawgate.base import BadInput
from lawgate.cli.prints import app
from lawgate.prints.explain import AROUND, EDGE, GREY, LINE, SCALE, _colour, explain, parts_of_score, sentences
from lawgate.prints.images import UnknownResolution
from lawgate.prints.match import compare
from lawgate.prints.records import Print, Template
from tests.prints.images_made import ridges
from tests.prints.match_made import mates, scrap

PAPER = Print(np.full((900, 900), 255, np.uint8), 500)


def picture(first: Template, second: Template) -> Image.Image:
    return Image.open(io.BytesIO(explain(PAPER, PAPER, (first, second))))


def test_paired_minutiae_share_a_colour_and_others_are_grey() -> None:
    """In the picture every minutia of the left print is marked at its place: in the colour of its pair, or in grey."""
    first, second = mates(3)[2]
    found = compare(first, second)
    shown = np.asarray(picture(first, second))
    number = {row: n for n, (row, _) in enumerate(found.pairs)}
    assert 8 < len(number) < len(first)
    m = first.minutiae
    left, top = max(int(m["x"].min()) - AROUND, 0), max(int(m["y"].min()) - AROUND, 0)
    for row in range(len(first)):
        x = EDGE + (int(m["x"][row]) - left) * SCALE
        y = EDGE + LINE + (int(m["y"][row]) - top) * SCALE
        around = shown[y - 8 : y + 9, x - 8 : x + 9].reshape(-1, 3)
        wanted = _colour(number[row]) if row in number else GREY
        assert (around == wanted).all(1).sum() > 10, row


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(3, 60))
def test_the_parts_add_up_to_the_score(one: int, other: int, kept: int) -> None:
    """For mates, strangers and scraps the parts of the score sum to it, and only a scrap's is cut short."""
    pairs = mates(10)
    found = compare(scrap(pairs[one][0], kept), pairs[other][1])
    parts = parts_of_score(found)
    assert sum(value for _, value in parts) == pytest.approx(found.score, abs=0.06)
    if len(found.pairs) > 12:
        assert "too few" not in parts[-1][0]


def test_nothing_is_explained_as_nothing() -> None:
    """Two prints without minutiae are drawn, and the words say that nothing fits."""
    assert picture(Template(), Template()).size[0] > 600
    assert "Nothing fits together" in sentences(compare(Template(), Template()), Template(), Template())[-1]


def test_the_rate_is_called_extrapolated_where_it_is() -> None:
    """A strong match names a rate that was never counted, and says so; a weak one does not."""
    first, second = mates(1)[0]
    strong, weak = compare(first, second), replace(compare(first, second), rarity=2.0)
    assert "(extrapolated)" in sentences(strong, first, second)[0]
    assert "about one in 100 scores as high" in sentences(weak, first, second)[0]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


@pytest.fixture
def prints(tmp_path: Path) -> Path:
    """Two fingers, two impressions each, the second moved and noisy; the names in an order that is not alphabetical."""
    for finger, seed in ((9, 1), (10, 2)):
        image = ridges(seed)
        Image.fromarray(image).save(tmp_path / f"{finger}_1.tif", dpi=(500, 500))
        noise = np.random.default_rng(seed).normal(0, 8, image.shape)
        moved = np.clip(np.roll(image, (6, -5), (0, 1)) + noise, 0, 255).astype(np.uint8)
        Image.fromarray(moved).save(tmp_path / f"{finger}_2.tif")
    return tmp_path


def test_a_folder_is_scored_in_the_order_of_its_fingers(prints: Path) -> None:
    """The matrix is square and symmetric, finger 9 before finger 10, and impressions of a finger score highest."""
    Image.new("L", (256, 320), 250).save(prints / "11_1.tif")
    out = prints / "scores.npy"
    said = run("scores", prints, out)
    assert said.exit_code == 0, said.output
    assert "5 prints, 10 pairs" in said.output
    assert "11_1.tif: No ridges were found" in said.output
    table = np.load(out)
    assert table.shape == (5, 5)
    assert np.array_equal(table, table.T)
    mates_, strangers = (table[0, 1], table[2, 3]), table[:2, 2:]
    assert min(mates_) > strangers.max()


def test_a_wrong_resolution_is_said(prints: Path) -> None:
    """Prints read at a resolution that is not theirs are scored, with a word to look at."""
    said = run("scores", prints, prints / "scores.npy", "--ppi", 250)
    assert said.exit_code == 0, said.output
    assert "resolution" in said.output


def test_two_prints_are_explained(prints: Path) -> None:
    """The command writes the picture where it is told to and says what the score means."""
    out = prints / "seen.png"
    said = run("explain", prints / "9_1.tif", prints / "9_2.tif", "--out", out, "--ppi", 500)
    assert said.exit_code == 0, said.output
    assert "Paired: " in said.output
    with Image.open(out) as seen:
        assert seen.format == "PNG"


def test_what_cannot_be_read_is_named(prints: Path) -> None:
    """No resolution, no file, no image, no folder, no prints in a folder: each is one sentence that names the place."""
    (prints / "no_print.tif").write_bytes(b"not an image")
    (prints / "empty").mkdir()
    for words, name in (
        (("explain", prints / "9_1.tif", prints / "gone.tif"), "gone.tif"),
        (("explain", prints / "9_1.tif", prints / "no_print.tif"), "no_print.tif"),
        (("scores", prints / "nowhere", prints / "x.npy"), "nowhere"),
        (("scores", prints / "empty", prints / "x.npy"), "empty"),
        (("scores", prints, prints / "x.npy"), "no_print.tif"),
    ):
        said = run(*words)
        assert isinstance(said.exception, BadInput), words
        assert name in str(said.exception)
        assert "\n" not in str(said.exception)
    assert isinstance(run("explain", prints / "9_1.tif", prints / "9_2.tif").exception, UnknownResolution)
