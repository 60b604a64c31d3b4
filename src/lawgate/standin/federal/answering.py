"""From a query to everything that follows from it: which messages, with what words, arriving when.

Pure but for the gallery: the same query gives the same messages at the same instants, whenever and however often it is worked
out, since all chance is drawn from the seed and the query's own control.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from lawgate.base import digest
from lawgate.federal import Query
from lawgate.identity import Verdict, assess, print_evidence
from lawgate.prints import TenPrint
from lawgate.prints.gallery import Search
from lawgate.prints.gallery_local import LocalGallery
from lawgate.standin.federal import papers, texts
from lawgate.standin.federal.card import Card, numbered
from lawgate.standin.federal.eras import Era
from lawgate.standin.federal.office import Judgment, judged
from lawgate.standin.federal.records import Channel, Delivered
from lawgate.standin.federal.repository import FederalRecord
from lawgate.standin.federal.timing import Timing
from lawgate.standin.federal.world import World

TEMPLATES = Search(most=3, shortlist=3, exchanged=False)  # ten fingers against ten: the right one is far ahead
OTHERS = Search(most=3, shortlist=64)  # fewer fingers, or fingers read from pictures
WHOLE = 10
CANCELLED, CANCELLED_IF_WRONG = 0.05, 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """Who the prints are: a record, nobody, or nobody for certain (``unsure``)."""

    record: FederalRecord | None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from a query. ``judgment``: of the office on ``booking``, where the prints matched an immigration record."""

    messages: tuple[Delivered, ...]
    judgment: Judgment | None = None
    booking: str = ""


class Answering:
    """Answers for one world and era."""

    def __init__(self, world: World, era: Era, gallery: LocalGallery, timing: Timing) -> None:
        self.world, self.era, self.gallery, self.timing = world, era, gallery, timing
        self.by_key = {r.key: r for r in world.records}
        self.by_name: dict[tuple[str, str, str], list[FederalRecord]] = {}
        for r in world.records:
            if r.immigration:
                self.by_name.setdefault((r.family.upper(), r.given.upper(), f"{r.born:%Y%m%d}"), []).append(r)
        self.by_number = {r.alien_number: r for r in world.records if r.immigration}

    def find(self, fingers: TenPrint, *, pictures: bool = False) -> Found:
        """Whose prints these are, by fingers and nothing else, under the limits of ``identity``."""
        whole = not pictures and sum(len(t) > 0 for t in fingers.fingers.values()) == WHOLE
        answer = self.gallery.search(fingers, TEMPLATES if whole else OTHERS)
        best = next(iter(answer.candidates), None)
        if best is None:
            return Found(None)
        verdict = assess(best.name, None, print_evidence(best, answer.searched), 0.0).verdict
        if verdict is Verdict.SAME:
            return Found(self.by_key[best.name])
        return Found(None, unsure=verdict is Verdict.UNSURE and best.evidence > 0)

    def biometric(self, control: str, sent: datetime, card: Card) -> Follows:
        """The bureau's result, the match or its absence, the answer on status, and perhaps a detainer."""
        case = Random(f"{self.world.seed}:{control}")
        out = _Outgoing(control, sent)
        out.after(self.timing.bureau.draw(case))
        if card.fault:
            out.say(Channel.BUREAU, texts.refused(control, card.sender, card.booking, card.fault, out.at))
            return Follows(tuple(out.messages))
        found = self.find(card.fingers, pictures=card.pictures)
        record = found.record
        if numbered(control):
            out.say(Channel.BUREAU, texts.result(control, card.sender, card.booking, record, out.at))
        out.after(self.timing.match.draw(case))
        if found.unsure:
            out.say(Channel.SWITCH, texts.unsure(control, card.sender))
        elif record is None or not record.immigration:
            out.say(Channel.SWITCH, texts.no_match(control, card.sender))
        else:
            out.say(Channel.SWITCH, texts.match(control, card.sender, record))
            out.after(self.timing.answer.draw(case))
            number = _number(control)
            out.say(Channel.SWITCH, texts.asserted(control, card.sender, number, record, by_prints=True))
            judgment = self._office(out, card, record)
            return Follows(tuple(out.messages), judgment, card.booking)
        return Follows(tuple(out.messages))

    def named(self, query: Query, sent: datetime) -> Follows:
        """The receipt and the answer to an IAQ. By name and birth date, or by alien number: weaker, and it says so."""
        case = Random(f"{self.world.seed}:{query.control}")
        out = _Outgoing(query.control, sent)
        number = _number(query.control)
        out.after(self.timing.acknowledged.draw(case))
        out.say(Channel.SWITCH, texts.acknowledged(query.control, query.sender, number))
        out.after(self.timing.answer.draw(case))
        files = self._by_name(query)
        if len(files) == 1:
            body = texts.asserted(query.control, query.sender, number, files[0], by_prints=False)
        elif files:
            body = texts.several(query.control, query.sender, number, len(files))
        else:
            body = texts.nothing_found(query.control, query.sender, number, by_prints=False)
        out.say(Channel.SWITCH, body)
        return Follows(tuple(out.messages))

    def _by_name(self, query: Query) -> list[FederalRecord]:
        held = self.by_number.get(query.subject.alien_number)
        if held is not None:
            return [held]
        last, first = texts.named(query)
        born = query.subject.born
        return self.by_name.get((last, first, f"{born:%Y%m%d}"), []) if born else []

    def _office(self, out: _Outgoing, card: Card, record: FederalRecord) -> Judgment | None:
        """Judges a hit on a booking, and owes the detainer and its cancellation where there is to be one."""
        if not card.booking:
            return None
        place = self.world.scenario.place
        case = Random(f"{self.world.seed}:{self.era.key}:{card.booking}:{record.key}")
        out.after(self.timing.office.draw(case))
        today = out.at.astimezone(place.zone).date()
        judgment = judged(record, card.charges, place, self.era, today)
        if not judgment.issues:
            return judgment
        number = f"D-{digest([self.world.seed, card.booking])[:10].upper()}"
        body, paper = papers.detainer(number, card.booking, record, judgment, place, out.at, case)
        out.say(Channel.OFFICE, body, paper)
        if case.random() < (CANCELLED_IF_WRONG if record.wrong else CANCELLED):
            out.after(self.timing.second_thoughts.draw(case))
            out.say(Channel.OFFICE, papers.cancellation(number, card.booking, record, place, out.at))
        return judgment


class _Outgoing:
    """Messages of one query, each later than the one before."""

    def __init__(self, control: str, at: datetime) -> None:
        self.control, self.at, self.messages = control, at, list[Delivered]()

    def after(self, delay: timedelta) -> None:
        self.at += delay

    def say(self, channel: Channel, body: bytes, paper: bytes = b"") -> None:
        self.messages.append(Delivered(f"{self.control}/{len(self.messages) + 1}", self.at, channel, body, paper))


def _number(control: str) -> str:
    """The number that the centre gives a query."""
    return f"{int(digest(control.encode())[:10], 16) % 10**9:09d}"
