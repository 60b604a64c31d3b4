"""Templates of the public sets of real prints, where these are at hand: read once, since reading them is most of what such a test costs."""

from __future__ import annotations

from functools import lru_cache

from lawgate.prints import Template, examine_many, read_image
from lawgate.prints.images import at_500
from tests.shared import shared

PPI = {"FVC2002_DB2_B": 569}


@lru_cache(maxsize=8)
def public_set(name: str) -> list[Template]:
    """Eight impressions of each of ten fingers, finger by finger. Skips the test when the set is not there."""
    folder = shared(f"prints/{name}")
    names = [f"{finger}_{impression}.tif" for finger in range(101, 111) for impression in range(1, 9)]
    images = [at_500(read_image((folder / n).read_bytes(), ppi=PPI.get(name, 500))) for n in names]
    return [e.template for e in examine_many(images)]
