"""The editions of Form I-247: when each could be issued, what it asks, how it counts 48 hours, whether it must be served.

On paper only; what it means is for ``law``. From the forms of 1997 to 2025 and the reports of them; ``confidence`` says how far the
text was read. Days marked "about" in the sources are given as the last day that the sources allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from lawgate.base import BadInput, Citation, Confidence

READ, SUMMARY, RECALLED = Confidence.READ, Confidence.SUMMARY, Confidence.RECALLED


@dataclass(frozen=True, slots=True)
class Form:
    """One edition. ``since`` and ``until``: first day it was in force, and the day it was withdrawn (None: still in force).

    ``clock``: ``EXCL48`` (48 hours without Saturdays, Sundays and federal holidays), ``FLAT48`` (48 elapsed hours), ``none``.
    ``service``: ``none``, ``asked`` (the form asks for a copy to be given), ``condition`` (it takes effect only then).
    ``boxes``: what can be ticked, in the case vocabulary; ``parts``: the parts of which one box each is needed, as alternatives.
    """

    id: str
    title: str
    since: date
    until: date | None
    asks: frozenset[str]
    clock: str
    service: str
    boxes: frozenset[str]
    parts: tuple[frozenset[str], ...]
    citation: Citation

    @property
    def hold_asked(self) -> bool:
        return "hold" in self.asks

    def current(self, day: date) -> bool:
        """Could it be issued on ``day``?"""
        return self.since <= day and (self.until is None or day < self.until)

    def part_of(self, box: str) -> str:
        """``1A`` of ``1A-final-order``; the whole form counts as one part where it has none."""
        head = box.split("-", 1)[0]
        return head if any(head in p for p in self.parts) else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STATUS = _words("proceedings-started warrant-of-arrest-served order-of-removal")
_WITH_INQUIRY = _STATUS | {"inquiry-begun"}
_TRIGGERS = _words(
    "prior-felony-or-charge three-or-more-misdemeanors significant-misdemeanor illegal-entry-conviction illegal-reentry "
    "immigration-fraud other-significant-risk other"
)
_PRIORITIES = _words(
    "national-security gang felony-conviction aggravated-felony significant-misdemeanor three-or-more-misdemeanors"
)
_CAUSE = _words("final-order pending-proceedings biometric-match statements-or-evidence")
_LENT = "2-dhs-transferred-for-proceeding"
NOTICE_OF_ACTION = "Immigration Detainer - Notice of Action"
HOLD_AND_NOTICE, NOTICE = _words("hold notify"), _words("notify")
ANY_BOX: tuple[frozenset[str], ...] = ()


def _i247(
    edition: str, since: date, until: date, service: str, boxes: frozenset[str], cite: str, how: Confidence
) -> Form:
    ref = Citation(cite, how)
    return Form(
        f"I-247 ({edition})", NOTICE_OF_ACTION, since, until, HOLD_AND_NOTICE, "EXCL48", service, boxes, ANY_BOX, ref
    )


FORMS: dict[str, Form] = {
    f.id: f
    for f in (
        _i247("1997", date(1997, 4, 1), date(2010, 9, 1), "none", _WITH_INQUIRY, "Form I-247 (Rev. 4-1-97)", SUMMARY),
        _i247("8/10", date(2010, 8, 1), date(2011, 7, 1), "none", _WITH_INQUIRY, "Form I-247 (8/10)", SUMMARY),
        _i247("6/11", date(2011, 6, 1), date(2011, 12, 29), "asked", _WITH_INQUIRY, "Form I-247 (6/11)", SUMMARY),
        _i247("12/11", date(2011, 12, 29), date(2012, 12, 21), "asked", _WITH_INQUIRY, "Form I-247 (12/11)", SUMMARY),
        _i247(
            "12/12",
            date(2012, 12, 21),
            date(2015, 8, 1),
            "asked",
            _STATUS | _TRIGGERS | {"reason-to-believe-removable"},
            "Form I-247 (12/12)",
            SUMMARY,
        ),
        Form(
            "I-247D",
            "Immigration Detainer - Request for Voluntary Action",
            date(2015, 6, 1),
            date(2017, 4, 2),
            HOLD_AND_NOTICE,
            "FLAT48",
            "condition",
            frozenset({*(f"1A-{p}" for p in _PRIORITIES), *(f"1B-{c}" for c in _CAUSE), _LENT}),
            (_words("1A 1B"), _words("2")),
            Citation("Form I-247D (5/15)", READ),
        ),
        Form(
            "I-247N",
            "Request for Voluntary Notification of Release of Suspected Priority Alien",
            date(2015, 6, 1),
            date(2017, 4, 2),
            NOTICE,
            "none",
            "none",
            _PRIORITIES,
            ANY_BOX,
            Citation("Form I-247N (5/15)", READ),
        ),
        Form(
            "I-247X",
            "Request for Voluntary Transfer",
            date(2015, 10, 1),
            date(2017, 4, 2),
            _words("transfer hold notify"),
            "FLAT48",
            "condition",
            _words("P3-final-order-2014-or-later"),
            ANY_BOX,
            Citation("Form I-247X (2015)", SUMMARY),
        ),
        Form(
            "I-247A",
            NOTICE_OF_ACTION,
            date(2017, 4, 2),
            None,
            HOLD_AND_NOTICE,
            "FLAT48",
            "condition",
            frozenset({*(f"1-{c}" for c in _CAUSE), _LENT}),
            (_words("1"), _words("2")),
            Citation("Form I-247A (3/17)", READ),
        ),
        Form(
            "I-247G",
            "Request for Advance Notification of Release",
            date(2025, 3, 4),
            None,
            NOTICE,
            "none",
            "none",
            _words("advance-notification"),
            ANY_BOX,
            Citation("Form I-247G (2025)", READ),
        ),
    )
}
"""Every edition that was ever issued, by its name in the case vocabulary."""
BOXES = frozenset().union(*(f.boxes for f in FORMS.values()))
CONDITIONS = frozenset({"operative-only-on-conviction"})
_SPELT = re.compile(
    r"^(?:form|dhs form|ins form)?\s*i[- ]?247[- ]?([adgnx])?\b\s*\(?\s*(?:rev\.?|ed\.?)?\s*([\d/. -]*)\)?$"
)
_EDITIONS = {
    "1997": "1997",
    "4/97": "1997",
    "04/97": "1997",
    "4-1-97": "1997",
    "4/1/97": "1997",
    "8/10": "8/10",
    "08/10": "8/10",
    "6/11": "6/11",
    "06/11": "6/11",
    "12/11": "12/11",
    "12/12": "12/12",
    "12/2011": "12/11",
    "12/2012": "12/12",
}


def form_id(text: str | None) -> str | None:
    """The edition that ``text`` names, however it is spelt; None for one that is not known, also for a bare "I-247".

    Raises ``BadInput`` for a form that nobody issued.
    """
    if text is None or text in FORMS:
        return text
    found = _SPELT.match(text.strip().lower())
    if found is not None:
        letter, edition = found[1], found[2].strip(" .")
        if letter:
            return f"I-247{letter.upper()}"
        if not edition:
            return None
        if edition in _EDITIONS:
            return f"I-247 ({_EDITIONS[edition]})"
    close = get_close_matches(text[:40], FORMS, n=1, cutoff=0.5)
    do = (
        f"did you mean '{close[0]}'? Leave it blank if it is not known"
        if close
        else "leave it blank if it is not known"
    )
    raise BadInput(f"'{text[:60]}' is a form that nobody issued", do=do)


def forms_on(day: date) -> tuple[Form, ...]:
    """The editions that could be issued on ``day``."""
    return tuple(f for f in FORMS.values() if f.current(day))
