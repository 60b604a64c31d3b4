"""One synthetic county, served once for all browser tests of the desk, its clock stopped at 03:10."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lawgate.standin.county import RIDGEMONT, write_county

RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]
MAKE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lawgate import wiring
home = Path(sys.argv[1])
wiring.configure(home / "lawgate.sqlite3")
from lawgate.casework import open_ledger
from lawgate.casework.demonstration import mark_demonstration
from lawgate.cli.run import run_feed
mark_demonstration(open_ledger(), datetime(2014, 6, 10, tzinfo=UTC))
run_feed(home / "feed.jsonl", db=home / "lawgate.sqlite3")
from tests.web.desk.evidence import lay
lay(open_ledger(), datetime.fromisoformat(sys.argv[2]))
"""
NOW = "2014-06-10 03:10"
HELD, TWICE = "14-69999", "14-69998"  # a hold that is lawful; two requests on file, and prints of which nobody is sure
ROOT = Path(__file__).parents[3]


@dataclass
class Desk:
    """The served desk, and a page of it in a real browser."""

    address: str
    browser: Browser

    def page(self, *, role: str = "", scripts: bool = True, width: int = 1440) -> Page:
        """A page of a fresh visitor, seen as ``role`` (all of them if none is given)."""
        context = self.browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        context.set_default_timeout(8000)
        if role:
            context.add_cookies([{"name": "lawgate_demo_role", "value": role, "url": self.address}])
        return context.new_page()

    def first(self, page: Page, state: str) -> str:
        """The booking number of the first person in ``state``."""
        page.goto(f"{self.address}/desk/?state={state}")
        return page.locator("tr[data-row]").first.get_attribute("data-row") or ""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("desk")
    made = {**os.environ, "LAWGATE_VAR": str(home)}
    write_county(home / "feed.jsonl", replace(RIDGEMONT, people=40), seed=2014)
    _more_people(home / "feed.jsonl")
    make = [sys.executable, "-c", MAKE, str(home), RIDGEMONT.now]
    subprocess.run(make, check=True, capture_output=True, env={**made, "PYTHONPATH": str(ROOT)})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*RUN, "serve", "--db", str(home / "lawgate.sqlite3"), "--port", str(port), "--now", RIDGEMONT.now]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(command, env={**made, "LAWGATE_OPEN": "1"}, stdout=log, stderr=log)
    found = f"http://127.0.0.1:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{found}/desk/", timeout=60).close()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.25)
    yield found
    server.terminate()
    server.wait()


def _more_people(feed: Path) -> None:
    """A second person whose hold is lawful and runs: one is looked at, the other is handed over. A third has two requests on file."""
    *_, held, _, _ = feed.read_text(encoding="utf-8").splitlines()
    again = json.loads(held) | {"booking": HELD, "last": "Halloran", "first": "Ivo"}
    (request,) = again["requests"]
    first = {**request, "received_at": "2014-06-08T20:00-07:00", "form": "I-247 (6/11)"}
    twice = again | {"booking": TWICE, "last": "Obuya", "first": "Ruth", "requests": [first, request]}
    more = "".join(json.dumps(one) + "\n" for one in (again, twice))
    feed.write_text(feed.read_text(encoding="utf-8") + more, encoding="utf-8")


@pytest.fixture(scope="module")
def desk(address: str, browser: Browser) -> Desk:
    return Desk(address, browser)
