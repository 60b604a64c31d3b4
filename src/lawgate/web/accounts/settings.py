"""Settings of accounts, sessions and cookies; what differs by place comes from the environment. Read by ``web.settings``."""

from __future__ import annotations

import os

NAMED = bool(
    os.environ.get("LAWGATE_HOSTS")
)  # reached by a name, so by HTTPS; without one only this machine can reach it

ALLAUTH = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

# The demonstration: nobody signs in. Honoured on this machine only, and only for a ledger whose people are all invented.
LAWGATE_OPEN = os.environ.get("LAWGATE_OPEN") == "1"
LAWGATE_WALL = (
    os.environ.get("LAWGATE_WALL") == "1"
)  # the board stays readable on a locked desk (a staffed, closed room)
# Requests at once, then a second, of one address. A county whose desks share one address may need more.
LAWGATE_RATE = tuple(float(n) for n in os.environ.get("LAWGATE_RATE", "1000,200").split(","))
# The same of one token of the interface, from whatever address.
LAWGATE_TOKEN_RATE = tuple(float(n) for n in os.environ.get("LAWGATE_TOKEN_RATE", "500,100").split(","))

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["lawgate.web.accounts.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "shown")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "lawgate.web.accounts.passwords.HouseWords"},
    {"NAME": "lawgate.web.accounts.breached.Breached"},
]
# A file of SHA-1 digests of passwords from breaches, ordered by hash; see accounts.breached.
LAWGATE_BREACHED = os.environ.get("LAWGATE_BREACHED", "")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/accounts/home/"

ACCOUNT_ADAPTER = "lawgate.web.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "lawgate.web.accounts.forms.SignInForm",
    "change_password": "lawgate.web.accounts.forms.PasswordForm",
    "reauthenticate": "lawgate.web.accounts.forms.AgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Of one address; of one account the failures are counted by ``failures``, which an administrator can forgive.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip", "reauthenticate": "10/m/user"}

MFA_ADAPTER = "lawgate.web.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Lawgate"
MFA_TOTP_TOLERANCE = 0  # a code lives half a minute and is taken once
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 12
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not NAMED  # http://localhost, which browsers take for safe

# Single sign-on of the county (OpenID Connect): all four, or none. LAWGATE_OIDC_NAME: the claim that equals our account's name.
SOCIALACCOUNT_ADAPTER = "lawgate.web.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
LAWGATE_SSO_NAME = os.environ.get("LAWGATE_OIDC_NAME", "preferred_username")
LAWGATE_SSO_MFA = os.environ.get("LAWGATE_OIDC_MFA") == "1"  # the county's sign-on asks for a second factor itself
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "county",
                "name": os.environ.get("LAWGATE_OIDC_TITLE", "County sign-on"),
                "client_id": os.environ["LAWGATE_OIDC_CLIENT"],
                "secret": os.environ.get("LAWGATE_OIDC_SECRET", ""),
                "settings": {
                    "server_url": os.environ["LAWGATE_OIDC_SERVER"],
                    "oauth_pkce_enabled": True,
                    "fetch_userinfo": False,  # the signed identity token says who it is, and nothing else does
                },
            }
        ]
        if "LAWGATE_OIDC_SERVER" in os.environ
        else [],
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-lawgate" if NAMED else "lawgate"
# The server asks again after 12 hours; the rest keeps a draft for whoever signs in again.
SESSION_COOKIE_AGE = 16 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = NAMED
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-lawgate-csrf" if NAMED else "lawgate-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = NAMED
CSRF_FAILURE_VIEW = "lawgate.web.accounts.stale.forged"

SECURE_SSL_REDIRECT = NAMED
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if NAMED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = NAMED
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Behind a proxy that ends TLS and sets this header itself, LAWGATE_PROXY=1.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("LAWGATE_PROXY") == "1" else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the machine beside it

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_cache"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form; papers come as files, which have their own bound
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
