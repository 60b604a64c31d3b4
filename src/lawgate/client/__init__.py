"""A client of the interface, for other programs: typed calls over HTTP, problems as errors, signatures of news checked.

    with Client("https://desk.county.example", token) as lawgate:
        row = lawgate.may_hold({"booking": "14-09316"})
        print(row["sentence"], row["event"])

It needs nothing of this project but this package and ``lawgate.base``. ``calls`` and ``models`` are written by
``lawgate.web.api.client_source`` from the interface's own description.
"""

from lawgate.client.calls import Client
from lawgate.client.signatures import BadSignature, check_signature
from lawgate.client.transport import Problem, Unreachable

__all__ = ["BadSignature", "Client", "Problem", "Unreachable", "check_signature"]
