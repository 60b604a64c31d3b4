"""Fingerprints: image to quality to minutiae to template, and a gallery searched. Numbers only, never people or policy.

from lawgate.prints import extract, read_image
template = extract(read_image(data, ppi=500))
compare(template, other).evidence

with LocalGallery.create(Path("gallery")) as gallery:
    gallery.enrol("14-00001", TenPrint({Finger.RIGHT_INDEX: template}))
    gallery.search(TenPrint({Finger.RIGHT_INDEX: other})).candidates
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lawgate.prints.gallery import Candidate, Effort, Gallery, Search, SearchResult
from lawgate.prints.records import MINUTIA, Finding, Finger, Print, Template, TenPrint

if TYPE_CHECKING:
    from lawgate.prints.extraction import Extraction, examine, examine_many, extract
    from lawgate.prints.extraction_card import Card, extract_card
    from lawgate.prints.formats import TemplateFormat, read_templates, write_templates
    from lawgate.prints.gallery_local import LocalGallery
    from lawgate.prints.images import read_image, read_pixels, read_record, scale_ppi
    from lawgate.prints.match import Comparison, compare
    from lawgate.prints.segment import FingerBox, find_fingers, find_print

__all__ = [
    "MINUTIA",
    "Candidate",
    "Card",
    "Comparison",
    "Effort",
    "Extraction",
    "Finding",
    "Finger",
    "FingerBox",
    "Gallery",
    "LocalGallery",
    "Print",
    "Search",
    "SearchResult",
    "Template",
    "TemplateFormat",
    "TenPrint",
    "compare",
    "examine",
    "examine_many",
    "extract",
    "extract_card",
    "find_fingers",
    "find_print",
    "read_image",
    "read_pixels",
    "read_record",
    "read_templates",
    "scale_ppi",
    "write_templates",
]

# What reads images or compares them is loaded when it is first asked for: a page or a command that only names a finger starts without it.
_LATER = {
    "Extraction": "extraction",
    "examine": "extraction",
    "examine_many": "extraction",
    "extract": "extraction",
    "Card": "extraction_card",
    "extract_card": "extraction_card",
    "TemplateFormat": "formats",
    "read_templates": "formats",
    "write_templates": "formats",
    "LocalGallery": "gallery_local",
    "read_image": "images",
    "read_pixels": "images",
    "read_record": "images",
    "scale_ppi": "images",
    "Comparison": "match",
    "compare": "match",
    "FingerBox": "segment",
    "find_fingers": "segment",
    "find_print": "segment",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'lawgate.prints' has no attribute '{name}'")
    return getattr(import_module(f"lawgate.prints.{_LATER[name]}"), name)
