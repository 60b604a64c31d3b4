from __future__ import annotations

from django.apps import AppConfig


class CounselConfig(AppConfig):
    name = "lawgate.counsel"
    label = "counsel"
