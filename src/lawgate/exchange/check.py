"""Every fault of a transaction against one EBTS edition: what is missing, what fails its rule, what disagrees.

Nothing stops at the first fault, and tags that the edition does not define for the transaction are passed over, as EBTS
section 1.5 has it. Dates are compared with each other; with the present only when it is given.
"""

from __future__ import annotations

from datetime import date

from lawgate.exchange.check_agree import agreement
from lawgate.exchange.check_images import card, pictures
from lawgate.exchange.check_values import check_field
from lawgate.exchange.faults import Fault, Faults
from lawgate.exchange.parse import survey
from lawgate.exchange.records import TaggedRecord, Transaction
from lawgate.exchange.tables import Edition, Use, load_edition
from lawgate.exchange.views_tagged import header

DEFAULT_EDITION = "8.001"


def check(transaction: Transaction, version: str = DEFAULT_EDITION, *, today: date | None = None) -> list[Fault]:
    """Every fault, in the order of the file; an empty list for a transaction that keeps all rules of the edition.

    ``today`` is the sender's local date; without it, dates in the future are not noticed. What no rule was there for is in
    ``unchecked``. Raises ``UnknownEdition``.
    """
    return _check(transaction, load_edition(version), today, whole=True)


def _check(transaction: Transaction, edition: Edition, today: date | None, *, whole: bool) -> list[Fault]:
    """``whole``: every record is there, so that one which is missing was never sent."""
    found = Faults()
    tot = header(transaction).tot
    uses = edition.uses_of(tot)
    for number, start, record in transaction.offsets():
        if isinstance(record, TaggedRecord) and not found.full:
            _record(transaction, record, number, start, edition, uses, found)
    if whole:
        _composition(transaction, edition, tot, found)
    agreement(transaction, edition, tot, today, found)
    spec = edition.transactions.get(tot or "")
    if whole and spec is not None and spec.card == "tenprint":
        card(transaction, found)
    pictures(transaction, found)
    return found.all()


def check_bytes(data: bytes, version: str = DEFAULT_EDITION, *, today: date | None = None) -> list[Fault]:
    """The same for the bytes of a file, with every fault of its structure that can be told apart.

    Of a file that is cut off, the cut is a fault and the records behind it are not: nobody knows what they were.
    """
    edition = load_edition(version)
    transaction, found = survey(data)
    if transaction is not None:
        whole = len(transaction.records) > len(header(transaction).contents)
        known = {(f.code, f.tag, f.record) for f in found}
        found = found + [
            f for f in _check(transaction, edition, today, whole=whole) if (f.code, f.tag, f.record) not in known
        ]
    return sorted(found, key=lambda f: (f.offset is None, f.offset or 0))


def unchecked(transaction: Transaction, version: str = DEFAULT_EDITION) -> list[str]:
    """What ``check`` has no rules for in this transaction, a sentence each."""
    edition = load_edition(version)
    tot = header(transaction).tot
    spec = edition.transactions.get(tot or "")
    said = []
    if spec is not None and not spec.tabled and transaction.of_type(2):
        said.append(f"the Type-2 fields of {tot} are not in the table of EBTS {version} and were not checked")
    ruled = {1, 2, 9, 10, 13, 14, 15}
    bare = sorted({r.type for r in transaction.records if isinstance(r, TaggedRecord)} - ruled)
    if bare:
        types = ", ".join(str(t) for t in bare)
        said.append(f"the fields of record types {types} have no table: they were read, not checked")
    return said


def _record(
    transaction: Transaction,
    record: TaggedRecord,
    number: int,
    start: int,
    edition: Edition,
    uses: dict[str, Use],
    found: Faults,
) -> None:
    """The fields of one record against the table. Offsets are those of the fields' tags."""
    prefix = f"{record.type}."
    wanted = {int(tag.removeprefix(prefix)): tag for tag in uses if tag.startswith(prefix)}
    there = {f.number: (at, f) for at, f in record.offsets(start) if f.number in wanted}
    for field, tag in wanted.items():
        spec, use = edition.fields[tag], uses[tag]
        at, given = there.get(field, (start, None))
        if given is None or not given.value:
            if use.needed:
                state = "missing" if given is None else "empty"
                found.add(Fault("E0001", f"{spec.name}, {spec.title}, is {state}", tag, number, at, spec.mark))
            continue
        for fault in check_field(transaction, given, spec, use):
            if found.full:
                return
            found.add(Fault(fault.code, fault.sentence, tag, number, at, spec.mark))


def _composition(transaction: Transaction, edition: Edition, tot: str | None, found: Faults) -> None:
    """How many records of each type the transaction may have."""
    at = {f.number: o for o, f in transaction.head.offsets() if f.number in (3, 4)}
    spec = edition.transactions.get(tot or "")
    if spec is None:
        if tot:
            what = (
                f"'{tot[:20]}' is no type of transaction in the table of EBTS {edition.version}; Type-2 was not checked"
            )
            found.add(Fault("E0002", what, "1.004", 1, at.get(4, 0)))
        return
    for types, least, most in spec.records:
        count = sum(r.type in types for r in transaction.records)
        if count < least or (most is not None and count > most):
            names = " or ".join(str(t) for t in sorted(types))
            wanted = (
                f"exactly {least}"
                if least == most
                else f"{least} to {most}"
                if most is not None
                else f"at least {least}"
            )
            what = f"{tot} has {count} records of type {names}, and needs {wanted}"
            found.add(Fault("E0003", what, "1.003", 1, at.get(3, 0), spec.mark))
