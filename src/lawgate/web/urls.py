"""Which page answers which address."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from lawgate.web.accounts.declare import for_everyone
from lawgate.web.desk import views

urlpatterns = [
    path("", for_everyone("only leads to the board")(RedirectView.as_view(pattern_name="board"))),
    path("accounts/", include("lawgate.web.accounts.urls")),
    path("", include("lawgate.web.api.urls")),
    path("guide/", include("lawgate.web.guide.urls")),
    path("desk/", views.board, name="board"),
    path("desk/<str:key>/", views.person, name="person"),
    path("law/<str:authority>/", views.rule, name="rule"),
]
