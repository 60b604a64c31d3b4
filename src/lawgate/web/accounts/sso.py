"""The county's own sign-on (OpenID Connect), held tighter than the library does by itself: every identity token is verified by its
signature, with a listed algorithm, from the issuer that the settings name, for this client."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.deferred import jwt
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")


class County(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """The way to the sign-on and back."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who came back. Raises ``OAuth2Error`` when there is no identity token, or one that is not quite right."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no identity token")
        return super().complete_login(request, app, token, **kwargs)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        if str(config.get("issuer", "")).rstrip("/") != str(app.settings["server_url"]).rstrip("/"):
            raise OAuth2Error("the issuer is not the one of the settings")
        try:
            if jwt.get_unverified_header(id_token).get("alg") not in ALGORITHMS:
                raise OAuth2Error("the algorithm is not listed")
        except jwt.PyJWTError as e:
            raise OAuth2Error("no identity token") from e
        data: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return data


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the sign-on; with a button first, so that no link signs anybody in."""
    return _through(OAuth2LoginView, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the sign-on."""
    return _through(OAuth2CallbackView, request, provider_id)


def _through(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(County(request, provider_id))(request)
    except SocialApp.DoesNotExist as e:
        raise Http404 from e
    return answer
