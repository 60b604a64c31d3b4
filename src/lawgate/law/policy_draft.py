"""A policy file to begin with: two rules and a case, ready to be changed and checked."""

from __future__ import annotations

import re
from datetime import date
from importlib import resources

from lawgate.base import BadInput
from lawgate.base.places import CIRCUITS


def draft_of(county: str, since: str) -> str:
    """The text of a draft for ``county`` (``CA/Kern``), in force from the ISO day ``since``. Raises ``BadInput``."""
    state, _, name = county.partition("/")
    if state.upper() not in CIRCUITS or not name.strip():
        raise BadInput(f"'{county}' names no county of a state", do="write it as CA/Kern")
    try:
        day = date.fromisoformat(since).isoformat()
    except ValueError as e:
        raise BadInput(f"'{since}' is not a day", where="--since", do="write YYYY-MM-DD") from e
    slug = re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")
    text = resources.files("lawgate.law").joinpath("policy_new.txt").read_text(encoding="utf-8")
    id_ = f"{state.lower()}-{slug.replace('_', '-')}-{day[:4]}"
    plain = name.strip().replace("\\", "").replace('"', "")
    return text.format(
        county=plain, state=state.upper(), name=slug if slug.isidentifier() else "county", id=id_, since=day
    )
