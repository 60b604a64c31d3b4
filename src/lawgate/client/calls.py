"""Every operation of the interface as a call. Written by ``lawgate.web.api.client_source``; do not change it by hand."""

from __future__ import annotations

from typing import cast

from lawgate.client.models import (
    Acknowledge,
    Acted,
    ActIn,
    Acts,
    Alarms,
    AuthorityOut,
    CaseIn,
    CasesIn,
    Custody,
    DecidedCases,
    DecisionOut,
    Deliveries,
    Delivery,
    EventOut,
    GateIn,
    GateOut,
    HeadOut,
    Health,
    Hooks,
    Law,
    Letters,
    NiemFile,
    PersonOut,
    Taken,
    Timeline,
    UndoIn,
    WhatIf,
)
from lawgate.client.transport import Transport, part


class Client(Transport):
    """The calls. Each raises ``Problem`` or ``Unreachable``. Version 1.0.0."""

    def bookings(self, body: Delivery, *, idempotency_key: str | None = None) -> Deliveries:
        """Bookings as a feed gives them: each is read, decided and kept, or refused with the sentence that says why.
        Delivering the same again changes nothing; a changed one is a correction, and is decided anew. What was entered
        at the desk stays. A number that is another person's already is refused.
        """
        return cast(
            "Deliveries", self._ask("POST", "/bookings", headers={"Idempotency-Key": idempotency_key}, json=body)
        )

    def prints(
        self,
        content: bytes,
        content_type: str = "application/octet-stream",
        *,
        booking: str = "",
        idempotency_key: str | None = None,
    ) -> Taken:
        """A booking card as an EBTS file: its prints are read (seconds, one card at a time) and kept as templates, sealed
        under a key that is destroyed when the person leaves. Prints that come before their booking wait for it. The
        same card again changes nothing.
        """
        return cast(
            "Taken",
            self._ask(
                "POST",
                "/prints",
                query={"booking": booking},
                headers={"Idempotency-Key": idempotency_key, "Content-Type": content_type},
                content=content,
            ),
        )

    def requests(
        self,
        content: bytes,
        content_type: str = "application/pdf",
        *,
        booking: str = "",
        signer: str = "",
        warrant: str = "",
        idempotency_key: str | None = None,
    ) -> Taken:
        """A Form I-247 or its cancellation: the filled PDF, or JSON ``{"what", "booking", "subject", "request",
        "warrants"}``. It is laid upon the record and decided anew; one that cannot be (for nobody here, for somebody
        who has left, for another person) is kept with its bytes and its reason, for a person to look at.
        """
        return cast(
            "Taken",
            self._ask(
                "POST",
                "/requests",
                query={"booking": booking, "signer": signer, "warrant": warrant},
                headers={"Idempotency-Key": idempotency_key, "Content-Type": content_type},
                content=content,
            ),
        )

    def acts(self, booking: str) -> Acts:
        """Every act that was entered, at the desk or by a system, oldest first, and which of them were undone."""
        return cast("Acts", self._ask("GET", f"/people/{part(booking)}/acts"))

    def take_back(self, booking: str, event: int, body: UndoIn, *, idempotency_key: str | None = None) -> Acted:
        """Take an act back by a correcting event. What happened at the door cannot be."""
        return cast(
            "Acted",
            self._ask(
                "POST",
                f"/people/{part(booking)}/acts/{part(event)}/undo",
                headers={"Idempotency-Key": idempotency_key},
                json=body,
            ),
        )

    def enter(
        self, booking: str, act: str, body: ActIn, *, if_match: str | None = None, idempotency_key: str | None = None
    ) -> Acted:
        """Enter an act of the desk, made against the record that If-Match names. What others entered meanwhile stays: an
        act that touches the same place is refused with what stands there now, any other is laid beside it. docs/api.md
        lists acts and fields.
        """
        return cast(
            "Acted",
            self._ask(
                "POST",
                f"/people/{part(booking)}/acts/{part(act)}",
                headers={"If-Match": if_match, "Idempotency-Key": idempotency_key},
                json=body,
            ),
        )

    def alarms(self, *, booking: str = "") -> Alarms:
        """Every alarm that stands, the gravest first. One that was acknowledged stands until what it is about is over."""
        return cast("Alarms", self._ask("GET", "/alarms", query={"booking": booking}))

    def seen(self, alarm: str, body: Acknowledge, *, idempotency_key: str | None = None) -> EventOut:
        """The ladder stops; the alarm stands until what it is about is over."""
        return cast(
            "EventOut",
            self._ask(
                "POST", f"/alarms/{part(alarm)}/acknowledge", headers={"Idempotency-Key": idempotency_key}, json=body
            ),
        )

    def custody(self, *, at: str | None = None, after: int = 0, limit: int = 100) -> Custody:
        """Everyone in custody at ``at`` (now if it is left out), by what is known last, the nearest last lawful minute
        first.
        """
        return cast("Custody", self._ask("GET", "/custody", query={"at": at, "after": after, "limit": limit}))

    def decision(self, booking: str) -> DecisionOut:
        """The four answers with their reasons and citations, the last lawful minute with its arithmetic, the papers, what
        is missing.
        """
        return cast("DecisionOut", self._ask("GET", f"/people/{part(booking)}/decision"))

    def events(self, booking: str) -> Timeline:
        """Every event of a person, in the order in which the ledger learned it. Templates of fingerprints are left out."""
        return cast("Timeline", self._ask("GET", f"/people/{part(booking)}/timeline"))

    def niem(self, booking: str) -> NiemFile:
        """The file as JSON-LD in the names of NIEM 6.0; what NIEM has no name for stands in this project's own namespace."""
        return cast("NiemFile", self._ask("GET", f"/people/{part(booking)}/niem"))

    def person(self, booking: str) -> PersonOut:
        """The record and the decision as they stand. Its ETag goes into If-Match of an act."""
        return cast("PersonOut", self._ask("GET", f"/people/{part(booking)}"))

    def may_hold(self, body: GateIn, *, idempotency_key: str | None = None) -> GateOut:
        """May the jail keep this person at this minute? The asking and the answer are one event."""
        return cast(
            "GateOut", self._ask("POST", "/gate/may-hold", headers={"Idempotency-Key": idempotency_key}, json=body)
        )

    def may_release(self, body: GateIn, *, idempotency_key: str | None = None) -> GateOut:
        """May the jail let this person go at this minute? The asking and the answer are one event."""
        return cast(
            "GateOut", self._ask("POST", "/gate/may-release", headers={"Idempotency-Key": idempotency_key}, json=body)
        )

    def decide(self, body: CasesIn) -> DecidedCases:
        """Decide each case by the books in force here. Nothing of it is kept. A case that cannot be read is named, the
        others are decided.
        """
        return cast("DecidedCases", self._ask("POST", "/decide", json=body))

    def whatif(self, body: CaseIn) -> WhatIf:
        """The smallest changes of fact, and the nearest day and county, that would bring each other answer. Where an
        answer is open, the questions that would settle it are given instead. Nothing of it is written down. An answer
        that takes longer than somebody waits is a 503 *busy*; it is worked on meanwhile, and the same question asked
        again finds it.
        """
        return cast("WhatIf", self._ask("POST", "/what-if", json=body))

    def law(
        self,
        *,
        state: str,
        on: str,
        county: str | None = None,
        locality: str | None = None,
        agency_type: str = "county-jail",
    ) -> Law:
        """Every norm in force at a place on a day, with its words, its citation, and how sure we are of the text."""
        return cast(
            "Law",
            self._ask(
                "GET",
                "/law",
                query={"state": state, "on": on, "county": county, "locality": locality, "agency_type": agency_type},
            ),
        )

    def authority(self, authority: str) -> AuthorityOut:
        """One statute, regulation, decision, form or policy with its norms."""
        return cast("AuthorityOut", self._ask("GET", f"/law/{part(authority)}"))

    def dead_letters(self) -> Letters:
        """Messages that were given up after many attempts and wait for a person."""
        return cast("Letters", self._ask("GET", "/outbox/dead"))

    def revive(self, message: str, *, idempotency_key: str | None = None) -> EventOut:
        """Try a dead letter again, from the first attempt on."""
        return cast(
            "EventOut",
            self._ask("POST", f"/outbox/{part(message)}/revive", headers={"Idempotency-Key": idempotency_key}),
        )

    def head(self) -> HeadOut:
        """The newest signature. Kept elsewhere, it proves later that nothing before it was rewritten or cut off."""
        return cast("HeadOut", self._ask("GET", "/ledger/head"))

    def hooks(self) -> Hooks:
        """The receivers of news, how far each is, and the events that each missed. They are added on the command line
        only.
        """
        return cast("Hooks", self._ask("GET", "/webhooks"))

    def health(self) -> Health:
        """What ``/readyz`` says, for whoever knows only this interface."""
        return cast("Health", self._ask("GET", "/health"))
