"""Settings of the pages and of the ledger's database: flat, explained, from the environment where they differ by place."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from lawgate.casework.databases import database
from lawgate.casework.secret import secret_file

VAR = Path(os.environ.get("LAWGATE_VAR", "var")).resolve()  # everything this installation writes

# The signing key of cookies: made once for this installation, never shipped.
SECRET_KEY = os.environ.get("LAWGATE_SECRET_KEY") or secret_file(VAR / "secret.key", lambda: secrets.token_urlsafe(48))
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]  # no accounts exist yet: this machine only
INSTALLED_APPS = ["django.contrib.staticfiles", "lawgate.casework", "lawgate.web"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lawgate.web.headers.SecurityHeaders",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "lawgate.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
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
WHITENOISE_USE_FINDERS = True  # files are served from the package: nothing to collect
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
SIMULATED_NOW = os.environ.get("LAWGATE_NOW", "")  # an instant: the pages show this clock, and say so
