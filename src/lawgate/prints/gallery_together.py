"""Several galleries of one machine searched as one: the prints of the probe are read once, and one short list is compared in full."""

from __future__ import annotations

from collections.abc import Sequence

from lawgate.base import Witness
from lawgate.prints.gallery import USUAL, Search, SearchResult
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.gallery_search import search_blocks
from lawgate.prints.records import TenPrint


def search_together(
    galleries: Sequence[LocalGallery],
    probe: TenPrint,
    wanted: Search = USUAL,
    *,
    without: str = "",
    witness: Witness | None = None,
) -> SearchResult:
    """Who this might be among the people of all ``galleries``. ``without``: leave out who is called so, as the probe's own owner."""
    found = search_blocks([b for g in galleries for b in g.searchables(without)], probe, wanted, witness)
    for gallery in galleries:
        gallery.let_go()
    return SearchResult(
        found.candidates, found.searched, tuple(m for g in galleries for m in g.missing), found.findings
    )
