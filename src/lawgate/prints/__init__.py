"""Fingerprints: image to quality to minutiae to template, and a gallery searched. Numbers only, never people or policy.

from lawgate.prints import extract, read_image
template = extract(read_image(data, ppi=500))
compare(template, other).evidence
"""

from lawgate.prints.extract import Extraction, examine, examine_many, extract
from lawgate.prints.extract_card import Card, extract_card
from lawgate.prints.formats import TemplateFormat, read_templates, write_templates
from lawgate.prints.images import read_image, read_pixels, read_record, scale_ppi
from lawgate.prints.match import Comparison, compare
from lawgate.prints.records import MINUTIA, Finding, Finger, Print, Template, TenPrint
from lawgate.prints.segment import FingerBox, find_fingers, find_print

__all__ = [
    "MINUTIA",
    "Card",
    "Comparison",
    "Extraction",
    "Finding",
    "Finger",
    "FingerBox",
    "Print",
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
