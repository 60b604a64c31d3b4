"""The client against the interface itself."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from django.core.wsgi import get_wsgi_application

from lawgate.client import Client, Problem
from lawgate.client.models import ActIn
from tests.web.api.made import documents


def test_a_days_work_through_the_client(ledger: Any, token: str) -> None:
    """Deliver, list, ask the gate, read the file, its decision and export, decide without keeping, enter an act: typed throughout."""
    transport = httpx.WSGITransport(get_wsgi_application())
    with Client("http://localhost", token, http=transport, tries=1) as lawgate:
        delivered = lawgate.bookings({"documents": documents()})
        assert delivered["taken"] == len(documents())
        first = lawgate.custody(limit=1)["people"][0]
        gate = lawgate.may_release({"booking": first["booking"]})
        assert gate["answer"] in ("yes", "no")
        file = lawgate.person(first["booking"])
        assert file["etag"] == first["etag"]
        assert lawgate.decision(first["booking"])["decision"]["headline"] == first["headline"]
        assert "@context" in lawgate.niem(first["booking"])
        noted = lawgate.enter(first["booking"], "noted", {"fields": {"text": "called"}}, if_match=file["etag"])
        assert noted["event"] > gate["event"]
        begun: ActIn = {"fields": {"began_at": gate["until"] or "2014-06-10T03:00-07:00", "owner": "K. Doe"}}
        lawgate.enter(first["booking"], "release-begun", begun, if_match=file["etag"])
        assert [a["act"] for a in lawgate.acts(first["booking"])["acts"]] == ["noted", "release-begun"]
        with pytest.raises(Problem, match="nobody here"):
            lawgate.person("nobody")
