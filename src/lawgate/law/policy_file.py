"""A county's own policy, read from one file in the language of the rule files. The file is read, never run.

    kern = policy(
        "kern-sheriff-2026",
        title="Kern County Sheriff: detainers",
        cite="Sheriff's Policy 4.12",
        territory=where("CA", counties=("Kern",), agency=("county-jail",)),
        since="2026-01-01",
        words="Nobody is held or handed over on a request without a judge's warrant.",
    )
    kern.prohibits(HOLD, cite="1", unless=judge_signed, words="No hold without a judge's warrant.")

Only assignments and calls of the names below are understood: no import, no loop, no attribute that is not a fact or a rule's own
word. So a file from anybody can be opened. ``case(...)`` lines beside the rules are worked examples, decided by ``policy check``.
"""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

from lawgate.law.policy_reader import Reader
from lawgate.law.policy_records import BadPolicy, PolicyCase, PolicyFile

LONGEST = 200_000  # characters
__all__ = ["BadPolicy", "PolicyCase", "PolicyFile", "parse_policy", "read_policy"]


def read_policy(path: Path) -> PolicyFile:
    """The policies of ``path``. Raises ``BadPolicy`` naming the file, the line and what to write instead."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as e:
        raise BadPolicy(f"cannot be read ({e.strerror})", where=str(path), do="check the path") from e
    except UnicodeDecodeError as e:
        raise BadPolicy("is not UTF-8 text", where=str(path), do="save it as UTF-8") from e
    return parse_policy(text, str(path))


def parse_policy(text: str, path: str) -> PolicyFile:
    """The policies in ``text``; ``path`` is what messages call it."""
    if len(text) > LONGEST:
        raise BadPolicy(f"is longer than {LONGEST:,} characters", where=path, do="split it")
    try:
        tree = ast.parse(text)
    except SyntaxError as e:
        raise BadPolicy(
            f"cannot be read as rules ({e.msg})", where=f"{path}, line {e.lineno or 1}", do="check brackets and quotes"
        ) from e
    except (ValueError, RecursionError, MemoryError) as e:
        raise BadPolicy("cannot be read as rules", where=path, do="start from `lawgate policy new`") from e
    reader = Reader(path)
    for node in tree.body:
        reader.statement(node)
    if not reader.out.policies:
        raise BadPolicy("holds no policy", where=path, do="start from `lawgate policy new`")
    _dates(reader.out)
    return reader.out


def _dates(found: PolicyFile) -> None:
    """Two policies of one place may not be in force on the same day: which one counts would be a guess."""
    for n, a in enumerate(found.policies):
        for b in found.policies[n + 1 :]:
            first, second = sorted((a, b), key=lambda p: p.since)
            if first.territory == second.territory and (first.until is None or first.until >= second.since):
                raise BadPolicy(
                    f"'{first.id}' and '{second.id}' are both in force from {second.since}",
                    where=f"{found.path}, line {found.lines[second.id]}",
                    do=f'end the first: until="{_day_before(second.since)}"',
                )


def _day_before(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
