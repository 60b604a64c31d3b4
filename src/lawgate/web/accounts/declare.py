"""What a page declares before anyone reaches it. A page that declares nothing is refused (``gate``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver

from lawgate.web.accounts.roles import Power

MARK = "_lawgate_declares"
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Declared:
    """``powers``: any of them opens the page. ``file``: the URL's word that holds a booking number, when the page shows a file.

    ``quiet``: asked by the page itself, not by a hand, so it does not keep a session awake. ``wall``: stays readable while locked,
    where the jail's settings say so. ``account``: for whoever is signed in; ``locked``: even while the desk is locked. ``because``: why
    a page is open to all.
    """

    powers: tuple[Power, ...] = ()
    file: str = ""
    quiet: bool = False
    wall: bool = False
    account: bool = False
    locked: bool = False
    because: str = ""


def needs(*powers: Power, file: str = "", quiet: bool = False, wall: bool = False) -> Callable[[View], View]:
    """Declare the powers of a page (``Declared`` says what the words mean). Reading needs any level, changing one that acts."""
    if not powers:
        raise TypeError("a page that needs something must name it")
    return _marking(Declared(powers, file, quiet, wall))


def for_everyone(because: str) -> Callable[[View], View]:
    """Declare a page public, with the reason, which the security document prints."""
    if not because:
        raise TypeError("a public page must say why it is public")
    return _marking(Declared(because=because))


def for_any_account(view: View) -> View:
    """Declare a page for whoever is signed in, whatever the role: one's own password, one's own sessions."""
    return _marking(Declared(account=True))(view)


def for_locked_desk(view: View) -> View:
    """Declare a page for whoever is signed in, reachable while the desk is locked: unlocking, signing out."""
    return _marking(Declared(account=True, locked=True))(view)


def open_to_all(patterns: Iterable[URLPattern | URLResolver], because: str) -> list[URLPattern | URLResolver]:
    """Declare every page of a list of URLs public (or answering for itself, such as an API with tokens): for ``include``."""
    return _all(patterns, for_everyone(because))


def for_accounts(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """``for_any_account`` for a list of URLs."""
    return _all(patterns, for_any_account)


def declared(view: Callable[..., Any]) -> Declared | None:
    """What a page declares; None when nothing."""
    found = getattr(view, MARK, None) or getattr(getattr(view, "view_class", None), MARK, None)
    return found if isinstance(found, Declared) else None


def _marking(what: Declared) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, MARK, what)
        return view

    return mark


def _all(
    patterns: Iterable[URLPattern | URLResolver], mark: Callable[[Callable[..., Any]], Any]
) -> list[URLPattern | URLResolver]:
    listed = list(patterns)
    for p in listed:
        if isinstance(p, URLResolver):
            _all(p.url_patterns, mark)
        else:
            mark(p.callback)
    return listed
