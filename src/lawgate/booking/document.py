"""The columns of a feed as the tables of docs/feed.md, so that the page cannot say anything else than the reader does.

``python -m lawgate.booking.document docs/feed.md`` writes them anew into the page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from lawgate.booking.schema import LISTS, PARTS, Column

BEGIN, END = "<!-- columns: begin (written by lawgate.booking.document) -->", "<!-- columns: end -->"
INTRO = {
    "feed": 'What holds for the whole feed. In JSON lines the first line `{"feed": {...}}`; in the CSV a row whose record is `feed`.',
    "booking": "The person, the custody, the record, and what was asked. In JSON names with a dot may also be nested.",
    "facility": "Where the person is. In JSON an object `facility`, in the CSV columns `facility.state` and so on of the booking's row.",
    "charge": "A charge of the present case, and until when it keeps the person.",
    "prior": "An earlier conviction.",
    "hold": "Another ground of custody. A federal detainer filed here is a request, never a ground.",
    "bail": "Money for release.",
    "order": "What a court ordered, or the jail itself where it may.",
    "event": "A movement.",
    "request": "A federal request on a Form I-247.",
    "warrant": "A warrant paper. Where papers are listed, `civil_warrants` and `judicial_warrant` may be left out.",
}


def columns_markdown() -> str:
    """The tables of all parts, each under its name."""
    return "\n".join(line for part in PARTS for line in _part(part))


def page_with_columns(page: str) -> str:
    """``page`` with the tables between its two marks written anew."""
    head, rest = page.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    return f"{head}{BEGIN}\n\n{columns_markdown()}\n{END}{tail}"


def _part(part: str) -> Iterator[str]:
    yield f"### {part}"
    yield ""
    listed = f" In JSON a list `{LISTS[part]}`; in the CSV a row whose record is `{part}`." if part in LISTS else ""
    yield INTRO[part] + listed
    yield ""
    yield "| column | type | what it says |"
    yield "|---|---|---|"
    for column in PARTS[part]:
        yield f"| `{column.name}` | {_type(column)} | {column.says} |"
    yield ""


def _type(column: Column) -> str:
    return f"{column.kind}: {', '.join(column.words)}" if column.words else column.kind


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(page_with_columns(target.read_text(encoding="utf-8")), encoding="utf-8")
