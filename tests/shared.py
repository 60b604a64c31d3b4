"""Where the reference material lies when it is at hand: beside the project, never inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(path: str) -> Path:
    """The file, or a loud skip."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"reference material {path} is not beside the project: this test did not run")
    return found
