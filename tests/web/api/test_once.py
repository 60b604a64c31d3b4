"""The same request again, under its key, is done once and answered the same: whatever the order, whatever comes between."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lawgate.casework.models import Event
from lawgate.web.api.models import Once
from tests.web.api.conftest import Asks
from tests.web.api.made import documents, one

KEYS = st.sampled_from(["k1", "k2", "k3"])


class Keyed(RuleBasedStateMachine):
    """Clients that ask the gate under few keys, in any order, against a model: a key belongs to the first request that used it."""

    api: Asks
    people: tuple[str, str]

    @initialize()
    def begin(self) -> None:
        Once.objects.all().delete()
        self.first: dict[str, tuple[Any, bytes]] = {}
        self.asked = Event.objects.filter(kind="gate.asked").count()

    @rule(key=KEYS, which=st.integers(0, 1), gate=st.sampled_from(["may-hold", "may-release"]))
    def ask(self, key: str, which: int, gate: str) -> None:
        request = (gate, self.people[which])
        answer = self.api("POST", f"/gate/{gate}", {"booking": self.people[which]}, Idempotency_Key=key)
        if key not in self.first:
            assert answer.status_code == 200
            assert "Idempotent-Replayed" not in answer.headers
            self.first[key] = (request, answer.content)
            self.asked += 1
        elif self.first[key][0] == request:
            assert answer.content == self.first[key][1]
            assert answer.headers["Idempotent-Replayed"] == "true"
        else:
            assert (answer.status_code, answer.json()["code"]) == (422, "key-used")

    @rule(key=KEYS)
    def ask_of_nobody(self, key: str) -> None:
        answer = self.api("POST", "/gate/may-hold", {"booking": "nobody"}, Idempotency_Key=key)
        assert answer.status_code == (422 if key in self.first else 404)

    @rule(which=st.integers(0, 1))
    def ask_without_a_key(self, which: int) -> None:
        assert self.api("POST", "/gate/may-hold", {"booking": self.people[which]}).status_code == 200
        self.asked += 1

    @invariant()
    def each_was_done_once(self) -> None:
        if hasattr(self, "asked"):
            assert Event.objects.filter(kind="gate.asked").count() == self.asked


def test_a_key_is_done_once_and_answered_the_same_in_any_order(jail: Asks) -> None:
    """Random runs of few keys against the model: done once, same bytes again, another request under the key refused."""
    Keyed.api = staticmethod(jail)
    Keyed.people = (documents()[0]["booking"], documents()[1]["booking"])
    run_state_machine_as_test(
        Keyed,
        settings=settings(
            max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_a_refused_request_leaves_its_key_free(jail: Asks) -> None:
    """A delivery that could not be read may be corrected and sent under the same key."""
    bad = jail("POST", "/bookings", {"documents": "none"}, Idempotency_Key="x")
    good = jail("POST", "/bookings", {"documents": [one("O-1")]}, Idempotency_Key="x")
    assert (bad.status_code, good.status_code) == (422, 200)
    assert "Idempotent-Replayed" not in good.headers


def test_an_answer_that_is_kept_cannot_be_read_in_the_database(jail: Asks) -> None:
    """Neither the key nor the answer stands in the row in the clear."""
    number = documents()[0]["booking"]
    answer = jail("POST", "/gate/may-hold", {"booking": number}, Idempotency_Key=f"key of {number}")
    row = Once.objects.get()
    kept = " ".join(str(v) for v in vars(row).values()).encode() + bytes(row.body)
    assert number.encode() not in kept
    assert answer.json()["sentence"].encode()[:20] not in kept


def test_two_tokens_do_not_share_keys(jail: Asks) -> None:
    """The same key of another system is another request."""
    from datetime import UTC, datetime

    from lawgate.web.api import tokens

    other = tokens.make("other", ["gate"], now=datetime.now(UTC))
    number = documents()[0]["booking"]
    mine = jail("POST", "/gate/may-hold", {"booking": number}, Idempotency_Key="same")
    theirs = jail("POST", "/gate/may-hold", {"booking": number}, bearer=other, Idempotency_Key="same")
    assert mine.json()["event"] != theirs.json()["event"]
