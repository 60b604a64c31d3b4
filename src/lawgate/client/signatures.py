"""Checking that news came from the desk: Standard Webhooks 1.0, HMAC-SHA256 over ``id.timestamp.body``, within a window of time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from lawgate.base import BadInput

WINDOW = timedelta(minutes=5)


class BadSignature(BadInput):
    """A message that is not known to come from the desk; it must not be acted upon."""

    code = "bad-signature"


def check_signature(
    secret: str, headers: Mapping[str, str], body: bytes, now: datetime, *, window: timedelta = WINDOW
) -> str:
    """The id of a message that is genuine and fresh. Act on each id once: a message may come again.

    ``secret``: as it was shown when the receiver was added. ``headers``: by lower-case name. Raises ``BadSignature``.
    """
    try:
        id_, stamp, signatures = (headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
        sent, key = int(stamp[:16]), base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (KeyError, ValueError, binascii.Error) as e:
        raise BadSignature("the message is not signed as news of the desk is", where="webhook headers") from e
    if abs(now.timestamp() - sent) > window.total_seconds():
        raise BadSignature("the message is too old, or a clock is wrong", where="webhook-timestamp")
    mac = base64.b64encode(hmac.new(key, f"{id_}.{stamp}.".encode() + body, hashlib.sha256).digest())
    for one in signatures.split(" "):
        version, _, given = one.partition(",")
        if version == "v1" and hmac.compare_digest(given.encode("utf-8", "replace"), mac):
            return id_
    raise BadSignature("the signature is not the desk's", where="webhook-signature")
