"""Which submission an answer belongs to.

Every transaction has its own number (TCN), and an answer names the one it answers (TCR). Two answers to one submission are
usual: when slower repositories were asked as well, the second names the *first answer*, not the submission (EBTS 8.001
section 3.1.1.19). So the numbers form a graph, and an answer belongs to the submission at its root. Messages arrive in any
order; one whose root is not known yet waits in the unmatched queue, and leaves it when the missing link comes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

from lawgate.base import BadInput, digest
from lawgate.exchange.records import Transaction
from lawgate.exchange.views_tagged import header


class ClashingTcn(BadInput):
    """Two different transactions of one number. Neither is trusted before a person has looked."""

    code = "clashing-tcn"


@dataclass(frozen=True, slots=True)
class Reference:
    """What correlation needs of a message. ``digest`` tells a repeated delivery from another message of the same number."""

    tcn: str
    tcr: str | None
    tot: str
    digest: str = ""

    @staticmethod
    def of(transaction: Transaction) -> Reference:
        head = header(transaction)
        if not head.tcn:
            raise BadInput("the transaction has no number", where="1.009", do="ask the sender for it")
        return Reference(head.tcn, head.tcr, head.tot or "", digest(transaction.encode()))


@dataclass(frozen=True, slots=True)
class Match:
    """``root``: the TCN of the submission, or None while unmatched. ``path``: the numbers from the message to its root.
    ``released``: messages that had waited for this one. ``repeated``: the very same message had come before."""

    root: str | None
    path: tuple[str, ...] = ()
    released: tuple[Reference, ...] = ()
    repeated: bool = False


class Correlator:
    """Submissions, answers, and the queue of what matches nothing yet. Holds references only; the messages are the caller's."""

    def __init__(self) -> None:
        self._sent: dict[str, Reference] = {}
        self._received: dict[str, Reference] = {}
        self._roots: dict[str, str] = {}
        self._waiting: dict[str, list[Reference]] = defaultdict(list)
        self._answers: dict[str, list[Reference]] = defaultdict(list)

    def sent(self, message: Reference) -> Match:
        """A submission of ours. Answers that came before it was known are matched now."""
        known = self._sent.get(message.tcn)
        if known is not None:
            _same(known, message)
            return Match(message.tcn, (message.tcn,), repeated=True)
        self._sent[message.tcn] = message
        return Match(message.tcn, (message.tcn,), self._release(message.tcn, message.tcn))

    def receive(self, message: Reference) -> Match:
        """A message that came in. One without TCR, or whose TCR leads nowhere known, waits. Raises ``ClashingTcn``."""
        known = self._received.get(message.tcn)
        if known is not None:
            _same(known, message)
            return Match(self._roots.get(message.tcn), self.path(message.tcn), repeated=True)
        self._received[message.tcn] = message
        root = self._root_of(message.tcr)
        if root is None:
            if message.tcr is not None:
                self._waiting[message.tcr].append(message)
            return Match(None)
        return Match(root, *self._settle(message, root))

    @property
    def unmatched(self) -> tuple[Reference, ...]:
        """What came in and belongs to no known submission, oldest first."""
        return tuple(m for m in self._received.values() if m.tcn not in self._roots)

    def answers(self, tcn: str) -> tuple[Reference, ...]:
        """All answers to a submission, direct or through an earlier answer, in the order in which they were matched."""
        return tuple(self._answers.get(tcn, ()))

    def path(self, tcn: str) -> tuple[str, ...]:
        """The numbers from a received message to its submission, both included; empty while it is unmatched."""
        if tcn not in self._roots:
            return ()
        steps = [tcn]
        message = self._received[tcn]
        while message.tcr is not None and message.tcr not in self._sent:
            steps.append(message.tcr)
            message = self._received[message.tcr]
        return (*steps, self._roots[tcn])

    def _root_of(self, tcr: str | None) -> str | None:
        if tcr is None:
            return None
        return tcr if tcr in self._sent else self._roots.get(tcr)

    def _settle(self, message: Reference, root: str) -> tuple[tuple[str, ...], tuple[Reference, ...]]:
        self._roots[message.tcn] = root
        self._answers[root].append(message)
        return self.path(message.tcn), self._release(message.tcn, root)

    def _release(self, tcn: str, root: str) -> tuple[Reference, ...]:
        """Matches everything that waited for ``tcn``, and what waited for that. A ring of messages never gets a root, so
        this ends."""
        released: list[Reference] = []
        arrived = deque([tcn])
        while arrived:
            for message in self._waiting.pop(arrived.popleft(), []):
                self._roots[message.tcn] = root
                self._answers[root].append(message)
                released.append(message)
                arrived.append(message.tcn)
        return tuple(released)


def _same(known: Reference, message: Reference) -> None:
    if known != message:
        what = f"the number {message.tcn[:40]} came before with another content ({known.tot}, now {message.tot})"
        raise ClashingTcn(what, where="1.009 TCN", do="have a person compare the two")
