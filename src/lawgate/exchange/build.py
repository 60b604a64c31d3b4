"""A booking card, or any other transaction with fingerprints, from named values and image files' bytes.

What is built is checked against the edition before it is handed out: a transaction with faults is not made at all.

Sources: EBTS 8.001 sections 3.1.1.1 (CAR), 1.2 and appendix B (Type-1), table D-1 (Type-2), appendix N (Type-14).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from lawgate.exchange.check import DEFAULT_EDITION, check
from lawgate.exchange.codes import POSITIONS
from lawgate.exchange.errors import NoImage, Unbuildable
from lawgate.exchange.peek import peek
from lawgate.exchange.records import DATA, Field, Record, TaggedRecord, Transaction
from lawgate.exchange.tables import Edition, FieldSpec, load_edition

Value = str | Sequence[str | Sequence[str]]
"""A text; or the repeats of a field, each a text or the items of a subfield."""

PLAIN_FROM = 11  # positions from here on are plain impressions
LIVE, INKED = "live-scan", "inked"
_IMPRESSION = {LIVE: (1, 0), INKED: (3, 2)}  # rolled, plain


@dataclass(frozen=True, slots=True)
class Envelope:
    """The Type-1 record, but for what follows from the rest.

    ``day`` is the sender's local date (1.005); ``sent`` an aware instant for 1.014, or None to leave it out; ``version`` the
    standard's number in 1.002, 0502 being ANSI/NIST-ITL 1-2011 Update 2015.
    """

    tot: str
    day: date
    destination: str
    origin: str
    tcn: str
    tcr: str | None = None
    priority: int | None = None
    sent: datetime | None = None
    domain: tuple[str, str] = ("NORAM", "")
    version: str = "0502"


@dataclass(frozen=True, slots=True)
class PrintImage:
    """One impression for a Type-14 record. ``data`` is sent as it is; format and size are read from its first bytes.

    ``position`` 1 to 15; ``ppi`` pixels an inch; ``capture`` ``live-scan`` or ``inked``; ``captured`` the day, that of the
    transaction if None; ``marked`` fingers of a slap that are amputated (XX) or unprintable (UP).
    """

    position: int
    data: bytes = field(repr=False)
    ppi: int
    capture: str = LIVE
    captured: date | None = None
    marked: tuple[tuple[int, str], ...] = ()


def build(
    envelope: Envelope,
    fields: Mapping[str, Value],
    prints: Sequence[PrintImage] = (),
    version: str = DEFAULT_EDITION,
) -> Transaction:
    """A sealed transaction that keeps every rule of the edition, from Type-2 values by their mnemonic (``NAM``, ``ASL``).

    Image records stand in the order of their finger positions, and their IDC is the position. Raises ``Unbuildable`` with
    all its faults, ``NoImage`` for bytes of no known format, ``UnknownEdition``.
    """
    edition = load_edition(version)
    positions = [p.position for p in prints]
    for position in positions:
        if positions.count(position) > 1:
            raise Unbuildable(f"{POSITIONS.get(position, position)} is given twice", do="give each position one image")
    records: list[Record] = [_type2(edition, fields)]
    records += [_type14(envelope, p) for p in sorted(prints, key=lambda p: p.position)]
    head = _type1(envelope, ascii_only=all(_ascii(r) for r in records))
    made = Transaction((head, *records)).sealed()
    faults = check(made, version, today=envelope.day)
    if faults:
        what = "the transaction would have " + (f"{len(faults)} faults" if len(faults) > 1 else "a fault")
        raise Unbuildable(f"{what}: {faults[0]}", faults=tuple(faults), do="correct the description")
    return made


def _ascii(record: Record) -> bool:
    return not isinstance(record, TaggedRecord) or all(f.raw or f.value.isascii() for f in record.fields)


def _type1(envelope: Envelope, *, ascii_only: bool) -> TaggedRecord:
    values: dict[int, Field] = {
        n: Field.of(n, text)
        for n, text in {
            2: envelope.version,
            4: envelope.tot,
            5: f"{envelope.day:%Y%m%d}",
            6: None if envelope.priority is None else str(envelope.priority),
            7: envelope.destination,
            8: envelope.origin,
            9: envelope.tcn,
            10: envelope.tcr,
            11: "00.00",  # no binary image records are written: Type-14 states its own resolution
            12: "00.00",
            14: _gmt(envelope.sent),
        }.items()
        if text is not None
    }
    values[13] = Field.of(13, envelope.domain)
    if not ascii_only:
        values[15] = Field.of(15, ("003", "UTF-8", ""))
    return TaggedRecord(1, tuple(values[n] for n in sorted(values)))


def _gmt(sent: datetime | None) -> str | None:
    if sent is None:
        return None
    if sent.tzinfo is None:
        raise Unbuildable("the instant of sending has no offset", do="give an aware instant")
    return f"{sent.astimezone(UTC):%Y%m%d%H%M%SZ}"


def _type2(edition: Edition, fields: Mapping[str, Value]) -> TaggedRecord:
    values: dict[int, Field] = {2: Field.of(2, "00")}
    for id_, value in fields.items():
        spec = edition.named(id_)
        if spec is None or id_ in ("LEN", "IDC"):
            raise Unbuildable(f"'{id_}' is no Type-2 field of EBTS {edition.version}", do="use a mnemonic such as NAM")
        number = int(spec.tag.removeprefix("2."))
        values[number] = Field.of(number, *_repeats(value, spec))
    return TaggedRecord(2, tuple(values[n] for n in sorted(values)))


def _repeats(value: Value, spec: FieldSpec) -> list[str | bytes | tuple[str | bytes, ...]]:
    if isinstance(value, str):
        value = [value]
    found: list[str | bytes | tuple[str | bytes, ...]] = []
    for repeat in value:
        if isinstance(repeat, str) and len(spec.items) > 1:
            names = ", ".join(i.id or i.title for i in spec.items)
            raise Unbuildable(f"{spec.id} takes items", do=f"give each repeat as a list of {names}")
        found.append(repeat if isinstance(repeat, str) else tuple(repeat))
    return found


def _type14(envelope: Envelope, image: PrintImage) -> TaggedRecord:
    if not 1 <= image.position <= 15:
        raise Unbuildable(f"{image.position} is no finger position of a card", do="use 1 to 15")
    name = POSITIONS[image.position]
    if image.capture not in _IMPRESSION:
        raise Unbuildable(f"'{image.capture}' is no way of capture", where=name, do=f"use {LIVE} or {INKED}")
    seen = peek(image.data)
    if seen is None or seen.width is None or seen.height is None:
        raise NoImage("the image is of no known format", where=name, do="give WSQ, JPEG 2000, PNG or JPEG")
    if seen.ppi is not None and abs(seen.ppi - image.ppi) > image.ppi * 0.01:
        what = f"the image says it has {seen.ppi:.0f} pixels an inch, and {image.ppi} was given"
        raise NoImage(what, where=name, do="find out which is right")
    values = {
        2: f"{image.position:02d}",
        3: str(_IMPRESSION[image.capture][image.position >= PLAIN_FROM]),
        4: envelope.origin,
        5: f"{image.captured or envelope.day:%Y%m%d}",
        6: str(seen.width),
        7: str(seen.height),
        8: "1",
        9: str(image.ppi),
        10: str(image.ppi),
        11: seen.compression,
        12: str(seen.depth or 8),
        13: str(image.position),
    }
    made = [Field.of(n, text) for n, text in values.items()]
    if image.marked:
        made.append(Field.of(18, *((str(finger), why) for finger, why in image.marked)))
    return TaggedRecord(14, (*made, Field(DATA, image.data, raw=True)))
