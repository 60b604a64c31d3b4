"""Designations: sealed, proposed by name and birth date, made a match by the person or the code, destroyed when the matter is over."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.casework.seal import PersonKey, new_key
from lawgate.casework.verify import verify
from lawgate.counsel import designations
from lawgate.counsel.codes import LETTERS, code_mark, new_code, short_code, tidy
from lawgate.counsel.matching import marks
from lawgate.counsel.models import Callback, Designation, NameMark
from lawgate.counsel.records import PROPOSED
from tests.casework.samples import again
from tests.counsel.made import WISH, Town, booked, person


def test_a_designation_is_sealed_and_the_ledger_holds_its_digest_alone(town: Town) -> None:
    """Neither name, birth date, lawyer nor code stands in the database file, and the event says nothing but a digest."""
    code = town.designate()
    town.ledger.checkpoint(town.at)
    raw = sqlite3.connect(town.path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = town.path.read_bytes()
    for secret in ("Elena", "Marrow", "1988-04-02", "heron", code, tidy(code)):
        assert secret.encode() not in whole, secret
    (event,) = town.events("designation.made")
    assert event.keys() == {"designation", "digest"}
    assert designations.opened(town.ledger, event["designation"]) == WISH


def test_name_and_birth_date_only_propose(town: Town) -> None:
    """A booking that agrees is proposed once, nobody is told, and another birth date proposes nothing."""
    town.designate()
    town.book(booked("P-1"), booked("P-2", person(born="1988-04-03")))
    town.turn()
    town.turn()
    assert list(town.cases("P-1").values()) == ["proposed"]
    assert town.cases("P-2") == {}
    assert len(town.events(PROPOSED)) == 1
    assert town.sent == []


@pytest.mark.parametrize(
    ("who", "agrees"),
    [
        (person("MARROW RUIZ", "ELENA"), True),
        (person("Ruiz", "Elena", middle="Marrow"), True),
        (person("Ruiz", "Ana", aliases=["Elena Marrow"]), True),
        (person("Márrow", "Eléna"), True),
        (person("Marrow", "Ana"), False),
        (person("Moreno", "Elena"), False),
        (person("Marrow", "Elena", born=""), False),
    ],
)
def test_which_spellings_are_proposed(town: Town, who: dict[str, object], agrees: bool) -> None:
    """Two parts of the name in any order, accents or not, and the whole birth date; less than that proposes nothing."""
    town.designate()
    town.book(booked("P-1", who))
    town.turn()
    assert bool(town.cases()) is agrees


def test_one_made_after_the_arrest_is_proposed_as_well(town: Town) -> None:
    """A family that comes late is not too late."""
    town.book(booked("P-1"))
    town.turn()
    town.designate()
    town.turn()
    assert list(town.cases().values()) == ["proposed"]


def test_two_people_of_one_name_are_both_asked_and_only_the_yes_counts(town: Town) -> None:
    """Same name, same birth date: each is proposed; the one who says yes has the lawyer, the other has none."""
    town.designate()
    town.book(booked("P-1"), booked("P-2"))
    town.turn()
    town.say("no", "P-1")
    town.say("yes", "P-2")
    town.turn()
    assert {a.subject for a in town.alerts()} == {"P-2"}
    assert town.told() == ["adeyemi@office.example"]
    assert all(m.subject == "P-2" for m in town.sent)


def test_two_designations_for_one_name_stay_apart(town: Town) -> None:
    """Two lawyers named by two families for one name: the person's answer picks one; the other is never told."""
    town.designate()
    town.designate(account="okafor")
    town.book(booked("P-1"))
    town.turn()
    first, second = town.cases()
    wanted = first if (designations.opened(town.ledger, first) or WISH).account == "okafor" else second
    town.say("yes", designation=wanted)
    town.turn()
    assert town.told() == ["+12535550105"]


def test_the_persons_no_is_final_for_that_lawyer(town: Town) -> None:
    """After a no, a corrected booking does not bring the proposal back, and nobody is told."""
    town.designate()
    town.book(booked("P-1"))
    town.turn()
    town.say("no")
    town.book(booked("P-1", housing="2-B14"))
    town.turn()
    assert list(town.cases().values()) == ["no"]
    assert town.sent == []


def test_an_answer_for_a_lawyer_nobody_proposed_is_refused(town: Town) -> None:
    """The desk cannot match a designation to somebody whom it does not name."""
    town.designate(name="Someone Else")
    town.book(booked("P-1"))
    town.turn()
    (event,) = town.events("designation.made")
    with pytest.raises(BadInput, match="nobody proposed"):
        town.say("yes", designation=event["designation"])


def test_the_code_makes_the_match_whatever_the_name(town: Town) -> None:
    """A person booked under another name gives the code, typed as it was heard; a wrong one is refused."""
    code = town.designate()
    town.book(booked("P-1", person("Doe", "Jane", born="1990-01-01")))
    with pytest.raises(BadInput, match="not known here"):
        designations.with_code(town.ledger, "P-1", new_code(), by="booker", now=town.at)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    designations.with_code(town.ledger, "P-1", typed, by="booker", now=town.at)
    town.turn()
    assert town.told() == ["adeyemi@office.example"]
    assert town.events("designation.matched")[0]["how"] == "code"


def test_thirty_days_after_the_matter_the_key_is_destroyed(town: Town) -> None:
    """Until then it opens; after it nothing of it can be read, the marks are gone, and the ledger verifies."""
    code = town.designate()
    town.book(booked("P-1"))
    town.turn()
    town.say("yes")
    town.turn()
    (name,) = town.cases()
    town.later(days=1)
    town.book(booked("P-1", released_at=town.at.isoformat()))
    town.later(days=29)
    assert town.turn().destroyed == 0
    assert designations.opened(town.ledger, name) == WISH
    town.later(days=1, minutes=1)
    assert town.turn().destroyed == 1
    assert designations.opened(town.ledger, name) is None
    assert designations.by_code(town.ledger, code, town.at) == ""
    assert not Designation.objects.using(town.ledger.alias).exists()
    assert not NameMark.objects.using(town.ledger.alias).exists()
    assert verify(town.ledger, again).damage == []


def test_one_that_nothing_came_of_ends_after_a_year(town: Town) -> None:
    """It is destroyed, and a booking after that proposes nothing."""
    town.designate()
    town.later(days=366)
    assert town.turn().destroyed == 1
    town.book(booked("P-1"))
    town.turn()
    assert town.cases() == {}


def test_old_call_back_requests_are_forgotten(town: Town) -> None:
    """Thirty days after it was asked the sealed request goes."""
    Callback.objects.using(town.ledger.alias).create(
        id="a", office="o", sealed="x", asked="2026-01-01T00:00:00.000000Z"
    )
    town.turn()
    assert not Callback.objects.using(town.ledger.alias).exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "Elena"}, "one name alone"),
        ({"name": " "}, "missing"),
        ({"name": "E\nM"}, "missing or too long"),
        ({"born": "4/2/1988"}, "birth date cannot be read"),
        ({"born": "1788-04-02"}, "too long ago"),
        ({"office": "nobody"}, "not registered"),
        ({"account": "stranger"}, "not registered"),
    ],
)
def test_a_designation_that_cannot_be_taken_is_told_why(town: Town, change: dict[str, str], said: str) -> None:
    """Each mistake is one sentence, and nothing is kept."""
    with pytest.raises(BadInput, match=said):
        town.designate(**change)
    assert town.events("designation.made") == []


@given(st.text(max_size=60))
def test_any_typed_text_is_a_code_or_is_none(text: str) -> None:
    """Reading a code never fails, and what it makes of a code reads the same again."""
    found = tidy(text)
    assert found == "" or (len(found) == 26 and set(found) <= set(LETTERS) and tidy(found) == found)


def test_codes_are_long_and_messages_codes_are_short() -> None:
    """A thousand codes differ; each reads as itself; a message's code is four characters that no code can be."""
    made = {new_code() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(tidy(c)) == 26 for c in made)
    assert tidy(short_code()) == ""
    key = PersonKey(new_key())
    assert code_mark(key, "wrong") == code_mark(key, "") != code_mark(key, new_code())


@given(st.lists(st.text(max_size=40), max_size=4), st.sampled_from(["", "1988-04-02"]))
def test_marks_say_nothing_without_the_key(names: list[str], born: str) -> None:
    """Whatever the names, marks are fixed in length, the same for the same key, others for another."""
    one, two = PersonKey(new_key()), PersonKey(new_key())
    found = marks(one, names, born)
    assert found == marks(one, list(reversed(names)), born)
    assert all(len(m) == 64 for m in found)
    assert not found & marks(two, names, born)
    assert born or not found
