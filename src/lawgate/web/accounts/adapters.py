"""What allauth asks of us: nobody signs up, secrets are sealed, failures are counted, everything that happens is on the ledger."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lawgate import wiring
from lawgate.web.accounts.audit import about_account
from lawgate.web.accounts.failures import failed
from lawgate.web.accounts.house import seal_text, unseal_text
from lawgate.web.accounts.models import User

BOUND_TO = "second factor"  # what a sealed secret is sealed for


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in with name and password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account of a name and password; a closed one is answered like a wrong password, whatever was typed."""
        user = super().authenticate(request, **credentials)
        if user is not None and not user.may_enter(wiring.now()):
            about_account("refused", user.name, "", by_what="closed account", known=True)
            return None
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        failed(str(credentials.get("username", "")), "password")

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse | None:
        """Closed meanwhile, between password and second factor for instance: not let in."""
        if user.may_enter(wiring.now()):
            answer: HttpResponse | None = super().pre_login(request, user, **more)
            return answer
        clear_login(request)
        about_account("refused", user.name, "", by_what="closed account", known=True)
        return HttpResponseRedirect(reverse("account_inactive"))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        del request
        return str(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: accounts have no addresses; the administrator hands out what is needed."""

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is worth interrupting a clerk for."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors. Their secrets lie sealed under the accounts' key, which is wrapped anew with every rotation."""

    def encrypt(self, text: str) -> str:
        return seal_text(text, BOUND_TO)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_text(encrypted_text, BOUND_TO)

    def get_totp_issuer(self) -> str:
        return "Lawgate"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Lawgate"}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last factor: a lost one is reset by an administrator."""
        strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=strong).exclude(
            pk=authenticator.pk
        )
        return authenticator.type not in strong or bool(others.exists())


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """The county's own sign-on. It proves who somebody is; whether they have an account, and its roles, is said here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        del request, sociallogin
        return False

    def get_requests_session(self) -> Any:
        """Requests to the sign-on go where the settings say, and nowhere they are sent on to."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Join the sign-on to the account of the same name, once; no account, no way in."""
        if sociallogin.is_existing:
            return
        said = sociallogin.account.extra_data
        claimed = str(said.get("id_token", said).get(settings.LAWGATE_SSO_NAME, ""))
        user = User.objects.filter(name=claimed, is_active=True).first() if claimed else None
        if user is None:
            failed(claimed, "single sign-on")
            return
        sociallogin.connect(request, user)
