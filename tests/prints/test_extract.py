"""Minutiae: the rewritten network against the published one, known minutiae found, one print and many."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnxruntime.capi.onnxruntime_inference_collection import InferenceSession
from PIL import Image

from lawgate.base import Recorder, Silent
from lawgate.prints import leader, leader_weights
from lawgate.prints.extraction import ENOUGH, examine, examine_many, extract
from lawgate.prints.leader import leader_minutiae
from lawgate.prints.leader_graph import detail_graph, field_graph
from lawgate.prints.leader_weights import PUBLISHED, DamagedModelError, published_weights
from lawgate.prints.records import MINUTIA, Finger, Print
from tests.prints.images_made import minutiae_of, printed, ridges
from tests.shared import shared


@lru_cache(maxsize=1)
def published() -> Any:
    return InferenceSession(str(PUBLISHED), providers=["CPUExecutionProvider"])


def as_published(pixels: np.ndarray, threshold: float) -> np.ndarray:
    """Minutiae by the published graph as its authors read it; the sides must be multiples of 32."""
    (out,) = published().run(None, {"input": pixels[None, :, :, None].astype(np.float32)})
    y, x = np.nonzero(out[0, ..., 3] >= threshold)
    found = np.zeros(len(y), MINUTIA)
    found["x"], found["y"] = x, y
    found["angle"] = np.mod(out[0, y, x, 1], 2 * np.pi)
    found["kind"] = np.where(out[0, y, x, 2] >= 0.5, 1, 2)
    found["quality"] = np.clip(np.rint(100 * out[0, y, x, 3]), 1, 100)
    return found


def assert_same(ours: np.ndarray, theirs: np.ndarray) -> None:
    ours, theirs = (np.sort(m, order=["y", "x"]) for m in (ours, theirs))
    assert len(ours) == len(theirs)
    for name in ("x", "y", "kind"):
        assert np.array_equal(ours[name], theirs[name])
    turn = np.abs(np.angle(np.exp(1j * (ours["angle"].astype(float) - theirs["angle"]))))
    assert turn.max(initial=0) < 1e-4
    assert np.abs(ours["quality"].astype(int) - theirs["quality"]).max(initial=0) <= 1


@given(st.integers(0, 2**31), st.sampled_from([64, 96, 160]), st.sampled_from([64, 128, 192]))
@settings(max_examples=6, deadline=None)
def test_the_fields_equal_the_published_ones_on_random_images(seed: int, height: int, width: int) -> None:
    """On noise of any size the confidence of every peak differs by less than one part in ten thousand."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width)).astype(np.float32)
    ours = InferenceSession(field_graph(published_weights()), providers=["CPUExecutionProvider"])
    peaks = np.asarray(ours.run(["peaks"], {"image": pixels[None, None]})[0])[0, 0]
    theirs = published().run(None, {"input": pixels[None, :, :, None]})[0][0, ..., 3]
    # Where two neighbours are within a rounding of each other, either may be the peak: the ground is no place to look.
    sure = np.maximum(peaks, theirs) > 0.02
    assert np.abs(peaks - theirs)[sure].max(initial=0) < 1e-4


@pytest.mark.parametrize("seed", range(4))
def test_minutiae_equal_the_published_ones_on_prints(seed: int) -> None:
    """Places, kinds, directions and confidences are the published ones, down to peaks of no importance."""
    pixels = ridges(seed, 224, 288)
    assert_same(leader_minutiae(pixels, threshold=0.1), as_published(pixels, 0.1))
    assert_same(leader_minutiae(pixels, threads=2), as_published(pixels, 0.45))


@pytest.mark.parametrize("side", ["left", "top", "right", "bottom"])
def test_minutiae_at_the_border_equal_the_published_ones(side: str) -> None:
    """Where the print runs over the edge of the image, the patches of the heads see the same edge as the whole image."""
    x, y, _ = minutiae_of(9, 256, 320)[3]
    rows, columns = slice(96, 224), slice(64, 192)
    if side in ("left", "right"):
        columns = slice(round(x) - 6, round(x) + 90) if side == "left" else slice(round(x) - 90, round(x) + 6)
        rows = slice(round(y) - 32, round(y) + 32)
    else:
        rows = slice(round(y) - 6, round(y) + 90) if side == "top" else slice(round(y) - 90, round(y) + 6)
        columns = slice(round(x) - 32, round(x) + 32)
    pixels = np.ascontiguousarray(ridges(9)[rows, columns])
    theirs = as_published(pixels, 0.02)
    height, width = pixels.shape
    near = {"left": theirs["x"], "top": theirs["y"], "right": width - theirs["x"], "bottom": height - theirs["y"]}
    assert near[side].min() < 14
    assert_same(leader_minutiae(pixels, threshold=0.02), theirs)


def test_the_rewritten_graph_is_smaller() -> None:
    """Both graphs together have less than half the nodes of the published one, and none of its spelled-out norms."""
    whole = len(onnx.load(PUBLISHED).graph.node)
    graphs = [onnx.load_from_string(g(published_weights())) for g in (field_graph, detail_graph)]
    kinds = [n.op_type for g in graphs for n in g.graph.node]
    per_band = sum(k in ("MatMul", "FastGelu") for k in kinds)
    assert len(kinds) - per_band < whole / 3
    assert "LayerNormalization" in kinds
    assert not {"Tanh", "Pow", "ReduceMean", "SpaceToDepth"} & set(kinds)


@pytest.mark.shared
@pytest.mark.parametrize(("folder", "name"), [("FVC2004_DB1_B", "101_3"), ("FVC2002_DB2_B", "105_2")])
def test_minutiae_equal_the_published_ones_on_real_prints(folder: str, name: str) -> None:
    """On a real print, cut to a multiple of 32, the minutiae are the published ones."""
    pixels = np.asarray(Image.open(shared(f"prints/{folder}/{name}.tif")))
    pixels = np.ascontiguousarray(pixels[: pixels.shape[0] // 32 * 32, : pixels.shape[1] // 32 * 32])
    assert_same(leader_minutiae(pixels), as_published(pixels, 0.45))


@pytest.mark.shared
@pytest.mark.slow
def test_cropping_keeps_what_the_whole_image_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read through the crop, nine in ten minutiae of real prints are those of the published graph on the whole image."""
    monkeypatch.setattr(import_module("lawgate.prints.extraction"), "SMALL", 0)
    same = lost = added = 0
    for finger in range(101, 111, 2):
        pixels = np.asarray(Image.open(shared(f"prints/FVC2004_DB1_B/{finger}_4.tif")))
        theirs, ours = as_published(pixels, 0.45), extract(Print(pixels, 500)).minutiae
        apart = np.hypot(*(np.subtract.outer(theirs[n].astype(float), ours[n].astype(float)) for n in "xy"))
        same += int((apart.min(1) < 5).sum())
        lost += int((apart.min(1) >= 5).sum())
        added += int((apart.min(0) >= 5).sum())
    print(same, lost, added)
    assert lost + added < 0.1 * same


@pytest.mark.parametrize("seed", range(3))
def test_known_minutiae_are_found(seed: int) -> None:
    """Every minutia that was put into a print is found within ten pixels, and hardly anything else."""
    template = extract(printed(seed))
    known = np.array([(x, y) for x, y, _ in minutiae_of(seed, 256, 320)])
    found = np.stack([template.minutiae["x"], template.minutiae["y"]], axis=1).astype(float)
    apart = np.linalg.norm(known[:, None] - found, axis=2)
    assert apart.min(1).max() < 10
    assert len(found) <= len(known) + 2


def test_turning_the_print_turns_the_minutiae() -> None:
    """Turned by a quarter, the print gives minutiae turned by a quarter: y points down and angles go counter-clockwise."""
    pixels = ridges(4, 256, 256)
    before, after = (leader_minutiae(np.ascontiguousarray(p)) for p in (pixels, np.rot90(pixels)))
    moved = np.stack([before["y"], 255 - before["x"]], axis=1).astype(float)
    found = np.stack([after["x"], after["y"]], axis=1).astype(float)
    apart = np.linalg.norm(moved[:, None] - found, axis=2)
    nearest = apart.argmin(1)
    close = apart.min(1) < 4
    assert close.mean() > 0.8
    turn = np.angle(np.exp(1j * (after["angle"][nearest] - before["angle"].astype(float) - np.pi / 2)))
    assert np.median(np.abs(turn[close])) < 0.1


def test_a_large_image_is_read_in_tiles() -> None:
    """An image above the limit gives, through its tiles, nearly the minutiae that it gives at once."""
    sheet = np.full((1100, 1000), 250, np.uint8)
    for i, (top, left) in enumerate([(20, 40), (20, 700), (430, 360), (760, 60), (760, 700)]):
        sheet[top : top + 320, left : left + 256] = ridges(i)
    tiled = leader_minutiae(sheet)
    whole = leader._of_tile(sheet, slice(0, 1100), slice(0, 1000), leader._sessions(1), None, 0.45)
    apart = np.hypot(*(np.subtract.outer(tiled[n].astype(float), whole[n].astype(float)) for n in "xy"))
    assert abs(len(tiled) - len(whole)) <= 3
    assert (apart.min(1) < 4).mean() > 0.95


def test_no_more_minutiae_than_a_record_can_carry() -> None:
    """Whatever the image, at most 255 minutiae come out, the surest first."""
    found = leader_minutiae(np.tile(ridges(1), (2, 3)), threshold=0.001)
    assert len(found) == 255
    assert (np.diff(found["quality"].astype(int)) <= 0).all()


def test_a_template_is_in_the_coordinates_of_its_image() -> None:
    """A print anywhere on a large sheet is found there, and its template has the size of the sheet at 500 ppi."""
    sheet = np.full((700, 900), 250, np.uint8)
    sheet[300:620, 500:756] = ridges(2)
    template = extract(Print(sheet, 500, Finger.LEFT_RING))
    assert (template.width, template.height, template.finger) == (900, 700, Finger.LEFT_RING)
    assert template.minutiae["x"].min() > 500
    assert template.minutiae["y"].min() > 300
    alone = extract(printed(2)).minutiae
    assert abs(len(alone) - len(template)) <= 2


def test_a_fine_scan_gives_the_same_template() -> None:
    """The print scanned at 1,000 ppi gives the minutiae of the 500 ppi scan, at 500 ppi."""
    pixels = ridges(6)
    fine = np.asarray(Image.fromarray(pixels).resize((512, 640), Image.Resampling.BICUBIC))
    coarse, resampled = extract(Print(pixels, 500)), extract(Print(fine, 1000))
    assert (resampled.width, resampled.height) == (256, 320)
    near = np.hypot(*(np.subtract.outer(coarse.minutiae[n].astype(float), resampled.minutiae[n]) for n in "xy"))
    assert (near.min(1) < 4).mean() > 0.85


def test_a_poor_print_keeps_its_doubtful_minutiae() -> None:
    """Of a print with too few sure minutiae the best doubtful ones are kept too, and do not make its quality; a print with
    enough keeps none."""
    poor = examine(Print(ridges(0, noise=90.0), 500))
    confidence = poor.template.minutiae["quality"]
    assert poor.quality.minutiae < len(confidence) <= ENOUGH
    assert (np.diff(confidence.astype(int)) <= 0).all()
    assert (confidence[: poor.quality.minutiae] >= 45).all()
    assert ((confidence[poor.quality.minutiae :] >= 25) & (confidence[poor.quality.minutiae :] < 45)).all()
    good = examine(Print(np.tile(ridges(6), (1, 2)), 500))
    assert len(good.template) == good.quality.minutiae > ENOUGH
    assert good.template.minutiae["quality"].min() >= 45


def test_many_prints_come_back_in_order() -> None:
    """Worked on side by side, prints of different sizes give what each gives alone, in the order they came."""
    images = [printed(0, Finger(1)), Print(np.full((64, 64), 255, np.uint8), 500, Finger(2)), printed(3, Finger(4))]
    together = examine_many(images)
    assert [e.template.finger for e in together] == [Finger(1), Finger(2), Finger(4)]
    for image, one in zip(images, together, strict=True):
        assert np.array_equal(one.template.minutiae, examine(image).template.minutiae)


def test_a_witness_sees_every_stage() -> None:
    """A recorder hears of resolution, foreground, minutiae and quality, in that order, and changes nothing."""
    heard = Recorder()
    template = extract(printed(1), heard)
    assert [n.step for n in heard.notes] == ["resolution", "foreground", "minutiae", "quality"]
    assert np.array_equal(template.minutiae, extract(printed(1), Silent()).minutiae)
    assert heard.notes[-1].values["quality"].score == template.quality


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One flipped bit in the file of weights, or no file, stops extraction with a sentence."""
    data = bytearray(PUBLISHED.read_bytes())
    data[1_000_000] ^= 1
    damaged = tmp_path / "leader.onnx"
    damaged.write_bytes(data)
    for path in (damaged, tmp_path / "none.onnx"):
        monkeypatch.setattr(leader_weights, "PUBLISHED", path)
        with pytest.raises(DamagedModelError, match="install lawgate again"):
            leader_weights.published_weights.__wrapped__()
