"""Accounts, roles, and the gate before every page.

**A page that declares nothing answers 404** (default deny); the log says which. How to declare one::

    from lawgate.web.accounts import Power, needs, for_everyone, open_to_all

    @needs(Power.BOARD)                          # a list of people: show only those whom visible(request) lets through
    def board(request): ...
        rows = [r for r in rows if visible(request)(r.key)]

    @needs(Power.BOARD, file="key")              # one person's file; "key" is the URL's word for the booking number.
    def person(request, key): ...                # Each GET is kept on the ledger as file.read; a defender sees own clients only.

    @needs(Power.BOARD, quiet=True)              # asked by the page itself (events, polling): it keeps no session awake
    @needs(Power.BOARD, wall=True)               # may stay readable on a locked wall display, where settings.LAWGATE_WALL
    @for_everyone("the law is public")           # a public page, with its reason
    path("guide/", include(open_to_all(patterns, "the public guide")))
    path("api/v1/", include(open_to_all(patterns, "answers for itself: every call carries a token")))

GET needs any level of a power, POST one that acts (``roles.TABLE``, which is desk, counsel and oversight in one table). Where the power
depends on what is asked, call ``must(request, power, subject)`` in the view: 404 and an event when it is not theirs.

How to commit an act::

    def post(request, key):
        try:
            hands = hands_of(request, Power.RELEASE)   # Hands(by, role, second); asks PIN at a shared terminal, a second
        except WrongHands as e:                        # person where the table says so; say e on the page, keep what was typed
            ...
        acts.release(..., by=hands.by, role=hands.role, second=hands.second)

    context["hands"] = asked(request, Power.RELEASE)   # and in the form: {% include "accounts/hands.html" %}
    typed = draft_of(request) or {}                    # on GET: what was typed when the desk locked, to fill the form again

``who(request)`` is ``Who(name, shown, roles, demo)``; in templates ``{{ who }}`` and ``{% include "accounts/bar.html" %}`` (name, role,
lock, sign out; in the demonstration the role switcher). ``acting(name)`` is the ledger in that person's name.

In tests and demonstrations: make the ledger with ``lawgate demo --quick --no-serve --out FOLDER`` (or mark an empty one with
``casework.demonstration.mark_demonstration`` before a feed is run) and serve it with LAWGATE_OPEN=1: nobody signs in, the role
switcher is there, everybody's PIN is 0000 and their names are ``demo-ROLE`` (``demo-supervisor``).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lawgate.web.accounts.audit import file_read, reads, refused
    from lawgate.web.accounts.declare import Declared, declared, for_any_account, for_everyone, needs, open_to_all
    from lawgate.web.accounts.drafts import draft_of
    from lawgate.web.accounts.hands import Asked, Hands, WrongHands, asked, hands_of, must
    from lawgate.web.accounts.house import acting, clock, ledger
    from lawgate.web.accounts.roles import Level, Power, Role
    from lawgate.web.accounts.whoever import Who, clients_of, visible, who

# By home: an application's package is imported before any table may be spoken of, so the names are fetched when first used.
_HOMES = {
    "audit": ("file_read", "reads", "refused"),
    "declare": ("Declared", "declared", "for_any_account", "for_everyone", "needs", "open_to_all"),
    "drafts": ("draft_of",),
    "hands": ("Asked", "Hands", "WrongHands", "asked", "hands_of", "must"),
    "house": ("acting", "clock", "ledger"),
    "roles": ("Level", "Power", "Role"),
    "whoever": ("Who", "clients_of", "visible", "who"),  # no module has the name of a function
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Asked",
    "Declared",
    "Hands",
    "Level",
    "Power",
    "Role",
    "Who",
    "WrongHands",
    "acting",
    "asked",
    "clients_of",
    "clock",
    "declared",
    "draft_of",
    "file_read",
    "for_any_account",
    "for_everyone",
    "hands_of",
    "ledger",
    "must",
    "needs",
    "open_to_all",
    "reads",
    "refused",
    "visible",
    "who",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
