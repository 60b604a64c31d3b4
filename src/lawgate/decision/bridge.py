"""From records to the question put to the law: the only bridge between them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lawgate.base import BadInput, Place
from lawgate.base.moments import local_day
from lawgate.decision.casefile import Question, read_facts
from lawgate.detainer import Custody, as_given
from lawgate.law.rulebook import Rulebook

OUT_OF_REACH = "federal-prison"


def in_reach(place: Place) -> bool:
    """Federal prisons are not bound by these rules and are counted apart."""
    return place.agency_type != OUT_OF_REACH


def question_of(c: Custody, rulebook: Rulebook) -> Question:
    """The question for one custody: asked at release where that is known, else on the feed's day.

    Local policies are those the books say are in force there that day, unless the feed names them. Raises ``BadInput`` when no
    day can be told.
    """
    place = c.booking.facility
    day = day_of(c)
    given = as_given(c)
    if "local_policy" not in given and place.county is not None:
        given["local_policy"] = frozenset(rulebook.local_policies(place, day.isoformat()))
    facts = read_facts(given, place, c.key)
    facts["moment.date"] = day
    return Question(id=c.key, place=replace(place), day=day, facts=facts, given=given)


def day_of(c: Custody) -> date:
    """The local day the question is asked on."""
    b = c.booking
    moment = c.due.t0 or b.as_of or b.booked_at or b.released_at
    if moment is None:
        raise BadInput("no day is given", where=b.where or c.key, do="give a time, or --as-of")
    return local_day(moment, b.facility.zone)
