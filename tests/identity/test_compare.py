"""Levels and weights: what is compared, whichever record comes first."""

from __future__ import annotations

import itertools
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.identity import Biographic, compare, shipped
from lawgate.identity.born import read_born
from lawgate.identity.compare import compare_born, levels, prepare
from lawgate.identity.frequency import Frequencies
from lawgate.identity.model import rising
from lawgate.identity.names import compare_names, fold, read_name
from lawgate.identity.records import BornLevel, Field, IdentifierLevel, NameLevel, OrderLevel, PlaceLevel

NAMES = st.sampled_from(
    ["", "García López", "Garcia", "Lopez", "Mohamed", "Muhammad", "Ада", "Li", "Lee", "J", "James", "de la Cruz"]
)
BORN = st.sampled_from([None, "1987-05-12", "1987-12-05", "1987-05-21", "1988-05-12", "1987", "1987-05", "1987-31-02"])
NUMBERS = st.sampled_from([{}, {"state-id": "12345678"}, {"state-id": "12345679"}, {"other": "A1"}])
PLACES = st.sampled_from(["", "12 Oak Street", "12 Oak St", "9 Elm Road"])
RECORDS = st.builds(
    Biographic,
    key=st.just("k"),
    family=NAMES,
    given=NAMES,
    middle=st.sampled_from(["", "Ana"]),
    born=BORN,
    identifiers=NUMBERS,
    address=PLACES,
    postal=st.sampled_from(["", "00123", "00132"]),
    aliases=st.lists(st.tuples(NAMES, NAMES), max_size=2).map(tuple),
)


@given(RECORDS, RECORDS, st.lists(RECORDS, max_size=5))
@settings(max_examples=300)
def test_evidence_is_symmetric(a: Biographic, b: Biographic, others: list[Biographic]) -> None:
    """Holding a against b weighs what holding b against a does, rare and common names included."""
    names = Frequencies()
    names.add([prepare(r) for r in [a, b, *others]])
    assert compare(a, b, names=names).weight == pytest.approx(compare(b, a, names=names).weight)


@given(RECORDS, RECORDS)
@settings(max_examples=200)
def test_reasons_add_up_to_the_weight(a: Biographic, b: Biographic) -> None:
    """What the reasons weigh, with the little that straight order gives, is the weight: nothing is kept from the reader."""
    found = compare(a, b)
    straight = levels(prepare(a), prepare(b)).at[Field.ORDER] is OrderLevel.STRAIGHT
    model = shipped()
    told = sum(r.weight for r in found.reasons) + straight * model.slope * model.weights[Field.ORDER][1]
    assert told == pytest.approx(found.weight)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_can_be_a_name(a: str, b: str) -> None:
    """Names in any script, or no script at all, are compared without an error, the same both ways."""
    one, other = read_name(a), read_name(b)
    assert compare_names(one, other) == compare_names(other, one)
    assert compare_names(one, one) == (NameLevel.EXACT if one else NameLevel.MISSING)


def test_weights_never_fall_as_levels_rise() -> None:
    """In the model that ships a better level is never worth less: agreeing more cannot speak against a person."""
    for weights in shipped().weights.values():
        assert list(weights) == sorted(weights)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8))
def test_pooling_gives_rising_weights(shares: list[tuple[float, float]]) -> None:
    """Whatever was counted, pooled weights never fall."""
    found = rising(tuple(m for m, _ in shares), tuple(u for _, u in shares))
    assert len(found) == len(shares)
    assert all(a <= b + 1e-12 for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("García-López", "GARCIA LOPEZ", NameLevel.EXACT),
        ("de la Cruz", "Cruz", NameLevel.EXACT),
        ("O'Brien", "OBrien", NameLevel.EXACT),
        ("López García", "García López", NameLevel.VARIANT),
        ("Mohamed", "Muhammad", NameLevel.VARIANT),
        ("Александр", "Alexander", NameLevel.VARIANT),
        ("Yusuf", "Youssef", NameLevel.VARIANT),
        ("García López", "García", NameLevel.PART),
        ("Hernandez", "Hernandes", NameLevel.VARIANT),
        ("Johnson", "Johnston", NameLevel.CLOSE),
        ("J", "James", NameLevel.INITIAL),
        ("Chen", "Okafor", NameLevel.DIFFERENT),
        ("", "Okafor", NameLevel.MISSING),
    ],
)
def test_levels_of_names(a: str, b: str, level: NameLevel) -> None:
    """Each way in which offices write one name differently has its own level."""
    assert compare_names(read_name(a), read_name(b)) is level


def test_folding_meets_where_romanisations_part() -> None:
    """Spellings of one name fold alike, and other names do not."""
    assert fold("mohamed") == fold("muhammad") == fold("mohammed")
    assert fold("aleksandr") == fold("alexander")
    assert fold("garcia") != fold("lopez")


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("1987-05-12", "19870512", BornLevel.EXACT),
        ("1987-05-12", "1987-12-05", BornLevel.EXCHANGED),
        ("1987-05-12", "1987-05-21", BornLevel.SLIP),
        ("1987-05-12", "1979-05-12", BornLevel.TWO_PARTS),
        ("1987-05-12", "1987", BornLevel.YEAR),
        ("1987-05-12", "1986", BornLevel.DIFFERENT),
        ("1987-05-12", None, BornLevel.MISSING),
        ("1987-05-12", "1961-02-28", BornLevel.DIFFERENT),
    ],
)
def test_levels_of_dates(a: str, b: str | None, level: BornLevel) -> None:
    """Exchanged parts, slips and partly known dates are told apart, both ways round."""
    assert compare_born(read_born(a), read_born(b)) is level
    assert compare_born(read_born(b), read_born(a)) is level


def test_exchanged_names_are_read_at_a_price() -> None:
    """Names in exchanged places still agree, and weigh less than names in their own places."""
    here = Biographic("a", "Okafor", "Chinedu", born="1987-05-12")
    there = replace(here, key="b", family="Chinedu", given="Okafor")
    found = compare(here, there)
    assert any(r.field is Field.ORDER for r in found.reasons)
    assert 0 < found.weight < compare(here, replace(here, key="b")).weight


def test_an_alias_is_a_name() -> None:
    """A name known only as an alias agrees as a name does."""
    a = Biographic("a", "Okafor", "Ada", aliases=(("Mensah", "Rosa"),))
    assert (
        compare(a, Biographic("b", "Mensah", "Rosa")).weight > 0 > compare(a, Biographic("b", "Silva", "Hugo")).weight
    )


def test_other_fields() -> None:
    """Identifiers of a shared kind, addresses and postal codes have levels; what one side lacks says nothing."""
    a = prepare(Biographic("a", identifiers={"x": "12-345-678"}, address="12 Oak Street", postal="00123"))
    b = prepare(Biographic("b", identifiers={"x": "12345687", "y": "1"}, address="12 Oak St", postal="00124"))
    at = levels(a, b).at
    assert at[Field.IDENTIFIER] is IdentifierLevel.SLIP
    assert at[Field.ADDRESS] is PlaceLevel.LITTLE
    assert at[Field.POSTAL] is PlaceLevel.MOSTLY
    assert at[Field.BORN] is BornLevel.MISSING
    assert compare(Biographic("a"), Biographic("b", "Okafor", "Ada", born="1987")).weight == 0


def test_a_rare_name_says_more() -> None:
    """Agreement on a name that few have weighs more than on one that many have, and the reason says so."""
    names = Frequencies()
    people = [
        Biographic(f"k{n}", "Silva" if n < 900 else f"R{string.ascii_lowercase[n % 26]}x{n}", "Ada")
        for n in range(1000)
    ]
    people.append(Biographic("r", "Quistgaard", "Ada"))
    names.add([prepare(p) for p in people])
    common = compare(Biographic("x", "Silva"), Biographic("y", "Silva"), names=names)
    rare = compare(Biographic("x", "Quistgaard"), Biographic("y", "Quistgaard"), names=names)
    assert rare.weight > common.weight
    assert "rare one here" in rare.reasons[0].sentence


@pytest.mark.parametrize("text", ["05/12/1987", "yesterday", "87-05-12", "0000-01-01", "1987-5-12", "1987-05-12T00:00"])
def test_dates_that_cannot_be_read_are_refused(text: str) -> None:
    """A date whose parts would have to be guessed is refused in one sentence that names the record."""
    with pytest.raises(BadInput, match=r"k7: .*is not a date of birth"):
        Biographic("k7", born=text)


def test_a_record_needs_a_key() -> None:
    """A record without a key cannot be answered about."""
    with pytest.raises(BadInput, match="no key"):
        Biographic("")
