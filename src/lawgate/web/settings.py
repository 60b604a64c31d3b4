"""Settings of the pages and of the ledger's database: flat, explained, from the environment where they differ by place."""

# ruff: noqa: F401  # Django reads this module by its names: whatever is imported here is a setting

from __future__ import annotations

import os
import secrets
from pathlib import Path

from lawgate.casework.databases import database
from lawgate.casework.secret import secret_file
from lawgate.web.accounts.settings import (
    ACCOUNT_ADAPTER,
    ACCOUNT_EMAIL_VERIFICATION,
    ACCOUNT_FORMS,
    ACCOUNT_LOGIN_METHODS,
    ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE,
    ACCOUNT_LOGOUT_REDIRECT_URL,
    ACCOUNT_PRESERVE_USERNAME_CASING,
    ACCOUNT_RATE_LIMITS,
    ACCOUNT_REAUTHENTICATION_REQUIRED,
    ACCOUNT_REAUTHENTICATION_TIMEOUT,
    ACCOUNT_SESSION_REMEMBER,
    ACCOUNT_SIGNUP_FIELDS,
    ACCOUNT_USER_MODEL_EMAIL_FIELD,
    ACCOUNT_USER_MODEL_USERNAME_FIELD,
    ALLAUTH,
    AUTH_PASSWORD_VALIDATORS,
    AUTH_USER_MODEL,
    AUTHENTICATION_BACKENDS,
    CACHES,
    CSRF_COOKIE_HTTPONLY,
    CSRF_COOKIE_NAME,
    CSRF_COOKIE_SAMESITE,
    CSRF_COOKIE_SECURE,
    CSRF_FAILURE_VIEW,
    DATA_UPLOAD_MAX_MEMORY_SIZE,
    DATA_UPLOAD_MAX_NUMBER_FIELDS,
    LAWGATE_BREACHED,
    LAWGATE_OPEN,
    LAWGATE_RATE,
    LAWGATE_SSO_MFA,
    LAWGATE_SSO_NAME,
    LAWGATE_TOKEN_RATE,
    LAWGATE_WALL,
    LOGIN_REDIRECT_URL,
    LOGIN_URL,
    MESSAGE_STORAGE,
    MFA_ADAPTER,
    MFA_RECOVERY_CODE_DIGITS,
    MFA_RECOVERY_CODES_SHOW_ONCE,
    MFA_SUPPORTED_TYPES,
    MFA_TOTP_ISSUER,
    MFA_TOTP_TOLERANCE,
    MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
    PASSWORD_HASHERS,
    SECURE_CROSS_ORIGIN_OPENER_POLICY,
    SECURE_HSTS_INCLUDE_SUBDOMAINS,
    SECURE_HSTS_SECONDS,
    SECURE_PROXY_SSL_HEADER,
    SECURE_REDIRECT_EXEMPT,
    SECURE_SSL_REDIRECT,
    SESSION_COOKIE_AGE,
    SESSION_COOKIE_HTTPONLY,
    SESSION_COOKIE_NAME,
    SESSION_COOKIE_SAMESITE,
    SESSION_COOKIE_SECURE,
    SESSION_ENGINE,
    SESSION_EXPIRE_AT_BROWSER_CLOSE,
    SOCIALACCOUNT_ADAPTER,
    SOCIALACCOUNT_EMAIL_AUTHENTICATION,
    SOCIALACCOUNT_PROVIDERS,
    SOCIALACCOUNT_STORE_TOKENS,
)

VAR = Path(os.environ.get("LAWGATE_VAR", "var")).resolve()  # everything this installation writes

# The signing key of cookies: made once for this installation, never shipped.
SECRET_KEY = os.environ.get("LAWGATE_SECRET_KEY") or secret_file(VAR / "secret.key", lambda: secrets.token_urlsafe(48))
DEBUG = False
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
# The names by which this house is reached, such as LAWGATE_HOSTS=desk.county.example. With a name, everything is HTTPS.
HOSTS = [h for h in os.environ.get("LAWGATE_HOSTS", "").split(",") if h]
ALLOWED_HOSTS = [*HOSTS, *LOCAL_HOSTS]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "lawgate.casework",
    "lawgate.counsel",
    "lawgate.web",
    "lawgate.web.accounts",
    "lawgate.web.api",
    *ALLAUTH,
]
MIDDLEWARE = [
    "lawgate.web.logs.RequestLog",
    "lawgate.web.traces.Traces",
    "django.middleware.security.SecurityMiddleware",
    "lawgate.web.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lawgate.web.accounts.limits.Limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "lawgate.web.accounts.gate.Gate",  # last: every page is behind it
]
ROOT_URLCONF = "lawgate.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lawgate.web.accounts.context.account",
            ]
        },
    }
]
ASGI_APPLICATION = "lawgate.web.asgi.application"
# The ledger: a SQLite file, or postgresql://user:password@host:port/name. Its master key lies beside the file (in VAR for
# PostgreSQL), unless LAWGATE_MASTER_KEY gives it.
DATABASES = {"default": database(os.environ.get("LAWGATE_DB") or str(VAR / "lawgate.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-us"
STATIC_URL = "static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = True  # files are served from the package: nothing to collect
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # none at all would send forms without their origin, which is checked
X_FRAME_OPTIONS = "DENY"
# Tasks of the chain lie in the ledger's own database, so that one is enqueued in the transaction that gives rise to it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "chain"]}}
GUIDE = os.environ.get("LAWGATE_GUIDE") or str(VAR / "guide")  # the built public guide, handed out under /guide/
SIMULATED_NOW = os.environ.get("LAWGATE_NOW", "")  # an instant: the pages show this clock, and say so
