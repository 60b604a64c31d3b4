"""A whole booking card: the templates of ten fingers, and whether the card is what it says it is.

Ten rolled prints are taken one by one, and a box is easily filled with the wrong finger; the plain slaps are taken four
at a time and cannot be out of order. So every rolled print is compared with every plain one (the sequence check of any
ten-print station), and the rolled prints with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from lawgate.base import BadInput, Silent, Witness
from lawgate.prints.extraction import Extraction, examine_many
from lawgate.prints.images import at_500
from lawgate.prints.match import evidence_between
from lawgate.prints.records import Finding, Finger, Print, Template, TenPrint
from lawgate.prints.segment import SLAPS, find_fingers

Compare = Callable[[Template, Template], float]

TEN = tuple(Finger(n) for n in range(1, 11))
PLAIN_THUMB = {Finger.PLAIN_RIGHT_THUMB: Finger.RIGHT_THUMB, Finger.PLAIN_LEFT_THUMB: Finger.LEFT_THUMB}
CHECKABLE = 20  # minutiae below which a print that does not match says nothing
SAME = 4.0  # evidence from which a rolled and a plain print, which ought to be of one finger, are taken to be
TWICE = 8.0  # evidence from which two prints that ought to be of two fingers are taken to be of one
STRANGERS = 3  # fingers that match nothing before a second person is suspected rather than bad prints


class EmptyCard(BadInput):
    """A card without a single image of a finger."""

    code = "empty-card"


@dataclass(frozen=True, slots=True)
class Card:
    """``ten``: the templates to enrol or search with, rolled where there is one and plain elsewhere; ``plain``: those
    of the plain prints; ``findings``: what a person should look at; ``scores``: (rolled, plain) fingers to a score."""

    ten: TenPrint
    plain: TenPrint
    findings: tuple[Finding, ...]
    scores: dict[tuple[Finger, Finger], float] = field(default_factory=dict)


def extract_card(
    images: Iterable[Print],
    compare: Compare | None = evidence_between,
    threshold: float = SAME,
    repeated: float = TWICE,
    *,
    amputated: frozenset[Finger] = frozenset(),
    witness: Witness | None = None,
) -> Card:
    """Read the images of one person's card: rolled prints (positions 1 to 10), plain thumbs (11, 12), slaps (13 to 15).

    ``compare`` scores two templates, higher for more alike: from ``threshold`` on a rolled and a plain print are taken to
    be of one finger, from ``repeated`` on the prints of two boxes. With None the card is not checked, and a finding says
    so. ``amputated`` are fingers reported as missing. Raises ``EmptyCard`` without any image, and ``BadInput`` for a
    position that is no finger.
    """
    told = witness or Silent()
    rolled, plain, found = _sorted(list(images), amputated, told)
    done = examine_many([*rolled, *plain], told)
    for extraction in done:
        found.extend(extraction.findings)
    rolled_ones = _by_finger(done[: len(rolled)], found, "rolled")
    loose = [e.template for e in done[len(rolled) :] if not e.template.finger]
    plain_ones = _by_finger([e for e in done[len(rolled) :] if e.template.finger], found, "plain")
    scores: dict[tuple[Finger, Finger], float] = {}
    if compare is None:
        found.append(Finding("not-checked", "The rolled prints were not compared with the plain ones"))
    else:
        _place_loose(loose, rolled_ones, plain_ones, compare, threshold, found)
        scores = {(r, p): compare(a, b) for r, a in rolled_ones.items() for p, b in plain_ones.items()}
        found += _sequence(rolled_ones, plain_ones, scores, threshold)
        found += _repeated(rolled_ones, compare, repeated, "rolled")
        found += _repeated(plain_ones, compare, repeated, "plain")
    # a rolled print without minutiae gives way to a plain one, and stands where there is none
    ten = {
        f: plain_ones[f] if f in plain_ones and not rolled_ones.get(f) else rolled_ones[f]
        for f in TEN
        if f in rolled_ones or f in plain_ones
    }
    absent = tuple(f for f in TEN if f not in ten and f not in amputated)
    if absent:
        found.append(Finding("missing", f"No print of the {_names(absent)}, and no reason given", absent))
    told.note("card", fingers=sorted(ten), findings=found)
    return Card(TenPrint(ten, amputated), TenPrint(plain_ones, amputated), tuple(found), scores)


def _sorted(
    images: Sequence[Print], amputated: frozenset[Finger], witness: Witness
) -> tuple[list[Print], list[Print], list[Finding]]:
    """Rolled prints, plain prints with slaps cut into fingers, and what was odd about the slaps."""
    if not images:
        raise EmptyCard("the card holds no image of a finger", do="send at least one print")
    rolled: list[Print] = []
    plain: list[Print] = []
    found: list[Finding] = []
    for image in images:
        if image.finger in SLAPS:
            plain.extend(_fingers_of(image, amputated, found, witness))
        elif image.finger in PLAIN_THUMB:
            plain.append(replace(image, finger=PLAIN_THUMB[image.finger], plain=True))
        elif image.finger in TEN:
            (plain if image.plain else rolled).append(image)
        else:
            raise BadInput(f"position {int(image.finger)} is not a finger or a slap", do="correct field 14.013")
    return rolled, plain, found


def _fingers_of(image: Print, amputated: frozenset[Finger], found: list[Finding], witness: Witness) -> list[Print]:
    working = at_500(image)
    boxes = find_fingers(working, amputated, witness)
    expected = tuple(f for f in SLAPS[image.finger] if f not in amputated)
    if len(boxes) != len(expected):
        found.append(
            Finding(
                "slap",
                f"{len(boxes)} fingers were found in the plain impression of the {_names(expected)}, and "
                f"{len(expected)} should be there",
                expected,
            )
        )
    return [replace(box.cut(working), plain=True) for box in boxes]


def _by_finger(done: Iterable[Extraction], found: list[Finding], kind: str) -> dict[Finger, Template]:
    """One template a finger: the better one where a finger comes twice."""
    best: dict[Finger, Template] = {}
    for template in (e.template for e in done):
        other = best.get(template.finger)
        if other is not None:
            sentence = f"There are two {kind} images of the {_names((template.finger,))}; the better one is used"
            found.append(Finding("twice", sentence, (template.finger,)))
        if other is None or template.quality > other.quality:
            best[template.finger] = template
    return {f: best[f] for f in sorted(best)}


def _place_loose(
    loose: list[Template],
    rolled: dict[Finger, Template],
    plain: dict[Finger, Template],
    compare: Compare,
    threshold: float,
    found: list[Finding],
) -> None:
    """Give the fingers of an incomplete slap their names by the rolled prints they match."""
    for template in loose:
        scores = {f: compare(r, template) for f, r in rolled.items() if f not in plain}
        best = max(scores, key=lambda f: scores[f], default=None)
        if best is not None and scores[best] >= threshold:
            plain[best] = replace(template, finger=best)
        else:
            found.append(Finding("unplaced", "A finger of a plain impression matches no rolled print of the card"))


def _sequence(
    rolled: dict[Finger, Template],
    plain: dict[Finger, Template],
    scores: dict[tuple[Finger, Finger], float],
    threshold: float,
) -> list[Finding]:
    """Rolled prints that stand in the wrong box, or match nothing although both prints are good enough to."""
    found = []
    strangers = []
    for finger, template in rolled.items():
        if finger not in plain:
            if plain:
                found.append(
                    Finding("unchecked", f"There is no plain print to check the {_names((finger,))}", (finger,))
                )
            continue
        best = max(plain, key=lambda p: scores[finger, p])
        if scores[finger, best] >= threshold and best != finger and scores[finger, best] > scores[finger, finger]:
            sentence = f"The print rolled in the box of the {_names((finger,))} is that of the {_names((best,))}"
            found.append(Finding("sequence", sentence, (finger, best)))
        elif scores[finger, finger] < threshold:
            if min(len(template), len(plain[finger])) >= CHECKABLE:
                strangers.append(finger)
            else:
                sentence = f"The {_names((finger,))} is too poor to be checked against its plain print"
                found.append(Finding("unchecked", sentence, (finger,)))
    if strangers:
        who = tuple(strangers)
        found.append(Finding(*_about_strangers(who), who))
    return found


def _about_strangers(who: tuple[Finger, ...]) -> tuple[str, str]:
    sentence = f"The rolled and the plain prints of the {_names(who)} do not match"
    if len(who) < STRANGERS:
        return "mismatch", sentence + ": take them again"
    return "two-people", sentence + ": two people's fingers may be on this card"


def _repeated(prints: dict[Finger, Template], compare: Compare, threshold: float, kind: str) -> list[Finding]:
    found = []
    fingers = list(prints)
    for i, first in enumerate(fingers):
        for second in fingers[i + 1 :]:
            if compare(prints[first], prints[second]) >= threshold:
                sentence = f"The {kind} prints of the {_names((first, second))} are of one finger"
                found.append(Finding("same-finger", sentence, (first, second)))
    return found


def _names(fingers: Iterable[Finger]) -> str:
    names = [f.name.lower().replace("_", " ") for f in fingers]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
