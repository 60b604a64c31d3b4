"""A synthetic booking card, made here: no file of anybody's is needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from io import BytesIO

from PIL import Image

from lawgate.exchange import Envelope, PrintImage, Transaction, build

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


def answer(tot: str, tcn: str, tcr: str, **fields: object) -> Transaction:
    """An answer of the other side, whatever the tables say of it."""
    base = {"CRI": ["CA0000000"], **fields}
    return build(envelope(tot, tcn, tcr), base)  # type: ignore[arg-type]  # values as the tests write them
