"""One county's guide, made once for the tests that look at it or spoil it."""

from __future__ import annotations

from datetime import date

import pytest

from lawgate.counsel.guide import Asked, Text, files, text, where
from lawgate.decision import Decider
from lawgate.law.books import load

DAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def decider() -> Decider:
    """The law as it ships."""
    return Decider(load())


@pytest.fixture(scope="session")
def made() -> Text:
    """The text as it ships."""
    return text()


@pytest.fixture(scope="session")
def texas(decider: Decider) -> Asked:
    """A county where the law tells the jail to hold: every kind of sentence is there, figures too."""
    return Asked(where("Harris, TX", DAY), decider)


@pytest.fixture(scope="session")
def guide(texas: Asked, made: Text) -> dict[str, bytes]:
    """The files of that county's guide."""
    return files(texas, made)
