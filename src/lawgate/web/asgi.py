"""The entry for an ASGI server."""

from __future__ import annotations

import os
import threading
import warnings

from django.core.asgi import get_asgi_application
from django.db import DatabaseError

from lawgate.web import logs
from lawgate.web.bounded import Bounded

# WhiteNoise hands files over as plain iterators; Django reads them whole under ASGI, which is right for files this small.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lawgate.web.settings")
application = Bounded(get_asgi_application())


def _warm() -> None:
    """Read what the first requests would otherwise wait for: the books of law, what alarms are derived from, the board."""
    from django.db import connections

    from lawgate.base import LawgateError
    from lawgate.casework.alarms import standing_alarms
    from lawgate.web.api import house
    from lawgate.web.desk.everyone import everyone

    try:
        house.office()
        standing_alarms(house.ledger())
        everyone().at(house.ledger(), house.clock(), lambda subject: True)
    except (LawgateError, DatabaseError):
        return  # /readyz says what is amiss
    finally:
        connections.close_all()


logs.configure(level=os.environ.get("LAWGATE_LOG", "warning"))
threading.Thread(target=_warm, name="warm", daemon=True).start()
