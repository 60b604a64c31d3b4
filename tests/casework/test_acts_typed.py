"""What is typed into an act: every mistake beside its field, strange letters kept or refused, and two clocks that differ."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.booking.schema import PARTS
from lawgate.casework.acts_kinds import KINDS
from lawgate.casework.acts_typed import Incomplete, column_of, typed
from tests.casework.desk_made import BAIL, DOOR, NOW, TZ


def mistakes(name: str, told: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Incomplete) as found:
        typed(KINDS[name], told, TZ, NOW)
    return found.value.mistakes


def test_everything_that_is_missing_is_named_at_once() -> None:
    """An empty form names each needed field, in the order of the paper, and nothing else."""
    for kind in KINDS.values():
        assert list(mistakes(kind.name, {})) == [f.name for f in kind.fields if f.needed]


def test_served_with_no_time_and_an_outcome_with_no_paper_are_refused() -> None:
    """The two omissions that cost people days."""
    assert "served_at" in mistakes(
        "served", {"packet": ["warrant"], "language": "English", "how": "in-person", "mark": "signed"}
    )
    assert set(mistakes("disposed", {"charge": "1", "outcome": "dismissed", "channel": "in-court"})) == {
        "ordered_at",
        "paper",
    }


def test_a_time_is_read_on_the_jails_clock_and_never_guessed() -> None:
    """Wall time in the jail's zone; an hour that comes twice is asked for; a time that has not come is refused, but for two minutes."""
    assert typed(KINDS["bail-tendered"], BAIL, TZ, NOW)["tendered_at"] == "2014-06-10T02:55:00-07:00"
    assert typed(KINDS["bail-tendered"], {**BAIL, "tendered_at": "2014-06-10 03:12"}, TZ, NOW)["tendered_at"]
    assert "has not come yet" in mistakes("bail-tendered", {**BAIL, "tendered_at": "2014-06-10 03:13"})["tendered_at"]
    assert "happened twice" in mistakes("bail-tendered", {**BAIL, "tendered_at": "2013-11-03 01:30"})["tendered_at"]
    assert "did not exist" in mistakes("bail-tendered", {**BAIL, "tendered_at": "2014-03-09 02:30"})["tendered_at"]
    assert "no time of day" in mistakes("bail-tendered", {**BAIL, "tendered_at": "2014-06-10"})["tendered_at"]


@pytest.mark.parametrize("name", ["Ò‘Connor", "محمد", "Nguyễn", "Ze\u0308e", "李"])
def test_names_of_any_script_are_kept_composed(name: str) -> None:
    """Right-to-left letters and combining marks stay; the same letters typed two ways are one name."""
    from unicodedata import normalize

    fields = typed(KINDS["noted"], {"text": name}, TZ, NOW)
    assert fields["text"] == normalize("NFC", name)


@pytest.mark.parametrize("text", ["a\u202eb", "\u2066x", "a\x00b", "x" * 2001, "\ud800"])
def test_what_cannot_be_shown_safely_is_refused(text: str) -> None:
    """Marks that turn letters about, control characters, half characters, and ten megabytes in a name."""
    assert "text" in mistakes("noted", {"text": text})


NAMES = st.sampled_from([f.name for k in KINDS.values() for f in k.fields])
VALUES = st.one_of(st.text(max_size=20), st.lists(st.text(max_size=5), max_size=3))


@given(st.dictionaries(NAMES, VALUES))
def test_whatever_is_typed_is_taken_or_refused_by_field(told: dict[str, Any]) -> None:
    """No act's form can be made to fail otherwise."""
    for kind in KINDS.values():
        try:
            fields = typed(kind, told, TZ, NOW)
        except Incomplete as e:
            assert set(e.mistakes) <= {f.name for f in kind.fields}
        else:
            assert {f.name for f in kind.fields if f.needed} <= set(fields)


def test_every_question_the_law_asks_can_be_answered_in_place() -> None:
    """For each fact of the vocabulary there is a column, a list, or the request itself."""
    from importlib import import_module

    from lawgate.law.declare import DECLARED

    import_module("lawgate.law.facts")
    import_module("lawgate.law.rows")
    known = {c.name for c in PARTS["booking"]} | {f"request.{c.name}" for c in PARTS["request"]}
    for name in DECLARED:
        fact = name.replace("row.", "priors[0].") if name.startswith("row.") else name
        askable = column_of(fact) is not None or fact in ("charges", "priors", "request")
        assert askable or name not in known, name


def test_an_answer_is_read_by_its_facts_own_type() -> None:
    """Yes and no, a day, a word, lines of convictions; anything else is refused with what to write."""

    def answer(fact: str, value: str) -> Any:
        return typed(KINDS["answered"], {"fact": fact, "value": value}, TZ, NOW)["value"]

    assert answer("record_complete", "no") is False
    assert answer("priors[0].convicted_on", "2009-03-12") == "2009-03-12"
    assert answer("priors", "none") == []
    assert answer("priors", "Pen. Code 211; robbery; felony; 2009-03-12")[0]["level"] == "felony"
    assert answer("request", "no") is False
    assert answer("record_complete", "nobody-knows") == "nobody-knows"
    for fact, value in (("record_complete", "perhaps"), ("priors", "; ; felony"), ("favourite_colour", "red")):
        assert "value" in mistakes("answered", {"fact": fact, "value": value})


def test_the_door_asks_for_evidence() -> None:
    """Each thing the door asks is needed."""
    for name in DOOR:
        assert name in mistakes("released", {k: v for k, v in DOOR.items() if k != name})
