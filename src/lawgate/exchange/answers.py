"""What comes back to a submission: the result (SRE), the rapid result (RPSR), or the error (ERRT).

Source: EBTS 8.001 sections 3.1.1.19, 3.2.1.6, table D-2, appendix C (2.059 SRF, 2.060 MSG), table M-1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from lawgate.base import BadInput
from lawgate.exchange.check import DEFAULT_EDITION
from lawgate.exchange.records import TaggedRecord, Transaction
from lawgate.exchange.tables import ERROR_WORDS, load_edition
from lawgate.exchange.views_tagged import Descriptive, header

RESULTS, ERRORS = frozenset({"SRE", "RPSR", "RPISR"}), frozenset({"ERRT"})
ECHOED = ("ATN", "SCO", "OCA", "SID", "OCP", "EAD", "RES", "CRI", "TAA", "CCN", "SAN")
"""Fields that come back as they were sent, so that the sender can put its own reference into one of them."""

_CODE = re.compile(r"\s*([AEHL]\d{4})\b[\s:.,-]*")


class UnreadableAnswer(BadInput):
    code = "unreadable-answer"


class Finding(StrEnum):
    """2.059 SRF. A finding is about fingerprints in one repository: ``NOT_IDENTIFIED`` says nothing of the person's status."""

    IDENTIFIED = "I"
    NOT_IDENTIFIED = "N"
    PENDING = "P"
    RED = "R"
    YELLOW = "Y"
    GREEN = "G"


@dataclass(frozen=True, slots=True)
class Message:
    """One entry of 2.060. ``code`` is the one it begins with, ``words`` what table M-1 says of that code, if known here."""

    text: str
    code: str | None = None

    @property
    def words(self) -> str | None:
        return ERROR_WORDS.get(self.code or "")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was given. ``tcr`` names the transaction it answers, which may be an earlier answer.

    ``numbers`` are those the answer gives by mnemonic (FBI, UCN, SID, CRN), ``echoed`` the sender's own fields, both as
    lists of the repeats; ``rap_sheet`` is text, line breaks kept.
    """

    tot: str
    tcn: str
    tcr: str
    origin: str
    finding: Finding | None = None
    messages: tuple[Message, ...] = ()
    name: str | None = None
    action: str | None = None
    rap_sheet: str | None = field(default=None, repr=False)
    numbers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    echoed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        return self.tot in ERRORS


def read_answer(transaction: Transaction, version: str = DEFAULT_EDITION) -> Answer:
    """The answer a transaction holds. Raises ``UnreadableAnswer`` for any other transaction, and for one that does not say
    what it answers or what was found."""
    head = header(transaction)
    tot = head.tot or ""
    if tot not in RESULTS | ERRORS:
        raise UnreadableAnswer(f"'{tot[:20]}' is no answer", where="1.004", do="give an SRE, RPSR or ERRT")
    two = next((r for r in transaction.of_type(2) if isinstance(r, TaggedRecord)), None)
    if two is None:
        raise UnreadableAnswer(f"the {tot} has no Type-2 record", do="ask for it again")
    if not head.tcr or not head.tcn:
        missing = "1.010 TCR" if not head.tcr else "1.009 TCN"
        raise UnreadableAnswer(f"the {tot} has no {missing}", do="put it in the queue of unmatched messages")
    fields = _Named(Descriptive(two, transaction), version)
    finding = fields.first("SRF")
    if tot in RESULTS and finding not in set(Finding):
        raise UnreadableAnswer(f"the finding is {finding!r}", where="2.059", do="show the message to a person")
    return Answer(
        tot,
        head.tcn,
        head.tcr,
        head.origin or "",
        Finding(finding) if tot in RESULTS and finding else None,
        tuple(message(text) for text in fields.all("MSG") if text),
        fields.first("NAM"),
        fields.first("ACN"),
        fields.first("ERS"),
        {id_: v for id_ in ("FBI", "UCN", "SID", "CRN") if (v := fields.all(id_))},
        {id_: v for id_ in ECHOED if (v := fields.all(id_))},
    )


def message(text: str) -> Message:
    """An entry of 2.060 with the code it begins with, if any."""
    found = _CODE.match(text)
    return Message(text[found.end() :], found[1]) if found else Message(text)


@dataclass(frozen=True, slots=True)
class _Named:
    """Type-2 fields by the mnemonics of an edition."""

    two: Descriptive
    version: str

    def all(self, id_: str) -> tuple[str, ...]:
        spec = load_edition(self.version).named(id_)
        return tuple(r[0] for r in self.two.each(int(spec.tag.removeprefix("2.")))) if spec else ()

    def first(self, id_: str) -> str | None:
        return next(iter(self.all(id_)), None)
