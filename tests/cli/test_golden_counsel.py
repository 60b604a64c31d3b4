"""What county counsel reads, word for word: a draft that goes too far, the changes that flip a case, and what a new policy changes.

To renew after an intended change: run the command that a test names and write what it prints to the file under ``golden``."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.cli.test_commands import CASE, lawgate

GOLDEN = Path(__file__).parent / "golden"
FELONY = (
    'kern.permits(HOLD, cite="paragraph 3", when=any_prior(row.violent), words="Deputies may hold on a detainer.")\n'
)


def same(printed: str, name: str) -> None:
    """``printed`` is what the golden file holds, line ends apart."""
    wanted = (GOLDEN / name).read_text(encoding="utf-8")
    assert [x.rstrip() for x in printed.splitlines()] == [x.rstrip() for x in wanted.splitlines()]


def draft(tmp_path: Path) -> Path:
    file = tmp_path / "kern.py"
    file.write_text(lawgate("policy", "new", "CA/Kern", "--since", "2026-01-01").stdout)
    return file


def test_a_draft_as_it_is_begun(tmp_path: Path) -> None:
    """``policy new CA/Kern --since 2026-01-01``."""
    same(draft(tmp_path).read_text(), "policy_new.txt")


def test_a_draft_that_lets_deputies_hold(tmp_path: Path) -> None:
    """``policy check`` of the draft with one clause more: its line, the statute, the case, and that a local rule adds nothing."""
    file = draft(tmp_path)
    with file.open("a") as f:
        f.write(FELONY)
    same(lawgate("policy", "check", str(file)).stdout, "policy_check.txt")


def test_a_draft_with_a_misspelt_fact(tmp_path: Path) -> None:
    """The file, the line, and the nearest fact, in one sentence."""
    file = draft(tmp_path)
    with file.open("a") as f:
        f.write('kern.prohibits(HOLD, cite="4", when=row.violnt)\n')
    same(lawgate("policy", "check", str(file)).stderr.replace(str(file), "kern.py"), "policy_mistake.txt")


def test_the_changes_that_flip_a_case(tmp_path: Path) -> None:
    """``whatif`` of a clean record in California, June 2014."""
    case = tmp_path / "case.yaml"
    case.write_text(yaml.safe_dump([CASE], sort_keys=False))
    same(lawgate("whatif", str(case)).stdout, "whatif.txt")


def test_what_a_state_changed_in_its_law() -> None:
    """``law diff us_or 2021-07-18 2021-07-19``: each change of answer is a line. Its example is the solver's choice, and is left out."""
    printed = lawgate("law", "diff", "us_or", "2021-07-18", "2021-07-19").stdout
    same("\n".join(x for x in printed.splitlines() if x.endswith(("example:", "change.", "07-19."))), "law_diff.txt")
