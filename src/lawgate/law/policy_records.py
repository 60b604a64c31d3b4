"""What a policy file says, and the refusal of one that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lawgate.base import BadInput
from lawgate.law.norms import Authority


class BadPolicy(BadInput):
    """A policy file that cannot be taken: the file, the line, what is wrong, what to write."""

    code = "bad-policy"


@dataclass(frozen=True)
class PolicyCase:
    """A worked example beside a rule: the day, the facts as in a case file, and the answers that its author expects."""

    name: str
    on: str
    given: Mapping[str, Any]
    expect: Mapping[str, str]
    line: int


@dataclass
class PolicyFile:
    """What a file says. ``lines``: where each clause stands, by norm id. ``replaces``: policies of the books that it ends."""

    path: str
    policies: list[Authority] = field(default_factory=list)
    cases: list[PolicyCase] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    replaces: dict[str, str] = field(default_factory=dict)  # id of the replaced policy to the id that replaces it
