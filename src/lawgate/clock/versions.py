"""Which data the clock ran on. Stored with every decision, so that it can be worked out again to the letter."""

from __future__ import annotations

import zoneinfo
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path


def versions() -> dict[str, str]:
    """``tzdata``: version of the time-zone database that is really read, such as ``2026a``; ``tzdata_from``: ``system`` or
    ``package``; ``holidays``: version of the holidays package.

    Python reads the machine's own database first and the ``tzdata`` package only where the machine has none. ``unknown``
    stands for a database that does not say its version.
    """
    system = next((Path(p) for p in zoneinfo.TZPATH if (Path(p) / "UTC").is_file()), None)
    folder: Traversable = system or resources.files("tzdata") / "zoneinfo"
    return {
        "tzdata": iana_version(folder),
        "tzdata_from": "system" if system else "package",
        "holidays": metadata.version("holidays"),
    }


def iana_version(folder: Traversable) -> str:
    """The version that the time-zone database in ``folder`` names, or ``unknown``."""
    for name, prefix in (("+VERSION", ""), ("tzdata.zi", "# version ")):
        file = folder / name
        if file.is_file():
            with file.open(encoding="utf-8") as lines:
                return lines.readline().strip().removeprefix(prefix)
    return "unknown"
