"""The public guide: what happens from arrest to release in one county on one day, worked out from the law books and held to them."""

from lawgate.counsel.guide.build import Text, Unsound, files, text, write_guide
from lawgate.counsel.guide.places import where
from lawgate.counsel.guide.records import Built, Fault, Where

__all__ = ["Built", "Fault", "Text", "Unsound", "Where", "files", "text", "where", "write_guide"]
