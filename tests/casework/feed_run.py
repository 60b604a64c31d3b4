"""Carries a made-up feed into the ledger named on the command line, at a pace: the program that ``test_kill`` kills."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lawgate.web.settings")


def main(path: Path, count: int, pause: float) -> None:
    """``count`` people, every third with a federal request; ``pause`` seconds for each decision."""
    django.setup()
    from lawgate.casework import carry, requests_in
    from tests.casework.samples import NOW, decide, opened, thing

    def slowly(item: Any) -> Any:
        time.sleep(pause)
        return decide(item)

    request = {"form": "I-247A", "issued_on": "2017-04-02"}
    ledger = opened(path)
    print("open", flush=True)
    feed = (thing(n, request=request if n % 3 == 0 else None) for n in range(count))
    carry(feed, slowly, ledger, NOW, arrivals=requests_in)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
