"""``lawgate ebts`` as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
import typer
from PIL import Image

from lawgate.cli import main
from lawgate.cli.ebts import app as commands
from lawgate.exchange import Transaction
from tests.exchange.damage import seeds
from tests.exchange.made import CARD, FIELDS, card, mixed, picture, pictured


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Ebts = Callable[..., Done]


@pytest.fixture
def ebts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ebts:
    """The command line within this process, which spares each word of it a start of Python."""

    def run(*words: object) -> Done:
        app = typer.Typer()
        app.add_typer(commands, name="ebts")
        monkeypatch.setattr("lawgate.cli.app", app)
        monkeypatch.setattr("lawgate.cli._register", lambda asked: None)
        monkeypatch.setattr(sys, "argv", ["lawgate", "ebts", *map(str, words)])
        code = main()
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return run


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


def test_build_check_show_images_recode(ebts: Ebts, tmp_path: Path) -> None:
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


def test_a_fault_writes_nothing_and_says_where(ebts: Ebts, tmp_path: Path) -> None:
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


def test_the_installed_command_has_the_verb(tmp_path: Path) -> None:
    """``python -m lawgate ebts recode`` passes a file on as it was."""
    (tmp_path / "in.eft").write_bytes(mixed().encode())
    words = [sys.executable, "-m", "lawgate", "ebts", "recode", str(tmp_path / "in.eft"), str(tmp_path / "out.eft")]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.eft").read_bytes() == mixed().encode()


def test_prints_are_decoded_for_looking_at_and_what_cannot_be_is_said(ebts: Ebts, tmp_path: Path) -> None:
    """Bare pixels become a PNG of the record's size; a print that cannot be decoded is named, and its bytes are kept."""
    broken = pictured(14, "01", b"\xff\xa0\xff\xa2", f11="WSQ20", f13="2")
    bare = pictured(14, "00", bytes(range(40)) * 48, f11="NONE", f13="1")
    made = Transaction((mixed().head, bare, broken)).sealed()
    (tmp_path / "in.eft").write_bytes(made.encode())
    done = ebts("images", tmp_path / "in.eft", tmp_path / "out", "--png")
    assert done.returncode == 0, done.stderr
    with Image.open(BytesIO((tmp_path / "out" / "02_right_thumb.png").read_bytes())) as seen:
        assert seen.size == (40, 48)
    assert "not decoded" in done.stdout
    assert (tmp_path / "out" / "03_right_index.wsq").read_bytes() == b"\xff\xa0\xff\xa2"
    again = ebts("images", tmp_path / "in.eft", tmp_path / "out")
    assert (again.returncode, "already" in again.stderr) == (1, True)


def test_nothing_in_a_file_acts_on_the_screen(ebts: Ebts, tmp_path: Path) -> None:
    """Escape sequences, markup and names of emoji in a value are written out as text, in show and in check."""
    raw = card().encode().replace(b"TESTCASE, ALPHA Q", b"\x1b[2J[red]:x:,ALPH")
    (tmp_path / "in.eft").write_bytes(raw)
    for verb in ("show", "check"):
        done = ebts(verb, tmp_path / "in.eft")
        assert "\x1b[2J" not in done.stdout
        assert "\\x1b[2J[red]:x:" in done.stdout, verb


@pytest.mark.parametrize("whole", seeds(), ids=["card", "mixed", "result", "error"])
def test_shown_as_json_every_byte_is_accounted_for(ebts: Ebts, tmp_path: Path, whole: bytes) -> None:
    """The records' sizes add up to the file, and each field stands at the byte it names."""
    (tmp_path / "in.eft").write_bytes(whole)
    shown = json.loads(ebts("show", tmp_path / "in.eft", "--json").stdout)
    assert sum(r["bytes"] for r in shown["records"]) == shown["bytes"] == len(whole)
    for record in shown["records"]:
        for field in record.get("fields", ()):
            assert whole[field["offset"] :].startswith(field["tag"].encode() + b":")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an object"),
        ('{"transaction": {}, "transaction": {}}', "stands twice"),
        ('{"transaction": {"tot": 5}}', "'tot' is not a text"),
        ('{"people": {}}', "'people' is not known"),
        ('{"images": {"ppi": "500"}}', "no resolution"),
    ],
)
def test_a_description_that_cannot_be_used_is_refused(ebts: Ebts, tmp_path: Path, text: str, said: str) -> None:
    """Broken JSON, nesting without end, a name twice, a word of the wrong kind: one sentence, and no file."""
    (tmp_path / "d.json").write_text(text)
    done = ebts("build", tmp_path / "d.json", tmp_path, tmp_path / "out.eft")
    assert done.returncode == 1
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out.eft").exists()
