"""Which page answers which address."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from lawgate.web.desk import views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="board")),
    path("desk/", views.board, name="board"),
    path("desk/<str:key>/", views.person, name="person"),
    path("law/<str:authority>/", views.rule, name="rule"),
]
