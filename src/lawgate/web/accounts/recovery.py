"""Recovery codes: shown once, and from then on kept as salted hashes alone (OWASP ASVS 5.0, v5.0.0-6.5.2).

allauth keeps the seed that codes are made of for as long as they are good. Here it lies sealed only until they are shown, which is the
next page; what is written down then is a hash of each code, by the house's own way of hashing passwords, under one salt an account.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import auth, flows
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import check_password, get_hasher, make_password
from django.db import transaction
from django.utils.crypto import constant_time_compare

AT_ONCE = 4  # hashes worked out together


class HashedCodes(RecoveryCodes):  # type: ignore[misc]  # allauth ships no types
    """The codes of one account. What was kept in the older way becomes hashes when it is next looked at."""

    instance: Authenticator
    _shown: list[str] | None = None

    @property
    def _hashes(self) -> list[str]:
        found: list[str] = self.instance.data.get("hashes", [])
        return found

    def mark_as_viewed(self) -> None:
        """They are being shown: this object still knows them, the database no more."""
        if not self._hashes:
            self._shown = super().get_unused_codes()
            self._hash()
        super().mark_as_viewed()

    def get_unused_codes(self) -> list[str]:
        """The codes while they may be shown; after that as many empty words."""
        if self._shown is not None:
            return self._shown
        if not self._hashes and not self.did_view:
            found: list[str] = super().get_unused_codes()
            return found
        self._hash()
        return ["" for i in range(len(self._hashes)) if not self._is_code_used(i)]

    def generate_codes(self) -> list[str]:
        """As ``get_unused_codes``, with those that were used."""
        made: list[str] = ["" for _ in self._hashes] if self._hashes else super().generate_codes()
        return made

    def validate_code(self, code: str) -> bool:
        """Whether it is a code that was not used; it is used up then. Hashing, which is slow, keeps nobody else waiting."""
        self._hash()
        found = self._find(normalize_user_code(code))
        if found is None:
            return False
        with transaction.atomic():
            self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)
            if self._is_code_used(found):
                return False
            self._mark_code_used(found)
        return True

    def _find(self, code: str) -> int | None:
        """The place of ``code`` among those not used: one hash tells, unless the way of hashing changed since."""
        if not self._hashes:
            return None
        salt = get_hasher(self._hashes[0].split("$", 1)[0]).decode(self._hashes[0])["salt"]
        mine = make_password(code, salt)
        for i, kept in enumerate(self._hashes):
            alike = kept.rpartition("$")[0] == mine.rpartition("$")[0]
            if not self._is_code_used(i) and (
                constant_time_compare(kept, mine) if alike else check_password(code, kept)
            ):
                return i
        return None

    def _hash(self) -> None:
        """Keep hashes instead of the seed; nothing when that was done already."""
        if self._hashes:
            return
        salt = get_hasher().salt()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            hashes = list(pool.map(lambda c: make_password(c, salt), super().generate_codes()))
        with transaction.atomic():
            self.instance = Authenticator.objects.select_for_update().get(pk=self.instance.pk)
            if not self._hashes:
                self.instance.data = _without_seed(self.instance.data) | {"hashes": hashes}
                self.instance.save(update_fields=["data"])


def _without_seed(data: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in data.items() if k not in ("seed", "migrated_codes")}


def install() -> None:
    """Have allauth use these, wherever it makes or wraps recovery codes."""
    auth.RecoveryCodes = flows.RecoveryCodes = HashedCodes
