"""Los Angeles Police Department."""

from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, where

LAPD = where("CA", counties=("Los Angeles",), localities=("Los Angeles",), agency=("police-lockup",))

lapd_2012 = policy(
    "local-lapd-2012",
    title="Los Angeles police: review before any hold",
    cite="LAPD announcement, October 2012",
    territory=LAPD,
    since="2012-10-04",
    until="2014-07-06",
    words="Offence and history are reviewed before any hold. It forbids nothing by itself.",
    source="cbsnews.com/losangeles",
)

lapd_2014 = policy(
    "local-lapd-2014",
    title="Los Angeles police: judge's finding or warrant",
    cite="LAPD notice, 7 July 2014",
    territory=LAPD,
    since="2014-07-07",
    words="A hold only with a judicial finding of probable cause or a judge's warrant.",
    source="cbsnews.com/losangeles, July 2014; the day is recalled",
)
declines(lapd_2014, HOLD)
