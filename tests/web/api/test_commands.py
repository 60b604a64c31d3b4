"""``lawgate token``, ``webhook`` and ``backup`` from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer import Typer
from typer.testing import CliRunner

from lawgate.base import BadInput
from lawgate.casework import open_ledger
from lawgate.casework.verify import verify
from lawgate.cli import backup, token, webhook
from lawgate.wiring import rederive
from tests.web.api.conftest import Asks


def run(app: Typer, *words: str) -> str:
    """What the command writes; a refusal is raised as it is."""
    done = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_token_and_a_receiver_are_shown_once_listed_and_ended(ledger: Any) -> None:
    """The secrets stand in the first answer and in no list; one that is not there is a sentence."""
    made = run(token.app, "add", "jms", "--scope", "gate").strip()
    secret = run(webhook.app, "add", "jms", "https://jms.example/news", "--kind", "decided").strip()
    assert made.startswith("lawgate_")
    assert secret.startswith("whsec_")
    listed = run(token.app, "list") + run(webhook.app, "list")
    assert "jms.example" in listed
    assert made.split("_")[2] not in listed
    assert secret not in listed
    assert "gate" in run(token.app, "scopes")
    assert run(token.app, "revoke", "jms") == "jms: revoked.\n"
    assert run(webhook.app, "send") == "0 taken, 0 put off, 0 missed.\n"
    assert run(webhook.app, "remove", "jms") == "jms: removed.\n"
    for app, words in ((token.app, ("revoke", "x")), (webhook.app, ("remove", "x"))):
        with pytest.raises(BadInput, match="is called 'x'"):
            run(app, *words)


def test_a_backup_goes_out_is_proved_and_comes_back(jail: Asks, ledger: Any, tmp_path: Path) -> None:
    """The master key is spoken of plainly; what comes back verifies, every decision made again."""
    file, back = tmp_path / "l.backup", tmp_path / "back.sqlite3"
    assert "The master key is not in it" in run(backup.app, "create", str(file))
    proved = run(backup.app, "verify", str(file), "--key", str(ledger.keys.place))
    assert proved.startswith("Clean: l.backup")
    assert "12 decisions made again" in proved
    assert "stayed sealed" in run(backup.app, "verify", str(file))
    told = run(backup.app, "restore", str(file), "--db", str(back), "--key", str(ledger.keys.place))
    assert "orders of expungement since then must be carried out again" in told
    back.with_name(back.name + ".key").write_bytes(ledger.keys.place.read_bytes())
    found = verify(open_ledger(back), rederive)
    assert (found.damage, found.decisions) == ([], 12)
