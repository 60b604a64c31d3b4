from __future__ import annotations

import re
import zoneinfo
from importlib import metadata
from pathlib import Path

import pytest

from lawgate.clock import versions
from lawgate.clock.versions import iana_version


def test_versions_of_the_data_in_use() -> None:
    """The versions name the zone database that is read and the holidays package that is installed."""
    found = versions()
    assert found["holidays"] == metadata.version("holidays")
    assert found["tzdata_from"] in ("system", "package")
    assert found["tzdata"] == "unknown" or re.fullmatch(r"\d{4}[a-z]+", found["tzdata"])


def test_without_a_system_database_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without a zone database the version is that of the tzdata package."""
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    found = versions()
    assert found["tzdata_from"] == "package"
    assert found["tzdata"][:4] == metadata.version("tzdata")[:4]


@pytest.mark.parametrize(
    ("name", "text", "version"),
    [("tzdata.zi", "# version 2025b\nR x\n", "2025b"), ("+VERSION", "2024a\n", "2024a"), ("zone.tab", "x", "unknown")],
)
def test_where_databases_write_their_version(tmp_path: Path, name: str, text: str, version: str) -> None:
    """Both places in which a zone database writes its version are read; without either it is unknown."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert iana_version(tmp_path) == version
