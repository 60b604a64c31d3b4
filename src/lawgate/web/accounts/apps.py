from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lawgate.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lawgate.web.accounts import recovery, signals

        signals.connect()
        recovery.install()
