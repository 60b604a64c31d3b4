"""The images of a transaction: whether the card is whole, and whether each record tells the truth about its image.

Sources: EBTS 8.001 section 3.1.1.1 and table L-3 (the card), appendix C 2.084 (AMP), appendix N (Type-14).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lawgate.base import Confidence
from lawgate.exchange.check_values import shorten
from lawgate.exchange.codes import POSITIONS, SLAPS
from lawgate.exchange.faults import Fault, Faults
from lawgate.exchange.images import Image, images
from lawgate.exchange.peek import peek
from lawgate.exchange.records import RS, US, Field, TaggedRecord, Transaction, pieces, whole_number

TEN = range(1, 11)
WSQ_LIMIT = 550  # pixels an inch; WSQ is the profile for 500, JPEG 2000 for 1000
_PEEKED = frozenset({4, 10, 13, 14, 15, 16, 17})


def card(transaction: Transaction, found: Faults) -> None:
    """A ten-print card: ten rolled and four plain impressions, every missing finger accounted for in 2.084 AMP."""
    number, at, amp = _amp(transaction)
    marked = {whole_number(s.partition(US)[0]) for s in pieces(amp.value, RS)} if amp else set()
    shown: dict[int, Image] = {}
    for image in images(transaction):
        if not image.is_fingerprint:
            continue
        position = image.positions[0] if image.positions else 0
        if position in shown and 1 <= position <= 15:
            what = f"{_name(position)} stands in records {shown[position].record} and {image.record}"
            found.add(Fault("E0006", what, f"{image.type}.013", image.record, image.offset))
        shown.setdefault(position, image)
    for finger in TEN:
        if finger not in shown and finger not in marked:
            what = f"there is no rolled image of {_name(finger)}, and 2.084 AMP does not account for it"
            found.add(Fault("E0001", what, "2.084", number, at))
    thumbs = (15,) if 15 in shown else (11, 12)
    for slap in (13, 14, *thumbs):
        if slap not in shown and not marked.issuperset(SLAPS[slap]):
            found.add(Fault("E0001", f"there is no image of {_name(slap)}", "1.003", number, at))


def _amp(transaction: Transaction) -> tuple[int, int, Field | None]:
    """The number of the Type-2 record, the byte of its 2.084 (or of the record), and the field."""
    for number, start, record in transaction.offsets():
        if isinstance(record, TaggedRecord) and record.type == 2:
            at, field = next(((o, f) for o, f in record.offsets(start) if f.number == 84), (start, None))
            return number, at, field
    return 1, 0, None


def _name(position: int) -> str:
    return POSITIONS[position].replace("_", " ")


def pictures(transaction: Transaction, found: Faults) -> None:
    """Each image against its own record."""
    records = transaction.records
    for image in images(transaction):
        record = records[image.record - 1]
        for fault in (*_account(image), *_positions(image, record), *_hash(image, record)):
            found.add(fault)


def _account(image: Image) -> Iterator[Fault]:
    if image.type not in _PEEKED or image.compression is None or not image.data:
        return
    tag = f"{image.type}.{9 if image.type == 4 else 999:03d}"

    def fault(code: str, sentence: str, mark: Confidence = Confidence.READ) -> Fault:
        return Fault(code, sentence, tag, image.record, image.offset, mark)

    size = (image.width, image.height)
    if image.compression == "NONE":
        depth = image.depth or (24 if image.colour in ("RGB", "SRGB", "YCC", "SYCC") else 8)
        expected = (image.width or 0) * (image.height or 0) * depth // 8
        if None not in size and len(image.data) != expected:
            what = f"{image.width} by {image.height} pixels of {depth} bits take {expected} bytes, and there are"
            yield fault("E0006", f"{what} {len(image.data)}")
        return
    seen = peek(image.data)
    if seen is None or seen.compression[:3] != image.compression[:3]:
        stands = f"is {seen.compression}" if seen else "begins as no known format"
        yield fault("L0009", f"the record says {shorten(image.compression)}, and the image {stands}")
        return
    if seen.compression != image.compression:
        yield fault("E0006", f"the record says {image.compression}, and the image is {seen.compression}")
    if seen.width is not None and None not in size and size != (seen.width, seen.height):
        what = (
            f"the record says {image.width} by {image.height} pixels, and the image has {seen.width} by {seen.height}"
        )
        yield fault("E0006", what)
    if seen.compression == "WSQ20" and image.ppi is not None and max(image.ppi) > WSQ_LIMIT:
        what = f"WSQ is for 500 pixels an inch, and the record says {max(image.ppi)}; use JPEG 2000"
        yield fault("E0006", what, Confidence.RECALLED)


def _positions(image: Image, record: object) -> Iterator[Fault]:
    if image.type == 4:
        strange = [p for p in image.positions if p not in POSITIONS or p > 15]
        if strange or not image.positions:
            what = f"finger position {strange[0]} is not in the standard" if strange else "no finger position is given"
            yield Fault("E0002", what, "4.004", image.record, image.offset)
    if image.type == 14 and 19 in image.positions and isinstance(record, TaggedRecord):
        for field, name in ((14, "PPD"), (15, "PPC")):
            if not record.value(field):
                what = f"14.{field:03d} {name} is missing, and finger position 19 needs it"
                yield Fault("E0001", what, f"14.{field:03d}", image.record, image.offset)


def _hash(image: Image, record: object) -> Iterator[Fault]:
    """14.996: SHA-256 of the image bytes, in the edition of 2011 and later."""
    if not isinstance(record, TaggedRecord) or record.type not in (10, 13, 14, 15, 17):
        return
    stated = record.value(996)
    if stated and stated.lower() != hashlib.sha256(image.data).hexdigest().encode():
        what = "the hash in field 996 is not that of the image: one of the two was changed"
        yield Fault("E0006", what, f"{record.type}.996", image.record, image.offset)
