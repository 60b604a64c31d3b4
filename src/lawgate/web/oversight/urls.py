"""Addresses of the oversight page."""

from __future__ import annotations

from django.urls import path

from lawgate.web.oversight import views

urlpatterns = [
    path("", views.dashboard, name="oversight"),
    path("<slug:name>.svg", views.picture, name="oversight-picture"),
    path("<slug:name>.csv", views.data, name="oversight-data"),
]
