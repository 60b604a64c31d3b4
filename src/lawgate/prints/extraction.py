"""From a print to its template: resample, find the skin, find the minutiae, judge the result. One print or many."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from lawgate.base import Silent, Witness
from lawgate.prints.images import at_500
from lawgate.prints.leader import MULTIPLE, THRESHOLD, Minutiae, leader_minutiae
from lawgate.prints.quality import Quality, findings, measure
from lawgate.prints.records import Finding, Print, Template
from lawgate.prints.segment import FingerBox, find_print, texture

THREADS = 2
SMALL = 400_000  # pixels that are read whole
ENOUGH = 20  # minutiae below which a print is given its doubtful ones as well,
DOUBTFUL = 0.25  # down to this confidence
AROUND = 24  # pixels of ground around the box of a print in a larger image


@dataclass(frozen=True, slots=True)
class Extraction:
    """A template, how good its print is and why, the part of the image it was found in, and what to look at."""

    template: Template
    quality: Quality
    findings: tuple[Finding, ...]
    box: FingerBox | None


def extract(image: Print, witness: Witness | None = None) -> Template:
    """The template of one print (one finger, rolled or plain), by LEADER.

    Coordinates are pixels of the whole image at 500 ppi. An image of nothing gives a template without minutiae and of
    quality 0; ``examine`` says why. Raises ``ImageTooLarge`` when the image at 500 ppi would be. The ``witness`` is
    told of the steps ``resolution``, ``foreground``, ``minutiae`` and ``quality``.
    """
    return examine(image, witness).template


def examine(
    image: Print, witness: Witness | None = None, *, threads: int = THREADS, keep_memory: bool = False
) -> Extraction:
    """``extract`` with everything it learned on the way. ``keep_memory`` when another print follows at once."""
    told = witness or Silent()
    working = at_500(image)
    told.note("resolution", ppi=image.ppi, width=working.width, height=working.height)
    seen = texture(working)
    box = find_print(working, seen, told)
    if box is None:
        template = Template(width=working.width, height=working.height, finger=image.finger)
        quality = measure(working, template.minutiae, seen)
        return Extraction(template, quality, tuple(findings(None, template, quality)), None)
    read = _worth_reading(box, working)
    found = leader_minutiae(read.cut(working).pixels, threads=threads, threshold=DOUBTFUL, keep_memory=keep_memory)
    minutiae, sure = _worth_keeping(found)
    minutiae["x"] += read.left
    minutiae["y"] += read.top
    if told.listening:
        told.note("minutiae", found=minutiae.copy(), read=read)
    quality = measure(box.cut(working), minutiae[:sure])
    told.note("quality", quality=quality)
    template = Template(minutiae, working.width, working.height, image.finger, quality.score)
    return Extraction(template, quality, tuple(findings(box, template, quality)), box)


def _worth_keeping(found: Minutiae) -> tuple[Minutiae, int]:
    """The minutiae that are kept, surest first, and how many of them are sure. A poor print decides more with a few false
    minutiae than with too few; their low confidence goes with them, and the quality of the print is that of the sure."""
    sure = int((found["quality"] >= round(100 * THRESHOLD)).sum())
    return found[: max(sure, ENOUGH)].copy(), sure


def _worth_reading(box: FingerBox, image: Print) -> FingerBox:
    """The part of the image that the network reads. It finds a little more with some ground around the skin, so a small
    image is read whole, and a large one with a margin."""
    if image.pixels.size <= SMALL:
        return replace(box, left=0, top=0, right=image.width, bottom=image.height)
    more = replace(
        box,
        left=max(box.left - AROUND, 0),
        top=max(box.top - AROUND, 0),
        right=min(box.right + AROUND, image.width),
        bottom=min(box.bottom + AROUND, image.height),
    )
    return more.grown(image, MULTIPLE)


def examine_many(
    images: Sequence[Print], witness: Witness | None = None, *, workers: int = THREADS
) -> list[Extraction]:
    """``examine`` every image, ``workers`` at a time with one thread each: two prints on two cores are done sooner side
    by side than one after the other on both. Results are in the order of ``images``; notes come in no fixed order."""
    if len(images) < 2 or workers < 2:
        return [examine(image, witness) for image in images]
    # The largest first, so that no worker is left alone with it at the end.
    order = sorted(range(len(images)), key=lambda i: -images[i].pixels.size)
    last = set(order[-workers:])

    def work(index: int) -> Extraction:
        return examine(images[index], witness, threads=1, keep_memory=index not in last)

    with ThreadPoolExecutor(workers) as pool:
        done = dict(zip(order, pool.map(work, order), strict=True))
    return [done[i] for i in range(len(images))]
