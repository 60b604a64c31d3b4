"""Whole cards: order, repeats, strangers, gaps."""

from __future__ import annotations

from importlib import import_module

import numpy as np
import pytest

from lawgate.base import BadInput, Recorder, Witness
from lawgate.prints.extraction import Extraction, examine_many
from lawgate.prints.extraction_card import SAME, Card, EmptyCard, extract_card
from lawgate.prints.images import read_record, scale_ppi
from lawgate.prints.records import Finger, Print, Template
from tests.prints.images_made import printed, slap
from tests.shared import shared

ALIKE = 0.5
READ: dict[tuple[bytes, Finger, bool], Extraction] = {}


@pytest.fixture(autouse=True)
def _each_print_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cards share their fingers: remember what each image gave, for the sake of the suite's time."""

    def remembered(images: list[Print], witness: Witness | None = None) -> list[Extraction]:
        keys = [(p.pixels.tobytes(), p.finger, p.plain) for p in images]
        new = {k: p for k, p in zip(keys, images, strict=True) if k not in READ}
        READ.update(zip(new, examine_many(list(new.values()), witness), strict=True))
        return [READ[k] for k in keys]

    monkeypatch.setattr(import_module("lawgate.prints.extraction_card"), "examine_many", remembered)


def alike(first: Template, second: Template) -> float:
    """Share of minutiae that fall together under the best shift: enough to tell made-up prints apart."""
    a, b = first.minutiae, second.minutiae
    if not len(a) or not len(b):
        return 0.0
    dx, dy = (np.subtract.outer(a[n].astype(float), b[n].astype(float)).ravel() for n in "xy")
    together = (np.abs(dx[:, None] - dx) < 5) & (np.abs(dy[:, None] - dy) < 5)
    return float(together.sum(1).max()) / min(len(a), len(b))


RIGHT, LEFT = [11, 12, 13, 14], [15, 16, 17, 18]  # seeds of the fingers, index to little
THUMBS = [19, 20]  # left, right


def card(**boxes: int) -> list[Print]:
    """A card of one person; ``f2=17`` puts the finger with seed 17 into the box of finger 2, ``f2=-1`` leaves it out."""
    seeds = {1: THUMBS[1], 6: THUMBS[0]}
    seeds |= {2 + i: s for i, s in enumerate(RIGHT)} | {7 + i: s for i, s in enumerate(LEFT)}
    seeds |= {int(k[1:]): v for k, v in boxes.items()}
    rolled = [printed(seed, Finger(f)) for f, seed in sorted(seeds.items()) if seed >= 0]
    return [
        *rolled,
        slap(RIGHT, Finger.PLAIN_RIGHT_FOUR),
        slap(LEFT[::-1], Finger.PLAIN_LEFT_FOUR),
        slap(THUMBS, Finger.PLAIN_THUMBS),
    ]


def codes(result: Card) -> dict[str, list[tuple[int, ...]]]:
    found: dict[str, list[tuple[int, ...]]] = {}
    for finding in result.findings:
        found.setdefault(finding.code, []).append(tuple(int(f) for f in finding.fingers))
    return found


def test_a_card_in_order_has_no_findings() -> None:
    """Ten rolled prints and their slaps give ten templates, ten plain ones, and nothing to look at."""
    heard = Recorder()
    result = extract_card(card(), alike, ALIKE, ALIKE, witness=heard)
    assert codes(result) == {}
    assert sorted(result.ten.fingers) == sorted(result.plain.fingers) == list(range(1, 11))
    assert all(t.finger == f for f, t in result.ten.fingers.items())
    assert len(result.scores) == 100
    assert heard.notes[-1].step == "card"
    assert [n.step for n in heard.notes].count("slap") == 3


def test_swapped_boxes_are_named() -> None:
    """Index and middle rolled into each other's box: both boxes are named with the finger that is in them."""
    result = extract_card(card(f2=RIGHT[1], f3=RIGHT[0]), alike, ALIKE, ALIKE)
    assert codes(result) == {"sequence": [(2, 3), (3, 2)]}


def test_the_same_finger_twice_is_named() -> None:
    """The left index rolled into the box of the left ring as well is found out twice: by sequence and by repetition."""
    result = extract_card(card(f9=LEFT[0]), alike, ALIKE, ALIKE)
    assert codes(result) == {"sequence": [(9, 7)], "same-finger": [(7, 9)]}


def test_two_people_on_one_card_are_suspected(monkeypatch: pytest.MonkeyPatch) -> None:
    """A right hand rolled by somebody else raises the suspicion of two people; one odd finger asks to be taken again."""
    monkeypatch.setattr(import_module("lawgate.prints.extraction_card"), "CHECKABLE", 10)
    stranger = extract_card(card(f2=31, f3=32, f4=33, f5=34), alike, ALIKE, ALIKE)
    assert codes(stranger) == {"two-people": [(2, 3, 4, 5)]}
    assert codes(extract_card(card(f4=33), alike, ALIKE, ALIKE)) == {"mismatch": [(4,)]}


def test_the_matcher_of_this_room_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without being given a matcher the check uses the precise one, and finds a good card good, a finger taken twice, and
    a second person's hand."""
    monkeypatch.setattr(import_module("lawgate.prints.extraction_card"), "CHECKABLE", 10)
    assert codes(extract_card(card())) == {}
    assert codes(extract_card(card(f9=LEFT[0]))) == {"sequence": [(9, 7)], "same-finger": [(7, 9)]}
    assert codes(extract_card(card(f2=31, f3=32, f4=33, f5=34))) == {"two-people": [(2, 3, 4, 5)]}


def test_a_poor_print_is_unchecked_rather_than_a_stranger() -> None:
    """A print with few minutiae that matches nothing proves nothing, and the finding says so."""
    assert codes(extract_card(card(f4=33), alike, ALIKE, ALIKE)) == {"unchecked": [(4,)]}


def test_a_missing_finger_needs_a_reason() -> None:
    """A finger without any print is named unless it is reported as amputated."""
    images = [p for p in card(f5=-1) if p.finger != Finger.PLAIN_RIGHT_FOUR]
    images.append(slap(RIGHT[:3], Finger.PLAIN_RIGHT_FOUR))
    gap = extract_card(images, alike, ALIKE, ALIKE)
    assert codes(gap) == {"slap": [(2, 3, 4, 5)], "missing": [(5,)]}
    assert sorted(gap.plain.fingers) == [1, 2, 3, 4, 6, 7, 8, 9, 10]  # named by the rolled prints they match
    explained = extract_card(images, alike, ALIKE, ALIKE, amputated=frozenset({Finger.RIGHT_LITTLE}))
    assert codes(explained) == {}
    assert explained.ten.amputated == {Finger.RIGHT_LITTLE}


def test_plain_prints_stand_in_for_rolled_ones() -> None:
    """A finger that was only taken plain is enrolled from its plain print."""
    result = extract_card(card(f8=-1), alike, ALIKE, ALIKE)
    assert codes(result) == {}
    assert result.ten.fingers[Finger.LEFT_MIDDLE] is result.plain.fingers[Finger.LEFT_MIDDLE]


def test_a_blank_box_is_flagged() -> None:
    """An image of nothing in the box of a finger is flagged, and the rest of the card is worked on."""
    images = [p if p.finger != 3 else Print(np.full((300, 300), 250, np.uint8), 500, p.finger) for p in card()]
    found = codes(extract_card(images, alike, ALIKE, ALIKE))
    assert found["blank"] == [(3,)]
    assert found["unchecked"] == [(3,)]


def test_without_a_matcher_the_card_is_not_called_good() -> None:
    """A card that was not compared says so, and doubled images of a finger are reduced to the better one."""
    images = [printed(1, Finger.RIGHT_INDEX), printed(1, Finger.RIGHT_INDEX, plain=True)]
    found = codes(extract_card([*images, printed(2, Finger.RIGHT_INDEX)], None))
    assert "not-checked" in found
    assert found["twice"] == [(2,)]


def test_cards_that_are_none() -> None:
    """No images, or one whose position is no finger, are refused in a sentence."""
    with pytest.raises(EmptyCard):
        extract_card([])
    with pytest.raises(BadInput, match="position 0"):
        extract_card([printed(1, Finger.UNKNOWN)])


@pytest.mark.shared
@pytest.mark.slow
def test_the_nist_sample_card() -> None:
    """All ten fingers of the NIST card are read twice, rolled and plain, with more minutiae where more is rolled; each
    rolled print matches the plain one of its finger and no other."""
    data = shared("prints/an2/nist-type-14-tpcard.eft").read_bytes()
    images = []
    for record in data.split(b"\x1c14.001:")[1:]:
        head, body = record.split(b"\x1d14.999:")
        field = dict(f.split(b":", 1) for f in head.split(b"\x1d")[1:])
        number = {k: int(field[b"14.0" + k]) for k in (b"06", b"07", b"08", b"09", b"13")}
        image = read_record(
            body[: body.rindex(b"\xff\xa1") + 2],
            width=number[b"06"],
            height=number[b"07"],
            compression=field[b"14.011"].decode(),
            ppi=scale_ppi(number[b"08"], number[b"09"]),
            finger=Finger(number[b"13"]),
        )
        images.append(image)
    result = extract_card(images)
    assert sorted(result.ten.fingers) == sorted(result.plain.fingers) == list(range(1, 11))
    assert codes(result) == {}
    assert all((score >= SAME) == (r == p) for (r, p), score in result.scores.items())
    for finger, template in result.ten.fingers.items():
        assert len(template) > len(result.plain.fingers[finger]) >= 20
        assert template.quality >= 60


def test_a_card_of_blank_boxes_only_is_read_as_one() -> None:
    """Rolled prints without a single minutia, and no plain ones to stand in, give a card without evidence and no failure."""
    card = extract_card([Print(np.full((64, 64), 255, np.uint8), 500, Finger(n)) for n in (1, 2)])
    assert [len(t) for t in card.ten.fingers.values()] == [0, 0]
