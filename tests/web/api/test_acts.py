"""Acts of the desk through the interface."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgate.casework.acts_kinds import Field
from lawgate.casework.models import Event
from lawgate.casework.verify import verify
from lawgate.web.api.routes_acts import KINDS
from lawgate.wiring import rederive
from tests.web.api.conftest import Asks
from tests.web.api.made import one

BAIL = {
    "covers": ["1"],
    "amount_usd": 5000,
    "tendered_at": "2014-06-10T03:00",
    "receipt": "R-1",
}


@pytest.fixture
def person(api: Asks) -> str:
    """Someone in custody on one charge, nothing tendered yet."""
    charge = {"line": "1", "statute": "Pen. Code 484", "name": "petty theft", "level": "misdemeanor", "open": True}
    given = one("P-1", charges=[charge], bail=[], orders=[], events=[], requests=[], released_at=None)
    given.pop("release_due", None)
    assert api("POST", "/bookings", {"documents": [given]}).json()["taken"] == 1
    return "P-1"


def _etag(api: Asks, person: str) -> str:
    tag: str = api("GET", f"/people/{person}").headers["ETag"]
    return tag


def test_an_act_is_one_event_and_the_decision_follows(api: Asks, person: str, ledger: Any) -> None:
    """Bail tendered sets the release time; the act, its record and its decision are on the ledger, which verifies."""
    done = api("POST", f"/people/{person}/acts/bail-tendered", {"fields": BAIL}, If_Match=_etag(api, person))
    assert done.status_code == 200, done.content
    assert done.json()["decision"]["release_due"] == "2014-06-10T03:00-07:00"
    assert done.headers["ETag"] == f'"{done.json()["etag"]}"' == _etag(api, person)
    kept = api("GET", f"/people/{person}/acts").json()["acts"]
    assert [(a["act"], a["role"], a["undone"]) for a in kept] == [("bail-tendered", "supervisor", False)]
    assert verify(ledger, rederive).clean


def test_an_act_must_say_which_record_it_was_made_against(api: Asks, person: str) -> None:
    """Without If-Match 428; with something else 400; nothing is written."""
    before = Event.objects.filter(kind__startswith="act.").count()
    path = f"/people/{person}/acts/bail-tendered"
    assert api("POST", path, {"fields": BAIL}).status_code == 428
    assert api("POST", path, {"fields": BAIL}, If_Match='"yesterday"').status_code == 400
    assert Event.objects.filter(kind__startswith="act.").count() == before


def test_of_two_clerks_on_the_same_place_the_second_is_told_what_stands_there(api: Asks, person: str) -> None:
    """Both read the same record; the second answers 412 with what is there now; on another place both stand."""
    seen = _etag(api, person)
    first = api("POST", f"/people/{person}/acts/bail-tendered", {"fields": BAIL}, If_Match=seen)
    other = {**BAIL, "amount_usd": 7000}
    second = api("POST", f"/people/{person}/acts/bail-tendered", {"fields": other}, If_Match=seen)
    assert (first.status_code, second.status_code, second.json()["code"]) == (200, 412, "stale")
    assert second.json()["errors"]
    note = api("POST", f"/people/{person}/acts/noted", {"fields": {"text": "lawyer called"}}, If_Match=seen)
    assert note.status_code == 200
    assert len(api("GET", f"/people/{person}/acts").json()["acts"]) == 2


def test_what_the_law_or_the_house_forbids_is_refused_with_the_reason(api: Asks, person: str) -> None:
    """A release with an open charge answers 409 with a sentence; a field that is missing answers 422 and names it."""
    tag = _etag(api, person)
    fields = {
        "wants_at": "2014-06-10T03:00",
        "identity": "match",
        "property": "yes",
        "papers": "yes",
        "last_three": "P-1",
        "door_at": "2014-06-10T03:05",
    }
    from lawgate.casework.acts_words import IDENTITY

    fields["identity"] = IDENTITY[0][0]
    refused = api("POST", f"/people/{person}/acts/released", {"fields": fields}, If_Match=tag)
    assert refused.status_code == 409, refused.content
    assert refused.json()["detail"]
    short = api("POST", f"/people/{person}/acts/bail-tendered", {"fields": {}}, If_Match=tag)
    assert short.status_code == 422
    assert {"fields.covers", "fields.receipt"} <= {e["where"] for e in short.json()["errors"]}
    assert api("POST", f"/people/{person}/acts/pardoned", {"fields": {}}, If_Match=tag).status_code == 404


def test_an_act_sent_twice_under_its_key_is_done_once_and_can_be_undone(api: Asks, person: str) -> None:
    """The replay answers the same; the undo brings back what was, as an event of its own."""
    tag, path = _etag(api, person), f"/people/{person}/acts/bail-tendered"
    first = api("POST", path, {"fields": BAIL}, If_Match=tag, Idempotency_Key="k")
    again = api("POST", path, {"fields": BAIL}, If_Match=tag, Idempotency_Key="k")
    assert first.content == again.content
    number = first.json()["event"]
    undone = api("POST", f"/people/{person}/acts/{number}/undo", {"why": "wrong person"})
    assert undone.status_code == 200, undone.content
    assert undone.json()["decision"]["release_due"] is None
    assert [a["undone"] for a in api("GET", f"/people/{person}/acts").json()["acts"]] == [True]


def test_a_feed_that_comes_later_does_not_lose_the_desks_work(api: Asks, person: str) -> None:
    """The booking delivered again, without the bail, leaves the release time that the act set."""
    api("POST", f"/people/{person}/acts/bail-tendered", {"fields": BAIL}, If_Match=_etag(api, person))
    charge = {"line": "1", "statute": "Pen. Code 484", "name": "petty theft", "level": "misdemeanor", "open": True}
    given = one("P-1", charges=[charge], bail=[], orders=[], events=[], requests=[], released_at=None, housing="7-A")
    given.pop("release_due", None)
    after = api("POST", "/bookings", {"documents": [given]}).json()["results"][0]
    assert after["outcome"] == "changed"
    assert after["decision"]["release_due"] == "2014-06-10T03:00-07:00"


EXAMPLES = 40
INSTANTS = (
    "2014-06-10 02:55",
    "2014-06-09T21:00-07:00",
    "2014-06-10T03:09Z",
    "1900-01-01 00:00",
    "2014-03-09 02:30",
    "9999-12-31",
)
WORDS = (
    "1",
    "2",
    "none",
    "yes",
    "no",
    "nobody-knows",
    "\u202e",
    "a" * 300,
    "Pen. Code 211; robbery; felony; 2009-03-12",
    "-1",
    "1e999",
)
FACTS = (
    "priors",
    "charges",
    "request",
    "request.form",
    "priors[0].level",
    "charges[9].level",
    "subject.juvenile",
    "x",
    "release_due.t0",
)


def plausible(name: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """An act and fields of it, most of them such as somebody might type, in any combination."""

    def of(field: Field) -> st.SearchStrategy[Any]:
        likely = {
            "instant": INSTANTS,
            "day": ("1986-03-02", "2014-02-30"),
            "number": ("5000", "0", "-1", "1e9"),
            "yes/no": ("yes", "no"),
        }
        some = [word for word, _ in field.choices] or list(
            FACTS if field.name == "fact" else likely.get(field.kind, WORDS)
        )
        one = st.sampled_from([*some, *some, *WORDS])
        return st.lists(one, max_size=3) if field.kind == "words" else one

    fields = KINDS[name].fields
    needed = {f.name: of(f) for f in fields if f.needed}
    typed = st.fixed_dictionaries(needed, optional={f.name: of(f) for f in fields if not f.needed})
    return st.tuples(st.just(name), typed)


def test_no_act_fails_inside_whatever_is_typed(api: Asks, person: str, ledger: Any) -> None:
    """Any act, with fields such as people type in any combination, is done or refused with its sentence: never a fault; and the ledger
    verifies after all of them."""

    @given(
        st.sampled_from(list(KINDS)).flatmap(plausible),
        st.sampled_from(["", "A. Second"]),
        st.sampled_from(["", "flood"]),
    )
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(act: tuple[str, dict[str, Any]], second: str, override: str) -> None:
        name, fields = act
        said = {"fields": fields, "by": "K. Doe", "second": second, "override": override}
        answer = api("POST", f"/people/{person}/acts/{name}", said, If_Match=_etag(api, person))
        assert answer.status_code in (200, 400, 409, 422), answer.content
        assert answer.status_code == 200 or answer.json()["detail"]

    ask()
    assert verify(ledger, rederive).clean
