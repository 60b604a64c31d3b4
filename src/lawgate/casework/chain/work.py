"""One loop for everything that happens by itself: the watched folder, the chain's steps, messages out and in, alarms, tasks.

It can be killed anywhere and started again; two of them on one ledger do no harm, but only one can have the gallery. What goes wrong
around it (a full disk, a locked or absent database, a file that cannot be read) is said once, in one sentence, and tried again with
longer and longer pauses; nothing that was begun is half done, since each step is one transaction.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connections
from django.db.utils import InterfaceError, OperationalError

from lawgate.base import LawgateError
from lawgate.casework.chain.folder import Folder, Took
from lawgate.casework.chain.records import Turn
from lawgate.casework.chain.run import Chain

Job = Callable[[datetime], object]
"""Something else to be done each time round, such as the tick of the alarms. What it returns is shown, if anything."""
TROUBLE = (OperationalError, InterfaceError, OSError, LawgateError)
LONGEST = 16  # pauses between two tries, at most
TIDY_EVERY = timedelta(hours=1)
FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass
class Round:
    """What one time round came to."""

    files: list[Took] = field(default_factory=list)
    turn: Turn = field(default_factory=Turn)
    jobs: list[object] = field(default_factory=list)

    @property
    def busy(self) -> bool:
        return bool(self.files) or self.turn.busy


class Work:
    """``jobs`` run after the chain's turn and see what it wrote."""

    def __init__(self, chain: Chain, folder: Folder | None = None, jobs: Sequence[Job] = ()) -> None:
        self.chain, self.folder, self.jobs = chain, folder, tuple(jobs)
        self._tidied: datetime | None = None

    def once(self) -> Round:
        """Everything that can be done now. Jobs run first as well: an alarm that is due does not wait for a card to be read."""
        done = Round(jobs=[job(self.chain.clock()) for job in self.jobs])
        if self.folder is not None:
            done.files = self.folder.take(self.chain.clock())
        done.turn = self.chain.turn()
        done.jobs += [job(self.chain.clock()) for job in self.jobs]
        self._tidy(self.chain.clock())
        return done

    def run(
        self,
        pause: Callable[[], bool],
        shown: Callable[[Round], None] = lambda done: None,
        troubled: Callable[[str], None] = lambda says: None,
    ) -> None:
        """Round after round until ``pause`` says False; it is asked after each that found nothing to do, and once and again, longer
        each time, while something around stands in the way. ``troubled`` is told of that when it begins or changes, and with an empty
        text when it is over; what was not done then is done next time."""
        said, tries = "", 0
        while True:
            try:
                if tries:
                    self._recover()
                done = self.once()
            except TROUBLE as e:
                said, tries = _said(trouble_of(e), said, troubled), tries + 1
                if not all(pause() for _ in range(min(1 << (tries - 1), LONGEST))):
                    return
                continue
            said, tries = _said("", said, troubled), 0
            shown(done)
            if not done.busy and not pause():
                return

    def _recover(self) -> None:
        """Whatever was left open by a failure is opened anew: connections, and the gallery, which is a cache."""
        for alias in {self.chain.ledger.alias, "default"}:
            if not connections[alias].in_atomic_block:
                connections[alias].close()
        self.chain.people.reopen()

    def _tidy(self, now: datetime) -> None:
        """Once an hour: what could not be done is tried again; nothing of those who left stays in the gallery's files, nor for ever in
        the folder of what was taken."""
        if self._tidied is not None and timedelta(0) <= now - self._tidied < TIDY_EVERY:
            return
        self.chain.try_again()
        self.chain.people.tidy()
        if self.folder is not None:
            self.folder.tidy(now)
        self._tidied = now


@contextmanager
def beginning() -> Iterator[None]:
    """What opens a ledger and its chain: what stands in the way is one sentence. Raises ``LawgateError``."""
    try:
        yield
    except (OperationalError, InterfaceError, OSError) as e:
        raise LawgateError(trouble_of(e)) from e


def trouble_of(e: Exception) -> str:
    """What stands in the way, in one sentence, and what to do."""
    text = str(e).strip().splitlines()[0] if str(e).strip() else type(e).__name__
    if getattr(e, "errno", None) in FULL or "disk is full" in text or "No space left" in text:
        return "The disk is full, and nothing more is taken. Free some space: the work then goes on by itself."
    if isinstance(e, OperationalError) and ("locked" in text or "busy" in text):
        return "The database is busy with another program, and is asked again."
    if isinstance(e, OperationalError | InterfaceError):
        return f"The database cannot be used ({text}), and is asked again."
    if isinstance(e, OSError):
        what = e.strerror or text
        return f"A file cannot be read or written ({what}{': ' + str(e.filename) if e.filename else ''}), and is tried again."
    return f"The work stopped ({text}), and is tried again."


def _said(says: str, before: str, troubled: Callable[[str], None]) -> str:
    if says != before:
        troubled(says)
    return says
