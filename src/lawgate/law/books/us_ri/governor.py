"""Rhode Island: the governor's instructions of 2014. No statute on detainers was found."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.local import policy
from lawgate.law.none_found import no_statewide_rule
from lawgate.law.norms import HOLD, Authority, Rank, where

EXECUTIVE = ("unified-state-corrections", "state-prison", "state-police")

july = Authority(
    "ri-exec-2014-07",
    title="Governor's instruction to the Department of Corrections",
    cite="R.I. Governor, instruction of July 2014",
    kind="directive",
    rank=Rank.STATE_DIRECTIVE,
    territory=where("RI", agency=("unified-state-corrections", "state-prison")),
    since="2014-07-17",
    until="2014-08-13",
    confidence=Confidence.READ,
    source="washingtontimes.com (AP); the day of July is recalled",
    words="The Department of Corrections holds nobody on a detainer without a warrant.",
)
july.prohibits(HOLD, key="warrant", words="The department holds nobody on a detainer without a judge's warrant.")

august = policy(
    "ri-exec-2014-08",
    title="Governor's policy: a judge's removal order",
    cite="R.I. Governor, policy of 14 August 2014",
    territory=where("RI", agency=EXECUTIVE),
    since="2014-08-14",
    kind="directive",
    rank=Rank.STATE_DIRECTIVE,
    confidence=Confidence.READ,
    words="State agencies honor only detainers that come with a deportation or removal order of a judge.",
    source="washingtontimes.com (AP); whether it still stands was not checked",
)
august.prohibits(
    HOLD,
    key="removal-order",
    unless=fact.judicial_removal_order,
    words="No deportation or removal order of a judge came with the detainer.",
)
no_rule = no_statewide_rule(
    "RI",
    "Rhode Island",
    "The governor's policy of 2014 reaches state agencies; city police lock-ups are left to themselves.",
)
