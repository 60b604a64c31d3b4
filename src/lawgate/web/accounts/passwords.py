"""What a password may not be beside the usual: words of this house and its work."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

WORDS = ("lawgate", "sheriff", "detainer", "jail", "booking", "inmate", "custody", "county")


class HouseWords:
    """Refuses a password that is little more than the account's name or words that anybody here would try first (ASVS 6.2.11)."""

    def validate(self, password: str, user: Any = None) -> None:
        left, name = password.lower(), str(getattr(user, "name", "")).lower()
        for word in (*WORDS, *([name] if name else ())):
            left = left.replace(word, "")
        if len(left) < len(password) and len(left) < 8:
            raise ValidationError(
                "This password rests on your name or a word of this house; use other words.", code="house_word"
            )

    def get_help_text(self) -> str:
        return "Not built on words of this work, such as the name of the office."
