"""Hands in a booking with its prints on the settings' own ledger, and says what became of its task: the program of ``test_tasks``."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lawgate.web.settings")

from lawgate import wiring


def main(db: Path) -> None:
    wiring.configure(db)
    from django_tasks_db.models import DBTaskResult

    from lawgate.casework import open_ledger
    from lawgate.casework.lock import writing
    from lawgate.wiring.chain import hand_in, open_chain, run_tasks
    from tests.casework.chain_made import START, Side, document, fingers

    ledger, side = open_ledger(), Side()
    told: dict[str, Any] = {}
    chain = open_chain(ledger, side, clock=lambda: START)
    chain.resume()

    def cut_short() -> None:
        with writing(ledger.alias):
            hand_in(chain, templates=fingers(2), tcn="T-2", booking="14-2")
            told["within"] = DBTaskResult.objects.count()
            raise RuntimeError("the power failed")

    try:
        cut_short()
    except RuntimeError:
        told["after a failure"] = [DBTaskResult.objects.count(), len(list(ledger.events("14-2")))]
    accepted = hand_in(chain, document("14-1", "LINDQVIST", "Tomas"), templates=fingers(1), tcn="T-1")
    told["says"] = [a.says for a in accepted]
    told["enqueued"] = DBTaskResult.objects.ready().count()
    told["taken"] = run_tasks(chain)
    told["left"] = DBTaskResult.objects.count()
    told["kinds"] = [e.kind for e in ledger.events("14-1")]
    told["again"] = run_tasks(chain)
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
