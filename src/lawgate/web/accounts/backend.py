"""Signing in with a password: closed and disabled accounts are answered like a wrong password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from lawgate import wiring


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.may_enter(wiring.now()))
