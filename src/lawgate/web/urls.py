"""Which page answers which address."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from lawgate.web.accounts.declare import for_everyone
from lawgate.web.desk.law import rule

urlpatterns = [
    path("", for_everyone("only leads to the board")(RedirectView.as_view(pattern_name="board"))),
    path("accounts/", include("lawgate.web.accounts.urls")),
    path("", include("lawgate.web.api.urls")),
    path("guide/", include("lawgate.web.guide.urls")),
    path("", include("lawgate.web.counsel.urls")),
    path("desk/", include("lawgate.web.desk.urls")),
    path("oversight/", include("lawgate.web.oversight.urls")),
    path("law/<str:authority>/", rule, name="rule"),
]
