"""A person's file in the names of NIEM 6.0 (OASIS NIEMOpen), as JSON-LD; what NIEM has no name for stands in a namespace of our own.

A federal request is ``j:DetainerNotificationRequest``: an organisation asks to take custody and to be told. It is not
``j:DetainerOrder``, which is a judge's direction; for the same reason an officer's warrant (I-200, I-205) is never ``j:Warrant``.
Citizenship is never derived: only what the person says is given, as said. Absent names are unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Said = Mapping[str, Any]
CONTEXT = {
    "nc": "https://docs.oasis-open.org/niemopen/ns/model/niem-core/6.0/",
    "j": "https://docs.oasis-open.org/niemopen/ns/model/domains/justice/6.0/",
    "im": "https://docs.oasis-open.org/niemopen/ns/model/domains/immigration/6.0/",
    "ncic": "https://docs.oasis-open.org/niemopen/ns/model/codes/ncic/6.0/",
    "lawgate": "urn:lawgate:niem:1.0:",
}
CIVIL = ("I-200", "I-205")


def niem_file(record: Said, answer: Said | None) -> dict[str, Any]:
    """The file of a custody record (``detainer.record``) and its answer (``decision.told``). JSON types only."""
    booking = _without_empty(
        {
            "@id": "#booking",
            "j:BookingAgencyRecordIdentification": _id(record["booking"]),
            "j:BookingAgency": _agency(record["place"]),
            "j:BookingSubject": {"@id": "#subject"},
            "nc:ActivityDate": _moment(record.get("booked_at")),
            "j:BookingRelease": _release(record),
        }
    )
    return _without_empty(
        {
            "@context": CONTEXT,
            "j:Subject": {"@id": "#subject", "nc:RoleOfPerson": _person(record), **_place(record)},
            "j:Booking": booking,
            "j:Charge": [_charge(c, str(n)) for n, c in enumerate(record.get("charges") or (), 1)],
            "j:Bail": [_bail(b) for b in record.get("bail") or ()],
            "j:Warrant": [_warrant(w) for w in record.get("warrants") or () if w.get("kind") not in CIVIL],
            "j:DetainerNotificationRequest": [_request(r) for r in _requests(record)],
            "lawgate:AdministrativeWarrant": [
                _civil(w) for w in record.get("warrants") or () if w.get("kind") in CIVIL
            ],
            "lawgate:CustodyDecision": _decision(answer),
        }
    )


def _person(record: Said) -> dict[str, Any]:
    who = record["person"]
    names = {
        "nc:PersonSurName": who.get("last"),
        "nc:PersonGivenName": who.get("first"),
        "nc:PersonMiddleName": who.get("middle"),
    }
    return _without_empty(
        {
            "nc:PersonName": _without_empty({k: _text(v) for k, v in names.items()}),
            "nc:PersonAlternateName": [{"nc:PersonFullName": _text(a)} for a in who.get("aliases") or ()],
            "nc:PersonBirthDate": {"nc:Date": who["born"]} if who.get("born") else None,
            "nc:PersonSexText": _text(who.get("sex")),
            "nc:PersonPrimaryLanguage": {"nc:LanguageName": _text(who["language"])} if who.get("language") else None,
            "lawgate:PersonCitizenshipClaimText": _text((record.get("facts") or {}).get("subject.citizenship_claim")),
        }
    )


def _place(record: Said) -> dict[str, Any]:
    housing = record.get("housing")
    return {"j:SubjectDetainmentLocation": {"nc:LocationName": _text(housing)}} if housing else {}


def _agency(place: Said) -> dict[str, Any]:
    address = {"j:LocationStateNCICLISCode": place.get("state"), "nc:LocationCountyName": _text(place.get("county"))}
    return _without_empty(
        {
            "nc:OrganizationName": _text(place.get("agency")),
            "nc:OrganizationLocation": {"nc:Address": _without_empty(address)},
            "lawgate:AgencyCategoryText": _text(place.get("agency_type")),
        }
    )


def _charge(c: Said, number: str) -> dict[str, Any]:
    level = c.get("level")
    return _without_empty(
        {
            "j:ChargeSequenceID": _text(str(c.get("line") or number)),
            "j:ChargeStatute": {"j:StatuteCodeSectionIdentification": _id(c["statute"])} if c.get("statute") else None,
            "j:ChargeDescriptionText": _text(c.get("name")),
            "j:ChargeSeverityText": _text(level),
            "j:ChargeFelonyIndicator": None if level is None else level == "felony",
            "j:ChargeDisposition": {"j:ChargeDispositionText": _text(c["disposition"])}
            if c.get("disposition")
            else None,
            "lawgate:GroundEndDate": _moment(c.get("ends_at")),
        }
    )


def _bail(b: Said) -> dict[str, Any]:
    amount = {"nc:Amount": b["amount_usd"], "nc:CurrencyCode": "USD"} if b.get("amount_usd") is not None else None
    posted, tendered = _moment(b.get("accepted_at")), _moment(b.get("tendered_at"))
    return _without_empty(
        {
            "j:BailPostedAmount": amount if posted else None,
            "j:BailPostedDate": posted,
            "lawgate:BailTenderedAmount": amount,
            "lawgate:BailTenderedDate": tendered,
            "lawgate:BailRefusedReasonText": _text(b.get("refused")),
        }
    )


def _warrant(w: Said) -> dict[str, Any]:
    return _without_empty(
        {
            "lawgate:WarrantKindText": _text(w.get("kind")),
            "j:CourtOrderIssuingCourt": {"j:CourtName": _text(w["court"])} if w.get("court") else None,
            "j:CourtOrderIssuingDate": {"nc:Date": w["issued_on"]} if w.get("issued_on") else None,
            "j:CourtOrderServiceDate": _moment(w.get("served_at")),
        }
    )


def _civil(w: Said) -> dict[str, Any]:
    return _without_empty(
        {
            "lawgate:FormName": w.get("kind"),
            "nc:DocumentIssuedDate": {"nc:Date": w["issued_on"]} if w.get("issued_on") else None,
            "nc:DocumentReceivedDate": _moment(w.get("received_at")),
            "lawgate:ServedDate": _moment(w.get("served_at")),
        }
    )


def _requests(record: Said) -> Iterator[Said]:
    yield from record.get("earlier_requests") or ()
    if record.get("request"):
        yield record["request"]


def _request(r: Said) -> dict[str, Any]:
    return _without_empty(
        {
            "lawgate:FormName": r.get("form"),
            "nc:DocumentIssuedDate": {"nc:Date": r["issued_on"]} if r.get("issued_on") else None,
            "nc:DocumentReceivedDate": _moment(r.get("received_at")),
            "lawgate:FormBoxText": _texts(r.get("boxes")),
            "lawgate:RequestedActText": _texts(r.get("asks")),
            "lawgate:ServedOnSubjectDate": _moment(r.get("served_on_subject_at")),
            "lawgate:CancelledDate": _moment(r.get("cancelled_at")),
        }
    )


def _release(record: Said) -> dict[str, Any] | None:
    out = _moment(record.get("released_at"))
    if out is None:
        return None
    event = (record.get("release_due") or {}).get("event")
    return _without_empty({"nc:ActivityDate": out, "nc:ActivityReasonText": _text(event)})


def _decision(answer: Said | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    return _without_empty(
        {
            "lawgate:HoldAnswerText": answer["hold"],
            "lawgate:NotifyAnswerText": answer["notify"],
            "lawgate:TransferAnswerText": answer["transfer"],
            "lawgate:InterviewAnswerText": answer["interview"],
            "lawgate:ReleaseDueDate": _moment(answer["release_due"]),
            "lawgate:LastLawfulMinuteDate": _moment(answer["release_by"]),
            "lawgate:DecisionText": answer["headline"],
            "lawgate:AuthorityText": list(answer["because"]),
            "lawgate:RulebookIdentification": _id(answer["rulebook"]),
        }
    )


def _id(value: Any) -> dict[str, str]:
    return {"nc:IdentificationID": str(value)}


def _text(value: Any) -> str | None:
    return str(value) if value not in (None, "") else None


def _texts(values: Sequence[Any] | None) -> list[str] | None:
    return None if values is None else sorted(str(v) for v in values)


def _moment(text: Any) -> dict[str, str] | None:
    return {"nc:DateTime": str(text)} if text else None


def _without_empty(values: Said) -> dict[str, Any]:
    """``values`` without what nobody said; an empty list that was said to be empty stays."""
    return {k: v for k, v in values.items() if v is not None and v != {} and not (v == [] and k[0] != "l")}
