"""Travis County before the state's mandate took effect."""

from lawgate.base import Confidence
from lawgate.law.local import judge_signed, policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, where
from lawgate.law.rows import any_charge, name

grave = any_charge(
    name.one_of("capital murder", "murder", "aggravated sexual assault", "continuous smuggling of persons")
)
travis_2017 = policy(
    "tx-travis-policy-2017",
    title="Travis County Sheriff: judge's warrant, a few grave crimes apart",
    cite="Travis County Sheriff's policy of 1 Feb. 2017",
    territory=where("TX", counties=("Travis",)),
    since="2017-02-01",
    until="2017-09-25",
    confidence=Confidence.SUMMARY,
    source="judicialwatch.org scan of the policy; fox7austin.com; the list of crimes is recalled",
    words="Detainers and notification requests are declined without a judge's warrant, capital murder, murder, "
    "aggravated sexual assault "
    "and continuous smuggling apart; ICE is told no release date.",
)
travis_2017.prohibits(HOLD, key="hold", unless=grave, words="No hold without a judge's warrant.")
travis_2017.prohibits(
    NOTIFY, key="notice", unless=judge_signed | grave, words="No word of release dates without a judge's warrant."
)
travis_2017.prohibits(TRANSFER, key="hand-over", unless=grave, words="No hand-over without a judge's warrant.")
