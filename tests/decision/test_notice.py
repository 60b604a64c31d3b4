"""What may be told, to whom: nothing forbidden or unknown ever goes out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput, Place
from lawgate.decision import Decider, Question, question
from lawgate.decision.notice import notice
from lawgate.decision.notice_message import proposed
from lawgate.decision.notice_records import Message
from lawgate.decision.told import told
from lawgate.law.books import load
from lawgate.law.norms import LAWFUL, Action, Answer
from lawgate.law.serial import norm_data, norm_from
from lawgate.law.terms import Item, Told, telling
from lawgate.lawbook.beside import whole
from tests.law.strategies import cases, every_place

DECIDER = Decider(load(), exact_up_to=0)
ALL = {item: f"<{item.value}-8417>" for item in Item}
ADULT = {"juvenile": False}
NOTHING_OPENS = {"registry_sex_arson": False, "federal_felony_warrant": False, "held_to_answer_872": {"found": False}}


def asked(state: str, day: str, **given: Any) -> Question:
    """The base case of the books with what differs."""
    return question(
        whole(
            {
                "id": "x",
                "title": "x",
                "date": day,
                "jurisdiction": {"state": state, "county": "Example"},
                "given": given,
                "expect": {"hold": "prohibited"},
                "because": ["x"],
                "why": "x",
            }
        )
    )


def placed(place: Place, case: dict[str, Any]) -> Question:
    return Question("x", place, case["moment.date"], case)


@settings(deadline=None)
@given(st.sampled_from(every_place()), cases(), st.sampled_from(list(Told)))
def test_nothing_forbidden_is_ever_sent(place: Place, case: dict[str, Any], to: Told) -> None:
    """Whatever the place, the day and the gaps in the facts: no element goes out that a norm forbids or may forbid."""
    q = placed(place, case)
    d = DECIDER.decide(q)
    found = notice(DECIDER, q, Message(to, ALL), d)
    for reading in d.trace:
        for item in found.sent:
            if reading.norm.token == telling(to, item) and reading.norm.answer is Answer.PROHIBITED:
                assert reading.stands is False
    if to is Told.DHS and d.answers[Action.NOTIFY] not in LAWFUL:
        assert Item.RELEASE not in found.sent
    assert all(e.lawful for e in found.elements if e.item in found.sent)
    assert {e.item for e in found.elements} == set(ALL)


@settings(deadline=None)
@given(st.sampled_from(every_place()), cases(), st.sampled_from(list(Told)))
def test_the_withheld_content_is_nowhere_in_what_the_ledger_keeps(place: Place, case: dict[str, Any], to: Told) -> None:
    """Of an element that is kept back the payload has the name and the reason, never the value; each has one sentence of why."""
    found = notice(DECIDER, placed(place, case), Message(to, ALL))
    text = json.dumps(found.payload())
    for e in found.withheld:
        assert ALL[e.item] not in text
        assert e.why.endswith((".", "?"))
    assert set(found.payload()["may"]) == set(found.payload()["sent"])


@settings(deadline=None)
@given(st.sampled_from(every_place()), cases(complete=True), st.data())
def test_knowing_less_never_sends_more(place: Place, case: dict[str, Any], data: st.DataObject) -> None:
    """Whatever is sent while facts are missing would be sent with them known, however they turn out."""
    gone = data.draw(st.sets(st.sampled_from(sorted(case.keys() - {"moment.date"})), max_size=12))
    less = {k: v for k, v in case.items() if k not in gone}
    for to in Told:
        with_all = notice(DECIDER, placed(place, case), Message(to, ALL)).sent
        assert set(notice(DECIDER, placed(place, less), Message(to, ALL)).sent) <= set(with_all)


@settings(deadline=None)
@given(st.sampled_from(sorted(Item)), st.sampled_from(sorted(Item)))
def test_what_may_not_be_told_is_not_told_inside_something_else(kept: Item, carrier: Item) -> None:
    """An element whose value repeats a withheld one is kept back too."""
    q = asked("WA", "2023-05-16", dhs_also_asks=["home-address", "immigration-status-on-file"])
    says = {**ALL, carrier: {"note": [f"also {ALL[kept]} here"]}}
    found = notice(DECIDER, q, Message(Told.DHS, says))
    if kept not in found.sent:
        assert carrier not in found.sent


def test_a_release_date_stays_back_in_california_and_says_why() -> None:
    """With no conviction that opens discretion the date is withheld, with the section, in one sentence."""
    found = notice(DECIDER, asked("CA", "2023-05-16", **NOTHING_OPENS), Message(Told.DHS, ALL))
    back = {e.item: e for e in found.withheld}
    assert "7284.6(a)(1)(C)" in back[Item.RELEASE].why
    assert found.sent == {}
    assert found.besides == ()


def test_the_person_and_the_lawyer_get_what_dhs_was_told() -> None:
    """A lawful notice in California goes with its copies: to the person, and to the lawyer or else the one they name."""
    q = asked("CA", "2023-05-16", release_info_public=True, lawyer_known=True)
    found = notice(DECIDER, q, Message(Told.DHS, {Item.RELEASE: "Tue 16:40"}))
    assert found.sent == {Item.RELEASE: "Tue 16:40"}
    assert {(b.to, b.citation) for b in found.besides} == {
        (Told.PERSON, "Cal. Gov. Code § 7283.1(b)"),
        (Told.LAWYER, "Cal. Gov. Code § 7283.1(b)"),
    }
    named = asked("CA", "2023-05-16", release_info_public=True, lawyer_known=False, designated_person_on_file=True)
    found = notice(DECIDER, named, Message(Told.DHS, {Item.RELEASE: "Tue 16:40"}))
    assert {b.to for b in found.besides} == {Told.PERSON, Told.NAMED}


def test_where_no_statute_asks_for_a_copy_the_house_does() -> None:
    """Whoever is told of to DHS is told so, everywhere; the notice says that it is the house's own rule."""
    found = notice(DECIDER, asked("NE", "2019-05-16"), Message(Told.DHS, ALL))
    assert Item.RELEASE in found.sent
    assert [(b.to, b.law) for b in found.besides] == [(Told.PERSON, False), (Told.LAWYER, False)]


def test_a_message_to_the_person_that_lacks_a_paper_says_so() -> None:
    """Where the copy of the request is owed, a message without it names what must still be given."""
    q = asked("CA", "2023-05-16", **NOTHING_OPENS)
    found = notice(DECIDER, q, Message(Told.PERSON, {Item.DECISION: "x"}))
    assert ("truth-copy-and-intent", (Item.REQUEST, Item.INTENT)) in {(b.paper, b.items) for b in found.besides}
    whole_ = notice(DECIDER, q, Message(Told.PERSON, {Item.REQUEST: "x", Item.INTENT: "y"}))
    assert whole_.payload()["must"] == ["request", "intent"]
    assert whole_.besides == ()


def test_an_unknown_fact_is_asked_for_in_both_languages() -> None:
    """What would open a withheld element is named, with its plain question in English and Spanish."""
    q = asked("CA", "2023-05-16", custody_info_public="unknown", **NOTHING_OPENS)
    found = notice(DECIDER, q, Message(Told.DHS, {Item.CUSTODY: "x"}))
    assert [x["fact"] for x in found.questions] == ["custody_info_public"]
    assert found.questions[0]["es"].startswith("¿")
    assert not found.sent


def test_a_federal_permission_to_exchange_status_stands_above_local_bans() -> None:
    """Status that DHS asks for may be exchanged where the state bars all else; an unasked one is not sent."""
    q = asked("WA", "2023-05-16", dhs_also_asks=["immigration-status-on-file"])
    assert set(notice(DECIDER, q, Message(Told.DHS, ALL)).sent) == {Item.STATUS}
    assert not notice(DECIDER, asked("WA", "2023-05-16"), Message(Told.DHS, ALL)).sent


def test_a_message_from_the_record_proposes_only_what_is_on_file() -> None:
    """An absent address and an absent hit are not proposed; the booking is."""
    q = asked("NE", "2019-05-16")
    record = {
        "booking": "B-1",
        "place": {"agency": "Example Jail", "county": "Example"},
        "booked_at": "2019-05-14T08:00-05:00",
        "charges": [{"statute": "28-1", "name": "theft", "since": None}],
        "request": {"form": "I-247A"},
        "facts": {},
    }
    made = proposed(Told.DHS, record, told(DECIDER.decide(q)))
    assert set(made.says) == {Item.CUSTODY, Item.BOOKING, Item.RELEASE, Item.INTENT}
    assert made.says[Item.BOOKING]["charges"] == [{"statute": "28-1", "name": "theft"}]
    assert set(proposed(Told.DHS, record, told(DECIDER.decide(q)), prints={"tcn": "T1"}).says) >= {Item.PRINTS}


def test_a_message_that_says_nothing_is_refused() -> None:
    """An empty message is a mistake of the caller, and is told so."""
    with pytest.raises(BadInput, match="says nothing"):
        notice(DECIDER, asked("NE", "2019-05-16"), Message(Told.DHS, {}))


def test_papers_keep_their_readers_in_a_stored_rulebook() -> None:
    """Who gets a paper survives storing; a rulebook stored before papers named readers is read as before."""
    norm = next(n for n in load().norms if n.to)
    again = norm_from(norm_data(norm))
    assert (again.to, again.carries) == (norm.to, norm.carries)
    older = {k: v for k, v in norm_data(norm).items() if k not in ("to", "carries")}
    assert (norm_from(older).to, norm_from(older).carries, norm_from(older).id) == ((), (), norm.id)


def test_a_day_before_the_act_differs() -> None:
    """The Values Act binds from its first day: the day before, the same notice went out whole."""
    says = Message(Told.DHS, {Item.RELEASE: "Tue 16:40", Item.CUSTODY: "here"})
    sent = [
        set(notice(DECIDER, asked("CA", f"2018-01-0{n}", **NOTHING_OPENS, subject=ADULT), says).sent) for n in (3, 4)
    ]
    assert sent == [{Item.RELEASE, Item.CUSTODY}, set()]
