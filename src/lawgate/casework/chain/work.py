"""One loop for everything that happens by itself: the watched folder, the chain's steps, messages out and in, alarms, tasks.

It can be killed anywhere and started again; two of them on one ledger do no harm, but only one can have the gallery.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.utils import OperationalError

from lawgate.casework.chain.folder import Folder, Took
from lawgate.casework.chain.records import Turn
from lawgate.casework.chain.run import Chain

Job = Callable[[datetime], object]
"""Something else to be done each time round, such as the tick of the alarms. What it returns is shown, if anything."""


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

    def once(self) -> Round:
        """Everything that can be done now. Jobs run first as well: an alarm that is due does not wait for a card to be read."""
        done = Round(jobs=[job(self.chain.clock()) for job in self.jobs])
        if self.folder is not None:
            done.files = self.folder.take(self.chain.clock())
        done.turn = self.chain.turn()
        done.jobs += [job(self.chain.clock()) for job in self.jobs]
        return done

    def run(
        self,
        pause: Callable[[], bool],
        shown: Callable[[Round], None] = lambda done: None,
        troubled: Callable[[Exception], None] = lambda trouble: None,
    ) -> None:
        """Round after round until ``pause`` says False; it is asked after each that found nothing to do, or that the database would not
        let through (``troubled`` is told): what was not done then is done next time."""
        while True:
            try:
                done = self.once()
            except OperationalError as e:
                troubled(e)
                if not pause():
                    return
                continue
            shown(done)
            if not done.busy and not pause():
                return
