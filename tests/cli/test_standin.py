"""``lawgate standin`` as a person types it."""

from __future__ import annotations

import socket
from pathlib import Path

from tests.cli.test_commands import lawgate


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    """No traceback, and nothing is made."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = lawgate("standin", "--port", str(taken.getsockname()[1]), "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert not (tmp_path / "data").exists()


def test_an_era_or_a_county_that_never_was_is_one_sentence(tmp_path: Path) -> None:
    """Each is named, with what there is instead."""
    done = lawgate("standin", "--port", "0", "--era", "1999", "--data", str(tmp_path))
    assert (done.returncode, "2008, 2011, 2014" in done.stderr) == (1, True)
    done = lawgate("standin", "--port", "0", "--county", "us_zz_nowhere", "--data", str(tmp_path))
    assert (done.returncode, "us_ca_los_angeles" in done.stderr) == (1, True)
