from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lawgate.standin.federal import Delivered, FederalStandin, World
from lawgate.standin.scenarios import RIDGEMONT

SMALL = World(replace(RIDGEMONT, people=48, featured=False), people=40)
NOW = SMALL.scenario.instant
LATER = NOW + timedelta(days=30)


@pytest.fixture(scope="session")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the gallery of the small world: made once for all tests."""
    folder = tmp_path_factory.mktemp("federal")
    FederalStandin(SMALL, data=folder).close()
    return folder


@pytest.fixture
def folder(prints: Path, tmp_path: Path) -> Path:
    """The same gallery with a journal of the test's own."""
    for path in prints.glob("gallery-*"):
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


@pytest.fixture
def side(folder: Path) -> Iterator[FederalStandin]:
    with FederalStandin(SMALL, data=folder) as found:
        yield found


def everything(side: FederalStandin, until: datetime = LATER) -> list[Delivered]:
    """All that has arrived after a month."""
    return side.poll(until)
