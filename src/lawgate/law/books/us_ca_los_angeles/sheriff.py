"""Los Angeles Sheriff's Department."""

from lawgate.base import Confidence
from lawgate.law.local import declines, judge_signed, policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, where

LA_COUNTY = where("CA", counties=("Los Angeles",), agency=("county-jail",))

lasd_2014 = policy(
    "local-lasd-2014",
    title="Los Angeles Sheriff: holds ended",
    cite="Los Angeles County Sheriff's Department, practice from June 2014",
    territory=LA_COUNTY,
    since="2014-06-01",
    words="The Sheriff holds nobody on a detainer.",
    source="press of 1 June 2014; the Roy class period ends 14 June 2014",
)
declines(lasd_2014, HOLD)
lasd_2014.flag(
    "policy-start-uncertain",
    key="start",
    until="2014-12-31",
    words="The press puts the change before 1 June 2014; a class period runs to 14 June.",
)

lasd_2020 = policy(
    "local-lasd-2020",
    title="Los Angeles Sheriff: hand-over only on a judge's warrant",
    cite="Los Angeles County Sheriff's Department, moratorium April 2020, policy August 2020",
    territory=LA_COUNTY,
    since="2020-08-01",
    words="No hand-over to ICE without a warrant signed by a judge. What the policy says of notice was not seen.",
    source="witnessla.com, Oct. 2020; the warrant detail is recalled",
)
lasd_2020.prohibits(TRANSFER, key="no-transfer", words="No hand-over without a warrant signed by a judge.")
lasd_2020.prohibits(HOLD, key="no-hold", words="No hold without a warrant signed by a judge.")
lasd_2020.leaves_open(
    NOTIFY,
    key="notice-not-seen",
    unless=judge_signed,
    flags=("text-not-confirmed",),
    confidence=Confidence.DOUBTED,
    words="What the policy says of telling ICE was not seen.",
)
