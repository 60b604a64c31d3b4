"""The federal side in this process. See ``FederalSide`` for what it promises."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from lawgate.base import BadInput, canonical_json, digest
from lawgate.federal import read_query
from lawgate.standin.federal.answering import Answering, Follows
from lawgate.standin.federal.card import read_card
from lawgate.standin.federal.eras import era_named, era_of
from lawgate.standin.federal.gallery import Shared, open_gallery
from lawgate.standin.federal.journal import Journal
from lawgate.standin.federal.records import Ask, Delivered, Kind, Notice, Taken, aware
from lawgate.standin.federal.timing import PUBLISHED, Timing
from lawgate.standin.federal.wire import ask_data
from lawgate.standin.federal.world import World

LONGEST = 64 << 20  # bytes of a card


class FederalStandin:
    """``data``: a folder for the gallery and the journal; None: both are gone when it is closed. ``era``: whose priorities the
    office follows; empty: those of the world's own day. ``shared``: prints that the jail's side made, by booking, held for those of them
    who are on record (see ``gallery.Shared``). Close it, or use it in a ``with``."""

    def __init__(
        self,
        world: World,
        era: str = "",
        *,
        data: Path | None = None,
        timing: Timing = PUBLISHED,
        shared: Shared | None = None,
    ) -> None:
        self.world = world
        self.era = era_named(era) if era else era_of(world.today)
        self._passing = Path(tempfile.mkdtemp(prefix="lawgate-federal-")) if data is None else None
        folder = data or self._passing or Path()
        about = {"world": world.digest, "era": self.era.key}
        name = f"journal-{digest(about)[:16]}.sqlite3"
        with ExitStack() as undo:  # nothing is left open where a step fails
            undo.callback(self._forget)
            self.gallery = open_gallery(world, folder, shared)
            undo.callback(self.gallery.close)
            self.journal = Journal(None if data is None else folder / name, about)
            undo.callback(self.journal.close)
            self._answering = Answering(world, self.era, self.gallery, timing)
            self._closing = undo.pop_all()

    def close(self) -> None:
        self._closing.close()

    def _forget(self) -> None:
        if self._passing is not None:
            shutil.rmtree(self._passing, ignore_errors=True)

    def __enter__(self) -> FederalStandin:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- FederalSide

    def ask(self, query: Ask) -> Taken:
        content = content_of(query)
        before = self.journal.asked(query.control, content)
        if before is not None:
            return before
        follows = self._follows(query)
        judgment = None
        if follows.judgment is not None:
            judgment = (follows.booking, canonical_json(follows.judgment.data).decode())
        return self.journal.ask(query.control, content, query.sent_at, follows.messages, judgment)

    def notify(self, message: bytes, key: str, at: datetime) -> Taken:
        if not key:
            raise BadInput("the notice has no key", where="key", do="give each message one of its own")
        return self.journal.tell(message, key, aware(at, "at"))

    def poll(self, now: datetime) -> list[Delivered]:
        return self.journal.due(aware(now, "now"))

    def done(self, ids: Iterable[str]) -> None:
        self.journal.done(ids)

    def told(self) -> list[Notice]:
        return self.journal.told()

    # -- beyond it

    def next_due(self) -> datetime | None:
        """When the next message that is not done arrives: how far a simulated clock may go on."""
        return self.journal.next_due()

    def judgments(self) -> dict[str, Any]:
        """What the office made of each booking that matched, by booking."""
        return self.journal.judgments()

    def _follows(self, query: Ask) -> Follows:
        if not query.control:
            raise BadInput("the query has no control", where="ask", do="give each one of its own")
        if len(query.body) > LONGEST:
            raise BadInput("the query is too long", where=query.control, do=f"send no more than {LONGEST >> 20} MB")
        if query.kind is Kind.BIOMETRIC:
            return self._answering.biometric(query.control, query.sent_at, read_card(query, self.world.ori))
        asked = read_query(query.body)
        if asked.control != query.control:
            what = f"the query's own control is {asked.control or 'missing'}"
            raise BadInput(what, where=query.control, do="ask under the control that the query carries")
        return self._answering.named(asked, query.sent_at)


def content_of(query: Ask) -> str:
    """What tells two queries of one control apart: everything but when they were sent."""
    return digest(ask_data(query) | {"sent_at": ""})
