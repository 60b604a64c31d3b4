"""``lawgate ebts`` as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.exchange.made import CARD, FIELDS, card, picture


def ebts(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lawgate", "ebts", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True)


DESCRIPTION = {
    "transaction": {
        "tot": "CAR",
        "date": "20260105",
        "priority": 2,
        "destination": "WVIAFIS0Z",
        "origin": "CA0000000",
        "tcn": "CA0000000-20260105-000001",
    },
    "fields": FIELDS,
    "images": {"ppi": 500, "capture": "live-scan"},
}


def test_build_check_show_images_recode(tmp_path: Path) -> None:
    """A description and a folder become a file without fault, which is shown, taken apart and passed on unchanged."""
    folder, out = tmp_path / "prints", tmp_path / "card.eft"
    folder.mkdir()
    for position in CARD:
        (folder / f"{position:02d}.png").write_bytes(picture(position))
    (tmp_path / "card.json").write_text(json.dumps(DESCRIPTION))
    made = ebts("build", tmp_path / "card.json", folder, out)
    assert made.returncode == 0, made.stderr
    assert "15 records" in made.stdout
    checked = ebts("check", out)
    assert (checked.returncode, "0 faults by EBTS 8.001" in checked.stdout) == (0, True), checked.stdout
    shown = json.loads(ebts("show", out, "--json").stdout)
    assert shown["bytes"] == out.stat().st_size
    assert "TESTCASE, ALPHA Q" in ebts("show", out).stdout
    taken = ebts("images", out, tmp_path / "images")
    assert taken.returncode == 0
    manifest = json.loads((tmp_path / "images" / "manifest.json").read_text())
    assert (tmp_path / "images" / manifest["images"][0]["file"]).read_bytes() == picture(1)
    again = tmp_path / "again.eft"
    assert ebts("recode", out, again).returncode == 0
    assert again.read_bytes() == out.read_bytes()


def test_a_fault_writes_nothing_and_says_where(tmp_path: Path) -> None:
    """A card without a name is not built; a cut file is checked with its byte; a missing file is one sentence."""
    folder, out = tmp_path / "prints", tmp_path / "card.eft"
    folder.mkdir()
    less = {k: v for k, v in FIELDS.items() if k not in ("NAM", "SEX")}
    (tmp_path / "card.json").write_text(json.dumps(DESCRIPTION | {"fields": less}))
    refused = ebts("build", tmp_path / "card.json", folder, out)
    assert refused.returncode == 1
    assert "2.018" in refused.stdout
    assert not out.exists()
    (tmp_path / "cut.eft").write_bytes(card().encode()[:700])
    cut = ebts("check", tmp_path / "cut.eft", "--json")
    assert cut.returncode == 1
    assert all(f["offset"] is not None for f in json.loads(cut.stdout)["faults"] if f["code"] == "E0012")
    for command in (
        ("recode", tmp_path / "cut.eft", out),
        ("show", tmp_path / "none.eft"),
        ("images", tmp_path / "cut.eft", tmp_path / "i"),
    ):
        done = ebts(*command)
        assert done.returncode == 1, command
        assert len(done.stderr.strip().splitlines()) == 1
        assert "Traceback" not in done.stderr
    assert not out.exists()
