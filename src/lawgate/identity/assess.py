"""Who is this? Prints and biography brought together into a probability and a verdict for everyone who might be the person.

Evidence of prints and of biography is added (natural logarithms of likelihood ratios). The verdict is stricter than the
probability: prints decide; without them biography ranks, explains, and leaves the answer to a person. However well names,
dates and numbers agree, and names alone above all, they never say *same*; and what was not compared is never *different*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lawgate.base import BadInput
from lawgate.identity.population import Population
from lawgate.identity.records import Assessment, Biographic, Comparison, Identification, PrintEvidence, Verdict
from lawgate.prints.fuse import DOUBTED
from lawgate.prints.gallery import Candidate, SearchResult

TWO_PEOPLE = "two-people"
DOUBTFUL = frozenset({"finger-recorded-amputated", TWO_PEOPLE})
"""Findings of the print room under which a match is shown to a person first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on prints decide. ``false_hits``: people of the gallery expected to match by chance, at most;
    ``fingers`` compared and ``agreeing``, at least; ``excluded``: evidence (natural log) at or below which they exclude.
    ``unsure``: the probability from which biography alone is shown to a person."""

    false_hits: float = 1e-3
    fingers: int = 4
    agreeing: int = 2
    excluded: float = -8.0
    unsure: float = 0.01

    def __post_init__(self) -> None:
        if not (0 < self.false_hits < 1 and 0 < self.unsure < 1 and self.fingers >= self.agreeing >= 1 > self.excluded):
            raise BadInput("the limits contradict themselves", where="identity", do="leave them as they are shipped")


USUAL = Limits()


def print_evidence(candidate: Candidate, searched: int) -> PrintEvidence:
    """What a candidate of a search says, ``searched`` people having been searched (1: compared directly)."""
    return PrintEvidence(
        candidate.evidence,
        max(searched, 1) * 10.0**-candidate.rarity,
        len(candidate.fingers),
        sum(f.evidence > DOUBTED for f in candidate.fingers),
        candidate.findings,
    )


def identify(
    person: Biographic,
    population: Population,
    search: SearchResult | None = None,
    *,
    compared: Mapping[str, PrintEvidence] | None = None,
    limits: Limits = USUAL,
    most: int = 20,
) -> Identification:
    """Holds one person against a population. ``search``: what the gallery answered, its names being the population's keys;
    ``compared``: evidence of prints that were compared directly, by key. None: no prints were looked at.

    Somebody in the gallery of whom there is no biographic record is judged by prints alone.
    """
    prints = {c.name: print_evidence(c, search.searched) for c in search.candidates} if search else {}
    prints |= dict(compared or {})
    looked = population.look_up(person, most=max(most, 50))
    biography: dict[str, Comparison] = {f.comparison.theirs.key: f.comparison for f in looked.found}
    for key in prints:
        if key not in biography and key in population.rows:
            biography[key] = population.explain(person, key)
    names = list(dict.fromkeys([*prints, *biography]))
    weights = [_weight(biography.get(k)) + (prints[k].evidence if k in prints else 0.0) for k in names]
    shared, nobody = population.posteriors(weights)
    two = any(f.code == TWO_PEOPLE for f in search.findings) if search else False
    found = []
    for key, weight, posterior in zip(names, weights, shared, strict=True):
        answer = assess(key, biography.get(key), prints.get(key), posterior, limits=limits, two_people=two)
        if answer.verdict is Verdict.SAME:  # two records of one person do not compete
            answer = assess(key, biography.get(key), prints.get(key), population.alone(weight), limits=limits)
        found.append(answer)
    rank = [Verdict.SAME, Verdict.UNSURE, Verdict.NOT_LOOKED_AT, Verdict.DIFFERENT]
    found.sort(key=lambda a: (rank.index(a.verdict), -a.posterior, a.key))
    missing = search.missing if search else ()
    verdict, because = _overall(found, missing, looked_at=search is not None or bool(looked.weighed))
    return Identification(person, verdict, because, tuple(found[:most]), nobody, missing)


def assess(
    key: str,
    biographic: Comparison | None,
    prints: PrintEvidence | None,
    posterior: float,
    *,
    limits: Limits = USUAL,
    two_people: bool = False,
) -> Assessment:
    """The verdict on one record. ``two_people``: the search found that the prints may be of two people."""
    verdict, because, by = _decide(biographic, prints, posterior, limits, two_people)
    return Assessment(
        key, verdict, posterior, because, by, biographic, prints, tuple(_warnings(verdict, biographic, prints))
    )


def _decide(
    biographic: Comparison | None, prints: PrintEvidence | None, posterior: float, limits: Limits, two_people: bool
) -> tuple[Verdict, str, str]:
    if prints is not None and prints.compared:
        return _by_prints(prints, limits, two_people)
    if biographic is None or not biographic.fields:
        return Verdict.NOT_LOOKED_AT, "neither prints nor anything biographic could be compared", "nothing"
    if posterior < limits.unsure and biographic.weight < 0:
        return Verdict.DIFFERENT, "what the records say of the two does not agree; no prints were compared", "biography"
    if biographic.names_only:
        return Verdict.UNSURE, "only names could be compared, and a name never decides", "nothing"
    return Verdict.UNSURE, "no prints were compared, and biography alone does not decide: a person must look", "nothing"


def _by_prints(prints: PrintEvidence, limits: Limits, two_people: bool) -> tuple[Verdict, str, str]:
    fingers = f"{prints.agreeing} of {prints.compared} fingers agree"
    matched = prints.false_hits <= limits.false_hits and prints.agreeing >= limits.agreeing and prints.evidence > 0
    doubtful = [f.sentence for f in prints.findings if f.code in DOUBTFUL]
    if two_people and prints.evidence > 0:
        return Verdict.UNSURE, "the prints may be of two people: a person must look", "nothing"
    if doubtful and prints.evidence > 0:
        return Verdict.UNSURE, f"{fingers}, but: {doubtful[0]}", "nothing"
    if prints.compared < limits.fingers:
        return Verdict.UNSURE, f"{fingers}: too few were compared to decide", "nothing"
    if matched:
        chance = f"{prints.false_hits:.0e} false matches expected in a gallery of this size"
        return Verdict.SAME, f"{fingers}, {chance}", "prints"
    if prints.evidence <= limits.excluded and not prints.agreeing:
        return Verdict.DIFFERENT, f"none of {prints.compared} fingers agree", "prints"
    return Verdict.UNSURE, f"{fingers}: neither enough to identify nor to exclude", "nothing"


def _warnings(verdict: Verdict, biographic: Comparison | None, prints: PrintEvidence | None) -> list[str]:
    """Where prints and biography contradict each other: one person under two names, or two under one."""
    out = [f.sentence for f in prints.findings] if prints else []
    if biographic is None or prints is None or not biographic.fields:
        return out
    if verdict is Verdict.SAME and biographic.weight < 0:
        out.append("The prints agree and the names, dates or numbers do not: the person is recorded under another name")
    if verdict is Verdict.DIFFERENT and biographic.weight > 0:
        out.append("The names, dates or numbers agree and the prints do not: another person with these particulars")
    return out


def _overall(found: list[Assessment], missing: tuple[str, ...], *, looked_at: bool) -> tuple[Verdict, str]:
    partly = f"; not searched: {', '.join(missing)}" if missing else ""
    same = [a for a in found if a.verdict is Verdict.SAME]
    if len(same) > 1:
        return Verdict.SAME, f"the prints match {len(same)} records: one person recorded more than once{partly}"
    if same:
        return Verdict.SAME, same[0].because + partly
    unsure = [a for a in found if a.verdict is Verdict.UNSURE]
    if unsure:
        return Verdict.UNSURE, f"a person must look at {len(unsure)} of the records{partly}"
    if missing or not looked_at or any(a.verdict is Verdict.NOT_LOOKED_AT for a in found):
        return Verdict.NOT_LOOKED_AT, (partly[2:] or "nothing could be compared")
    return Verdict.DIFFERENT, "nobody held agrees with the person"


def _weight(comparison: Comparison | None) -> float:
    return comparison.weight if comparison is not None else 0.0
