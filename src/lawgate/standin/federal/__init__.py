"""The federal side, simulated: a repository of invented people, their prints, and an office that sends detainers.

    side = FederalStandin(World.of("ridgemont-2014"), era="2014")          # in this process
    side = FederalOverHttp("http://127.0.0.1:8790")                        # ``lawgate standin`` in another one
    side = Faulty(side, FaultPlan.usual(seed=7))                           # either, on a bad line

    side.ask(Ask(Kind.BIOMETRIC, control=tcn, sent_at=now, fingers=ten, booking="14-09001", charges=charges))
    for message in side.poll(now):       # again and again until it is done
        keep(message)                    # read_delivered(message) says what it is, or raises BadInput
        side.done([message.id])
    side.notify(body, key=message_id, at=now)

What holds, and is tested:

* Fingers alone decide a hit. Names and dates of birth find records for an IAQ, whose answer says that no fingerprints were
  compared, and from which no detainer follows.
* A query is answered once for its control, a notice has its effect once for its key, also after ``kill -9`` of either side.
* Same world, era and seed: same answers at the same instants, in whatever order the queries come.
* No clock is read. What arrives when is drawn from published response times (see ``timing``) and told by ``poll(now)``.
"""

from lawgate.standin.federal.client import FederalOverHttp
from lawgate.standin.federal.eras import ERAS, Era
from lawgate.standin.federal.faults import Fault, FaultPlan, Faulty
from lawgate.standin.federal.reading import OfficePaper, UnreadablePaper, read_delivered
from lawgate.standin.federal.records import (
    Ask,
    Channel,
    Clash,
    Delivered,
    FederalSide,
    Kind,
    Notice,
    Taken,
    Unreachable,
)
from lawgate.standin.federal.side import FederalStandin
from lawgate.standin.federal.world import World

__all__ = [
    "ERAS",
    "Ask",
    "Channel",
    "Clash",
    "Delivered",
    "Era",
    "Fault",
    "FaultPlan",
    "Faulty",
    "FederalOverHttp",
    "FederalSide",
    "FederalStandin",
    "Kind",
    "Notice",
    "OfficePaper",
    "Taken",
    "Unreachable",
    "UnreadablePaper",
    "World",
    "read_delivered",
]
