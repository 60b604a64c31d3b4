"""Small galleries for the tests of their files."""

from __future__ import annotations

from pathlib import Path

from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.records import Finger, TenPrint
from tests.prints.match_made import people

COUNT = 24
EVERYONE = {f"p{i:02d}" for i in range(24)} - {"p07"}


def short(row: int) -> TenPrint:
    """Two fingers of a person: files stay small."""
    ten = people(COUNT)[row]
    return TenPrint({f: ten.fingers[f] for f in (Finger.RIGHT_INDEX, Finger.LEFT_INDEX)})


def kept(folder: Path) -> set[str]:
    """Who is in the gallery, after recovery; every person's prints are read."""
    with LocalGallery.open(folder) as gallery:
        names = set(gallery.names())
        assert len(gallery) == len(names)
        for name in names:
            assert len(gallery.person(name).fingers[Finger.LEFT_INDEX]) > 4
        return names


def sealed_and_logged(folder: Path) -> Path:
    """A gallery of a sealed block of twenty, one of them removed since, and four people in the log."""
    with LocalGallery.create(folder) as gallery:
        gallery.enrol_many((f"p{i:02d}", short(i)) for i in range(20))
        gallery.seal()
        for i in range(20, 24):
            gallery.enrol(f"p{i:02d}", short(i))
        gallery.remove("p07")
    return folder
