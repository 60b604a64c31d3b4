"""From a transaction to prints."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image

from lawgate.exchange import Envelope, PrintImage, build
from lawgate.prints import Finger
from lawgate.prints.pictured import pictures_of


def _png(shade: int) -> bytes:
    out = BytesIO()
    Image.new("L", (40, 50), shade).save(out, "PNG", dpi=(500, 500))
    return out.getvalue()


def test_each_finger_image_becomes_a_print() -> None:
    """Positions, sizes and pixels are kept; rolled prints are rolled and slaps are plain."""
    head = Envelope("CAR", date(2014, 6, 10), "FB0000000", "CA0000000", "T-000000001")
    fields = {
        "RET": "Y", "NAM": "DOE, JOHN", "POB": "XX", "DOB": "19800101", "SEX": "M", "RAC": "U", "HGT": "508", "WGT": "160",
        "EYE": "BRO", "HAI": "BLK", "DOA": "20140610", "CRI": "CA0000000", "ASL": [["20140610", "459 PC BURGLARY (F)"]],
    }  # fmt: skip
    card = build(head, fields, [PrintImage(n, _png(100 + n), 500) for n in (*range(1, 11), 11, 12, 13, 14)])
    found = pictures_of(card)
    assert [p.finger for p in found] == [Finger(n) for n in (*range(1, 11), 11, 12, 13, 14)]
    assert [p.plain for p in found] == [False] * 10 + [True] * 4
    assert {(p.width, p.height, p.ppi) for p in found} == {(40, 50, 500)}
    assert [int(p.pixels[0, 0]) for p in found] == [100 + p.finger for p in found]
