"""All operations, in one interface."""

from __future__ import annotations

from lawgate.web.api.api import made
from lawgate.web.api.routes_acts import router as acts
from lawgate.web.api.routes_alarms import router as alarms
from lawgate.web.api.routes_ask import router as ask
from lawgate.web.api.routes_deliver import router as deliver
from lawgate.web.api.routes_house import router as house
from lawgate.web.api.routes_papers import router as papers
from lawgate.web.api.routes_people import router as people

api = made([deliver, papers, acts, alarms, people, ask, house])
pages = api.pages
