"""The checklist of OWASP ASVS 5.0 level 2 as a table, each row a test or a reason. ``python -m tests.web.accounts.asvs`` writes it out."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lawgate.web.accounts.roles import TABLE as TABLE_OF_ROLES

ROOT = Path(__file__).resolve().parents[3]
TABLE = Path(__file__).with_name("asvs.txt")
PROSE = Path(__file__).with_name("security.md")
DOCUMENT = ROOT / "docs/security.md"
ROW = re.compile(r"^(\d+\.\d+\.\d+) ([12]) \| (.+?) \| ([=\-@!]) (.+)$")
STANDING = {"=": "tested", "-": "does not apply", "@": "the county's to do", "!": "not met yet"}
CHAPTERS = {
    1: "Encoding and sanitization",
    2: "Validation and business logic",
    3: "Web frontend",
    4: "API and web service",
    5: "Files",
    6: "Authentication",
    7: "Sessions",
    8: "Authorization",
    9: "Self-contained tokens",
    10: "OAuth and OIDC",
    11: "Cryptography",
    12: "Communication",
    13: "Configuration",
    14: "Data protection",
    15: "Coding and architecture",
    16: "Logging and errors",
    17: "WebRTC",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A requirement: ``asks`` in our own words; ``standing`` one of STANDING; ``tests`` by name, or ``reason``."""

    id: str
    level: int
    asks: str
    standing: str
    tests: tuple[str, ...]
    reason: str

    @property
    def chapter(self) -> int:
        return int(self.id.split(".")[0])


def rows() -> list[Row]:
    """Every row of the table. Raises ``ValueError`` for a line that is none."""
    out = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        found = ROW.match(line)
        if found is None:
            raise ValueError(f"no row: {line}")
        identity, level, asks, sign, rest = found.groups()
        tests = tuple(rest.split()) if sign == "=" else ()
        out.append(Row(identity, int(level), asks, STANDING[sign], tests, "" if tests else rest))
    return out


@lru_cache(maxsize=1)
def known_tests() -> dict[str, str]:
    """Every test of the project by name, with its file."""
    out = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                out[node.name] = str(path.relative_to(ROOT))
    return out


def document() -> str:
    """docs/security.md: what is written by hand, and the table."""
    prose = PROSE.read_text(encoding="utf-8").rstrip().replace("{roles}", TABLE_OF_ROLES.strip("\n"))
    parts = [prose, "", *_summary(), ""]
    for number, title in CHAPTERS.items():
        of = [r for r in rows() if r.chapter == number]
        parts += [f"### V{number} {title}", "", "| id | level | asks | standing | by |", "|---|---|---|---|---|"]
        parts += [f"| {r.id} | {r.level} | {r.asks} | {r.standing} | {_by(r)} |" for r in of]
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _summary() -> list[str]:
    found = rows()
    counts = ", ".join(f"{sum(r.standing == s for r in found)} {s}" for s in STANDING.values())
    return [
        "## The checklist: OWASP ASVS 5.0, levels 1 and 2",
        "",
        f"{len(found)} requirements: {counts}. The words are ours; the numbers are those of ASVS 5.0.0. A row that is tested names",
        "tests that run with all others; a test looks that each exists and that this page is what the table gives.",
    ]


def _by(row: Row) -> str:
    if row.reason:
        return row.reason
    return "<br>".join(f"`{known_tests().get(t, '?')}` {t.removeprefix('test_').replace('_', ' ')}" for t in row.tests)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
