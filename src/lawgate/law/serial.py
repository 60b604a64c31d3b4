"""Norms and conditions as plain data, and back: what a rulebook is stored as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from lawgate.base import BadInput, Confidence
from lawgate.law import expr as x
from lawgate.law.norms import Action, Answer, Authority, Effect, Exposure, Holding, Norm, Penalty, Rank, Territory

Data = Any


def expr_data(e: x.Expr) -> Data:
    """A condition as nested lists: ``["and", ["is", "request", [true]], ...]``."""
    if isinstance(e, x.Const):
        return ["const", e.value]
    if isinstance(e, x.Is):
        return ["is", str(e.ref), sorted(e.values, key=repr)]
    if isinstance(e, x.Has):
        return ["has", str(e.ref), sorted(e.values)]
    if isinstance(e, x.HasOther):
        return ["has-other", str(e.ref), sorted(e.values)]
    if isinstance(e, x.HasPrefix):
        return ["has-prefix", str(e.ref), e.prefix]
    if isinstance(e, x.Order):
        return ["order", str(e.left), e.op, _side_data(e.right), e.plus]
    if isinstance(e, x.Within):
        return ["within", str(e.day), e.years, str(e.anchor)]
    if isinstance(e, x.And | x.Or):
        return ["and" if isinstance(e, x.And) else "or", *(expr_data(i) for i in e.items)]
    if isinstance(e, x.Not):
        return ["not", expr_data(e.part)]
    if isinstance(e, x.AnyRow):
        return ["any", e.rows, expr_data(e.cond), e.complete]
    raise TypeError(f"no data form for {type(e).__name__}")


def _side_data(side: x.Ref | date | datetime | int) -> Data:
    if isinstance(side, x.Ref):
        return {"fact": str(side)}
    if isinstance(side, datetime):
        return {"instant": side.isoformat()}
    if isinstance(side, date):
        return {"day": side.isoformat()}
    return {"number": side}


def _ref(text: str) -> x.Ref:
    return x.Ref(text[4:], True) if text.startswith("row.") else x.Ref(text)


def _side(data: Data) -> x.Ref | date | datetime | int:
    ((kind, value),) = data.items()
    readers: dict[str, Callable[[Any], Any]] = {
        "fact": _ref,
        "instant": datetime.fromisoformat,
        "day": date.fromisoformat,
        "number": int,
    }
    side: x.Ref | date | datetime | int = readers[kind](value)
    return side


def expr_from(data: Data) -> x.Expr:
    """The condition that ``expr_data`` wrote. Raises ``BadInput`` for anything else."""
    try:
        return _read(data)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError) as e:
        raise BadInput(f"not a stored condition: {e}", do="the rulebook was altered or is of another version") from e


def _read(data: Data) -> x.Expr:
    kind, *rest = data
    readers: dict[str, Callable[..., x.Expr]] = {
        "const": lambda v: x.TRUE if v else x.FALSE,
        "is": lambda r, v: x.Is(_ref(r), frozenset(v)),
        "has": lambda r, v: x.Has(_ref(r), frozenset(v)),
        "has-other": lambda r, v: x.HasOther(_ref(r), frozenset(v)),
        "has-prefix": lambda r, p: x.HasPrefix(_ref(r), p),
        "order": lambda a, op, b, plus: x.Order(_ref(a), op, _side(b), plus),
        "within": lambda d, y, a: x.Within(_ref(d), y, _ref(a)),
        "and": lambda *p: x.And(tuple(_read(i) for i in p)),
        "or": lambda *p: x.Or(tuple(_read(i) for i in p)),
        "not": lambda p: x.Not(_read(p)),
        "any": lambda r, c, f: x.AnyRow(r, _read(c), f),
    }
    return readers[kind](*rest)


def norm_data(n: Norm) -> dict[str, Data]:
    return {
        "id": n.id,
        "authority": n.authority,
        "effect": n.effect.value,
        "cite": n.cite,
        "words": n.words,
        "rank": int(n.rank),
        "confidence": n.confidence.value,
        "territory": _territory_data(n.territory),
        "since": n.since,
        "until": n.until,
        "cond": expr_data(n.cond),
        "action": n.action.value if n.action else None,
        "grounds": list(n.grounds),
        "token": n.token,
        "answer": n.answer.value if n.answer else None,
        "given": {a.value: sorted(v.value for v in vs) for a, vs in n.given.items()},
        "flags": list(n.flags),
        "over": list(n.over),
        "policy": n.policy,
        "reach_back": n.reach_back,
        "ceiling": n.ceiling,
        "ex_ante_only": n.ex_ante_only,
        "to": list(n.to),
        "carries": list(n.carries),
    }


def norm_from(d: dict[str, Data]) -> Norm:
    return Norm(
        id=d["id"],
        authority=d["authority"],
        effect=Effect(d["effect"]),
        cite=d["cite"],
        words=d["words"],
        rank=Rank(d["rank"]),
        confidence=Confidence(d["confidence"]),
        territory=_territory_from(d["territory"]),
        since=d["since"],
        until=d["until"],
        cond=expr_from(d["cond"]),
        action=Action(d["action"]) if d["action"] else None,
        grounds=tuple(d["grounds"]),
        token=d["token"],
        answer=Answer(d["answer"]) if d["answer"] else None,
        given={Action(a): frozenset(Answer(v) for v in vs) for a, vs in d["given"].items()},
        flags=tuple(d["flags"]),
        over=tuple(d["over"]),
        policy=d["policy"],
        reach_back=d["reach_back"],
        ceiling=d["ceiling"],
        ex_ante_only=d["ex_ante_only"],
        # Rulebooks stored before papers named who gets them lack these two.
        to=tuple(d.get("to", ())),
        carries=tuple(d.get("carries", ())),
    )


def _territory_data(t: Territory) -> dict[str, Data]:
    return {
        "states": sorted(t.states),
        "circuits": sorted(t.circuits),
        "counties": sorted(list(c) for c in t.counties),
        "localities": sorted(list(c) for c in t.localities),
        "agency_types": sorted(t.agency_types),
        "not_agency_types": sorted(t.not_agency_types),
    }


def _territory_from(d: dict[str, Data]) -> Territory:
    return Territory(
        states=frozenset(d["states"]),
        circuits=frozenset(d["circuits"]),
        counties=frozenset((s, c) for s, c in d["counties"]),
        localities=frozenset((s, c) for s, c in d["localities"]),
        agency_types=frozenset(d["agency_types"]),
        not_agency_types=frozenset(d["not_agency_types"]),
    )


def authority_data(a: Authority) -> dict[str, Data]:
    return {
        "id": a.id,
        "title": a.title,
        "cite": a.cite,
        "kind": a.kind,
        "rank": int(a.rank),
        "territory": _territory_data(a.territory),
        "since": a.since,
        "until": a.until,
        "words": a.words,
        "confidence": a.confidence.value,
        "policy": a.policy,
        "reach_back": a.reach_back,
        "source": a.source,
        "exposure": asdict(a.exposure) if a.exposure else None,
        "norms": [norm_data(n) for n in a.norms],
        # Left out where there is nothing, so that rulebooks stored before they were told keep their digest.
        **({"holding": asdict(a.holding)} if a.holding else {}),
        **({"penalties": [asdict(p) for p in a.penalties]} if a.penalties else {}),
    }


def authority_from(d: dict[str, Data]) -> Authority:
    e, holding = d["exposure"], d.get("holding")
    return Authority(
        id=d["id"],
        title=d["title"],
        cite=d["cite"],
        kind=d["kind"],
        rank=Rank(d["rank"]),
        territory=_territory_from(d["territory"]),
        since=d["since"],
        until=d["until"],
        words=d["words"],
        confidence=Confidence(d["confidence"]),
        policy=d["policy"],
        reach_back=d["reach_back"],
        source=d["source"],
        exposure=Exposure(**_marked(e)) if e else None,
        holding=Holding(**holding) if holding else None,
        penalties=tuple(Penalty(**_marked(p)) for p in d.get("penalties", ())),
        norms=[norm_from(n) for n in d["norms"]],
    )


def _marked(d: dict[str, Data]) -> dict[str, Data]:
    return {**d, "mark": Confidence(d["mark"])}
