"""The commands as a person types them: what they print, and how they fail."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml

from lawgate.casework.arrivals import requests_in
from lawgate.detainer import read_custodies, record
from lawgate.standin.county import RIDGEMONT, make, write_county

RUN = [sys.executable, "-m", "lawgate"]


def lawgate(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *words], capture_output=True, text=True)


CASE: dict[str, Any] = {
    "id": "one",
    "date": "2014-06-10",
    "jurisdiction": {
        "state": "CA",
        "county": "Example County",
        "agency_type": "county-jail",
        "circuit": 9,
        "tz": "America/Los_Angeles",
    },
    "given": {
        "subject": {"citizenship_claim": "none", "juvenile": False},
        "in_custody": True,
        "charges": [
            {"statute": "Veh. Code 23152(a)", "level": "misdemeanor", "wobbler": False, "disposition": "pending"}
        ],
        "priors": [],
        "held_to_answer_872": {"found": False},
        "registry_sex_arson": False,
        "federal_felony_warrant": False,
        "judicial_warrant": "none",
        "civil_warrants": [],
        "agreement_287g": "none",
        "request": {
            "form": "I-247 (12/12)",
            "issued_on": "2014-06-09",
            "received_at": "2014-06-09T22:41-07:00",
            "boxes": ["reason-to-believe-removable", "prior-felony-or-charge"],
            "asks": ["hold", "notify"],
            "conditions": [],
            "issuer_listed": True,
            "served_on_subject_at": None,
            "cancelled_at": None,
        },
        "interview_requested": False,
        "release_info_public": False,
        "local_policy": [],
        "release_due": {"event": "bail-posted", "t0": "2014-06-10T02:55-07:00"},
    },
}


def case_file(tmp_path: Path, *cases: object) -> str:
    path = tmp_path / "cases.yaml"
    path.write_text(yaml.safe_dump(list(cases)))
    return str(path)


def test_decide_prints_the_fixed_object_a_line(tmp_path: Path) -> None:
    """People script against these fields: all are there, and the answer is the statute's."""
    done = lawgate("decide", case_file(tmp_path, CASE), "--json")
    line = json.loads(done.stdout)
    wanted = [
        "id",
        "hold",
        "notify",
        "transfer",
        "interview",
        "must_serve",
        "release_by",
        "clock",
        "flags",
        "because",
        "missing",
    ]
    assert [k for k in line if k in wanted] == wanted
    assert (line["hold"], line["release_by"], line["clock"]) == ("prohibited", "2014-06-10T02:55-07:00", "none")
    assert line["because"][0] == "ca-trust-act-2014"
    assert done.returncode == 0


def test_decide_goes_on_after_a_refused_case_and_exits_non_zero(tmp_path: Path) -> None:
    """A time that the clocks skipped is an error line; the next case is decided."""
    bad = json.loads(json.dumps(CASE)) | {"id": "gap"}
    bad["given"]["release_due"] = {"event": "bail-posted", "t0_local_as_entered": "2016-03-13T02:30", "t0": None}
    done = lawgate("decide", case_file(tmp_path, bad, CASE), "--json")
    first, second = (json.loads(x) for x in done.stdout.splitlines())
    assert first["error"] == "nonexistent-local-time"
    assert second["hold"] == "prohibited"
    assert done.returncode == 1


def test_law_show_prints_the_law_of_a_day() -> None:
    """The TRUST Act stands on 1 March 2014 and is gone on 4 January 2018."""
    assert "TRUST Act" in lawgate("law", "show", "us_ca", "--on", "2014-03-01").stdout
    later = lawgate("law", "show", "us_ca", "--on", "2018-01-04").stdout
    assert "TRUST Act" not in later
    assert "Values Act" in later


def test_law_cite_prints_the_words_and_says_how_they_were_read() -> None:
    """A rule's words, citation and confidence, by its id."""
    shown = lawgate("law", "cite", "ca-values-act/hold-request").stdout
    assert "7284.6(a)(1)(B)" in shown
    assert "text read" in shown


def test_law_check_proves_a_state(tmp_path: Path) -> None:
    """Oregon's book has no fault."""
    done = lawgate("law", "check", "OR")
    assert done.returncode == 0, done.stdout
    assert "no fault found" in done.stdout


def test_whatif_names_the_facts_that_would_flip_the_answer(tmp_path: Path) -> None:
    """A registry entry would open the hold that the statute forbids."""
    assert "registry" in lawgate("whatif", case_file(tmp_path, CASE)).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", "/nowhere.yaml"), "cannot be read"),
        (("law", "show", "us_zz", "--on", "2014-03-01"), "there is no book"),
        (("law", "cite", "ca-trust-act-2015"), "did you mean ca-trust-act-2014"),
        (("law", "show", "us_ca", "--on", "yesterday"), "is not a day"),
        (("run", "--bookings", "/nowhere.csv"), "cannot be read"),
        (("ledger", "verify", "--db", "/nowhere.sqlite3"), "is not there"),
        (("serve", "--port", "99999"), "cannot be used"),
    ],
)
def test_bad_input_is_one_sentence_and_a_non_zero_exit(words: tuple[str, ...], said: str) -> None:
    """No traceback: what is wrong, where, and what to do."""
    done = lawgate(*words)
    assert done.returncode != 0
    assert said in done.stderr.replace("\n", " ")
    assert "Traceback" not in done.stderr


def test_the_main_job_runs_again_without_adding_and_verifies(tmp_path: Path) -> None:
    """A synthetic county is decided, written, reported; a second run adds nothing; the ledger is clean; a bad row exits non-zero."""
    feed, db, report = tmp_path / "feed.jsonl", tmp_path / "l.sqlite3", tmp_path / "r.html"
    write_county(feed, seed=3)
    first = lawgate("run", "--bookings", str(feed), "--db", str(db), "--report", str(report))
    assert first.returncode == 0, first.stderr
    assert "over-held" in first.stdout
    assert "<svg" in report.read_text()
    with feed.open("a") as f:
        f.write('{"booking": "bad"}\n')
    second = lawgate("run", "--bookings", str(feed), "--db", str(db))
    assert second.returncode == 1
    assert "1 mistakes in the feed" in second.stderr
    checked = lawgate("ledger", "verify", "--db", str(db))
    papers = sum(len(requests_in(record(c))) for c in read_custodies(feed).items)
    events = 2 * 320 + papers  # a record, its papers and a decision each
    assert papers > 50
    assert f"Clean: {events} events, 320 decisions" in checked.stdout
    assert lawgate("ledger", "expunge", "14-09001", "--order", "No. 5", "--db", str(db)).returncode == 0
    assert f"Clean: {events + 1} events" in lawgate("ledger", "verify", "--db", str(db)).stdout


def test_a_head_kept_elsewhere_tells_a_ledger_that_was_made_anew(tmp_path: Path) -> None:
    """The signed head stands in its own ledger and in a copy of it, and not in one made again from the same feed."""
    feed, kept, copy = tmp_path / "feed.jsonl", tmp_path / "head.json", tmp_path / "copy.sqlite3"
    dbs = [tmp_path / "one.sqlite3", tmp_path / "two.sqlite3"]
    write_county(feed, seed=3)
    feed.write_text("".join(feed.read_text().splitlines(keepends=True)[:12]))
    for db in dbs:
        assert lawgate("run", "--bookings", str(feed), "--db", str(db)).returncode == 0
    kept.write_text(lawgate("ledger", "head", "--db", str(dbs[0])).stdout)
    copy.write_bytes(dbs[0].read_bytes())
    copy.chmod(0o400)
    anchored = ["--anchor", str(kept)]
    assert lawgate("ledger", "verify", "--db", str(dbs[0]), *anchored).returncode == 0
    read = lawgate("ledger", "verify", "--copy", "--db", str(copy), *anchored)
    assert (read.returncode, "stayed sealed" in read.stdout) == (0, True), read
    other = lawgate("ledger", "verify", "--db", str(dbs[1]), *anchored)
    assert other.returncode == 1
    assert "head" in other.stdout
    kept.write_text("{}")
    assert "is no head of a ledger" in lawgate("ledger", "verify", "--db", str(dbs[0]), *anchored).stderr.replace(
        "\n", " "
    )


def test_the_demo_serves_the_desk_at_its_own_minute(tmp_path: Path) -> None:
    """After the run the board shows the county's clock, marked as simulated, and people who are due."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    command = [*RUN, "demo", "--quick", "--port", str(port), "--out", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as demo:
        try:
            assert demo.stdout is not None
            said = next(line for line in demo.stdout if "The desk is at" in line)
            page = ""
            for _ in range(100):
                try:
                    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/desk/").read().decode()
                    break
                except OSError:
                    time.sleep(0.1)
        finally:
            demo.terminate()
    assert str(port) in said
    assert "Tue 10 June 2014, 03:10 PDT" in page
    assert "Simulated" in page


def test_the_synthetic_county_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    """Two writings of one seed are the same bytes; another seed is another county."""
    for name in ("a", "b"):
        write_county(tmp_path / name, seed=11)
    write_county(tmp_path / "c", seed=12)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()


def test_names_say_nothing_of_requests() -> None:
    """Over many seeds the share with a federal request is the same for the two halves of the name list, within chance."""
    counts = {True: [0, 0], False: [0, 0]}
    for seed in range(12):
        for person in make(RIDGEMONT, seed)[:-5]:
            half = person["last"] < "K"
            counts[half][0] += bool(person["requests"])
            counts[half][1] += 1
    (a, n), (b, m) = counts[True], counts[False]
    pooled = (a + b) / (n + m)
    spread = (pooled * (1 - pooled) * (1 / n + 1 / m)) ** 0.5
    assert abs(a / n - b / m) < 4 * spread
