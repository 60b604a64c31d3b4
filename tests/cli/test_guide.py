"""``lawgate guide`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawgate.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["lawgate", *words])
    return main()


def test_a_guide_is_built_checked_and_its_faults_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build says its weight and its hardest page; the check passes it; one changed figure fails it."""
    site = tmp_path / "site"
    assert run(monkeypatch, "guide", "build", str(site), "--county", "Pulaski, AR", "--date", "2012-08-31") == 0
    said = capsys.readouterr().out
    assert "120 pages, law of 2012-08-31" in said
    assert "SMOG" in said
    assert run(monkeypatch, "guide", "check", str(site)) == 0
    assert "No fault" in capsys.readouterr().out
    page = site / "ar-pulaski/en/time.html"
    page.write_text(page.read_text("utf-8").replace("48 hours", "96 hours"), "utf-8")
    assert run(monkeypatch, "guide", "check", str(site)) == 1
    assert "ar-pulaski/en/time.html" in capsys.readouterr().out


def test_a_guide_of_a_county_with_its_own_policy_speaks_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the county has decided to hold nobody, the page says no time at all; without the policy the same page is a fault."""
    policy, site = tmp_path / "policy.py", tmp_path / "site"
    assert run(monkeypatch, "policy", "new", "AR/Pulaski", "--since", "2024-01-01", "--out", str(policy)) == 0
    there = ("--county", "Pulaski, AR", "--date", "2025-01-10")
    assert run(monkeypatch, "guide", "build", str(site), *there, "--policy", str(policy)) == 0
    assert "no time at all" in (site / "ar-pulaski/en/time.html").read_text("utf-8")
    capsys.readouterr()
    assert run(monkeypatch, "guide", "check", str(site)) == 1
    assert "ar-pulaski/en/time.html" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--county", "Nowhere"], "is no county with its state"),
        (["--county", "King, QQ"], "is no state"),
        (["--date", "soon"], "is not a day"),
        (["--date", "1990-01-01"], "the books do not speak"),
        (["--county", "King, WA", "--county", "King County, WA"], "named twice"),
    ],
)
def test_what_cannot_be_built_is_told_in_a_sentence(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, one sentence, nothing written."""
    assert run(monkeypatch, "guide", "build", str(tmp_path / "x"), *words) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
