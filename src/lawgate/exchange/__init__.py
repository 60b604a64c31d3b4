"""Other people's formats, bytes to records and back: ANSI/NIST-ITL files and the FBI's EBTS. Knows no people.

from lawgate.exchange import check, images, read
transaction = read(data)
for fault in check(transaction, "8.001"):
    print(fault)
for image in images(transaction):
    print(image.positions, image.ppi, image.compression, len(image.data))
assert transaction.encode() == data
"""

from lawgate.exchange.answers import Answer, Finding, UnreadableAnswer, read_answer
from lawgate.exchange.build import Envelope, PrintImage, build
from lawgate.exchange.check import check, check_bytes, unchecked
from lawgate.exchange.correlate import ClashingTcn, Correlator, Match, Reference
from lawgate.exchange.errors import BadTransaction, NoImage, Unbuildable, UnknownEdition
from lawgate.exchange.extract import extract_images
from lawgate.exchange.faults import Fault
from lawgate.exchange.images import Image, images
from lawgate.exchange.parse import read, survey
from lawgate.exchange.records import BinaryRecord, Field, Subfield, TaggedRecord, Transaction
from lawgate.exchange.show import describe
from lawgate.exchange.tables import editions, load_edition
from lawgate.exchange.views import view
from lawgate.exchange.views_tagged import header

__all__ = [
    "Answer",
    "BadTransaction",
    "BinaryRecord",
    "ClashingTcn",
    "Correlator",
    "Envelope",
    "Fault",
    "Field",
    "Finding",
    "Image",
    "Match",
    "NoImage",
    "PrintImage",
    "Reference",
    "Subfield",
    "TaggedRecord",
    "Transaction",
    "Unbuildable",
    "UnknownEdition",
    "UnreadableAnswer",
    "build",
    "check",
    "check_bytes",
    "describe",
    "editions",
    "extract_images",
    "header",
    "images",
    "load_edition",
    "read",
    "read_answer",
    "survey",
    "unchecked",
    "view",
]
