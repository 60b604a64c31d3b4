"""The words of the federal side's messages, in the forms that ``federal.read_response`` and ``exchange.read_answer`` read.

Written for this simulation: layouts are those described by the sources named in ``federal.records``; no agency's text is copied.
All numbers and agency numbers are of ranges that are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lawgate.base import digest
from lawgate.exchange import Envelope as Card
from lawgate.exchange import build
from lawgate.federal import Envelope, Query, write_envelope
from lawgate.federal.query_text import plain_words
from lawgate.standin.federal.repository import FederalRecord, Status

FEDERAL = "DH0000000"
BUREAU = "FB0000000"
NO_DETAINER = "THIS IS NOT A DETAINER. A DETAINER, IF ANY, IS SENT BY THE FIELD OFFICE."
BY_PRINTS = "THIS RESPONSE IS BASED ON A FINGERPRINT MATCH."
BY_NAME = "THIS RESPONSE IS NOT SUPPORTED BY FINGERPRINTS."
ASSERTS = {
    Status.ENCOUNTERED: "SUBJECT APPEARS TO BE A NATIONAL OF {pob} WHO ENTERED WITHOUT INSPECTION AND IS SUBJECT TO REMOVAL",
    Status.OVERSTAY: "SUBJECT APPEARS TO BE A NATIONAL OF {pob} WHO WAS ADMITTED ON A VISA AND REMAINED LONGER THAN AUTHORISED",
    Status.PROCEEDINGS: "SUBJECT APPEARS TO BE AN ALIEN IN REMOVAL PROCEEDINGS WHICH ARE PENDING SINCE {as_of}",
    Status.ORDERED: "SUBJECT WAS ORDERED REMOVED BY AN IMMIGRATION JUDGE ON {order}",
    Status.VISA: "SUBJECT WAS ADMITTED ON A VISA WHICH IS CURRENT",
    Status.RESIDENT: "SUBJECT IS A LAWFUL PERMANENT RESIDENT",
    Status.NATURALISED: "SUBJECT IS A NATURALIZED CITIZEN OF THE UNITED STATES SINCE {as_of}",
}
SEEN_AS = {
    Status.ENCOUNTERED: "WAS FINGERPRINTED AS AN ALIEN AT AN ENCOUNTER WITH AN OFFICER",
    Status.OVERSTAY: "WAS FINGERPRINTED AS AN APPLICANT FOR A VISA",
    Status.PROCEEDINGS: "WAS FINGERPRINTED AS AN ALIEN WHEN PLACED IN PROCEEDINGS",
    Status.ORDERED: "HAS BEEN FINGERPRINTED AS A PERSON ORDERED REMOVED",
    Status.VISA: "WAS FINGERPRINTED AS AN APPLICANT FOR A VISA",
    Status.RESIDENT: "WAS FINGERPRINTED AS AN APPLICANT FOR RESIDENT STATUS",
    Status.NATURALISED: "WAS FINGERPRINTED AS AN APPLICANT FOR CITIZENSHIP",
}


def match(control: str, to: str, record: FederalRecord) -> bytes:
    """An IDR: the prints are on file."""
    says = f"SUBJECT {SEEN_AS[record.status]} ON {record.as_of:%Y%m%d}."
    lines = ["IDENT DATA RESPONSE.", f"TCR: {control}", "BIOMETRIC IDENT MATCH.", *_who(record), says, NO_DETAINER]
    return _sent("IDR", control, to, lines)


def no_match(control: str, to: str) -> bytes:
    """An IDR: the prints are not on file. It says nothing of the person."""
    return _sent("IDR", control, to, ["IDENT DATA RESPONSE.", f"TCR: {control}", "BIOMETRIC SEARCH: NO MATCH."])


def unsure(control: str, to: str) -> bytes:
    """An IDR that an examiner could not settle."""
    lines = ["IDENT DATA RESPONSE.", f"TCR: {control}", "BIOMETRIC SEARCH: PRINTS NOT SUFFICIENT, INTERVIEW NEEDED."]
    return _sent("IDR", control, to, lines)


def acknowledged(control: str, to: str, number: str) -> bytes:
    """The receipt that comes at once, made by a machine."""
    lines = ["ACKNOWLEDGEMENT.", f"CONTROL: {control}", f"LESC QUERY ID: {number}", "YOUR QUERY HAS BEEN RECEIVED."]
    return _sent("ACK", control, to, lines)


def asserted(control: str, to: str, number: str, record: FederalRecord, *, by_prints: bool) -> bytes:
    """An IAR with a sentence of status."""
    dates = {"as_of": f"{record.as_of:%Y%m%d}", "order": f"{record.order_on or record.as_of:%Y%m%d}"}
    says = ASSERTS[record.status].format(pob=record.birth_place, **dates)
    basis = BY_PRINTS if by_prints else BY_NAME
    return _sent("IAR", control, to, [*_head(control, number), *_who(record), f"{says}.", basis, NO_DETAINER])


def nothing_found(control: str, to: str, number: str, *, by_prints: bool) -> bytes:
    """An IAR that no record was found."""
    basis = "SEARCH WAS MADE BY FINGERPRINT COMPARISON." if by_prints else BY_NAME
    return _sent("IAR", control, to, [*_head(control, number), "NO RECORD FOUND.", basis, NO_DETAINER])


def several(control: str, to: str, number: str, how_many: int) -> bytes:
    """An IAR: more than one person of that name and birth date is on file."""
    says = f"{how_many} FILES AGREE WITH THE NAME AND DATE OF BIRTH. STATUS CANNOT BE DETERMINED, INTERVIEW NEEDED."
    return _sent("IAR", control, to, [*_head(control, number), says, BY_NAME, NO_DETAINER])


def result(tcn: str, to: str, booking: str, record: FederalRecord | None, at: datetime) -> bytes:
    """The bureau's SRE: whether the prints are in its criminal file, with the rap sheet. It says nothing of status."""
    known = record is not None and bool(record.convictions)
    name = plain_words(f"{record.family}, {record.given}", "NAM") if record is not None and known else "DOE, JOHN"
    fields = {"NAM": name, "SRF": "I" if known else "N", "CRI": to, **_echo(booking)}
    if record is not None and known:
        fields |= {"FBI": record.fbi_number, "ERS": "\n".join(_rap(record))}
    head = Card("SRE", at.date(), to, BUREAU, _own(tcn, "R"), tcr=tcn, sent=at)
    return build(head, fields).encode()


def refused(tcn: str, to: str, booking: str, why: str, at: datetime) -> bytes:
    """The bureau's ERRT: a card that could not be worked with."""
    fields = {"CRI": to, "MSG": [why], **_echo(booking)}
    return build(Card("ERRT", at.date(), to, BUREAU, _own(tcn, "E"), tcr=tcn, sent=at), fields).encode()


def _echo(booking: str) -> dict[str, str]:
    """The sender's own number as it comes back, where the field can carry it."""
    return {"OCA": booking} if 1 <= len(booking) <= 20 and "." not in booking and booking.isascii() else {}


def _own(tcn: str, what: str) -> str:
    """The answer's own number."""
    return f"FB-{digest(tcn.encode())[:16].upper()}-{what}"


def named(query: Query) -> tuple[str, str]:
    """The name as it is looked up: capitals, no accents, as the switch carries it."""
    return query.subject.last.upper(), query.subject.first.upper()


def _head(control: str, number: str) -> list[str]:
    return ["IMMIGRATION ALIEN RESPONSE.", f"CONTROL: {control}", f"LESC QUERY ID: {number}"]


def _who(record: FederalRecord) -> list[str]:
    out = [
        f"NAME: {record.family.upper()}, {record.given.upper()}",
        f"DOB: {record.born:%Y%m%d}",
        f"POB: {record.birth_place}",
        f"A-NUMBER: {record.alien_number}",
        f"FIN: {record.fin}",
    ]
    return [*out, f"FBI NUMBER: {record.fbi_number}"] if record.fbi_number else out


def _rap(record: FederalRecord) -> Iterable[str]:
    for one in record.convictions:
        words = (str(one.get(k, "")) for k in ("convicted_on", "statute", "name", "level"))
        yield plain_text(" ".join(w for w in words if w)).upper()


def plain_text(text: str) -> str:
    """``text`` in seven-bit characters, others as question marks."""
    return text.encode("ascii", "replace").decode()


def _sent(key: str, control: str, to: str, lines: list[str]) -> bytes:
    return write_envelope(Envelope(key, FEDERAL, to, control, "\n".join(lines)))
