"""The federal question beside the answer: has the circuit decided whether local officers may hold on civil grounds?"""

from __future__ import annotations

from lawgate.base import Confidence, Place
from lawgate.base.places import CIRCUITS
from lawgate.decision.casefile import Question
from lawgate.decision.records import CircuitLine, CircuitQuestion
from lawgate.law.norms import LAWFUL, Answer, Authority, Territory
from lawgate.law.rulebook import HINDSIGHT, Rulebook
from lawgate.law.scalar import Determination

NAMES = {
    "1": "First",
    "2": "Second",
    "3": "Third",
    "4": "Fourth",
    "5": "Fifth",
    "6": "Sixth",
    "7": "Seventh",
    "8": "Eighth",
    "9": "Ninth",
    "10": "Tenth",
    "11": "Eleventh",
    "DC": "D.C.",
}
APPEALS = "Cir."
BINDS, NEAR, FAR = "binding here", "from this circuit, not binding", "persuasive"
IN_QUESTION = (*LAWFUL, Answer.UNRESOLVED, Answer.UNDETERMINED)


def circuit_question(rulebook: Rulebook, q: Question, hold: Determination, answer: Answer) -> CircuitQuestion | None:
    """What the circuit of ``q`` has left open on its day. None where no hold is in question, or a judge's warrant carries it."""
    circuit = q.place.circuit
    if answer not in IN_QUESTION or hold.ground == "court" or circuit not in NAMES:
        return None
    day = q.day.isoformat()
    known = [
        a for a in rulebook.authorities if a.holding and (a.since <= day or (q.mode == HINDSIGHT and a.reach_back))
    ]
    lines = sorted(
        (x for x in (_line(a, q.place) for a in known) if x.here != FAR or APPEALS in x.court),
        key=lambda x: ((BINDS, NEAR, FAR).index(x.here), x.decided),
    )
    own = [a for a in known if circuit in a.territory.circuits]
    mark = Confidence.READ if own else Confidence.RECALLED
    for a in own:
        mark = mark.weaker(a.confidence)
    return CircuitQuestion(circuit, _words(NAMES[circuit], own), tuple(lines), mark)


def _words(name: str, own: list[Authority]) -> str:
    if not own:
        return (
            f"No ruling of the {name} Circuit on holds by local officers is known here, and courts elsewhere differ: whether they may "
            "hold on civil grounds is open."
        )
    said = " ".join(f"{a.holding.said} {a.holding.left_open} ({a.title}, {a.cite}.)" for a in own if a.holding)
    return f"The {name} Circuit has answered only in part whether local officers may hold on civil grounds. {said}"


def _line(a: Authority, place: Place) -> CircuitLine:
    """What a court elsewhere left open is its own circuit's affair."""
    assert a.holding is not None
    h, here = a.holding, _here(a.territory, place)
    left_open = "" if here == FAR else h.left_open
    return CircuitLine(a.id, a.title, a.cite, h.court, a.since, h.said, left_open, here, a.confidence)


def _here(t: Territory, place: Place) -> str:
    if t.covers(place):
        return BINDS
    return NEAR if any(CIRCUITS.get(s) == place.circuit for s in t.states) else FAR
