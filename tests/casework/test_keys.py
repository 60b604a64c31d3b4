"""Keys: destroyed by a court's order, wrapped anew when the master key rotates, never replaced when it is lost."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.db import DatabaseError

from lawgate.base import BadInput
from lawgate.casework import latest, open_ledger
from lawgate.casework.keys import Expunged, NoMasterKey
from lawgate.casework.models import SubjectKey
from lawgate.casework.seal import Unreadable, new_key
from lawgate.casework.verify import verify
from tests.casework.samples import NOW, again, filled, note, said


def test_an_expungement_leaves_the_chain_green_and_nothing_readable(ledger_file: Path) -> None:
    """By a court's order the person's key is destroyed: the ledger verifies, the payloads open no more, the order stands."""
    ledger = filled(ledger_file)
    ledger.expunge("p2", "Order 14-77, Superior Court", NOW, NOW)
    fresh = open_ledger(ledger_file)
    found = verify(fresh, again)
    assert found.clean
    assert (found.events, found.expunged) == (11, 2)
    assert [x.subject for x in latest(fresh)] == ["p0", "p1", "p3", "p4"]
    assert fresh.order_of("p2") == "Order 14-77, Superior Court"
    with pytest.raises(Unreadable):
        fresh.open_payload(next(fresh.events("p2")))
    with pytest.raises(Expunged):
        fresh.append([note("p2")], NOW)


def test_the_destroyed_key_is_in_no_file_any_more(ledger_file: Path) -> None:
    """Its bytes are overwritten in the database and gone from the write-ahead file."""
    ledger = filled(ledger_file)
    wrapped = bytes(SubjectKey.objects.using(ledger.alias).get(subject="p2").wrapped)

    def files() -> bytes:
        return b"".join(p.read_bytes() for p in sorted(ledger_file.parent.iterdir()) if p.is_file())

    assert wrapped in files()
    ledger.expunge("p2", "Order 1", NOW, NOW)
    assert wrapped not in files()


def test_expunging_asks_for_an_order_and_for_somebody(ledger_file: Path) -> None:
    """No order, nobody, or done already: bad input, and nothing is written."""
    ledger = filled(ledger_file)
    ledger.expunge("p1", "Order 1", NOW, NOW)
    for subject, order in (("p2", " "), ("nobody", "Order 2"), ("p1", "Order 3"), ("(ledger)", "Order 4")):
        with pytest.raises(BadInput):
            ledger.expunge(subject, order, NOW, NOW)
    assert ledger.end()[0] == 11


def test_a_destroyed_key_cannot_be_put_back(ledger_file: Path) -> None:
    """Not even with a copy of the row: the trigger refuses, and behind its back verification names it."""
    ledger = filled(ledger_file)
    wrapped = bytes(SubjectKey.objects.using(ledger.alias).get(subject="p2").wrapped)
    ledger.expunge("p2", "Order 1", NOW, NOW)
    with pytest.raises(DatabaseError, match="key changes"):
        SubjectKey.objects.using(ledger.alias).filter(subject="p2").update(wrapped=wrapped)


def test_the_master_key_rotates_without_touching_an_event(ledger_file: Path) -> None:
    """Keys are wrapped anew: the old master opens nothing, the new file everything, and the links are the same."""
    ledger = filled(ledger_file)
    place = ledger.keys.place
    before, old = [e.link for e in ledger.events()], place.read_text()
    assert ledger.keys.rotate() == 5
    assert place.read_text() != old
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    reopened = open_ledger(ledger_file)
    assert [e.link for e in reopened.events()] == before
    assert verify(reopened, again).clean
    place.write_text(old)
    with pytest.raises(Unreadable, match="not the master key"):
        said(open_ledger(ledger_file))


@pytest.mark.parametrize("wrapped_anew", [False, True])
def test_a_rotation_cut_short_still_opens(ledger_file: Path, wrapped_anew: bool) -> None:
    """Killed before or after the keys are wrapped anew, with the next key beside the file: whichever fits is used, and work goes on."""
    ledger = filled(ledger_file)
    fresh = new_key()
    ledger.keys.place.with_name(ledger.keys.place.name + ".next").write_text(fresh.hex())
    if wrapped_anew:
        ledger.rewrap(fresh)
    assert verify(open_ledger(ledger_file), again).clean
    assert (ledger.keys.place.read_text() == fresh.hex()) == wrapped_anew
    assert open_ledger(ledger_file).keys.rotate() == 5
    assert verify(open_ledger(ledger_file), again).clean


def test_a_lost_master_key_is_asked_for_and_never_replaced(ledger_file: Path) -> None:
    """A new key would open nothing and hide the loss: one sentence instead, and no file is made."""
    ledger = filled(ledger_file)
    ledger.keys.place.unlink()
    reopened = open_ledger(ledger_file)
    with pytest.raises(NoMasterKey, match="restore it"):
        reopened.append([note("p9")], NOW)
    assert not ledger.keys.place.exists()


def test_the_environment_may_give_the_master_key(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then no key lies beside the database; a wrong one is refused with a sentence."""
    monkeypatch.setenv("LAWGATE_MASTER_KEY", new_key().hex())
    ledger = filled(ledger_file)
    assert not ledger.keys.place.exists()
    assert verify(open_ledger(ledger_file), again).clean
    monkeypatch.setenv("LAWGATE_MASTER_KEY", new_key().hex())
    with pytest.raises(Unreadable, match="not the master key"):
        verify(open_ledger(ledger_file), again)
    monkeypatch.setenv("LAWGATE_MASTER_KEY", "abc")
    with pytest.raises(Unreadable, match="64 hex digits"):
        verify(open_ledger(ledger_file), again)


def test_files_are_for_their_owner_alone(ledger_file: Path) -> None:
    """The database, what SQLite makes beside it, and the master key."""
    filled(ledger_file)
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in ledger_file.parent.iterdir() if p.is_file()}
    assert set(modes.values()) == {0o600}, modes
