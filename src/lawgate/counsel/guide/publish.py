"""Builds guides that hold: what has a fault is not written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lawgate.base import LawgateError
from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.build import Text, files, text, write, written
from lawgate.counsel.guide.check import check_files
from lawgate.counsel.guide.check_plan import check_words
from lawgate.counsel.guide.check_text import check_text
from lawgate.counsel.guide.frame import start
from lawgate.counsel.guide.records import Built, Fault, Where
from lawgate.decision import Decider

SHOWN = 12  # faults that the sentence names


class Unsound(LawgateError):
    """A guide that must not be published."""

    code = "guide-unsound"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        more = f"\n... and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        listed = "\n".join(map(str, faults[:SHOWN]))
        super().__init__(f"The guide was not written: {len(faults)} faults.\n{listed}{more}")


def build_guide(
    out: Path,
    wheres: Sequence[Where],
    decider: Decider,
    made: Text | None = None,
    *,
    address: str = "",
    house: str = "",
) -> list[Built]:
    """Write the guides of ``wheres`` into ``out``, a folder each, with a first page that leads to them.

    ``address`` and ``house``: see ``files``. Raises ``Unsound`` when anything in any of them has a fault, and
    then writes nothing; ``BadInput`` for a folder that cannot be written, or an address that cannot stand on a card.
    """
    made = made or text()
    faults = [*check_text(made), *check_words()]
    if faults:
        raise Unsound(faults)
    found = {}
    for where in wheres:
        asked = Asked(where, decider)
        found[where] = files(asked, made, address=address, house=house)
        faults += _placed(where, check_files(found[where], decider, asked))
    if faults:
        raise Unsound(faults)
    write(out, {"index.html": start([(f"{w.county}, {w.place.state}", w.slug) for w in wheres]).encode()})
    return [written(out, where, its) for where, its in found.items()]


def check_guide(wheres: Sequence[Where], decider: Decider, made: Text | None = None) -> list[Fault]:
    """Every fault that the guides of ``wheres`` would have, built and checked without being written."""
    made = made or text()
    faults = [*check_text(made), *check_words()]
    for where in wheres:
        asked = Asked(where, decider)
        faults += _placed(where, check_files(files(asked, made), decider, asked))
    return faults


def _placed(where: Where, faults: Sequence[Fault]) -> list[Fault]:
    return [Fault(f.code, f"{where.slug}/{f.where}", f.says) for f in faults]
