"""``lawgate triage`` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from tests.cli.test_commands import CASE, lawgate


def test_triage_prints_an_object_a_case_and_changes_no_answer(tmp_path: Path) -> None:
    """The guidance of the case's day, or of another, or of all; the decision of the same file stays what it was."""
    path = tmp_path / "cases.yaml"
    path.write_text(yaml.safe_dump([CASE]))
    before = lawgate("decide", str(path), "--json").stdout
    line = json.loads(lawgate("triage", str(path), "--json").stdout)
    assert line["id"] == "one"
    assert [t["guidance"] for t in line["triage"]] == ["ice-priorities-2010", "ice-detainer-2012"]
    assert line["triage"][1]["says"] == "Line 3: significant misdemeanor"
    later = json.loads(lawgate("triage", str(path), "--on", "2016-01-01").stdout)
    assert later["triage"][0]["guidance"] == "dhs-priorities-2014"
    assert len(json.loads(lawgate("triage", str(path), "--eras").stdout)["triage"]) == 9
    assert lawgate("decide", str(path), "--json").stdout == before


def test_a_bad_day_is_one_sentence() -> None:
    """No traceback."""
    done = lawgate("triage", "cases.yaml", "--on", "soon")
    assert done.returncode == 1
    assert "is not a day" in done.stderr
