"""Alerts: raised by a match, told within the turn, escalated exactly once, seen when nobody can be reached."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from lawgate.base import BadInput
from lawgate.casework.alarms import standing_alarms
from lawgate.casework.alarms import tick as look
from lawgate.casework.store import open_ledger
from lawgate.casework.verify import verify
from lawgate.counsel import alerts
from lawgate.counsel.alerts_view import View
from lawgate.counsel.offices import order, read_office
from tests.casework.samples import again
from tests.counsel.made import OFFICE, Town, booked, person

ADEYEMI, OKAFOR, NIGHT = "adeyemi@office.example", "+12535550105", "+12535550106"


@pytest.fixture
def matched(town: Town) -> Town:
    """Elena is booked, was asked, and said yes."""
    town.designate()
    town.book(booked("P-1"))
    town.turn()
    town.say("yes")
    return town


def test_the_first_message_names_nobody_and_nothing(matched: Town) -> None:
    """Told in the turn after the yes; the text is the same for everybody but for its code, and holds nothing of the file."""
    matched.turn()
    (message,) = matched.sent
    (alert,) = matched.alerts()
    assert message.body["text"] == f"A matter needs you. Code {alert.code}."
    said = " ".join(str(v) for v in message.body.values())
    for secret in ("Elena", "Marrow", "P-1", "Pierce", "1988", "jail", "detain", "ICE"):
        assert secret.lower() not in said.lower()


def test_told_within_a_minute_of_the_yes(matched: Town) -> None:
    """Between the person's yes and the message lies one turn of five seconds, not a minute."""
    asked = matched.at
    matched.later(seconds=5)
    matched.turn()
    assert (matched.sent[0].queued - asked).total_seconds() < 60


def test_ticking_again_and_elsewhere_tells_nobody_twice(matched: Town) -> None:
    """Ten turns, and a second process that reads the ledger afresh, send one message."""
    for _ in range(10):
        matched.turn()
    again = View(open_ledger(matched.path))
    again.catch_up(matched.at)
    assert [a.alert for a in again.alerts.values()] == [a.alert for a in matched.alerts()]
    assert matched.told() == [ADEYEMI]


def test_four_turns_at_the_same_moment_tell_once(matched: Town) -> None:
    """Threads that tick together, as several processes would, raise one alert and send one message."""

    def one(_: int) -> None:
        matched.turn()
        connections[matched.ledger.alias].close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(4)))
    assert matched.told() == [ADEYEMI]
    assert len(matched.events("alert.raised")) == 1


def test_without_acknowledgement_the_next_one_is_told_after_five_minutes(matched: Town) -> None:
    """At 4:59 nothing; at 5:00 whoever is on call tonight; then the rest; then it stands, exhausted, once: the desk has
    an alarm until a lawyer takes the matter after all."""
    matched.turn()
    matched.later(minutes=4, seconds=59)
    matched.turn()
    assert matched.told() == [ADEYEMI]
    matched.later(seconds=1)
    matched.turn()
    assert matched.told() == [ADEYEMI, NIGHT]
    matched.later(minutes=5)
    matched.turn()
    assert matched.told() == [ADEYEMI, NIGHT, OKAFOR]
    for _ in range(3):
        matched.later(minutes=5)
        matched.turn()
    assert matched.told() == [ADEYEMI, NIGHT, OKAFOR]
    (exhausted,) = matched.events("alert.exhausted")
    assert [e["to"] for e in matched.events("alert.escalated")] == ["night", "okafor"]
    look(matched.ledger, matched.at)
    (alarm,) = standing_alarms(matched.ledger, "P-1")
    assert (alarm.kind, alarm.told) == ("lawyer-not-reached", ("booking", "supervisor", "admin"))
    alerts.accept(matched.ledger, exhausted["alert"], by="night", now=matched.at)
    look(matched.ledger, matched.at)
    assert standing_alarms(matched.ledger, "P-1") == []


def test_acknowledging_stops_the_ladder_and_accepting_settles_it(matched: Town) -> None:
    """After the acknowledgement ten minutes are left for the conflict check; accepted, nobody else is told."""
    matched.turn()
    (alert,) = matched.alerts()
    matched.later(minutes=1)
    alerts.acknowledge(matched.ledger, alert.alert, by="adeyemi", now=matched.at)
    matched.later(minutes=9)
    matched.turn()
    assert matched.told() == [ADEYEMI]
    assert alerts.accept(matched.ledger, alert.alert, by="adeyemi", now=matched.at) == "P-1"
    matched.later(hours=3)
    matched.turn()
    assert matched.told() == [ADEYEMI]
    assert alerts.open_files(matched.ledger, "adeyemi", matched.at) == {"P-1"}
    assert alerts.open_files(matched.ledger, "night", matched.at) == set()


def test_a_conflict_goes_on_at_once(matched: Town) -> None:
    """Whoever declines cannot act any more; the next is told by the next turn, without waiting."""
    matched.turn()
    (alert,) = matched.alerts()
    alerts.decline(matched.ledger, alert.alert, by="adeyemi", why="conflict", now=matched.at)
    matched.turn()
    assert matched.told() == [ADEYEMI, NIGHT]
    with pytest.raises(BadInput, match="not yours"):
        alerts.accept(matched.ledger, alert.alert, by="adeyemi", now=matched.at)
    assert alerts.inbox(matched.ledger, "adeyemi", matched.at) == []


def test_an_acknowledged_matter_that_nobody_takes_goes_on(matched: Town) -> None:
    """Ten minutes after the acknowledgement without acceptance the next one is told."""
    matched.turn()
    (alert,) = matched.alerts()
    alerts.acknowledge(matched.ledger, alert.alert, by="adeyemi", now=matched.at)
    matched.later(minutes=10)
    matched.turn()
    assert matched.told() == [ADEYEMI, NIGHT]


def test_a_refused_address_goes_on_in_the_same_turn(matched: Town) -> None:
    """The mail server refuses the address: the next lawyer is told at once, and why stands on the alert."""
    matched.refusing.add(ADEYEMI)
    matched.turn()
    assert matched.told() == [NIGHT]
    (alert,) = matched.alerts()
    assert alert.undelivered == {"adeyemi": "no such address"}
    assert "could not be reached" in matched.events("alert.escalated")[0]["why"]


def test_a_message_that_bounces_later_goes_on(matched: Town) -> None:
    """Taken and then returned: the same message is known by its id, once."""
    matched.turn()
    message = matched.sent[0].id
    assert alerts.bounced(matched.ledger, message, why="mailbox is full", now=matched.at)
    assert not alerts.bounced(matched.ledger, message, why="mailbox is full", now=matched.at)
    assert not alerts.bounced(matched.ledger, "unknown", why="", now=matched.at)
    matched.turn()
    assert matched.told() == [ADEYEMI, NIGHT]


def test_nobody_who_was_not_told_can_act(matched: Town) -> None:
    """The next on the list, before it is their turn, has an empty inbox and is refused; so is a stranger."""
    matched.turn()
    (alert,) = matched.alerts()
    for stranger in ("night", "okafor", "someone", ""):
        assert alerts.inbox(matched.ledger, stranger, matched.at) == []
        with pytest.raises(BadInput, match="not yours"):
            alerts.acknowledge(matched.ledger, alert.alert, by=stranger, now=matched.at)
    with pytest.raises(BadInput, match="not yours"):
        alerts.acknowledge(matched.ledger, "no-such-alert", by="adeyemi", now=matched.at)


def test_release_ends_an_alert_that_nobody_took(matched: Town) -> None:
    """Out of the door, nobody is woken any more."""
    matched.turn()
    matched.later(minutes=2)
    matched.book(booked("P-1", released_at=matched.at.isoformat()))
    matched.later(minutes=10)
    matched.turn()
    assert matched.told() == [ADEYEMI]
    assert matched.alerts()[0].ended == "no longer in custody here"


def test_a_copy_that_the_law_gives_the_lawyer_is_an_alert_of_its_own(matched: Town) -> None:
    """DHS was told: the matched lawyer is told again, once; where nobody is named, the desk is told to ask."""
    matched.turn()
    owed = {
        "to": "lawyer",
        "how": "counsel",
        "paper": "truth-notice-duplicate",
        "words": "Copy.",
        "citation": "§ 7283.1(b)",
    }
    matched.append("notice.copied", "P-1", about=1, copies=[owed])
    matched.turn()
    matched.turn()
    assert matched.told() == [ADEYEMI, ADEYEMI]
    assert [a.why for a in matched.alerts()] == ["designated", "Copy. (§ 7283.1(b))"]
    matched.book(booked("P-2", person("Doe", "Jane")))
    matched.append("notice.copied", "P-2", about=2, copies=[owed | {"how": "ask"}])
    assert list(matched.turn().unnamed) == ["P-2"]


def test_the_ledger_verifies_after_all_of_it(matched: Town) -> None:
    """Alerts, escalations and messages leave the chain whole."""
    for _ in range(4):
        matched.turn()
        matched.later(minutes=5)
    found = verify(matched.ledger, again)
    assert found.damage == []


def test_an_expunged_person_leaves_no_alert(matched: Town) -> None:
    """Once a court expunged the booking, the alert is in nobody's inbox and the tick goes on."""
    matched.turn()
    matched.ledger.expunge("P-1", "order 7", matched.at, matched.at)
    matched.later(minutes=6)
    matched.turn()
    assert alerts.inbox(matched.ledger, "adeyemi", matched.at) == []
    assert matched.told() == [ADEYEMI]


@settings(max_examples=12, deadline=None)
@given(acts=st.lists(st.sampled_from(["turn", "ack", "accept", "decline", "bounce", "wait", "refuse"]), max_size=10))
def test_in_any_order_each_lawyer_is_told_at_most_once(
    acts: list[str], tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> None:
    """Whatever the lawyers do in whatever order, nobody is told twice, and once somebody has accepted nobody more is told."""
    with django_db_blocker.unblock():
        town = Town(tmp_path_factory.mktemp("town") / "l.sqlite3")
        town.designate()
        town.book(booked("P-1"))
        town.turn()
        town.say("yes")
        town.turn()
        settled_at: int | None = None
        for act in acts:
            do(town, act)
            (alert,) = town.alerts()
            if alert.accepted is not None and settled_at is None:
                settled_at = len(alert.told)
        (alert,) = town.alerts()
        accounts = [t.account for t in alert.told]
        assert len(accounts) == len(set(accounts))
        assert len(town.told()) == len(set(town.told())) <= len(accounts)
        assert settled_at in (None, len(accounts))
        connections[town.ledger.alias].close()


def do(town: Town, act: str) -> None:
    """One act of whoever was told last; one that is refused changes nothing."""
    (alert,) = town.alerts()
    by = alert.told[-1].account
    if act == "wait":
        town.later(minutes=6)
    elif act == "refuse":
        town.refusing |= {OKAFOR, NIGHT}
    elif act == "bounce":
        alerts.bounced(town.ledger, alert.told[-1].message, why="came back", now=town.at)
    elif act != "turn":
        with suppress(BadInput):
            if act == "ack":
                alerts.acknowledge(town.ledger, alert.alert, by=by, now=town.at)
            elif act == "accept":
                alerts.accept(town.ledger, alert.alert, by=by, now=town.at)
            else:
                alerts.decline(town.ledger, alert.alert, by=by, why="conflict", now=town.at)
    town.turn()


@pytest.mark.parametrize(
    ("at", "accounts"),
    [
        ("2026-03-02T06:41+00:00", ["night", "adeyemi", "okafor"]),  # 22:41 on Sunday
        ("2026-03-02T20:00+00:00", ["adeyemi", "okafor", "night"]),  # noon on Monday
        ("2026-03-03T15:59+00:00", ["night", "adeyemi", "okafor"]),  # 07:59 on Tuesday, of the night before
        ("2026-03-03T16:00+00:00", ["adeyemi", "okafor", "night"]),  # 08:00
    ],
)
def test_the_rota_follows_the_offices_own_clock(at: str, accounts: list[str]) -> None:
    """Hours past midnight belong to the day on which they began; the named lawyer is first at any hour."""
    rota = {**OFFICE, "contacts": [{**c, "hours": c.get("hours", "")} for c in OFFICE["contacts"]]}
    moment = datetime.fromisoformat(at)
    assert next(c.account for c in order(read_office(rota), "okafor", moment)) == "okafor"
    on = [c.account for c in order(read_office(rota), "", moment)]
    assert set(on) == set(accounts)
    assert (on.index("night") == 0) is (accounts[0] == "night")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "Has Spaces"}, "id cannot be used"),
        ({"name": ""}, "no name"),
        ({"contacts": []}, "nobody there"),
        ({"tz": "Nowhere/Here"}, "not a time zone"),
        ({"contacts": [{"account": "a", "name": "A", "channel": "pigeon", "to": "x"}]}, "no channel"),
        ({"contacts": [{"account": "a", "name": "A", "channel": "smtp", "to": "a at b"}]}, "no address"),
        ({"contacts": [{"account": "a", "name": "A", "channel": "sms", "to": "555-0101"}]}, "no address"),
        ({"contacts": [{"account": "a", "name": "A", "channel": "webhook", "to": "http://x"}]}, "no address"),
        ({"contacts": [{**OFFICE["contacts"][2], "hours": "6pm-8am"}]}, "no hours"),
        ({"contacts": [{**OFFICE["contacts"][2], "days": "weekdays"}]}, "no days"),
        ({"contacts": [OFFICE["contacts"][0]] * 2}, "twice"),
    ],
)
def test_an_office_that_cannot_be_reached_is_refused(change: dict[str, Any], said: str) -> None:
    """What would fail in the night is found when it is typed."""
    with pytest.raises(BadInput, match=said):
        read_office({**OFFICE, **change})
