"""A synthetic booking card, made here: no file of anybody's is needed."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO

from PIL import Image

from lawgate.exchange import (
    BinaryRecord,
    Envelope,
    Field,
    PrintImage,
    TaggedRecord,
    Transaction,
    build,
)
from lawgate.exchange.build import Value

DAY = date(2026, 1, 5)
FIELDS = {
    "RET": "Y",
    "OCA": "26-000417",
    "SOC": ["900000000"],
    "NAM": "TESTCASE, ALPHA Q",
    "POB": "GT",
    "CTZ": "GT",
    "DOB": ["19900101"],
    "SEX": "M",
    "RAC": "W",
    "HGT": "508",
    "WGT": "160",
    "EYE": "BRO",
    "HAI": "BLK",
    "DOA": "20260105",
    "ASL": [["20260105", "459 PC BURGLARY:SECOND DEGREE (F)"], ["", "FALSE ID TO PEACE OFFICER"]],
    "RAP": "Y",
    "CRI": ["CA0000000"],
    "AMP": [["03", "XX"]],
    "NDR": ["1", "9"],
}
CARD = (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)


def envelope(tot: str = "CAR", tcn: str = "CA0000000-20260105-000001", tcr: str | None = None) -> Envelope:
    sent = datetime(2026, 1, 5, 18, 15, tzinfo=UTC)
    return Envelope(tot, DAY, "WVIAFIS0Z", "CA0000000", tcn, tcr, 2 if tot == "CAR" else None, sent)


@lru_cache(maxsize=32)
def picture(position: int, form: str = "PNG") -> bytes:
    """A small grey image that differs by position; its bytes hold separators, as those of real images do."""
    out = BytesIO()
    grey = bytes((x * position + y * 7) % 256 for y in range(48) for x in range(40))
    Image.frombytes("L", (40, 48), grey).save(out, form, dpi=(500, 500))
    return out.getvalue()


def prints(positions: Sequence[int] = CARD) -> list[PrintImage]:
    return [PrintImage(p, picture(p), 500) for p in positions]


def card() -> Transaction:
    return build(envelope(), FIELDS, prints())


def answer(tot: str, tcn: str, tcr: str, **fields: Value) -> Transaction:
    """An answer of the other side, whatever the tables say of it."""
    base: dict[str, Value] = {"CRI": ["CA0000000"], **fields}
    return build(envelope(tot, tcn, tcr), base)


def pictured(type_: int, idc: str, image: bytes, **more: str | tuple[str, ...]) -> TaggedRecord:
    """An image record as a careless sender would write it; ``more`` sets fields by number, such as ``f13="20"``."""
    values: dict[int, str | tuple[str, ...]] = {
        2: idc,
        3: "1",
        4: "CA0000000",
        5: "20260105",
        6: "40",
        7: "48",
        8: "1",
        9: "500",
        10: "500",
        11: "PNG",
        12: "8",
    }
    values |= {int(k[1:]): v for k, v in more.items()}
    fields = [Field.of(n, v) for n, v in sorted(values.items())]
    return TaggedRecord(type_, (*fields, Field(999, image, raw=True)))


def mixed() -> Transaction:
    """A transaction of many types: binary prints (1C to 1F hex in their bytes), a signature, minutiae, a face, a latent, a
    palm, an iris, and a type nobody has a view for."""
    head = TaggedRecord(
        1,
        (
            Field.of(2, "0502"),
            Field.of(4, "AMN"),
            Field.of(5, "20260105"),
            Field.of(7, "WVIAFIS0Z"),
            Field.of(8, "CA0000000"),
            Field.of(9, "CA0000000-20260105-000009"),
            Field.of(11, "19.69"),
            Field.of(12, "19.69"),
        ),
    )
    grey = bytes(range(256)) * 2
    minutiae = (("1", "00100020045", "20", "A", "2,5"), ("2", "01200340180", "10", "B"))
    return Transaction(
        (
            head,
            TaggedRecord(2, (Field.of(2, "0"), Field.of(7, "x", ("a", "", "b"), ""), Field.of(2015, "4 digits"))),
            BinaryRecord(4, 1, struct.pack(">B6sBHHB", 1, b"\x01" + b"\xff" * 5, 1, 32, 16, 0) + grey),
            BinaryRecord(4, 2, struct.pack(">B6sBHHB", 0, b"\x0d" + b"\xff" * 5, 0, 40, 48, 6) + picture(13)),
            BinaryRecord(7, 3, grey),
            BinaryRecord(8, 4, struct.pack(">BBBHH", 0, 0, 1, 64, 64) + grey),
            TaggedRecord(
                9, (*(Field.of(n, v) for n, v in ((2, "1"), (3, "1"), (4, "S"), (6, "1"))), Field.of(12, *minutiae))
            ),
            pictured(10, "05", picture(1, "JPEG"), f3="FACE", f11="JPEGB", f12="GRAY"),
            pictured(13, "06", picture(2), f3="4", f13="0"),
            pictured(14, "07", picture(14), f3="0", f13="14", f18=("7", "XX"), f21=("8", "1", "9", "2", "30")),
            pictured(15, "08", picture(3), f3="10", f13="21", f8="2", f9="197", f10="197"),
            pictured(17, "09", picture(4), f3="1", f13="GRAY"),
            TaggedRecord(99, (Field.of(2, "10"), Field(999, b"\x1c\x1d\x1e\x1f", raw=True))),
        )
    ).sealed()
