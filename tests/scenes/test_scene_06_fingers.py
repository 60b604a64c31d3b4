"""The fingers: live-scan cards in the watched folder, and somebody who was here before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.casework.test_chain_folder import ebts
from tests.scenes.conftest import House
from tests.scenes.people import RIDGE, booking, feed


@pytest.mark.slow
def test_a_card_in_the_folder_finds_the_person_who_was_here_before(tmp_path: Path) -> None:
    """Two bookings under two names, one person's fingers: the second card points to the first, by how many
    fingers; two thumbs are too few to decide, and a person must look."""
    house, folder = House(tmp_path), tmp_path / "in"
    house.began()
    folder.mkdir()
    for n, (number, last, minute) in enumerate((("14-71001", "Lindqvist", "22:45"), ("14-71002", "Okonkwo", "23:45"))):
        one = booking(number, last, "T", RIDGE, "2014-06-09T22:41-07:00", born="1980-02-03")
        feed(folder / f"{n}.jsonl", "2014-06-09T22:41-07:00", [one])
        (folder / f"{n}.eft").write_bytes(ebts(number, f"CA0000000-{n + 1}"))
        said = house.lawgate(
            "work", "--once", "--now", f"2014-06-09T{minute}-07:00", "--folder", str(folder), "--db", house.db
        )
        assert f"{n}.eft: booking {number}" in said
    told = house.lawgate("case", "14-71002", "--db", house.db)
    assert "A person must look at 14-71001: 2 of 2 fingers agree: too few were compared to decide" in told
