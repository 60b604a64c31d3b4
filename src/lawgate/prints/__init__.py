"""Fingerprints: image to quality to minutiae to template, and a gallery searched. Numbers only, never people or policy.

from lawgate.prints import extract, read_image
template = extract(read_image(data, ppi=500))
compare(template, other).evidence

with LocalGallery.create(Path("gallery")) as gallery:
    gallery.enrol("14-00001", TenPrint({Finger.RIGHT_INDEX: template}))
    gallery.search(TenPrint({Finger.RIGHT_INDEX: other})).candidates
"""

from lawgate.prints.extract import Extraction, examine, examine_many, extract
from lawgate.prints.extract_card import Card, extract_card
from lawgate.prints.formats import TemplateFormat, read_templates, write_templates
from lawgate.prints.gallery import Candidate, Effort, Gallery, Search, SearchResult
from lawgate.prints.gallery_local import LocalGallery
from lawgate.prints.images import read_image, read_pixels, read_record, scale_ppi
from lawgate.prints.match import Comparison, compare
from lawgate.prints.records import MINUTIA, Finding, Finger, Print, Template, TenPrint
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
