from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "lawgate.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lawgate.web.logs import through_logging

        through_logging()
