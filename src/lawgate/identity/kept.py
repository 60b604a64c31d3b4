"""An identification as the ledger keeps it, what holds of it once people have spoken, and both in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lawgate.base import BadInput
from lawgate.identity.records import Assessment, Identification, Verdict

SHOWN = 5  # candidates kept
CONFIRMED, DISPUTED, CORRECTED = "identity.confirmed", "identity.disputed", "identity.corrected"


def identification_kept(found: Identification, *, searched: int, doubts: Sequence[str] = ()) -> dict[str, Any]:
    """``verdict`` with its reason, the likeliest ``candidates`` with theirs, and ``doubts``: why a person must look before anything
    is asked in this person's name, each about a candidate or, ``person`` empty, about the prints themselves. Biography alone raises
    none: it ranks and explains, and decides nothing."""
    some = [c for c in found.candidates if c.verdict is not Verdict.DIFFERENT or c.warnings][:SHOWN]
    return {
        "verdict": found.verdict.value,
        "because": found.because,
        "searched": searched,
        "not_looked_at": list(found.not_looked_at),
        "candidates": [_candidate(c) for c in some],
        "doubts": [{"person": p, "says": says} for p, says in (*(("", d) for d in doubts), *_doubts(found))],
    }


def _candidate(c: Assessment) -> dict[str, Any]:
    reasons = [r.sentence for r in c.biographic.reasons] if c.biographic else []
    return {
        "person": c.key,
        "verdict": c.verdict.value,
        "decided_by": c.decided_by,
        "evidence": round(c.prints.evidence, 2) if c.prints else None,
        "fingers": [c.prints.agreeing, c.prints.compared] if c.prints else None,
        "posterior": round(c.posterior, 6),
        "because": [c.because, *reasons],
        "warnings": list(c.warnings),
    }


def _doubts(found: Identification) -> Iterator[tuple[str, str]]:
    if found.not_looked_at:
        yield "", f"not searched: {', '.join(found.not_looked_at)}"
    for c in found.candidates:
        if c.prints is not None and c.verdict is Verdict.UNSURE:
            yield c.key, c.because
        elif c.verdict is Verdict.SAME and c.warnings:
            yield c.key, c.warnings[0]


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds. ``same``: the records that are this person; ``open``: a person must look; ``not_theirs``: a person found that the
    prints are not of the one who is booked; ``why``: one sentence."""

    same: tuple[str, ...]
    open: bool
    not_theirs: bool
    why: str


def settled(kept: Mapping[str, Any], acts: Iterable[tuple[str, Mapping[str, Any]]] = ()) -> Settled:
    """The assessment with what people said since, each act as (kind of event, what it says), in their order.

    A confirmation answers the doubts about its record, or about the prints where it names none; a dispute opens them again.
    """
    verdicts = {c["person"]: c["verdict"] for c in kept["candidates"]}
    doubts = {(d["person"], d["says"]) for d in kept["doubts"]}
    not_theirs = False
    for kind, said in acts:
        person, same = str(said.get("person", "")), bool(said.get("same", True))
        if kind == CONFIRMED:
            doubts = {d for d in doubts if d[0] != person}
            not_theirs = not same if not person else not_theirs
        else:
            doubts.add((person, f"disputed by {said['by']}: {said['why']}"))
        if person:
            verdicts[person] = str(Verdict.UNSURE if kind != CONFIRMED else Verdict.SAME if same else Verdict.DIFFERENT)
    why = "; ".join(sorted(says for _, says in doubts)) or str(kept["because"])
    return Settled(tuple(p for p, v in verdicts.items() if v == Verdict.SAME), bool(doubts), not_theirs, why)


def check_act(
    kind: str, said: Mapping[str, Any], kept: Mapping[str, Any] | None, holds: Settled | None, booking: str
) -> None:
    """Raises ``BadInput`` for an act that says not who and why, that is about a record never held against this person, or that
    turns round what prints decided without a dispute. ``person`` empty: about the prints themselves, whose they are."""
    if not str(said.get("by", "")).strip() or not str(said.get("why", "")).strip():
        raise BadInput("the act does not say who and why", where=booking, do="give both")
    if kept is None or holds is None:
        raise BadInput("nothing was compared yet", where=booking, do="have prints compared first")
    known = {c["person"]: c for c in kept["candidates"]}
    person, same = str(said.get("person", "")), bool(said.get("same", True))
    if person and person not in known:
        raise BadInput(f"'{person}' was never held against this person", where=booking, do="name one of the candidates")
    if kind != CONFIRMED or not person:
        return
    if same and known[person]["fingers"] is None:
        raise BadInput("no prints were compared with that record", where=booking, do="compare prints first")
    if not holds.open and known[person]["decided_by"] == "prints" and same is not (person in holds.same):
        raise BadInput("the prints decided otherwise", where=booking, do="dispute the answer first, with the reason")


def identification_told(kept: Mapping[str, Any]) -> Iterator[str]:
    """What was found, a line each."""
    say = {"same": "The same person as", "unsure": "Perhaps", "different": "Not", "not looked at": "Not looked at:"}
    yield f"{kept['because'][:1].upper()}{kept['because'][1:]}; {kept['searched']:,} people searched"
    for c in kept["candidates"]:
        fingers = f"{c['fingers'][0]} of {c['fingers'][1]} fingers agree" if c["fingers"] else "no prints compared"
        yield f"{say[c['verdict']]} {c['person']}: {fingers}, probability {c['posterior']:.4f}"
        yield from (f"  {warning}" for warning in c["warnings"])
    for doubt in kept["doubts"]:
        yield f"A person must look{' at ' + doubt['person'] if doubt['person'] else ''}: {doubt['says']}"


def act_told(kind: str, said: Mapping[str, Any]) -> str:
    """One act in a sentence."""
    person, by, why = said.get("person") or "the prints", said["by"], said["why"]
    if kind == CONFIRMED:
        word = "is" if said.get("same", True) else "is not"
        return f"{by} looked: {person} {word} this person ({why})"
    word = "disputes the answer about" if kind == DISPUTED else "corrected the record of"
    return f"{by} {word} {person}: {why}"
