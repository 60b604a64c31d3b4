"""Houses in which the scenes are played: each an invented jail, its feed read and its desk served, its clock stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.scenes import casts
from tests.scenes.people import feed

RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]
# Everybody is invented, so nobody has to sign in: the ledger says so itself before anything else is written into it.
INVENTED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lawgate import wiring
wiring.configure(Path(sys.argv[1]))
from lawgate.casework import open_ledger
from lawgate.casework.demonstration import mark_demonstration
mark_demonstration(open_ledger(), datetime(2012, 1, 1, tzinfo=UTC))
if len(sys.argv) > 2:
    from lawgate.cli.run import run_feed
    sys.exit(len(run_feed(Path(sys.argv[2]))[1]))
"""
expect.set_options(timeout=30_000)  # other work may run on the same machine
SHOTS = os.environ.get("LAWGATE_SCENES_SHOTS", "")  # a folder: pictures of the key moments are written there


@dataclass(frozen=True)
class House:
    """A folder with a ledger in it. ``address``: where its desk is served, if it is."""

    home: Path
    address: str = ""

    @property
    def db(self) -> str:
        return str(self.home / "lawgate.sqlite3")

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "LAWGATE_VAR": str(self.home), "LAWGATE_OPEN": "1", "COLUMNS": "200"}

    def lawgate(self, *command: str, now: str = "", fails: bool = False) -> str:
        """What a command of the command line says; ``now``: the minute that its clock shows."""
        shown = {"LAWGATE_NOW": now} if now else {}
        done = subprocess.run(
            [*RUN, *command], capture_output=True, text=True, env={**self.environment, **shown}, cwd=self.home
        )
        said = done.stdout + done.stderr
        assert bool(done.returncode) is fails, said
        return said

    def began(self, feed_file: Path | None = None) -> None:
        """A fresh ledger for invented people, with a feed read into it."""
        more = [str(feed_file)] if feed_file else []
        done = subprocess.run(
            [sys.executable, "-c", INVENTED, self.db, *more], capture_output=True, text=True, env=self.environment
        )
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def serving(house: House, now: str) -> Iterator[House]:
    """The house with its desk served at ``now``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*RUN, "serve", "--db", house.db, "--port", str(port), *(["--now", now] if now else [])]
    with (house.home / "serve.log").open("w") as log:
        server = subprocess.Popen(command, env=house.environment, cwd=house.home, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(400):
            try:
                urllib.request.urlopen(f"{address}/desk/", timeout=60).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.25)
        yield House(house.home, address)
    finally:
        server.terminate()
        server.wait()


@dataclass
class Eyes:
    """A browser in which each visitor begins afresh."""

    browser: Browser

    def page(self, house: House, role: str = "", width: int = 1440, height: int = 900) -> Page:
        """A page seen as ``role`` (as everybody at once if none is given). A message of the browser's console fails the scene."""
        context = self.browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(40_000)
        if role:
            context.add_cookies([{"name": "lawgate_demo_role", "value": role, "url": house.address}])
        return context.new_page()

    @staticmethod
    def shot(page: Page, name: str, *, whole: bool = False) -> None:
        """A picture of a key moment, where they are wanted."""
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=whole)


@pytest.fixture(scope="module")
def eyes(browser: Browser) -> Eyes:
    return Eyes(browser)


def _cast(home: Path, cast: casts.Cast) -> House:
    house = House(home)
    house.began(feed(home / "feed.jsonl", cast.now, cast.people, cast.tz))
    return house


@pytest.fixture(scope="session")
def ridgemont(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A city jail in Los Angeles County, 10 June 2014, 03:10."""
    with serving(_cast(tmp_path_factory.mktemp("ridgemont"), casts.RIDGEMONT), casts.RIDGEMONT.now) as house:
        yield house


@pytest.fixture(scope="session")
def cedar_bluff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A county jail in Arkansas, the Friday before Labor Day 2012, 16:45."""
    with serving(_cast(tmp_path_factory.mktemp("cedar"), casts.CEDAR_BLUFF), casts.CEDAR_BLUFF.now) as house:
        yield house


@pytest.fixture(scope="session")
def june_2018(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two jails on one clock, 8 June 2018: Houston, and Kern County in California."""
    with serving(_cast(tmp_path_factory.mktemp("june"), casts.JUNE_2018), casts.JUNE_2018.now) as house:
        yield house
