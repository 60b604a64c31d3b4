"""One flipped byte anywhere is found, and its row and column are named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from lawgate.base import BadInput, digest
from lawgate.casework import Ledger, open_ledger, open_readonly, rebuild_standings
from lawgate.casework.keys import NoMasterKey
from lawgate.casework.links import COLUMNS, header_of, link_of
from lawgate.casework.verify import verify
from tests.casework.samples import BOOK, NOW, again, behind, filled, run, thing

EVENT = (
    "kind",
    "subject",
    "actor",
    "happened",
    "received",
    "recorded",
    "payload_digest",
    "payload",
    "previous",
    "link",
)
LAST = 13  # the order of expungement
CELLS = [
    ("event", c, f"number = {n}", f"event {n}") for n in (2, 6, 9, LAST) for c in EVENT
]  # 9: of the person expunged
CELLS += [("event", c, "number = 1", "event 1") for c in EVENT if c != "previous"]  # the first follows nothing
CELLS += [
    ("checkpoint", c, f"number = {LAST}", f"checkpoint {LAST}") for c in ("link", "recorded", "signature", "public_key")
]
CELLS += [("rulebook", c, "1", f"rulebook {digest(BOOK)[:12]}") for c in ("digest", "norms")]
CELLS += [("dataversions", c, "1", "data versions ") for c in ("digest", "versions")]
CELLS += [("signer", c, "1", "signer 1") for c in ("public_key", "wrapped")]
CELLS += [("subjectkey", c, "subject = 'p2'", "key p2") for c in ("subject", "wrapped")]
CELLS += [("standing", c, "subject = 'p2'", "standing p2") for c in ("record_mark", "decision_mark", "entered", "gone")]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """Five people, one of them corrected, one expunged: thirteen events, clean."""
    path: Path = tmp_path_factory.mktemp("whole") / "ledger.sqlite3"
    with django_db_blocker.unblock():
        ledger = filled(path)
        run(ledger, [thing(2, booked_at="2014-06-09T22:41-07:00", released_at="2014-06-10T02:55-07:00")])
        ledger.expunge("p4", "Order 1", NOW, NOW)
        found = verify(ledger, again)
        assert (found.damage, found.events, found.expunged) == ([], LAST, 2)
        connections[ledger.alias].close()
    return path


@pytest.fixture
def ledger(whole: Path, ledger_file: Path) -> Ledger:
    for path in whole.parent.iterdir():
        shutil.copy(path, ledger_file.with_name(path.name))
    return open_ledger(ledger_file)


def flipped(value: Any, at: int, change: int) -> Any:
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[at] ^= change
    return bytes(data)


def write(raw: sqlite3.Connection, table: str, column: str, where: str, value: bytes, *, text: bool) -> None:
    cell = "CAST(? AS TEXT)" if text else "?"
    raw.execute(f"UPDATE casework_{table} SET {column} = {cell} WHERE {where}", (value,))


@pytest.mark.parametrize("change", [0x01, 0x80], ids=["another letter", "no letter at all"])
@pytest.mark.parametrize(("table", "column", "where", "named"), CELLS)
def test_one_flipped_byte_in_any_column_is_found_and_named(
    ledger: Ledger, table: str, column: str, where: str, named: str, change: int
) -> None:
    """Behind the triggers' back one byte is changed; verification names that row and that column, and little else."""
    with behind(ledger) as raw:
        (value,) = raw.execute(f"SELECT {column} FROM casework_{table} WHERE {where}").fetchone()
        # (p2 with its last bit turned is another of the people, whom the primary key would not let in)
        changed = flipped(
            value, len(value) // 2, 0x40 if (table, column, change) == ("subjectkey", "subject", 1) else change
        )
        write(raw, table, column, where, changed, text=isinstance(value, str))
    damage = verify(open_ledger(Path(ledger.path)), again).damage
    assert any(d.where.startswith(named) and d.column == column for d in damage), [str(d) for d in damage]
    others = {d.where for d in damage if not d.where.startswith(named)}
    assert len(others) <= 2, [str(d) for d in damage]


@pytest.mark.parametrize("at", [0, 5, 20, 63])
@pytest.mark.parametrize("column", ["previous", "link", "payload_digest"])
def test_without_the_master_key_the_column_is_named_too(
    ledger: Ledger, ledger_file: Path, column: str, at: int
) -> None:
    """Nothing opens, and still the chain tells which digest was changed."""
    with behind(ledger) as raw:
        (value,) = raw.execute(f"SELECT {column} FROM casework_event WHERE number = 6").fetchone()
        changed = value[:at] + ("0" if value[at] != "0" else "1") + value[at + 1 :]
        raw.execute(f"UPDATE casework_event SET {column} = ? WHERE number = 6", (changed,))
    connections[ledger.alias].close()
    ledger.keys.place.unlink()
    found = verify(open_readonly(ledger_file), again)
    assert [(d.where, d.column) for d in found.damage] == [("event 6", column)]
    assert (found.sealed, found.expunged) == (LAST - 2, 2)


@pytest.mark.parametrize(("number", "new"), [(4, 1000), (4, 0), (4, -3), (1, 99), (LAST, 500)])
def test_an_event_under_another_number_is_named(ledger: Ledger, number: int, new: int) -> None:
    """A renumbered row is recognised wherever it went."""
    with behind(ledger) as raw:
        raw.execute(f"UPDATE casework_event SET number = {new} WHERE number = {number}")
    damage = verify(open_ledger(Path(ledger.path)), again).damage
    assert (f"event {number}", "number") in {(d.where, d.column) for d in damage}, [str(d) for d in damage]
    assert not [d for d in damage if d.what == "missing" and d.where.startswith("event")]


@pytest.mark.parametrize(("number", "new"), [(LAST, 5), (10, 7)])
def test_a_checkpoint_under_another_number_is_named(ledger: Ledger, number: int, new: int) -> None:
    """A signature is over one place in the chain."""
    with behind(ledger) as raw:
        raw.execute(f"UPDATE casework_checkpoint SET number = {new} WHERE number = {number}")
    damage = verify(open_ledger(Path(ledger.path)), again).damage
    assert [(d.where, d.column) for d in damage] == [(f"checkpoint {number}", "number")]


@pytest.mark.parametrize(
    ("column", "new"), [("record_event", 1), ("record_event", 9999), ("decision_event", None), ("subject", "p9")]
)
def test_a_cache_that_says_something_else_is_named_and_can_be_made_anew(ledger: Ledger, column: str, new: Any) -> None:
    """What the pages show is checked against the events; rebuilding heals it."""
    with behind(ledger) as raw:
        raw.execute(f"UPDATE casework_standing SET {column} = ? WHERE subject = 'p2'", (new,))
    again_open = open_ledger(Path(ledger.path))
    damage = verify(again_open, again).damage
    assert damage
    assert {d.where for d in damage} <= {"standing p2", "standing p9"}
    rebuild_standings(again_open)
    assert verify(again_open, again).clean


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM casework_event WHERE number = 3", "event 3"),
        ("DELETE FROM casework_event WHERE number BETWEEN 3 AND 5", "events 3 to 5"),
        (f"DELETE FROM casework_event WHERE number = {LAST}", f"checkpoint {LAST}"),
        ("DELETE FROM casework_rulebook", f"rulebook {digest(BOOK)[:12]}"),
        ("DELETE FROM casework_dataversions", "data versions"),
        ("DELETE FROM casework_subjectkey WHERE subject = 'p1'", "key p1"),
        ("UPDATE casework_subjectkey SET wrapped = x'' WHERE subject = 'p1'", "key p1"),
        ("DELETE FROM casework_standing WHERE subject = 'p1'", "standing p1"),
        ("DROP TRIGGER casework_event_no_update", "database"),
    ],
)
def test_a_row_taken_away_is_named(ledger: Ledger, statement: str, named: str) -> None:
    """An event, a rulebook, a key, a trigger: whatever is missing is said to be."""
    with behind(ledger) as raw:
        if statement.startswith(("DELETE", "UPDATE")):
            raw.execute(statement)
    if statement.startswith("DROP"):
        with connections[ledger.alias].cursor() as cursor:
            cursor.execute(statement)
    damage = verify(open_ledger(Path(ledger.path)), again).damage
    assert any(d.where.startswith(named) for d in damage), [str(d) for d in damage]
    assert len(damage) <= 3, [str(d) for d in damage]


@pytest.mark.parametrize("column", ["actor", "payload_digest"])
def test_a_chain_written_anew_without_the_keys_is_found(ledger: Ledger, column: str) -> None:
    """Whoever recomputes every link after changing a cell fails at the seal and at the signature."""
    with behind(ledger) as raw:
        previous = ""
        for number, *cells in raw.execute(
            f"SELECT {', '.join(COLUMNS)}, payload_digest, payload FROM casework_event"
        ).fetchall():
            cell = dict(zip((*COLUMNS[1:], "payload_digest", "payload"), cells, strict=True))
            if number == 4:
                cell[column] = ("b" if cell[column][0] == "a" else "a") + cell[column][1:]
            header = header_of([str(number).encode(), *(cell[c].encode() for c in COLUMNS[1:])])
            link = link_of(previous.encode(), header, cell["payload_digest"].encode(), cell["payload"])
            new = (cell["actor"], cell["payload_digest"], previous, link, number)
            raw.execute(
                "UPDATE casework_event SET actor = ?, payload_digest = ?, previous = ?, link = ? WHERE number = ?", new
            )
            previous = link
    damage = {(d.where, d.column) for d in verify(open_ledger(Path(ledger.path)), again).damage}
    assert damage == {
        ("event 4", "payload" if column == "actor" else column),
        ("checkpoint 10", "link"),
        ("checkpoint 12", "link"),
        (f"checkpoint {LAST}", "link"),
    }


def dump(path: Path) -> Any:
    """Every cell as it lies, or None when the file cannot be read through."""
    raw = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    raw.text_factory = bytes
    try:
        tables = ("event", "checkpoint", "rulebook", "dataversions", "signer", "subjectkey", "standing")
        return [raw.execute(f"SELECT rowid, * FROM casework_{t} ORDER BY rowid").fetchall() for t in tables]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None
    finally:
        raw.close()


@pytest.mark.parametrize("seed", range(6))
def test_a_flipped_bit_anywhere_in_the_file_is_found_when_it_changes_any_cell(
    whole: Path, ledger_file: Path, seed: int
) -> None:
    """Bits are flipped at random in the file itself: what changes a cell, or the structure, is named or refused; nothing crashes."""
    chance, before = random.Random(seed), dump(whole)
    data = whole.read_bytes()
    (ledger_file.parent / f"{ledger_file.name}.key").write_bytes((whole.parent / f"{whole.name}.key").read_bytes())
    found = 0
    for _ in range(40):
        at = chance.randrange(len(data))
        ledger_file.write_bytes(data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :])
        try:
            damage = verify(open_readonly(ledger_file), again).damage
        except (BadInput, NoMasterKey):
            found += 1
            continue
        finally:
            for connection in connections.all(initialized_only=True):
                connection.close()
        if dump(ledger_file) != before:
            assert damage, f"byte {at}"
            found += 1
    assert found, "no flip of this seed changed a cell"
