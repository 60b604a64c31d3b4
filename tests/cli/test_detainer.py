"""``lawgate detainer``: a paper read, its face checked, the person's notice printed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from lawgate.base import BadInput
from lawgate.cli.detainer import app
from lawgate.detainer.facsimile import write_facsimile
from tests.detainer.test_paper import FILLED

RUN = CliRunner()
UNSERVED: dict[str, str | bool] = {k: v for k, v in FILLED.items() if k not in ("served_at", "lea_signature")}


def saved(folder: Path, data: bytes, name: str = "form.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_form_is_read_as_json(tmp_path: Path) -> None:
    """What the paper asks comes out in the words of a feed, with the findings of its face."""
    found = RUN.invoke(
        app, ["read", str(saved(tmp_path, write_facsimile(UNSERVED))), "--received-at", "2019-04-02T09:30"]
    )
    line = json.loads(found.output)
    assert (line["what"], line["request"]["form"], line["source"]) == ("detainer", "I-247A", "pdf")
    assert [f["code"] for f in line["findings"]] == ["service-unknown"]


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [({}, 0, "service-unknown"), ({"officer_signature": ""}, 1, "unsigned"), ({"box2": True}, 1, "both-parts")],
)
def test_the_face_is_told_in_words_and_in_the_exit_code(
    tmp_path: Path, change: dict[str, str | bool], code: int, says: str
) -> None:
    """A form that is whole passes; one that is unsigned or doubly ticked does not."""
    found = RUN.invoke(app, ["check", str(saved(tmp_path, write_facsimile(UNSERVED | change)))])
    assert found.exit_code == code
    assert says in found.output


def test_a_scan_is_keyed_beside_it(tmp_path: Path) -> None:
    """A picture is refused alone, and taken with its typed fields and the name of who typed them."""
    scan = saved(tmp_path, write_facsimile(FILLED, flat=True), "scan.pdf")
    refused = RUN.invoke(app, ["read", str(scan)])
    assert isinstance(refused.exception, BadInput)
    typed: dict[str, Any] = {
        "form": "I-247A",
        "boxes": ["1-final-order"],
        "signer": "immigration-officer",
        "warrant": "I-205",
    }
    fields = saved(tmp_path, json.dumps(typed).encode(), "typed.json")
    more = ["--keyed", str(fields), "--keyed-by", "k.lee", "--received-at", "2019-04-02T09:30"]
    assert json.loads(RUN.invoke(app, ["read", str(scan), *more]).output)["source"] == "scan"


def test_the_notice_is_printed_from_the_paper_alone(tmp_path: Path) -> None:
    """Without a ledger the notice says that nothing is decided yet; there is a file a language."""
    out = tmp_path / "notice.pdf"
    found = RUN.invoke(app, ["packet", str(saved(tmp_path, write_facsimile(UNSERVED))), "--out", str(out)])
    assert found.exit_code == 0, found.output
    assert all((tmp_path / f"notice.{x}.pdf").read_bytes().startswith(b"%PDF-") for x in ("en", "es"))
    wrong = RUN.invoke(app, ["packet", str(saved(tmp_path, b"x")), "--out", str(out), "--language", "fr"])
    assert "language" in str(wrong.exception)


FEED = [
    {"feed": {"facility": {"state": "CA", "county": "Kern", "agency": "Example Jail", "tz": "America/Los_Angeles"}}},
    {
        "booking": "B-1",
        "last": "EXAMPLE",
        "first": "Person",
        "booked_at": "2023-05-14T08:00",
        "charges": [
            {"statute": "PC 484", "level": "misdemeanor", "disposition": "pending", "ends_at": "2023-05-16T15:00"}
        ],
        "requests": [],
    },
]


def lawgate(*words: str) -> tuple[int, str]:
    """The command in a process of its own, as it is used."""
    run = subprocess.run([sys.executable, "-m", "lawgate", *words], capture_output=True, text=True, timeout=180)
    return run.returncode, run.stdout + run.stderr


def test_the_notice_says_what_the_law_makes_of_the_paper(tmp_path: Path) -> None:
    """For somebody on a ledger the notice is decided with this very paper laid upon their record; the ledger is left as it was."""
    feed = saved(tmp_path, "\n".join(map(json.dumps, FEED)).encode(), "feed.jsonl")
    ledger, out = str(tmp_path / "ledger.sqlite3"), tmp_path / "notice.pdf"
    assert lawgate("run", "--bookings", str(feed), "--db", ledger)[0] == 0
    form = str(saved(tmp_path, write_facsimile(UNSERVED | {"date": "05/14/2023", "lea_booking_no": "B-1"})))
    more = ["--tz", "America/Los_Angeles", "--received-at", "2023-05-14T10:00", "--db", ledger]
    assert "If it is delivered: the request is laid" in lawgate("detainer", "check", form, *more)[1]
    code, told = lawgate("detainer", "packet", form, *more, "--out", str(out), "--language", "en")
    assert code == 0, told
    text = " ".join(PdfReader(out).pages[0].extract_text().split())
    assert "The jail will NOT keep you for ICE" in text
    assert "Roy v. County of Los Angeles" in text
    assert "talk to you" not in text  # nobody said that an interview was asked for
    assert "detainer" not in lawgate("case", "B-1", "--db", ledger)[1].lower()
    assert lawgate("detainer", "packet", form, *more, "--booking", "B-404", "--out", str(out))[0] == 1
