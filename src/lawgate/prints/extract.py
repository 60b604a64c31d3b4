"""From a print to its template: resample, find the skin, find the minutiae, judge the result. One print or many."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from lawgate.base import Silent, Witness
from lawgate.prints.images import at_500
from lawgate.prints.leader import leader_minutiae
from lawgate.prints.quality import Quality, findings, measure
from lawgate.prints.records import MINUTIA, Finding, Print, Template
from lawgate.prints.segment import FingerBox, find_print, texture

THREADS = 2


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
        return Extraction(template, quality, tuple(findings(working, template, quality)), None)
    skin = box.cut(working)
    minutiae = leader_minutiae(skin.pixels, threads=threads, keep_memory=keep_memory)
    minutiae["x"] += box.left
    minutiae["y"] += box.top
    if told.listening:
        told.note("minutiae", found=minutiae.copy(), box=box)
    quality = measure(skin, minutiae)
    told.note("quality", quality=quality)
    template = Template(minutiae, working.width, working.height, image.finger, quality.score)
    whole = replace(skin, pixels=working.pixels) if box.right - box.left == working.width else skin
    return Extraction(template, quality, tuple(findings(whole, template, quality)), box)


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


def concentrated(template: Template, box: FingerBox) -> Template:
    """The part of a template inside ``box``, in the coordinates of the box: a finger of a slap."""
    m = template.minutiae
    inside = (m["x"] >= box.left) & (m["x"] < box.right) & (m["y"] >= box.top) & (m["y"] < box.bottom)
    kept: npt.NDArray[np.void] = m[inside].astype(MINUTIA)
    kept["x"] -= box.left
    kept["y"] -= box.top
    return replace(template, minutiae=kept, width=box.right - box.left, height=box.bottom - box.top, finger=box.finger)
