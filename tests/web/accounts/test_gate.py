"""The gate before every page: what is declared, who may, what is kept of those who may not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from pytest_django.fixtures import Settings

from lawgate.web.accounts import audit
from lawgate.web.accounts.audit import FILE_READ, REFUSED
from lawgate.web.accounts.declare import Declared, declared, for_everyone, needs, open_to_all
from lawgate.web.accounts.roles import POWERS, Level, Power, Role, holders, level, role_for
from tests.web.accounts.conftest import House


def _pages(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, Declared | None]]:
    for p in patterns:
        here = before + str(p.pattern)
        if isinstance(p, URLResolver):
            yield from _pages(p.url_patterns, here)
        else:
            yield here, declared(p.callback)


def test_every_page_declares_who_it_is_for() -> None:
    """No address of the house answers without saying for whom: the gate would refuse it."""
    pages = dict(_pages(get_resolver().url_patterns))
    assert {"desk/", "accounts/people/", "law/<str:authority>/"} <= set(pages)
    assert [address for address, what in pages.items() if what is None] == []


def test_every_public_page_says_why() -> None:
    """A page for everybody carries its reason, and none of the desk's or the accounts' own pages is public."""
    public = {address: what for address, what in _pages(get_resolver().url_patterns) if what and what.because}
    assert all(len(what.because) > 8 for what in public.values())
    assert not [a for a in public if a.startswith(("desk/", "accounts/people", "accounts/reads"))]


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("secret")


urlpatterns = [path("undeclared/", undeclared), path("", include("lawgate.web.urls"))]


def test_a_page_that_declares_nothing_is_refused(house: House, settings: Settings) -> None:
    """Forgetting the declaration hides a page instead of opening it; the ledger has why."""
    settings.ROOT_URLCONF = __name__
    assert house.browser().get("/undeclared/").status_code == 404
    assert house.events(REFUSED)[0][1]["why"] == "the page declares nothing"


def test_a_declaration_needs_a_power_or_a_reason() -> None:
    """What declares nothing cannot be written down as a declaration."""
    with pytest.raises(TypeError):
        needs()
    with pytest.raises(TypeError):
        for_everyone("")


def test_a_list_of_pages_is_declared_whole() -> None:
    """Included addresses are reached too."""
    listed = open_to_all([path("a/", lambda r: HttpResponse())], "for the test")
    view = listed[0].callback
    assert view is not None
    assert declared(view) == Declared(because="for the test")


def test_the_table_gives_nobody_what_the_law_forbids() -> None:
    """The federal mailbox sees nobody, the administrator no file; beginning a hold takes two people; no role has every power."""
    assert {p for p in Power if POWERS[p][Role.FEDERAL] is not Level.NONE} == {Power.REQUEST}
    assert {p for p in Power if POWERS[p][Role.ADMIN] is not Level.NONE} == {Power.ACCOUNTS}
    assert {POWERS[Power.HOLD][r] for r in Role} == {Level.SECOND, Level.NONE}
    assert {POWERS[Power.LATER][r] for r in Role} == {Level.SECOND, Level.NONE}
    assert not [p for p in Power if POWERS[p][Role.AUDITOR].acts]
    assert all(any(POWERS[p][r] is Level.NONE for p in Power) for r in Role)


def test_no_role_at_all_has_no_power() -> None:
    """A new account may do nothing; of several roles the stronger counts."""
    assert all(level((), p) is Level.NONE and role_for((), p) is None for p in Power)
    both = (Role.RELEASE, Role.SUPERVISOR)
    assert level(both, Power.IDENTITY) is Level.DOES
    assert role_for(both, Power.IDENTITY) is Role.SUPERVISOR
    assert holders(Power.ADOPT) == [Role.COUNSEL, Role.AUDITOR]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_reaches_what_is_its_own_and_nothing_else(house: House, role: Role) -> None:
    """Board, accounts and log, asked by every role: opened as the table says, else not found, and the asking is on the ledger."""
    browser = house.signed_in("clerk", role)
    asked = {"/desk/": Power.BOARD, "/accounts/people/": Power.ACCOUNTS, "/accounts/reads/": Power.LOG}
    for page, power in asked.items():
        expected = 404 if POWERS[power][role] is Level.NONE else 200
        assert browser.get(page).status_code == expected, page
    refused = [said for _, said in house.events(REFUSED)]
    assert len(refused) == sum(POWERS[p][role] is Level.NONE for p in asked.values())
    assert {said["by"] for said in refused} <= {"clerk"}


def test_seeing_is_not_changing(house: House) -> None:
    """The auditor reads the accounts and cannot make one: a POST is not found, kept on the ledger, and nothing is made."""
    browser = house.signed_in("audit", Role.AUDITOR)
    assert browser.get("/accounts/people/").status_code == 200
    assert browser.post("/accounts/people/", {"name": "friend", "roles": ["admin"]}).status_code == 404
    assert house.events(REFUSED)[0][1]["page"] == "POST people"
    assert [p["account"] for _, p in house.events("account.added")] == ["audit"]


def test_every_reading_of_a_file_is_on_the_ledger(house: House) -> None:
    """Who, as what, which page, from where; sealed under the person's own key, and listed newest first."""
    key = house.keys[0]
    browser = house.signed_in("clerk", Role.RELEASE)
    for _ in range(2):
        assert browser.get(f"/desk/{key}/").status_code == 200
    said = {"by": "clerk", "role": "release", "page": "GET person", "from": "127.0.0.1"}
    assert house.events(FILE_READ) == [(key, said), (key, said)]
    assert [(r.subject, r.by) for r in audit.reads(key)] == [(key, "clerk")] * 2
    listed = house.signed_in("audit", Role.AUDITOR).get("/accounts/reads/", {"person": key}).content.decode()
    assert listed.count("GET person") == 2


def test_a_reading_that_cannot_be_kept_is_no_reading(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the ledger does not take the event, the page is not shown: nothing is read unrecorded."""
    browser = house.signed_in("clerk", Role.RELEASE)

    def broken(*_: object) -> None:
        raise DatabaseError("disk full")

    monkeypatch.setattr(audit, "record", broken)
    with pytest.raises(DatabaseError):
        browser.get(f"/desk/{house.keys[0]}/")
    browser.raise_request_exception = False
    assert b"Held by" not in browser.get(f"/desk/{house.keys[0]}/").content


def test_a_defender_sees_their_own_clients_only(house: House) -> None:
    """The board lists the client alone; another's file is not found, with an event under that person's key."""
    from lawgate.web.accounts import people

    theirs, others = house.keys[0], house.keys[1]
    browser = house.signed_in("pd", Role.DEFENDER)
    assert browser.get(f"/desk/{theirs}/").status_code == 404
    people.set_client("pd", theirs, True, "test")
    assert browser.get(f"/desk/{theirs}/").status_code == 200
    assert browser.get(f"/desk/{others}/").status_code == 404
    board = browser.get("/desk/").content.decode()
    assert f"/desk/{others}/" not in board
    assert [(s, e["why"]) for s, e in house.events(REFUSED)][-1] == (others, "not a client of theirs")
    people.set_client("pd", theirs, False, "test")
    assert browser.get(f"/desk/{theirs}/").status_code == 404


def test_asking_for_nobody_makes_no_key(house: House) -> None:
    """A number that is not there is refused like one that is not theirs, and leaves no key of its own."""
    from lawgate.casework.models import SubjectKey

    browser = house.signed_in("pd", Role.DEFENDER)
    assert browser.get("/desk/99-99999/").status_code == 404
    assert house.events(REFUSED)[-1][0] == "(ledger)"
    assert not SubjectKey.objects.filter(subject="99-99999").exists()


def test_the_demonstration_opens_only_here_and_only_for_the_invented(house: House, settings: Settings) -> None:
    """Asked for, from this machine, by a local name, on a ledger marked in its first event: all four, or it must be signed in."""
    from lawgate.casework.demonstration import DEMONSTRATION
    from lawgate.casework.models import Event
    from lawgate.web.accounts.whoever import is_open

    settings.LAWGATE_OPEN = True
    request = RequestFactory().get("/", SERVER_NAME="127.0.0.1", REMOTE_ADDR="127.0.0.1")
    assert not is_open(request)
    assert house.browser().get("/desk/").status_code == 302
    assert house.browser().post("/accounts/demo/", {"role": "release"}).status_code == 404
    first = Event.objects.order_by("number").first()
    assert first is not None
    assert first.kind != DEMONSTRATION


def test_a_ledger_with_events_never_becomes_a_demonstration(house: House) -> None:
    """Its people may be real: the mark is refused, so the gate can never be opened for them."""
    from lawgate.base import BadInput
    from lawgate.casework.demonstration import mark_demonstration
    from lawgate.web.accounts.house import ledger

    with pytest.raises(BadInput, match="cannot become a demonstration"):
        mark_demonstration(ledger(), house.now())


def test_refusals_are_listed_for_whoever_reads_the_log(house: House) -> None:
    """The auditor sees who reached for what, and what failed at the door; a defender, whose log is of own clients, does not."""
    house.signed_in("clerk", Role.RELEASE).get("/accounts/people/")
    house.browser().post("/accounts/login/", {"login": "clerk", "password": "wrong"})
    page = house.signed_in("audit", Role.AUDITOR).get("/accounts/refusals/").content.decode()
    assert "needs accounts" in page
    assert "password" in page
    assert house.signed_in("pd", Role.DEFENDER).get("/accounts/refusals/").status_code == 404


def test_every_setting_of_accounts_is_in_force() -> None:
    """Django reads one module: a setting written down among those of accounts and not named there would be silently without effect."""
    from lawgate.web import settings as whole
    from lawgate.web.accounts import settings as of_accounts

    named = [n for n in vars(of_accounts) if n.isupper() and n != "NAMED"]
    assert len(named) > 40
    assert [n for n in named if getattr(whole, n, None) is not getattr(of_accounts, n)] == []
