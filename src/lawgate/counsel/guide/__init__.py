"""The public guide: what happens from arrest to release in one county on one day, worked out from the law books and held to them."""

from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.build import Text, files, text
from lawgate.counsel.guide.check import check_files, check_folder
from lawgate.counsel.guide.check_text import check_text
from lawgate.counsel.guide.places import where
from lawgate.counsel.guide.publish import Unsound, build_guide, check_guide
from lawgate.counsel.guide.records import Built, Fault, Where

__all__ = [
    "Asked",
    "Built",
    "Fault",
    "Text",
    "Unsound",
    "Where",
    "build_guide",
    "check_files",
    "check_folder",
    "check_guide",
    "check_text",
    "files",
    "text",
    "where",
]
