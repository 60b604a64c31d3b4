"""Killed at random moments, on a line that fails in every way: nothing lost, nothing sent twice, nobody held unwarned.

Ten kills here; ``bench/chaos.py`` does two hundred.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lawgate import wiring
from lawgate.casework import open_ledger
from lawgate.casework.chain.state import State
from lawgate.casework.verify import verify
from tests.casework.chaos_made import Left, chaos, faults, left, overheld

COUNT, STRANGERS, SEED = 10, 12, 11


def test_ten_kills_and_a_bad_line_leave_everything_whole(ledger_file: Path) -> None:
    """Every invariant at the end, by what the ledger and the receiver's own journal say; and the ledger verifies."""
    folder = ledger_file.parent
    lives = chaos(folder, COUNT, seed=SEED, strangers=STRANGERS, kills=10, longest=0.8)
    assert lives.killed >= 5
    ledger = open_ledger(folder / "ledger.sqlite3")
    x = left(ledger, folder, COUNT, STRANGERS)
    assert faults(x) == []
    assert x.by_kind["identity.assessed"] >= COUNT
    assert x.by_kind["response.received"] > COUNT
    assert x.told
    assert sum(overheld(x)) > 0
    found = verify(ledger, wiring.rederive)
    assert [str(d) for d in found.damage] == []
    for rule, planted in spoilt(x).items():
        assert rule in {name for name, _ in faults(planted)}


def spoilt(x: Left) -> dict[str, Left]:
    """The same with a fault of each kind planted: what shows that the rules can find one."""
    sent = next(pair for pair in x.events if pair[0].kind == "message.sent")
    stranger = next(iter(x.states))
    gone = next(number for number, state in x.states.items() if state.gone and state.hit is None)
    kept = [pair for pair in x.events if not (pair[0].kind == "prints.destroyed" and pair[0].subject == gone)]
    return {
        "lost": replace(x, states={**x.states, stranger: State(stranger)}),
        "twice": replace(x, events=[*x.events, sent]),
        "without facts": replace(
            x, events=[(e, p | {"facts": None}) if e.kind == "decided" else (e, p) for e, p in x.events]
        ),
        "unwarned": replace(x, events=[pair for pair in x.events if pair[0].kind != "alarm.raised"]),
        "templates": replace(x, events=kept),
    }
