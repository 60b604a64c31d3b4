"""What may be said of a policy and of its clauses. A local rule chooses its words, dates and conditions; never its rank, the place of
others, or what it stands above."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lawgate.base import Confidence
from lawgate.law.declare import Fact
from lawgate.law.expr import Expr
from lawgate.law.norms import Authority, Territory

POLICY = ("title", "cite", "territory", "since", "until", "words", "confidence", "source")
CLAUSE = ("cite", "words", "when", "unless", "key", "since", "until", "confidence")
DO = {
    "when": "ask the fact something: .one_of(...), .has(...)",
    "unless": "ask the fact something: .one_of(...), .has(...)",
    "since": 'write a day: since="2026-01-01"',
    "until": 'write a day: until="2026-12-31"',
    "confidence": "write READ, SUMMARY, RECALLED or DOUBTED",
    "territory": 'write where("CA", counties=("Kern",))',
    "title": 'write title="Kern County Sheriff: detainers"',
    "cite": 'write cite="Sheriff\'s Policy 4.12", or the number of the paragraph',
    "words": 'write words="what it says in one sentence"',
    "key": 'write key="no-hold"',
    "source": 'write source="where the text was read"',
}


def mistake(named: Mapping[str, Any], known: tuple[str, ...], what: str) -> tuple[str, str] | None:
    """The first keyword that is strange or holds the wrong kind of value: what is wrong, and what to write instead."""
    for key, value in named.items():
        if key not in known:
            return f"'{key}=' is not {what}'s to say", f"leave it out; it may say {', '.join(known)}"
        if not _fits(key, value):
            shown = f"the fact '{value.name}'" if isinstance(value, Fact) else repr(value)[:60]
            return f"{key}={shown} is no {_kind(key)}", DO[key]
    return None


def outside(policy: Authority, since: str | None, until: str | None) -> tuple[str, str] | None:
    """A clause's dates lie within its policy's."""
    if since is not None and since < policy.since:
        return f"the clause begins on {since}, before its policy does", f"begin it on {policy.since} or later"
    if policy.until is not None and until is not None and until > policy.until:
        return f"the clause ends on {until}, after its policy does", f"end it on {policy.until} or earlier"
    return None


def _kind(key: str) -> str:
    kinds = {"when": "condition", "unless": "condition", "since": "day", "until": "day"}
    return kinds.get(key, key if key in ("confidence", "territory") else "text")


def _fits(key: str, value: Any) -> bool:
    if key in ("when", "unless"):
        return isinstance(value, Expr)
    if key in ("since", "until"):
        return value is None if key == "until" and value is None else _is_day(value)
    if key == "confidence":
        return isinstance(value, Confidence)
    if key == "territory":
        return isinstance(value, Territory) and bool(value.states)
    return isinstance(value, str)


def _is_day(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
