"""The pages of accounts. Of allauth only those that a county needs: nobody signs up, nothing is reset by mail."""

from __future__ import annotations

from allauth.account import views as allauth
from allauth.mfa.base import views as factor
from allauth.socialaccount import views as sso
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from lawgate.web.accounts import admin_views, views
from lawgate.web.accounts import sso as sign_on
from lawgate.web.accounts.declare import for_accounts, for_everyone, for_locked_desk, open_to_all


@for_everyone("does not exist here: accounts are made by an administrator; allauth wants the address")
def closed(request: HttpRequest) -> HttpResponse:
    del request
    raise Http404


entrance = [
    path("login/", allauth.login, name="account_login"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("factor/authenticate/", factor.authenticate, name="mfa_authenticate"),
    path("sso/cancelled/", sso.login_cancelled, name="socialaccount_login_cancelled"),
    path("sso/error/", sso.login_error, name="socialaccount_login_error"),
    path("oidc/<str:provider_id>/login/", sign_on.login, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", sign_on.callback, name="openid_connect_callback"),
]

urlpatterns = [
    *open_to_all(entrance, "the way in"),
    path("logout/", for_locked_desk(allauth.logout), name="account_logout"),
    path("lock/", views.locked, name="lock"),
    path("", views.account, name="account"),
    path("home/", views.home, name="home"),
    path("sessions/end/", views.end_sessions, name="end_sessions"),
    path("pin/", views.pin, name="pin"),
    path("demo/", views.demo_role, name="demo_role"),
    path("people/", admin_views.everyone, name="people"),
    path("people/<str:name>/", admin_views.one, name="one_account"),
    path("refusals/", admin_views.refusals, name="refusals"),
    path("reads/", admin_views.reads, name="reads"),
    *for_accounts(
        [
            path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
            path("password/", allauth.password_change, name="account_change_password"),
            path("factor/", factor.index, name="mfa_index"),
            path("factor/reauthenticate/", factor.reauthenticate, name="mfa_reauthenticate"),
            path("factor/totp/", include("allauth.mfa.totp.urls")),
            path("factor/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
            path("factor/webauthn/", include("allauth.mfa.webauthn.urls")),
        ]
    ),
    path("signup/", closed, name="account_signup"),
    path("password/reset/", closed, name="account_reset_password"),
    path("password/set/", closed, name="account_set_password"),
    path("email/", closed, name="account_email"),
    path("sso/signup/", closed, name="socialaccount_signup"),
    path("sso/", closed, name="socialaccount_connections"),
    path("verify/", closed, name="account_email_verification_sent"),
]
