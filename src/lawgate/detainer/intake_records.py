"""A federal paper taken in: what it asks, who it says it is about, what came with it, and what became of it."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from lawgate.base.ids import plain
from lawgate.detainer.records import CIVIL_KINDS, Finding, Request

DETAINER, CANCELLATION = "detainer", "cancellation"


class Source(StrEnum):
    """How it came."""

    PDF = "pdf"  # a filled form, read field by field
    JSON = "json"
    FORM = "form"  # typed into the page
    SCAN = "scan"  # a picture of paper, keyed by a person


@dataclass(frozen=True, slots=True)
class Printed:
    """What the paper itself prints of the person, the officer and the service. It is the agency's word, and goes into no one's record."""

    name: str = ""
    born: date | None = None
    booking: str = ""
    file_no: str = ""
    event_no: str = ""
    officer: str = ""
    served_how: str = ""
    served_by: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """The paper as it came, to be sealed with the event that tells of it. ``sha256``: of ``data``."""

    name: str
    media: str
    sha256: str
    data: bytes = field(repr=False)

    def sealed(self) -> dict[str, Any]:
        """For an event's payload, which is sealed under the person's key."""
        told = {"name": self.name, "media": self.media, "sha256": self.sha256, "bytes": len(self.data)}
        return {**told, "data": base64.b64encode(self.data).decode()}


@dataclass(frozen=True, slots=True)
class Intake:
    """One paper. ``warrants``: what came with it, in the words of a feed; None: nobody said. ``findings``: what is to be seen on its
    face. ``cancelled_at``: of a cancellation, when it takes effect."""

    what: str
    source: Source
    request: Request
    printed: Printed
    findings: tuple[Finding, ...]
    warrants: tuple[Mapping[str, Any], ...] | None = None
    cancelled_at: datetime | None = None
    attached: tuple[Attached, ...] = ()
    keyed_by: str = ""
    channel: str = ""
    strange: Mapping[str, str] = field(default_factory=dict)

    @property
    def warrant(self) -> str:
        """The kind of warrant that came with it, a judge's before an officer's; ``none``."""
        kinds = [str(w.get("kind") or "") for w in self.warrants or ()]
        return next((k for k in kinds if k and k not in CIVIL_KINDS), next((k for k in kinds if k), "none"))

    def paper(self, booking: str = "") -> dict[str, Any]:
        """As a delivery of the mailbox: JSON types, in the words of a feed."""
        out: dict[str, Any] = {"what": self.what, "booking": booking or self.printed.booking}
        out |= {"detainer": self.printed.event_no} if self.printed.event_no else {}
        if self.what == CANCELLATION:
            return out | {"cancelled_at": plain(self.cancelled_at)}
        return out | {"request": plain(dict(self.request.facts)), "warrants": plain(list(self.warrants or ()))}

    def act_fields(self) -> dict[str, Any]:
        """As the fields of the desk's act *request received*; unknown ones are left out."""
        r = self.request
        signer = {True: "immigration-officer", False: "nobody"}.get(r.signed) if r.signed is not None else None
        found = {
            "form": r.form,
            "boxes": sorted(r.boxes) if r.boxes is not None else None,
            "signer": signer,
            "warrant": self.warrant if self.warrants is not None else None,
            "issued_on": plain(r.issued_on),
            "issuing_office": r.issuing_office,
            "received_at": plain(r.received_at),
            "channel": self.channel or None,
        }
        return {k: v for k, v in found.items() if v is not None}

    def evidence(self) -> dict[str, Any]:
        """What the event keeps beside it: how it came, who keyed it, the paper's own bytes."""
        told = {"source": self.source.value, "keyed_by": self.keyed_by, "printed": plain(self.printed)}
        return {**told, "attached": [a.sealed() for a in self.attached]}


class Became(StrEnum):
    """What becomes of a paper. All but ``LAID`` leave the record as it is, and are seen by a person."""

    LAID = "laid upon the record"
    NOBODY = "for nobody here"
    LEFT = "came after the person had left"
    ANOTHER = "names another person"
    AGAIN = "on file already"
    SENT_BACK = "to be sent back"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``says``: one sentence for a person."""

    became: Became
    says: str
