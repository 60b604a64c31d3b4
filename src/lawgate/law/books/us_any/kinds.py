"""Two kinds of local rule met everywhere, used in case files; they are in force nowhere by themselves."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, NATION, Authority, Rank, where

declines_detainers = policy(
    "local-declines-detainers",
    title="A local body that declines detainers",
    cite="local rule",
    territory=NATION,
    since="2008-01-01",
    confidence=Confidence.READ,
    words="Officers may not honor detainers.",
    source="case files",
)
declines(declines_detainers, HOLD)

requires_warrant = policy(
    "local-requires-judicial-warrant",
    title="A local body that wants a judge's warrant",
    cite="local rule",
    territory=NATION,
    since="2008-01-01",
    confidence=Confidence.READ,
    words="A detainer is honored only with a warrant signed by a judge.",
    source="case files",
)
declines(requires_warrant, HOLD)

opt_out = Authority(
    "local-charter-opt-out",
    title="A charter city that opts out",
    cite="City of Huntington Beach v. Becerra, 44 Cal. App. 5th 243 (2020)",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    territory=where("CA"),
    since="2018-01-04",
    confidence=Confidence.READ,
    words="A charter city cannot exempt itself from Gov. Code § 7284.6: the ordinance is void.",
    source="casetext.com, cpoa.org",
)
opt_out.flag(
    "local-rule-cannot-add-permission",
    key="void",
    when=fact.local_policy.has("local-charter-opt-out"),
    words="Local law may only narrow what state law allows.",
)
