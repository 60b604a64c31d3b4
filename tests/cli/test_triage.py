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
    assert [t["guidance"] for t in line["triage"]] == [
        "ice-priorities-2010",
        "discretion-2011",
        "ice-detainer-2012",
    ]
    assert line["triage"][2]["says"] == "Line 3: significant misdemeanor"
    assert line["triage"][2]["line_cite"] == "item 3"
    assert line["triage"][2]["words"]
    later = json.loads(lawgate("triage", str(path), "--on", "2016-01-01").stdout)
    assert later["triage"][0]["guidance"] == "dhs-priorities-2014"
    assert len(json.loads(lawgate("triage", str(path), "--eras").stdout)["triage"]) == 13
    assert lawgate("decide", str(path), "--json").stdout == before


def test_a_bad_day_is_one_sentence() -> None:
    """No traceback."""
    done = lawgate("triage", "cases.yaml", "--on", "soon")
    assert done.returncode == 1
    assert "is not a day" in done.stderr


def test_guidance_never_changes_whether_to_hold_notify_or_until_when(tmp_path: Path) -> None:
    """The same case with the gravest and the lightest record the guidance knows, and with everything the agency could say: in a place whose
    law does not turn on the record, every answer and minute stays what it was."""
    place = {**CASE, "jurisdiction": {"state": "WA", "county": "Pierce County"}}
    light = {"charges": [{"statute": "RCW 46.20.005"}], "priors": []}
    grave = {"charges": [], "priors": [{"statute": "RCW 9A.32.030", "level": "felony", "convicted_on": "2001-02-03"}]}
    said = {"agency": {"national_security": True, "gang": True, "final_order_on": "2015-01-01"}}
    records = (light, grave, {**light, **said}, {**grave, **said})
    path = tmp_path / "cases.yaml"
    path.write_text(yaml.safe_dump([{**place, "given": {**CASE["given"], **r}} for r in records]))
    triaged = [json.loads(x) for x in lawgate("triage", str(path), "--on", "2016-06-01").stdout.splitlines()]
    decided = [json.loads(x) for x in lawgate("decide", str(path), "--json").stdout.splitlines()]
    assert len({t["triage"][0]["sentence"] for t in triaged}) == 4
    assert "release_by" in json.dumps(decided[0])
    assert decided == [decided[0]] * 4


def test_scene_of_two_hits(tmp_path: Path) -> None:
    """The woman booked for driving without a licence has no priority; the man with the robbery has the first; each line says why."""
    given = {k: v for k, v in CASE["given"].items() if k not in ("charges", "priors")}
    her = {**CASE, "id": "her", "given": {**given, "charges": [{"statute": "VC 12500(A)"}], "priors": []}}
    his = {**CASE, "id": "his", "given": {**given, "charges": [], "priors": [{"statute": "PC 211"}]}}
    for one in (her, his):
        one["jurisdiction"] = {"state": "CA", "county": "Los Angeles County"}
    path = tmp_path / "two.yaml"
    path.write_text(yaml.safe_dump([her, his]))
    lines = [
        json.loads(x)["triage"][0]["sentence"]
        for x in lawgate("triage", str(path), "--on", "2016-06-01").stdout.splitlines()
    ]
    assert lines == [
        "no priority under the guidance in force · charged with driving without a licence (misdemeanor, VC 12500 (CA))",
        "Priority 1(d) · convicted of robbery (felony, PC 211 (CA))",
    ]
