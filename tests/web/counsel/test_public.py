"""What anyone may reach tells nobody who is held: not by its words, its length, its time, or by asking often."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from lawgate.casework.standing import latest
from lawgate.counsel import designations
from lawgate.counsel.alerts import tick
from lawgate.counsel.alerts_view import reading
from lawgate.counsel.codes import new_code
from lawgate.counsel.models import Callback, Designation
from lawgate.counsel.offices import set_key
from lawgate.web.accounts import declared
from lawgate.web.accounts.house import ledger
from lawgate.web.accounts.limits import Buckets
from lawgate.web.counsel import plan, steady, urls
from tests.counsel.qr_read import modules_of, read_qr
from tests.web.accounts.conftest import House

CODE = re.compile(r"[0-9A-Z]{5}(-[0-9A-Z]{5}){3}-[0-9A-Z]{6}")
CHANCE = {"date", "expires", "x-request-id", "traceparent", "server-timing"}
FREE = {"name": "Nobody Held", "born": "1991-01-01"}


def body(answer: Any) -> str:
    """An answer without what chance puts into every one of them."""
    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode())
    return CODE.sub("CODE", text)


def held() -> dict[str, str]:
    """Name and birth date of somebody who is in custody."""
    one = next(x for x in latest(ledger()) if x.record["released_at"] is None)
    p = one.record["person"]
    return {"name": f"{p['first']} {p['last']}", "born": p["born"], "key": one.subject}


def wish(who: dict[str, str]) -> dict[str, str]:
    return {"name": who["name"], "born": who["born"], "lawyer": "pierce-defenders/adeyemi", "word": "heron"}


def named(browser: Client, who: dict[str, str]) -> str:
    """A designation made on the page; its code."""
    found = CODE.search(browser.post("/lawyer/", wish(who)).content.decode())
    assert found is not None
    return found.group()


def test_naming_a_lawyer_answers_alike_for_the_held_and_for_anybody(lawyers: House) -> None:
    """Same words, same length, same headers, and a tick between the two changes nothing."""
    browser = lawyers.browser()
    first = browser.post("/lawyer/", wish(held()))
    tick(ledger(), lawyers.now())
    second, third = browser.post("/lawyer/", wish(FREE)), browser.post("/lawyer/", wish(held()))
    assert body(first) == body(second) == body(third)
    assert {len(a.content) for a in (first, second, third)} == {steady.SIZE}
    assert {(a.status_code, a.headers.get("Cache-Control")) for a in (first, second, third)} == {(200, "no-store")}


def test_a_code_tells_nothing_until_the_person_opens_it(lawyers: House) -> None:
    """Wrong, unknown, proposed, matched without leave: one and the same answer. With the person's leave: told, and the family's word."""
    browser, who = lawyers.browser(), held()
    code = named(browser, who)
    nothing = browser.post("/lawyer/code/", {"code": "no code at all"})
    tick(ledger(), lawyers.now())
    asked = [browser.post("/lawyer/code/", {"code": c}) for c in ("", new_code(), code)]
    with reading(ledger(), lawyers.now()) as view:
        (designation,) = view.cases[who["key"]]
    designations.answer(ledger(), who["key"], designation, "yes", by="b", role="booking", now=lawyers.now())
    tick(ledger(), lawyers.now())
    asked.append(browser.post("/lawyer/code/", {"code": code}))
    assert {body(a) for a in asked} == {body(nothing)}
    assert {len(a.content) for a in (*asked, nothing)} == {steady.SIZE}


def test_with_the_persons_leave_the_code_says_that_the_lawyer_was_told_and_no_more(lawyers: House) -> None:
    """Time and name of the answer, the word; neither jail, charge, minute nor name of the person."""
    browser, who = lawyers.browser(), held()
    code = named(browser, who)
    tick(ledger(), lawyers.now())
    with reading(ledger(), lawyers.now()) as view:
        (designation,) = view.cases[who["key"]]
    designations.answer(
        ledger(), who["key"], designation, "yes", by="b", role="booking", now=lawyers.now(), family=True
    )
    tick(ledger(), lawyers.now())
    answer = browser.post("/lawyer/code/", {"code": code})
    shown = answer.content.decode()
    assert "A lawyer was told" in shown
    assert "heron" in shown
    assert len(answer.content) == steady.SIZE
    for secret in (*who["name"].split(), who["key"], "Ridgemont", "jail", "charge"):
        assert secret.lower() not in shown.lower(), secret


def test_answers_take_the_same_time(lawyers: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Held or not, known code or not: the shortest of four times differs by less than a tenth, whatever was found."""
    monkeypatch.setattr(steady, "SECONDS", 0.25)
    browser, who = lawyers.browser(), held()
    code = named(browser, who)

    def took(path: str, data: dict[str, str]) -> float:
        began = time.perf_counter()
        browser.post(path, data)
        return time.perf_counter() - began

    pairs = (("/lawyer/", wish(who), wish(FREE)), ("/lawyer/code/", {"code": code}, {"code": new_code()}))
    for path, one, other in pairs:
        first = min(took(path, one) for _ in range(4))  # the shortest: a busy machine only ever adds
        second = min(took(path, other) for _ in range(4))
        assert 0.9 < first / second < 1.1, path


@pytest.mark.parametrize("work", [0.0, 0.01, 0.3, 0.49])
def test_whatever_the_work_the_answer_waits_for_the_same_end(
    lawyers: House, monkeypatch: pytest.MonkeyPatch, work: float
) -> None:
    """What the work leaves of the half second is slept: the two together are always the same."""
    slept: list[float] = []
    clock = iter([100.0, 100.0 + work])
    monkeypatch.setattr(steady, "SECONDS", 0.5)
    monkeypatch.setattr(steady, "time", SimpleNamespace(monotonic=lambda: next(clock), sleep=slept.append))
    lawyers.browser().post("/lawyer/code/", {"code": new_code()})
    assert slept == [pytest.approx(0.5 - work)]


def test_the_work_for_a_wrong_code_is_that_for_a_right_one(lawyers: House) -> None:
    """Before any waiting the same look-ups are made for a right code, a wrong one and no code at all."""
    browser = lawyers.browser()
    code = named(browser, held())
    browser.post("/lawyer/code/", {"code": code})  # what is read once a process
    counts = []
    for typed in (code, new_code(), "nonsense"):
        with CaptureQueriesContext(connection) as asked:
            browser.post("/lawyer/code/", {"code": typed})
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_forms_of_one_address_are_put_off(lawyers: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six at once; then, wrong or right, nothing is looked at, and the answer says when to come again."""
    monkeypatch.setattr(steady, "ADDRESS", Buckets(6, 1 / 20))
    browser = lawyers.browser()
    answers = [browser.post("/lawyer/code/", {"code": new_code()}) for _ in range(8)]
    assert [a.status_code for a in answers] == [200] * 6 + [429] * 2
    assert answers[-1].headers["Retry-After"]
    assert browser.post("/lawyer/", wish(FREE)).status_code == 429
    assert not Designation.objects.exists()
    assert browser.get("/lawyer/").status_code == 200


def test_every_public_page_of_counsel_is_known_and_none_takes_a_persons_number(lawyers: House) -> None:
    """Only these are public, and none of their addresses holds a booking number or a name."""
    public = {}
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        what = declared(pattern.callback)
        assert what is not None, pattern
        if what.because:
            public[pattern.name] = str(pattern.pattern)
    assert public.keys() == {"plan", "plan_file", "name_lawyer", "lawyer_code", "call_back"}
    assert not [p for p in public.values() if "key" in p or "alert" in p]


def everything_public(found: Any, before: str = "") -> Iterator[str]:
    """Every address of the house that asks for no account, from the addresses themselves, with its blanks to be filled."""
    for p in found.url_patterns:
        path = before + str(p.pattern)
        if isinstance(p, URLResolver):
            yield from everything_public(p, path)
        elif (what := declared(p.callback)) is not None and what.because:
            yield re.sub(r"<[^>]+>|\[.*\$", "{}", path).replace("\\Z", "")


def test_no_public_address_of_the_house_knows_a_number_or_a_name(lawyers: House) -> None:
    """Every address without an account, asked with the number and name of somebody held and with invented ones, by reading and by
    sending: same answer, same headers, same look-ups. The list comes from the addresses, so that none is forgotten."""
    browser, who, paths = (
        lawyers.browser(),
        held(),
        sorted({*everything_public(get_resolver())} - {"api/v1/openapi.json"}),
    )
    assert {"lawyer/", "lawyer/code/", "guide/{}", "plan/{}", "api/v1/people/{}", "accounts/login/", "healthz"} <= set(
        paths
    )
    other = {"name": re.sub(r"\w", "x", who["name"]), "born": who["born"], "key": "9" * len(who["key"])}

    def asked(path: str, one: dict[str, str], method: str) -> tuple[object, ...]:
        said = {"q": one["key"], "name": one["name"], "booking": one["key"], "login": one["key"], "code": one["key"]}
        with CaptureQueriesContext(connection) as looked:
            answer = getattr(browser, method)("/" + path.replace("{}", one["key"]), said)
        kept = {k: v.replace(one["key"], "N") for k, v in answer.headers.items() if k.lower() not in CHANCE}
        text = body(answer) if hasattr(answer, "content") else ""
        text = text.replace(quote(one["name"]), "P").replace(one["name"], "P").replace(one["key"], "N")
        return answer.status_code, text, kept, len(looked)

    for path in paths:
        for method in ("get",) if path.startswith("api/") else ("get", "post"):
            if not path.startswith("api/"):
                asked(path, other, method)  # what is read once a process
            assert asked(path, who, method) == asked(path, other, method), (method, path)


@pytest.mark.parametrize("path", ["client/{}/", "client/{}/expiry.pdf", "matter/{}/", "ask/{}/"])
def test_a_stranger_and_a_lawyer_learn_nothing_from_numbers(lawyers: House, path: str) -> None:
    """Held or invented number: without an account the same way to the sign-in, with another's account the same not found."""
    numbers = (held()["key"], "99-99999")
    strangers = [lawyers.browser().get("/counsel/" + path.format(n)) for n in numbers]
    assert {a.status_code for a in strangers} == {302}
    assert {re.sub("|".join(numbers), "N", a.headers["Location"]) for a in strangers} != set()
    assert len({len(a.headers["Location"].replace(n, "N")) for a, n in zip(strangers, numbers, strict=True)}) == 1
    lawyer = lawyers.signed_in("okafor", "defender")
    answers = [lawyer.get("/counsel/" + path.format(n)) for n in numbers]
    assert {a.status_code for a in answers} == {404}
    assert len({alike(a.content.decode(), n) for a, n in zip(answers, numbers, strict=True)}) == 1
    assert lawyers.events("access.refused")


def alike(page: str, number: str) -> str:
    """A page without what the asker typed, and without the token that is another on every page."""
    return re.sub(r'(csrfmiddlewaretoken" value)="[^"]+"', r"\1", page.replace(number, "N"))


def test_a_mistake_in_the_form_is_told_and_what_was_typed_stays(lawyers: House) -> None:
    """One sentence; the name is still in its field; nothing was kept."""
    answer = lawyers.browser().post("/lawyer/", {**wish(FREE), "born": "1.1.1991"}).content.decode()
    assert "the birth date cannot be read; write it as 1988-04-02" in answer
    assert "Nobody Held" in answer
    assert not Designation.objects.exists()


def test_a_call_back_that_is_not_sealed_is_not_kept_and_answers_alike(lawyers: House) -> None:
    """Plain words never reach the table; a sealed request does; both are answered with the same words. The page of offices leads there
    once an office has a key."""
    key = json.dumps({"crv": "P-256", "kty": "EC", "x": "A" * 43, "y": "B" * 43})
    browser = lawyers.browser()
    assert browser.get("/lawyer/call/pierce-defenders/").status_code == 404
    assert "/lawyer/call/" not in browser.get("/lawyer/").content.decode()
    set_key(ledger(), "pierce-defenders", key, by="adeyemi", now=lawyers.now())
    answers = [
        browser.post("/lawyer/call/pierce-defenders/", {"sealed": s}) for s in ("call me: 253-555-0101", "A" * 3900)
    ]
    assert body(answers[0]) == body(answers[1])
    assert [c.sealed for c in Callback.objects.all()] == ["A" * 3900]
    assert browser.get("/lawyer/call/nobody/").status_code == 404
    listed = browser.get("/lawyer/").content.decode()
    assert 'href="/lawyer/call/pierce-defenders/"' in listed
    assert "English, Español" in listed


def test_the_plan_is_handed_out_as_it_was_built(lawyers: House) -> None:
    """Its page and files come with their types; anything else is not found."""
    browser = lawyers.browser()
    assert "My plan" in browser.get("/plan/").content.decode()
    assert browser.get("/plan/lock.js").headers["Content-Type"].startswith("text/javascript")
    assert browser.get("/plan/..%2fbuild.py").status_code == 404


def test_the_code_on_the_cards_of_the_served_plan_leads_to_the_guide(
    lawyers: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read back as a phone reads it: the house's public address with its guide and nothing else; with no address there is no code."""
    browser = lawyers.browser()
    for address, found in (
        ("https://ridge.example/", "https://ridge.example/guide/"),
        ("http://10.0.0.7", ""),
        ("", ""),
    ):
        monkeypatch.setenv("LAWGATE_ADDRESS", address)
        plan._files.cache_clear()
        answer = browser.get("/plan/qr.svg")
        assert (read_qr(modules_of(answer.content.decode())) if found else answer.status_code) == (found or 404)
        assert ('content="yes"' in browser.get("/plan/").content.decode()) == bool(found)
    plan._files.cache_clear()
