"""What can be wrong with the bytes of a transaction, each with the place where it stands.

    BadTransaction          one mistake in a file: record, tag, byte offset, the code EBTS would answer with
    ├─ EmptyInput           no bytes
    ├─ WrongType            another record stands where CNT announces this one
    ├─ WrongLength          LEN does not end where the record ends
    ├─ Truncated            LEN goes past the end of the file
    ├─ TrailingBytes        bytes after the last record that CNT lists
    ├─ MissingSeparator     no FS where the record ends
    ├─ StraySeparator       FS inside a field, or GS with no field after it
    ├─ WrongCount           CNT's total is not the number of its entries, or a listed record is not there
    ├─ WrongIdc             the record's IDC is not the one CNT lists
    ├─ MissingField         LEN, CNT or IDC absent
    ├─ BadTag               what should be a tag such as 2.018: is none
    ├─ DuplicateTag         a field number twice in one record
    ├─ BadNumber            a structural number (LEN, CNT, IDC) that cannot be read
    ├─ BadBinary            a binary record too short for its fixed fields
    └─ NotAscii             bytes above 127 in a file that declares no character set in 1.015
    UnknownEdition          no field table of that name
    Unbuildable             a description from which no valid transaction can be made
    NoImage                 an image file that is not what its name or record says

The codes are those of EBTS 8.001 table M-1 (E0004 record parse, E0005 field parse, E0012 message length, and so on).
"""

from __future__ import annotations

from lawgate.base import BadInput
from lawgate.exchange.faults import Fault


class BadTransaction(BadInput):
    """``offset`` counts bytes from 0, ``record`` counts from 1 (the Type-1 record), ``tag`` reads as ``14.013``."""

    code = "bad-transaction"
    ebts = "E0004"

    def __init__(
        self, what: str, *, offset: int, record: int | None = None, tag: str | None = None, do: str = ""
    ) -> None:
        self.offset, self.record, self.tag = offset, record, tag
        place = [f"record {record}"] if record else []
        super().__init__(what, where=", ".join([*place, *([tag] if tag else []), f"byte {offset}"]), do=do)

    @property
    def fault(self) -> Fault:
        sentence = self.what + (f"; {self.do}" if self.do else "")
        return Fault(self.ebts, sentence, self.tag, self.record, self.offset)


class EmptyInput(BadTransaction):
    code = "empty-input"


class WrongType(BadTransaction):
    code = "wrong-record-type"


class WrongLength(BadTransaction):
    code = "wrong-length"
    ebts = "E0012"


class Truncated(BadTransaction):
    code = "truncated"
    ebts = "E0012"


class TrailingBytes(BadTransaction):
    code = "trailing-bytes"
    ebts = "E0012"


class MissingSeparator(BadTransaction):
    code = "missing-separator"


class StraySeparator(BadTransaction):
    code = "stray-separator"


class WrongCount(BadTransaction):
    code = "wrong-count"
    ebts = "E0006"


class WrongIdc(BadTransaction):
    code = "wrong-idc"
    ebts = "E0006"


class MissingField(BadTransaction):
    code = "missing-field"
    ebts = "E0001"


class BadTag(BadTransaction):
    code = "bad-tag"
    ebts = "E0005"


class DuplicateTag(BadTransaction):
    code = "duplicate-tag"
    ebts = "E0005"


class BadNumber(BadTransaction):
    code = "bad-number"
    ebts = "E0005"


class BadBinary(BadTransaction):
    code = "bad-binary-record"


class NotAscii(BadTransaction):
    code = "not-ascii"
    ebts = "E0002"


class UnknownEdition(BadInput):
    code = "unknown-edition"


class NoImage(BadInput):
    code = "no-image"


class Unbuildable(BadInput):
    """``faults`` are those the finished transaction would have had; nothing was written."""

    code = "unbuildable"

    def __init__(self, what: str, *, faults: tuple[Fault, ...] = (), where: str = "", do: str = "") -> None:
        self.faults = faults
        super().__init__(what, where=where, do=do)
