"""Damaged files, and everything a user would do with one.

Run by hand over many seeds: ``python -m tests.exchange.damage COUNT FIRST_SEED [FILE...]`` prints what came of them.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from lawgate.base import BadInput
from lawgate.exchange import (
    BadTransaction,
    BinaryRecord,
    Reference,
    Transaction,
    Unbuildable,
    UnreadableAnswer,
    check,
    check_bytes,
    describe,
    header,
    images,
    read,
    read_answer,
    survey,
    unchecked,
    view,
)
from lawgate.exchange.parse import MEMORY_FLOOR, MEMORY_MULTIPLE
from tests.exchange.made import answer, card, mixed

TCN = "CA0000000-20260105-000001"
TOKENS = (
    *(bytes([b]) for b in b"\x1c\x1d\x1e\x1f\x00\xff0129.:-"),
    b"999999999999",
    b"\xff\xff\xff\xff",
    b"\x1d2.018:",
    b"\x1d14.999:",
    b"\x1e14\x1f01",
    b"1.001:9\x1d",
    "\u0663\u00b2".encode(),
)
"""What the format is made of, so that damage gets past the first byte that is read."""


def seeds() -> list[bytes]:
    """Files that are whole, one of each kind."""
    result = answer(
        "SRE", "FBI-0000001", TCN, NAM="TESTCASE, ALPHA Q", SRF="I", FBI=["900001AA1"], ERS="NO PRIOR ARRESTS"
    )
    error = answer("ERRT", "FBI-0000002", TCN, MSG=["L0008 QUALITY TOO LOW", "CALL US"])
    return [t.encode() for t in (card(), mixed(), result, error)]


def damaged(raw: bytes, dice: Random) -> bytes:
    """One to four mistakes: bytes changed, bits flipped, cut out, doubled, written in, swapped, or the end missing.

    Half of them hit the first 2,000 bytes, where the structure of most files is.
    """
    out = bytearray(raw)
    for _ in range(dice.randint(1, 4)):
        if not out:
            break
        reach = len(out) if dice.random() < 0.5 else min(len(out), 2000)
        at, act, size = dice.randrange(reach), dice.randrange(8), dice.randint(1, 40)
        if act == 0:
            out[at] = dice.randrange(256)
        elif act == 1:
            out[at] ^= 1 << dice.randrange(8)
        elif act == 2:
            del out[at : at + size]
        elif act == 3:
            out[at:at] = out[at : at + size]
        elif act == 4:
            out[at:at] = dice.choice(TOKENS)
        elif act == 5:
            token = dice.choice(TOKENS)
            out[at : at + len(token)] = token
        elif act == 6:
            other = dice.randrange(len(out))
            out[at : at + size], out[other : other + size] = out[other : other + size], out[at : at + size]
        elif dice.random() < 0.3:
            del out[at + 1 :]
    return bytes(out)


def damaged_inside(raw: bytes, dice: Random) -> bytes:
    """Mistakes in values, fields and records, with every LEN and the list of records made right again.

    A wrong LEN hides what stands behind it; this reaches the rules of fields, the views and the images.
    """
    records = list(read(raw).records)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(records))
        record, act = records[at], dice.randrange(8)
        if act == 0 and at:
            del records[at]
        elif act == 1 and at:
            records.insert(at, records[dice.randrange(1, len(records))])
        elif isinstance(record, BinaryRecord):
            records[at] = replace(record, body=damaged(record.body or b"?", dice))
        else:
            fields = list(record.fields)
            one = dice.randrange(len(fields))
            if act == 2:
                del fields[one]
            elif act == 3:
                fields.insert(one, replace(dice.choice(fields[:-1] or fields), number=dice.randrange(2, 998)))
            else:
                value = fields[one].value
                fields[one] = replace(fields[one], value=dice.choice((damaged(value or b"?", dice), b"", value * 3)))
            records[at] = replace(record, fields=tuple(fields) or record.fields)
    made = Transaction(tuple(records))
    try:
        return made.sealed().encode()
    except Unbuildable:  # an IDC with a separator in it cannot be listed
        return made.encode()


def use(data: bytes) -> str:
    """Reads, checks, shows and takes apart a file; says what came of it. Any exception that leaves here is a defect."""
    found, faults = survey(data)
    listed = check_bytes(data)
    assert all(f.offset is None or 0 <= f.offset <= len(data) for f in listed)
    assert all(f.sentence and f.code for f in listed)
    try:
        whole = read(data)
    except BadTransaction as e:
        assert 0 <= e.offset <= len(data)
        assert e.fault in faults
        assert listed
        if found is not None:
            _look(found)
        return type(e).__name__
    assert faults == []
    assert found == whole
    assert whole.encode() == data
    _look(whole)
    return "faults" if check(whole) else "whole"


def _look(transaction: Transaction) -> None:
    for record in transaction.records:
        seen = view(transaction, record)
        for name in (n for n in dir(type(seen)) if not n.startswith("_")):
            getattr(seen, name)
    assert all(i.name and i.ending for i in images(transaction))
    assert sum(1 for _ in describe(transaction)) == len(transaction.records)
    unchecked(transaction)
    header(transaction)
    try:
        read_answer(transaction)
    except UnreadableAnswer as e:
        assert str(e)
    try:
        Reference.of(transaction)
    except BadInput as e:
        assert str(e)


def within_memory(data: bytes) -> float:
    """Checks the stated bound of reading and checking, and gives the peak as a multiple of the size."""
    tracemalloc.start()
    try:
        check_bytes(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MEMORY_MULTIPLE * len(data) + MEMORY_FLOOR
    return peak / max(len(data), 1)


def main(count: int, first: int, files: Sequence[str]) -> None:
    whole = seeds() + [Path(f).read_bytes() for f in files]
    came: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(first, first + count):
        dice = Random(seed)
        data = dice.choice((damaged, damaged_inside))(dice.choice(whole), dice)
        start = time.perf_counter()
        try:
            came[use(data)] += 1
        except BaseException:
            Path(f"damage-{seed}.bin").write_bytes(data)
            raise
        slowest = max(slowest, time.perf_counter() - start)
        if seed % 50 == 0:
            within_memory(data)
    print(f"{count} inputs from {len(whole)} files, slowest {slowest:.2f} s:", dict(came.most_common()))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
