"""The public sets that the benchmarks of prints are measured on, and the protocol they are measured by."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np

from lawgate.prints.images import read_image
from lawgate.prints.records import Print

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "prints"
SETS = {
    "FVC2000_DB1_B": ("FVC2000 DB1", 500),
    "FVC2002_DB1_B": ("FVC2002 DB1", 500),
    "FVC2002_DB2_B": ("FVC2002 DB2", 569),
    "FVC2002_DB3_B": ("FVC2002 DB3", 500),
    "FVC2004_DB1_B": ("FVC2004 DB1", 500),
}
FINGER = np.repeat(np.arange(10), 8)


@dataclass(frozen=True, slots=True)
class Rates:
    """In percent: equal error rate, misses at one false match in 100, 1,000 and none, and finds at rank one."""

    eer: float
    fnmr: float
    rank1: float


def protocol() -> ModuleType:
    """The shared protocol; without it and the sets nothing can be measured, so the program ends and says so."""
    path = SHARED / "protocol.py"
    if not path.exists():
        sys.exit(f"{path} and the public sets beside it are needed: nothing was measured")
    spec = importlib.util.spec_from_file_location("protocol", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rates(scores: np.ndarray) -> Rates:
    """The rates of one set of 80 prints."""
    found = protocol().evaluate(scores)
    return Rates(found["EER"], found["FNMR@0.1%"], found["rank-1"])


def images(folder: str) -> list[Print]:
    """The 80 prints of a set, finger by finger."""
    ppi = SETS[folder][1]
    paths = [SHARED / folder / f"{finger}_{n}.tif" for finger in range(101, 111) for n in range(1, 9)]
    return [read_image(p.read_bytes(), ppi=ppi, where=p.name) for p in paths]


def between(page: Path, name: str, title: str, text: str) -> None:
    """Puts text between the ``name`` markers of a page, with a section for it where there is none."""
    begin, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
    whole = page.read_text() if page.exists() else ""
    section = f"{begin}\n{text}\n{end}"
    if begin in whole:
        head, rest = whole.split(begin, 1)
        whole = head + section + rest.split(end, 1)[1]
    else:
        whole = f"{whole.rstrip()}\n\n## {title}\n\n{section}\n"
    page.write_text(whole)
