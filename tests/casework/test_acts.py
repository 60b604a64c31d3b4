"""Acts as one event each: the record, the papers and the decision they bring, and what two clerks at once do to each other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from lawgate.base import BadInput
from lawgate.casework import rebuild_standings
from lawgate.casework.acts_kinds import KINDS
from lawgate.casework.acts_record import NotYours, Refused, Stale, perform, undo
from lawgate.casework.acts_roles import MAY
from lawgate.casework.acts_typed import Incomplete
from lawgate.casework.models import Standing
from lawgate.casework.verify import verify
from lawgate.wiring import rederive
from tests.casework.desk_made import (
    BAIL,
    CHARGE,
    DOOR,
    HAND_OVER,
    NOW,
    REQUEST,
    act,
    answered,
    convicted,
    do,
    feed,
    kinds,
    office,
    opened,
    person,
    shown,
)


def test_bail_tendered_sets_the_minute_and_is_one_event_with_its_record_and_decision(ledger_file: Path) -> None:
    """A tender ends the jail's own authority at its minute; act, record and decision stand together, and the ledger verifies."""
    ledger = opened(ledger_file)
    assert answered(ledger)["release_due"] is None
    done = do(ledger, "bail-tendered", BAIL)
    assert answered(ledger)["release_due"] == "2014-06-10T02:55-07:00"
    assert answered(ledger)["hold"] == "prohibited"
    assert shown(ledger).record_event == done.version
    assert kinds(ledger)[-3:] == ["act.bail-tendered", "booking.corrected", "decided"]
    assert verify(ledger, rederive).clean


def test_a_refused_bail_runs_the_time_all_the_same(ledger_file: Path) -> None:
    """The refusal is kept with its reason, and release is due from the tender."""
    ledger = opened(ledger_file)
    do(ledger, "bail-tendered", {**BAIL, "refused": "a hold was on file"})
    record = shown(ledger).record
    assert record["release_due"]["event"] == "bail-tendered-and-refused"
    assert record["bail"][0]["refused"] == "a hold was on file"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        (
            "disposed",
            {
                "charge": "1",
                "outcome": "dismissed",
                "ordered_at": "2014-06-10 02:40",
                "paper": "M-7",
                "channel": "in-court",
            },
        ),
        (
            "release-due",
            {"event": "own-recognisance", "happened_at": "2014-06-10 02:40", "paper": "M-7", "channel": "in-court"},
        ),
    ],
)
def test_a_courts_word_sets_the_minute(name: str, fields: dict[str, Any], ledger_file: Path) -> None:
    """The last charge closed, or release ordered: due from the minute it was spoken."""
    ledger = opened(ledger_file)
    do(ledger, name, fields)
    assert answered(ledger)["release_due"] == "2014-06-10T02:40-07:00"


def test_a_person_booked_at_the_desk_is_on_the_board_and_a_feed_joins_in(ledger_file: Path) -> None:
    """Booked by hand, then delivered by the feed: one person, the desk's words kept, the feed's added."""
    ledger = opened(ledger_file)
    fields = {
        "last": "Okafor",
        "first": "Chinedu",
        "booking": "14-09399",
        "booked_at": "2014-06-10 02:50",
        "charges": "Pen. Code 647(f); public intoxication; misdemeanor",
        "language": "English",
    }
    do(ledger, "booked", fields, "14-09399", role="booking")
    assert shown(ledger, "14-09399").record["charges"][0]["statute"] == "Pen. Code 647(f)"
    assert kinds(ledger, "14-09399") == ["act.booked", "booking.received", "decided"]
    with pytest.raises(Refused, match="booked already"):
        do(ledger, "booked", fields, "14-09399", role="booking")
    feed(ledger, person("14-09399", last="OKAFORE", housing="1-S2", requests=[]))
    record = shown(ledger, "14-09399").record
    assert (record["person"]["last"], record["housing"]) == ("Okafor", "1-S2")
    assert {c["statute"] for c in record["charges"]} == {"Pen. Code 647(f)", "Veh. Code 14601.1"}


def test_a_request_comes_in_is_given_and_is_cancelled(ledger_file: Path) -> None:
    """Each is an event; the paper itself is one of its own; what the law says follows."""
    ledger = opened(ledger_file, person(requests=[]))
    do(
        ledger,
        "request-received",
        {
            "form": "I-247 (12/12)",
            "boxes": ["order-of-removal"],
            "signer": "immigration-officer",
            "warrant": "I-200",
            "received_at": "2014-06-10 01:00",
            "channel": "fax",
            "issued_on": "2014-06-09",
        },
    )
    record = shown(ledger).record
    assert (record["request"]["form"], record["warrants"][0]["kind"]) == ("I-247 (12/12)", "I-200")
    assert "detainer.received" in kinds(ledger)
    do(
        ledger,
        "served",
        {
            "packet": ["copy-of-request"],
            "language": "Spanish",
            "how": "in-person",
            "served_at": "2014-06-10 02:00",
            "mark": "declined",
        },
    )
    assert shown(ledger).record["request"]["served_on_subject_at"] == "2014-06-10T02:00:00-07:00"
    assert "detainer.corrected" in kinds(ledger)
    do(ledger, "request-cancelled", {"cancelled_at": "2014-06-10 03:00", "paper": "e-mail", "channel": "e-mail"})
    assert shown(ledger).record["request"]["cancelled_at"] == "2014-06-10T03:00:00-07:00"


def test_an_unsigned_form_and_one_with_both_parts_are_sent_back(ledger_file: Path) -> None:
    """Neither is taken, and each refusal says what is the matter with the paper."""
    ledger = opened(ledger_file, person(requests=[]))
    fields = {
        "form": "I-247A",
        "boxes": ["1-biometric-match"],
        "signer": "nobody",
        "warrant": "none",
        "received_at": "2014-06-10 01:00",
        "channel": "fax",
    }
    with pytest.raises(Refused, match="not signed"):
        do(ledger, "request-received", fields)
    both = {
        **fields,
        "signer": "immigration-officer",
        "boxes": ["1-biometric-match", "2-dhs-transferred-for-proceeding"],
    }
    with pytest.raises(Refused, match="Part 1 and Part 2"):
        do(ledger, "request-received", both)
    assert kinds(ledger) == ["booking.received", "decided"]


def test_an_answer_given_in_place_changes_the_answer_of_law(ledger_file: Path) -> None:
    """The check is out: not known. It comes back complete: decided."""
    ledger = opened(
        ledger_file, person(record_complete=False, bail=[{"amount_usd": 5000, "tendered_at": "2014-06-10T02:55-07:00"}])
    )
    before = answered(ledger)
    assert before["hold"] == "undetermined"
    assert before["questions"][0]["fact"] == "record_complete"
    do(ledger, "answered", {"fact": "record_complete", "value": "yes", "source": "DOJ response 03:01"})
    assert answered(ledger)["hold"] == "prohibited"
    count = len(kinds(ledger))
    do(ledger, "answered", {"fact": "record_complete", "value": "nobody-knows"})
    assert kinds(ledger)[count:] == ["act.answered"]


def test_a_claim_of_citizenship_is_kept_and_never_made_less(ledger_file: Path) -> None:
    """Said, then shown a paper, then said again: documented it stays."""
    ledger = opened(ledger_file)
    claim = {"claim": "citizen", "words": "I was born in Fresno", "said_at": "2014-06-10 03:09"}
    do(ledger, "says", claim, role="booking")
    assert shown(ledger).record["facts"]["subject.citizenship_claim"] == "asserted"
    do(ledger, "says", {**claim, "paper": "birth certificate"}, role="booking")
    do(ledger, "says", claim, role="booking")
    assert shown(ledger).record["facts"]["subject.citizenship_claim"] == "documented"
    do(ledger, "says", {**claim, "claim": "time-is-up"}, role="booking")
    assert kinds(ledger)[-1] == "act.says"


def test_release_asks_for_the_person_at_the_door(ledger_file: Path) -> None:
    """Not before release is due, not on another's fingers or number; then the door, once, and no undo."""
    ledger = opened(ledger_file)
    with pytest.raises(Refused, match="A local ground is open"):
        do(ledger, "released", DOOR)
    do(ledger, "bail-tendered", BAIL)
    with pytest.raises(Refused, match="last three digits"):
        do(ledger, "released", {**DOOR, "last_three": "318"})
    with pytest.raises(Refused, match="not those of this booking"):
        do(ledger, "released", {**DOOR, "identity": "mismatch"})
    assert kinds(ledger)[-1] == "act.turned-away"
    done = do(ledger, "released", DOOR)
    assert shown(ledger).record["released_at"] == "2014-06-10T03:09:00-07:00"
    with pytest.raises(Refused, match="out already"):
        do(ledger, "released", DOOR)
    with pytest.raises(Refused, match="cannot be undone"):
        undo(ledger, "14-09381", done.number, office(), NOW, by="M. Ortiz", role="supervisor")


def test_a_release_is_begun_and_goes_on_step_by_step(ledger_file: Path) -> None:
    """That it begins is an event with its owner, and changes no record; a beginning or a check after the door is a mistake, and who is
    out begins nothing."""
    ledger = opened(ledger_file)
    do(ledger, "bail-tendered", BAIL)
    version = shown(ledger).record_event
    begun = do(ledger, "release-begun", {"began_at": "2014-06-10 02:57", "owner": "K. Doe"})
    do(ledger, "wants-checked", {"wants_at": "2014-06-10 02:58"})
    assert (begun.version, shown(ledger).record_event) == (version, version)
    assert kinds(ledger)[-2:] == ["act.release-begun", "act.wants-checked"]
    with pytest.raises(Incomplete) as late:
        do(ledger, "released", {**DOOR, "began_at": "2014-06-10 03:10", "wants_at": "2014-06-10 03:10"})
    assert late.value.mistakes == {"began_at": "is after the door", "wants_at": "is after the door"}
    do(ledger, "released", {**DOOR, "began_at": "2014-06-10 02:57"})
    with pytest.raises(Refused, match="out already"):
        do(ledger, "release-begun", {"began_at": "2014-06-10 03:10"})
    with pytest.raises(NotYours):
        do(ledger, "release-begun", {"began_at": "2014-06-10 03:10"}, role="booking")


def test_a_house_rule_is_set_aside_by_a_supervisor_with_a_reason_and_a_law_by_nobody(ledger_file: Path) -> None:
    """Old wants check: a supervisor may, a clerk may not. An open charge: not even a supervisor."""
    ledger = opened(ledger_file)
    stale = {**DOOR, "wants_at": "2014-06-10 00:30"}
    with pytest.raises(Refused, match="A local ground is open"):
        do(ledger, "released", stale, role="supervisor", override="terminal down")
    do(ledger, "bail-tendered", BAIL)
    for role in ("release", "supervisor"):
        with pytest.raises(Refused, match="more than an hour"):
            do(ledger, "released", stale, role=role, override="" if role == "supervisor" else "terminal down")
    do(ledger, "released", stale, role="supervisor", override="terminal down since 01:00", by="Sgt. Ibarra")
    (event,) = [e for e in ledger.events("14-09381") if e.kind == "act.released"]
    assert ledger.open_payload(event)["override"] == "terminal down since 01:00"


def test_the_law_stands_between_the_cell_and_a_hand_over(ledger_file: Path) -> None:
    """Prohibited after release was due; unserved; alone; after the last minute: refused, whatever a supervisor writes."""
    ledger = opened(ledger_file, person(), convicted())
    do(ledger, "bail-tendered", BAIL)
    with pytest.raises(Refused, match="hold"):
        do(
            ledger,
            "handed-over",
            {**HAND_OVER, "last_three": "381"},
            role="supervisor",
            second="J. Kim",
            override="ICE is here",
        )
    with pytest.raises(Refused, match="A second person"):
        do(ledger, "handed-over", HAND_OVER, "14-09107", role="release")
    with pytest.raises(Refused, match="cannot be both hands"):
        do(ledger, "handed-over", HAND_OVER, "14-09107", role="release", second="m. ortiz")


def test_a_lawful_hand_over_before_the_last_minute_is_done_by_two(ledger_file: Path) -> None:
    """A listed conviction, bail tendered an hour ago: the hold runs, and two people hand over within it."""
    ledger = opened(ledger_file, convicted())
    do(ledger, "bail-tendered", {**BAIL, "tendered_at": "2014-06-10 02:10"}, "14-09107")
    answer = answered(ledger, "14-09107")
    assert (answer["hold"], answer["transfer"]) == ("permitted", "permitted")
    do(ledger, "hold-begun", {"began_at": "2014-06-10 02:30"}, "14-09107", second="Sgt. Wells")
    late = NOW + timedelta(days=9)
    with pytest.raises(Refused, match="last minute"):
        do(
            ledger,
            "handed-over",
            {**HAND_OVER, "door_at": "2014-06-19 03:00"},
            "14-09107",
            second="Sgt. Wells",
            now=late,
        )
    do(ledger, "handed-over", HAND_OVER, "14-09107", second="Sgt. Wells")
    assert shown(ledger, "14-09107").record["events"][-1]["what"] == "handed-to-ice"


def test_a_form_that_takes_effect_only_when_given_hands_nobody_over_before(ledger_file: Path) -> None:
    """The I-247A says so itself."""
    then = NOW.replace(year=2018)
    unserved = {**REQUEST, "form": "I-247A", "boxes": ["1-biometric-match"], "received_at": "2018-06-09T22:41-05:00"}
    place = {"state": "TX", "county": "Harris", "tz": "America/Chicago", "agency_type": "county-jail"}
    houston = convicted(facility=place, requests=[unserved], booked_at="2018-06-09T20:00-05:00", charges=[])
    ledger = opened(ledger_file)
    feed(ledger, houston, at=then)
    door = {**HAND_OVER, "door_at": "2018-06-10 03:00"}
    with pytest.raises(Refused, match="only when the person has a copy"):
        do(ledger, "handed-over", door, "14-09107", second="J. Kim", now=then)


def test_a_later_release_needs_new_paper_and_a_second_person(ledger_file: Path) -> None:
    """Neither the stated time nor a new charge moves a known release later by one hand; earlier needs one."""
    ledger = opened(ledger_file)
    do(ledger, "bail-tendered", {**BAIL, "tendered_at": "2014-06-10 02:00"})
    later = {"event": "own-recognisance", "happened_at": "2014-06-10 03:00", "paper": "M-9", "channel": "in-court"}
    for role in ("booking", "release"):
        with pytest.raises(Refused, match="make it later"):
            do(ledger, "release-due", later, role=role)
    with pytest.raises(Refused, match="second person"):
        do(ledger, "charged", CHARGE)
    do(ledger, "charged", CHARGE, second="Sgt. Ibarra")
    assert answered(ledger)["release_due"] is None
    do(ledger, "release-due", {**later, "happened_at": "2014-06-10 01:30"}, role="booking")
    assert answered(ledger)["release_due"] == "2014-06-10T01:30-07:00"


def test_bail_leaves_no_charge_uncovered_without_saying_so(ledger_file: Path) -> None:
    """A second open charge is named in the refusal; said, it stands."""
    ledger = opened(ledger_file)
    do(ledger, "charged", CHARGE)
    with pytest.raises(Refused, match="uncovered: petty theft"):
        do(ledger, "bail-tendered", BAIL)
    do(ledger, "bail-tendered", {**BAIL, "uncovered_why": "no bail set yet on the second"})
    assert answered(ledger)["release_due"] is None
    do(ledger, "bail-tendered", {**BAIL, "covers": ["2"], "tendered_at": "2014-06-10 03:00"})
    assert answered(ledger)["release_due"] == "2014-06-10T03:00-07:00"


def test_an_order_by_wire_that_frees_is_called_back(ledger_file: Path) -> None:
    """Without a name of who answered it is refused to a clerk, by a house rule."""
    ledger = opened(ledger_file)
    order = {"event": "charges-dismissed", "happened_at": "2014-06-10 02:40", "paper": "M-7", "channel": "fax"}
    with pytest.raises(Refused, match="called back") as refused:
        do(ledger, "release-due", order)
    assert not any(o.law for o in refused.value.objections)
    do(ledger, "release-due", {**order, "called_back": "clerk L. Moss, 02:44"})


def test_two_clerks_who_touch_different_things_both_stand(ledger_file: Path) -> None:
    """Both acts are made against the same record: bail by one, service by the other, a note by a third."""
    ledger = opened(ledger_file)
    seen = shown(ledger).record_event
    do(ledger, "bail-tendered", BAIL, seen=seen)
    served = {
        "packet": ["copy-of-request"],
        "language": "English",
        "how": "in-person",
        "served_at": "2014-06-10 03:00",
        "mark": "signed",
    }
    do(ledger, "served", served, seen=seen, by="J. Kim")
    do(ledger, "charged", CHARGE, seen=seen, by="J. Kim", second="M. Ortiz")
    record = shown(ledger).record
    assert record["bail"]
    assert record["request"]["served_on_subject_at"]
    assert len(record["charges"]) == 2


def test_two_clerks_who_touch_the_same_thing_meet(ledger_file: Path) -> None:
    """The second is refused with what stands there now, and nothing of theirs is written."""
    ledger = opened(ledger_file)
    seen = shown(ledger).record_event
    order = {
        "charge": "1",
        "outcome": "dismissed",
        "ordered_at": "2014-06-10 02:40",
        "paper": "M-7",
        "channel": "in-court",
    }
    do(ledger, "disposed", order, seen=seen)
    before = kinds(ledger)
    with pytest.raises(Stale, match="disposition is now dismissed") as stale:
        do(ledger, "disposed", {**order, "outcome": "sentence-served"}, seen=seen, by="J. Kim")
    assert stale.value.version == shown(ledger).record_event
    assert kinds(ledger) == before


def test_nobody_opens_the_door_on_a_page_that_is_old(ledger_file: Path) -> None:
    """A charge was added while the release page was open: the release is refused and says so. New housing alone does not stop it."""
    ledger = opened(ledger_file)
    do(ledger, "bail-tendered", BAIL)
    seen = shown(ledger).record_event
    moved = person(housing="1-A01")
    feed(ledger, moved)
    do(ledger, "charged", CHARGE, second="J. Kim")
    with pytest.raises(Stale, match=r"Pen\. Code 484"):
        do(ledger, "released", DOOR, seen=seen)


def test_the_same_button_twice_is_one_act(ledger_file: Path) -> None:
    """The second press gives the first one's number."""
    ledger = opened(ledger_file)
    first = do(ledger, "bail-tendered", BAIL, key="k1")
    before = kinds(ledger)
    again = do(ledger, "bail-tendered", BAIL, key="k1")
    assert (again.number, again.repeated) == (first.number, True)
    assert kinds(ledger) == before


def test_an_undone_act_leaves_the_record_as_it_was(ledger_file: Path) -> None:
    """The correcting event gives back the feed's own record; the feed delivered again then changes nothing."""
    ledger = opened(ledger_file)
    before = shown(ledger)
    done = do(ledger, "bail-tendered", BAIL)
    undo(ledger, "14-09381", done.number, office(), NOW, by="M. Ortiz", role="release", why="wrong man's receipt")
    after = shown(ledger)
    assert after.record == before.record
    assert after.answer == before.answer
    assert feed(ledger, person()).unchanged == 1
    assert undo(ledger, "14-09381", done.number, office(), NOW, by="M. Ortiz", role="release").repeated


def test_an_undo_that_frees_later_needs_a_second_person_after_a_minute(ledger_file: Path) -> None:
    """Within a minute one's own slip is one's own; later, or another's, it takes two."""
    ledger = opened(ledger_file)
    done = do(ledger, "bail-tendered", BAIL)
    late = NOW + timedelta(minutes=5)
    for who in ({"by": "M. Ortiz", "role": "release"}, {"by": "J. Kim", "role": "booking", "second": "M. Ortiz"}):
        with pytest.raises(Refused, match="second person"):
            undo(ledger, "14-09381", done.number, office(), late, **who)
    undo(ledger, "14-09381", done.number, office(), late, by="M. Ortiz", role="release", second="Sgt. Ibarra")
    assert answered(ledger)["release_due"] is None


def test_a_booking_undone_is_out_and_says_why(ledger_file: Path) -> None:
    """The number stays taken; the person is not in custody."""
    ledger = opened(ledger_file)
    fields = {
        "last": "Moore",
        "first": "Samuel",
        "booking": "14-1",
        "booked_at": "2014-06-10 02:50",
        "charges": "Pen. Code 484",
    }
    done = do(ledger, "booked", fields, "14-1", role="booking")
    undo(ledger, "14-1", done.number, office(), NOW, by="M. Ortiz", role="booking")
    record = shown(ledger, "14-1").record
    assert (record["outcome"], record["released_at"]) == ("booked in error", record["booked_at"])


def test_roles_reach_only_what_is_theirs(ledger_file: Path) -> None:
    """For every act and every role that has no part in it the act is not there."""
    ledger = opened(ledger_file)
    for name in KINDS:
        for role in ("counsel", "defender", "auditor", "federal", "admin", "court", ""):
            if role not in MAY[name]:
                one = act("noted", {"text": "x"}, role=role)
                with pytest.raises(NotYours):
                    perform(ledger, replace(one, name=name), office(), NOW)
    assert kinds(ledger) == ["booking.received", "detainer.received", "decided"]


def test_nobody_acts_on_someone_who_is_not_there(ledger_file: Path) -> None:
    """An unknown number is one sentence."""
    ledger = opened(ledger_file)
    with pytest.raises(BadInput, match="nobody has the number '99'"):
        do(ledger, "noted", {"text": "x"}, "99")


def test_the_cache_made_anew_is_the_cache_that_acts_left(ledger_file: Path) -> None:
    """Standings derived from the events alone equal those kept along the way."""
    ledger = opened(ledger_file)
    done = do(ledger, "bail-tendered", BAIL)
    do(ledger, "noted", {"text": "his sister waits outside"})
    undo(ledger, "14-09381", done.number, office(), NOW, by="M. Ortiz", role="release")
    do(ledger, "charged", CHARGE)
    rows = list(Standing.objects.using(ledger.alias).values())
    rebuild_standings(ledger)
    assert list(Standing.objects.using(ledger.alias).values()) == rows


def test_many_clerks_at_the_same_instant_lose_nothing(ledger_file: Path) -> None:
    """Eight people act on one page at once: every note stands, one bail stands, seven are told that it changed."""
    ledger = opened(ledger_file)
    seen = shown(ledger).record_event
    at_once = Barrier(8)

    def clerk(number: int) -> str:
        at_once.wait()
        try:
            do(ledger, "noted", {"text": f"note {number}"}, by=f"clerk {number}", seen=seen)
            do(ledger, "bail-tendered", {**BAIL, "receipt": f"B-{number}"}, by=f"clerk {number}", seen=seen)
        except Stale:
            return "stale"
        finally:
            connections[ledger.alias].close()
        return "done"

    with ThreadPoolExecutor(8) as pool:
        ended = sorted(pool.map(clerk, range(8)))
    assert ended == ["done", *["stale"] * 7]
    assert kinds(ledger).count("act.noted") == 8
    assert verify(ledger, rederive).clean
