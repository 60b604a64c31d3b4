"""``lawgate policy`` as county counsel types it."""

from __future__ import annotations

from pathlib import Path

import yaml

from lawgate.standin.county import write_county
from tests.cli.test_commands import lawgate


def test_a_draft_is_begun_checked_changed_and_refused(tmp_path: Path) -> None:
    """The draft proves as it comes; a clause that goes too far is named with its line and a case that ``decide`` takes."""
    draft, cases = tmp_path / "kern.py", tmp_path / "cases.yaml"
    assert lawgate("policy", "new", "CA/Kern", "--since", "2026-01-01", "--out", str(draft)).returncode == 0
    proved = lawgate("policy", "check", str(draft))
    assert proved.returncode == 0, proved.stdout
    assert "Proved: 2 clauses" in proved.stdout
    assert "is there already" in lawgate("policy", "new", "CA/Kern", "--out", str(draft)).stderr
    with draft.open("a") as f:
        f.write(
            'kern.permits(HOLD, cite="paragraph 3", when=any_prior(row.violent), words="Hold on a violent felony.")\n'
        )
    refused = lawgate("policy", "check", str(draft), "--out", str(cases))
    assert refused.returncode == 1
    assert "permits what Cal. Gov. Code § 7284.6(a)(1)(B) forbids" in refused.stdout
    assert len(yaml.safe_load(cases.read_text())) == 1
    decided = lawgate("decide", str(cases), "--policy", str(draft))
    assert '"hold": "prohibited"' in decided.stdout


def test_a_case_that_comes_out_otherwise_is_named(tmp_path: Path) -> None:
    """The author expected another answer than the law gives."""
    draft = tmp_path / "kern.py"
    text = lawgate("policy", "new", "CA/Kern", "--since", "2026-01-01").stdout
    draft.write_text(text.replace('hold="prohibited"', 'hold="permitted"'))
    done = lawgate("policy", "check", str(draft))
    assert done.returncode == 1
    assert "hold is prohibited, and permitted was expected" in done.stdout


def test_bad_input_is_one_sentence(tmp_path: Path) -> None:
    """No county, no file."""
    assert "names no county" in lawgate("policy", "new", "Kern").stderr
    done = lawgate("policy", "check", str(tmp_path / "none.py"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_two_rulebooks_are_compared_on_one_day(tmp_path: Path) -> None:
    """The books with a county's policy, exported, beside the books without it; a file that is no rulebook is refused."""
    draft, old = tmp_path / "kern.py", tmp_path / "old.json"
    draft.write_text(lawgate("policy", "new", "CA/Kern", "--since", "2026-01-01").stdout)
    assert lawgate("law", "export", str(old), "--policy", str(draft)).returncode == 0
    same = lawgate("law", "diff", "us_ca", "2026-02-01", "2026-02-01", "--old", str(old))
    assert "No fact pattern changes its answer" in same.stdout  # a county's rule changes nothing for the state at large
    other = lawgate("law", "diff", "us_ca", "2013-12-31", "2014-01-01", "--old", str(old), "--new", str(old))
    assert "hold: permitted on 2013-12-31 by old.json, prohibited on 2014-01-01 by old.json" in other.stdout.replace(
        "\n", " "
    )
    assert "is no rulebook" in lawgate("law", "diff", "us_ca", "2026-02-01", "2026-02-01", "--old", str(draft)).stderr


def test_the_rulebooks_of_two_ledgers_are_compared(tmp_path: Path) -> None:
    """A run under the books and a run under a county's file keep two rulebooks; written out, the second forbids what the first permits."""
    feed, draft = tmp_path / "feed.jsonl", tmp_path / "ridge.py"
    write_county(feed, seed=3)
    feed.write_text("".join(feed.read_text().splitlines(keepends=True)[:3]))
    draft.write_text(lawgate("policy", "new", "MI/Kent", "--since", "2013-01-01").stdout)
    kept = []
    for name, more in (("plain", []), ("ours", ["--policy", str(draft)])):
        db, out = str(tmp_path / f"{name}.sqlite3"), tmp_path / name
        assert lawgate("run", "--bookings", str(feed), "--db", db, *more).returncode == 0
        assert lawgate("ledger", "rulebooks", "--db", db, "--out", str(out)).returncode == 0
        (file,) = out.iterdir()
        kept.append(str(file))
    assert Path(kept[0]).name != Path(kept[1]).name
    args = ["law", "diff", "us_mi", "2014-01-01", "2014-01-01", "--old", kept[0], "--new", kept[1]]
    assert "No fact pattern changes" in lawgate(*args).stdout  # the state at large is as it was
    in_county = lawgate(*args, "--county", "Kent")
    assert "hold: permitted on 2014-01-01" in in_county.stdout, in_county.stderr
