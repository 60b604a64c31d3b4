"""The master key turns while others work, and nothing is lost."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from django.db import connections

from lawgate.base import BadInput, LawgateError
from lawgate.casework import open_ledger
from lawgate.casework.keys import Keyring
from lawgate.casework.ledger import Ledger
from lawgate.casework.rotation import ROTATED, rotate
from lawgate.casework.seal import Unreadable, new_key
from lawgate.casework.verify import verify
from tests.casework.samples import NOW, again, filled, note, said


def _same(ledger: Ledger) -> Ledger:
    """The ledger as another program that runs already has it open."""
    return Ledger(ledger.alias, ledger.path, Keyring(ledger.alias, ledger.keys.place))


def test_a_program_that_runs_on_reads_and_writes_after_a_rotation(ledger_file: Path) -> None:
    """It holds the old master key in memory: it finds the new one by itself, and a new person's key is wrapped by the new one."""
    ledger = filled(ledger_file)
    running = _same(ledger)
    before = said(running)
    rotate(ledger, NOW)
    assert said(running)[: len(before)] == before
    third = _same(ledger)
    third.keys._master = bytes.fromhex(ledger.keys.place.read_text().strip())
    rotate(ledger, NOW)
    third.append([note("somebody new", word="kept")], NOW)
    fresh = open_ledger(ledger_file)
    (written,) = fresh.events("somebody new")
    assert fresh.open_payload(written) == {"word": "kept"}
    assert verify(fresh, again).clean


def test_a_rotation_is_an_event(ledger_file: Path) -> None:
    """Who looks at the ledger sees that the master key turned, and how many keys it wraps."""
    ledger = filled(ledger_file)
    count = rotate(ledger, NOW)
    (event,) = [e for e in ledger.events() if e.kind == ROTATED]
    assert ledger.open_payload(event) == {"keys": count}


@pytest.mark.parametrize("rounds", [6])
def test_rotations_at_once_take_turns(ledger_file: Path, rounds: int) -> None:
    """Two programs that rotate at the same time, over and over, leave a ledger that opens with the key in the file."""
    ledger = filled(ledger_file)
    problems: list[BaseException] = []

    def turn() -> None:
        try:
            for _ in range(rounds):
                Keyring(ledger.alias, ledger.keys.place).rotate()
        except (LawgateError, OSError) as e:
            problems.append(e)
        finally:
            connections[ledger.alias].close()

    threads = [threading.Thread(target=turn) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert problems == []
    assert verify(open_ledger(ledger_file), again).clean


def test_a_key_of_the_environment_turns_to_the_next(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next key is named by its variable; the old one opens nothing any more; without a name it is asked for."""
    monkeypatch.setenv("LAWGATE_MASTER_KEY", new_key().hex())
    ledger = filled(ledger_file)
    with pytest.raises(LawgateError, match="--to"):
        rotate(ledger, NOW)
    monkeypatch.setenv("NEXT", "short")
    with pytest.raises(BadInput, match="64 hex digits"):
        rotate(ledger, NOW, "NEXT")
    monkeypatch.setenv("NEXT", new_key().hex())
    assert rotate(ledger, NOW, "NEXT") == 5
    with pytest.raises(Unreadable, match="not the master key"):
        said(open_ledger(ledger_file))
    monkeypatch.setenv("LAWGATE_MASTER_KEY", os.environ["NEXT"])
    assert verify(open_ledger(ledger_file), again).clean
