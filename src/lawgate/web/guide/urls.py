"""Addresses of the public guide."""

from __future__ import annotations

from django.urls import path

from lawgate.web.guide import views

urlpatterns = [path("", views.file, name="guide"), path("<path:path>", views.file, name="guide-file")]
