"""The addresses of the interface, and the two by which a supervisor of processes asks after the house."""

from __future__ import annotations

from django.urls import include, path

from lawgate.web.accounts.declare import for_everyone, open_to_all
from lawgate.web.api.routes import pages
from lawgate.web.health import healthz, readyz

urlpatterns = [
    path("api/v1/", include(open_to_all(pages, "every operation answers for itself, by a token"))),
    path("healthz", for_everyone("says only that the process answers")(healthz)),
    path("readyz", for_everyone("says only whether the house is in order, and of nobody")(readyz)),
]
