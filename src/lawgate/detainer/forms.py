"""The editions of Form I-247: when each could be issued, what it asks, how it counts 48 hours, whether it must be served.

On paper only; what it means is for ``law``. Source: federal digest, Part E, with its confidence marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.base import Confidence

READ, SUMMARY = Confidence.READ, Confidence.SUMMARY


@dataclass(frozen=True, slots=True)
class Form:
    """``service``: ``none``, ``asked`` (the form asks for a copy to be given) or ``condition`` (it takes effect only then)."""

    id: str
    title: str
    since: str
    until: str
    asks: frozenset[str]
    clock: str
    service: str
    confidence: Confidence


def _form(
    id_: str, title: str, since: str, until: str, asks: str, clock: str, service: str, confidence: Confidence = SUMMARY
) -> Form:
    return Form(id_, title, since, until, frozenset(asks.split()), clock, service, confidence)


NOTICE_OF_ACTION = "Immigration Detainer - Notice of Action"
FORMS: dict[str, Form] = {
    f.id: f
    for f in (
        _form("I-247 (1997)", NOTICE_OF_ACTION, "1997-04", "2010-08", "hold notify", "EXCL48", "none"),
        _form("I-247 (8/10)", NOTICE_OF_ACTION, "2010-08", "2011-06", "hold notify", "EXCL48", "none"),
        _form("I-247 (6/11)", NOTICE_OF_ACTION, "2011-06", "2011-12", "hold notify", "EXCL48", "asked"),
        _form("I-247 (12/11)", NOTICE_OF_ACTION, "2011-12-29", "2012-12-21", "hold notify", "EXCL48", "asked"),
        _form("I-247 (12/12)", NOTICE_OF_ACTION, "2012-12-21", "2015-07", "hold notify", "EXCL48", "asked"),
        _form(
            "I-247D",
            "Request for Voluntary Action",
            "2015-06",
            "2017-04-02",
            "hold notify",
            "FLAT48",
            "condition",
            READ,
        ),
        _form(
            "I-247N",
            "Request for Voluntary Notification of Release",
            "2015-06",
            "2017-04-02",
            "notify",
            "none",
            "none",
            READ,
        ),
        _form(
            "I-247X",
            "Request for Voluntary Transfer",
            "2015-10",
            "2017-04-02",
            "transfer hold notify",
            "FLAT48",
            "condition",
        ),
        _form("I-247A", NOTICE_OF_ACTION, "2017-04-02", "", "hold notify", "FLAT48", "condition", READ),
        _form(
            "I-247G", "Request for Advance Notification of Release", "2025-03-04", "", "notify", "none", "none", READ
        ),
    )
}
