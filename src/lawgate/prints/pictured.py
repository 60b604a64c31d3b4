"""The finger images of a transaction as prints, decoded: the bridge from ``exchange`` to this room."""

from __future__ import annotations

from lawgate.exchange import Transaction, images
from lawgate.prints.images import read_record
from lawgate.prints.records import Finger, Print

ROLLED = frozenset({1, 3})  # codes of 14.003 and of Type-4: live-scan and inked rolled prints
FINGERS = frozenset(range(1, 16))
USUAL_PPI = 500


def pictures_of(transaction: Transaction) -> list[Print]:
    """The prints of single fingers and of slaps (positions 1 to 15), in the order of the file; other images are left out.

    Raises ``BadInput`` for an image that cannot be read.
    """
    found = []
    for image in images(transaction):
        position = image.positions[0] if image.positions else None
        if not image.is_fingerprint or position not in FINGERS:
            continue
        found.append(
            read_record(
                image.data,
                width=image.width or 0,
                height=image.height or 0,
                compression=image.compression or "",
                ppi=image.ppi[0] if image.ppi else USUAL_PPI,
                finger=Finger(position),
                plain=position > Finger.LEFT_LITTLE or image.impression not in ROLLED,
                where=image.name,
            )
        )
    return found
