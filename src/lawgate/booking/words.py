"""The words a feed may use where it may not use any other; those of the case vocabulary wherever it has one."""

from __future__ import annotations

LEVELS = (
    "infraction",
    "misdemeanor",
    "felony",
    "indictable-crime",
    "disorderly-persons",
    "juvenile-petition",
    "juvenile-adjudication",
)
CONFINEMENT = ("state-prison", "1170h")
DISPOSITIONS = (
    "pending",
    "arrested",
    "arrested-no-complaint-filed",
    "no-charge-filed",
    "dismissed",
    "released",
    "released-on-recognisance",
    "serving-sentence",
    "sentence-served",
    "proceeding-complete",
    "resolved",
)
EVENTS = (
    "bail-posted",
    "bail-tendered-and-refused",
    "sentence-served",
    "charges-dismissed",
    "charges-resolved",
    "no-charge-filed-by-us-attorney",
    "own-recognisance",
    "citation",
    "court-release-to-parent",
    "section-825-limit-reached-without-complaint",
    "proceeding-complete",
    "local-sentence-served-but-other-criminal-hold",
    "never-in-custody",
    "not-at-issue",
)
"""What ends the jail's own authority."""
ORDERS = (
    "own-recognisance",
    "citation",
    "charges-dismissed",
    "no-charge-filed",
    "acquitted",
    "sentence-served",
    "proceeding-complete",
    "court-release-to-parent",
)
HOLD_TYPES = (
    "criminal-warrant",
    "probation-hold",
    "parole-hold",
    "extradition",
    "federal-criminal-hold",
    "other-agency-case",
    "court-commitment",
    "mental-health",
    "immigration-detainer",
    "other",
)
MOVEMENTS = (
    "released",
    "handed-to-ice",
    "moved-to-other-jail",
    "taken-to-court",
    "taken-to-hospital",
    "returned",
    "escaped",
    "died",
)
WARRANTS = ("none", "federal-criminal", "federal-criminal-immigration", "state-criminal", "civil-judicial")
PAPERS = ("I-200", "I-205", *WARRANTS[1:], "judicial-removal-order")
"""Kinds of warrant papers: two signed by immigration officers, the rest by judges."""
AGREEMENTS = ("none", "jail-model", "warrant-service-model", "task-force-model")
CLAIMS = ("none", "asserted", "documented")
LATER_CHANGES = ("17b3-reduction", "1203.4-dismissal", "1170.18-redesignation")
REDUCED = ("charged-as-misdemeanor", "17b1-at-first-sentencing")
LESC = ("unlawfully-present", "not-verified-lawful")
SUBPOENAS = ("administrative", "judicial")
