"""Two records weighed: the levels of their comparison, what each is worth, and the sentence an officer reads."""

from __future__ import annotations

from lawgate.identity.born import Born
from lawgate.identity.compare import Levels, Prepared, levels, prepare
from lawgate.identity.frequency import Frequencies
from lawgate.identity.model import Model, shipped
from lawgate.identity.records import (
    Biographic,
    BornLevel,
    Comparison,
    Field,
    IdentifierLevel,
    NameLevel,
    OrderLevel,
    PlaceLevel,
    Reason,
)

NOBODY = Frequencies()

NAME_WORDS = {
    NameLevel.EXACT: "is the same",
    NameLevel.VARIANT: "is another spelling of the same",
    NameLevel.PART: "has one part in common",
    NameLevel.CLOSE: "differs by little, as a slip would",
    NameLevel.INITIAL: "has only the first letter in common",
    NameLevel.DIFFERENT: "differs",
}
BORN_WORDS = {
    BornLevel.EXACT: "is the same",
    BornLevel.EXCHANGED: "is the same with day and month exchanged",
    BornLevel.SLIP: "differs by one digit, or two neighbours exchanged",
    BornLevel.TWO_PARTS: "agrees in two of year, month and day",
    BornLevel.YEAR: "agrees in the year as far as it is known",
    BornLevel.DIFFERENT: "differs",
}
IDENTIFIER_WORDS = {
    IdentifierLevel.EXACT: "is the same",
    IdentifierLevel.SLIP: "differs by one character",
    IdentifierLevel.TWO_SLIPS: "differs by two characters",
    IdentifierLevel.DIFFERENT: "differs",
}
PLACE_WORDS = {
    PlaceLevel.EXACT: "is the same",
    PlaceLevel.MOSTLY: "is mostly the same",
    PlaceLevel.LITTLE: "has something in common",
    PlaceLevel.DIFFERENT: "differs",
}
RARE, COMMON = 1.0, -1.0  # adjustment from which a name is said to be rare, or common


def weigh(ours: Prepared, theirs: Prepared, model: Model, names: Frequencies = NOBODY) -> float:
    """The calibrated weight alone, for many pairs; the same number as ``explain(...).weight``."""
    found = levels(ours, theirs)
    return model.calibrated(sum(w for w, _ in _weights(found, model, names).values()))


def _weights(found: Levels, model: Model, names: Frequencies) -> dict[Field, tuple[float, float]]:
    """For each field that was compared its weight, and how much of it the rarity of a name made."""
    out: dict[Field, tuple[float, float]] = {}
    for what, level in found.at.items():
        if level < 0:
            continue
        table = model.weights[what]
        weight = table[level]
        if what is Field.FAMILY or what is Field.GIVEN:
            pair = found.family if what is Field.FAMILY else found.given
            extra = names.adjustment(NameLevel(level), *pair)
            # A common name agreeing is still worth no less than one that agrees less well.
            adjusted = max(weight + extra, _floor(table, level)) if extra else weight
            out[what] = (adjusted, adjusted - weight)
        else:
            out[what] = (weight, 0.0)
    return out


def _floor(table: tuple[float, ...], level: int) -> float:
    """The weight of the best level below ``PART``, which no rarity changes."""
    return table[min(level, NameLevel.CLOSE)]


def compare(
    ours: Biographic, theirs: Biographic, model: Model | None = None, names: Frequencies = NOBODY
) -> Comparison:
    """Compares two records and says why. ``names``: how common names are in the population that ``theirs`` is of."""
    return explain(prepare(ours), prepare(theirs), model or shipped(), names)


def explain(ours: Prepared, theirs: Prepared, model: Model, names: Frequencies = NOBODY) -> Comparison:
    found = levels(ours, theirs)
    weights = _weights(found, model, names)
    reasons = []
    for what, (weight, extra) in weights.items():
        if what is Field.ORDER and found.at[what] is OrderLevel.STRAIGHT:
            continue
        reasons.append(_reason(what, found, weight * model.slope, extra, ours, theirs))
    total = model.calibrated(sum(w for w, _ in weights.values()))
    reasons.sort(key=lambda r: -abs(r.weight))
    return Comparison(ours.record, theirs.record, total, tuple(reasons))


def _reason(what: Field, found: Levels, weight: float, extra: float, ours: Prepared, theirs: Prepared) -> Reason:
    level = found.at[what]
    a, b = _shown(what, ours, theirs, found)
    sentence = _sentence(what, level)
    if extra >= RARE:
        sentence += ", and a rare one here"
    elif extra <= COMMON:
        sentence += ", but a common one here"
    return Reason(what, level, weight, a, b, sentence)


def _sentence(what: Field, level: int) -> str:
    match what:
        case Field.FAMILY:
            return f"the family name {NAME_WORDS[NameLevel(level)]}"
        case Field.GIVEN:
            return f"the given name {NAME_WORDS[NameLevel(level)]}"
        case Field.ORDER:
            return "family and given name stand in exchanged places"
        case Field.BORN:
            return f"the date of birth {BORN_WORDS[BornLevel(level)]}"
        case Field.IDENTIFIER:
            return f"an identifier {IDENTIFIER_WORDS[IdentifierLevel(level)]}"
        case Field.ADDRESS:
            return f"the address {PLACE_WORDS[PlaceLevel(level)]}"
        case Field.POSTAL:
            return f"the postal code {PLACE_WORDS[PlaceLevel(level)]}"


def _shown(what: Field, ours: Prepared, theirs: Prepared, found: Levels) -> tuple[str, str]:
    """Both sides as the records have them."""

    def of(side: Prepared) -> str:
        record = side.record
        match what:
            case Field.BORN:
                return _say_born(side.born)
            case Field.IDENTIFIER:
                return ", ".join(f"{k} {v}" for k, v in sorted(record.identifiers.items()))
            case Field.ADDRESS:
                return record.address
            case Field.POSTAL:
                return record.postal
            case _:
                return f"{record.family}, {' '.join(p for p in (record.given, record.middle) if p)}"

    if what is Field.FAMILY or what is Field.GIVEN:
        pair = found.family if what is Field.FAMILY else found.given
        return " ".join(pair[0].parts), " ".join(pair[1].parts)
    return of(ours), of(theirs)


def _say_born(born: Born | None) -> str:
    return str(born) if born else ""
