"""TRUST Act: from 2014 to 2018 a hold only after listed convictions, registry entries, findings or warrants."""

from lawgate.base import Confidence
from lawgate.law.books.us_ca.convictions import trust_arguably, trust_surely
from lawgate.law.norms import HOLD, Authority, Rank, where

trust_act = Authority(
    "ca-trust-act-2014",
    title="TRUST Act",
    cite="Cal. Gov. Code § 7282.5 (2014)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("CA", not_agency=("state-prison",)),
    since="2014-01-01",
    until="2018-01-03",
    confidence=Confidence.SUMMARY,
    source="El Dorado County TRUST Act policy; AB 4 concurrence analysis, 9 Sept. 2013; AG bulletin 14-01",
    words="The jail may hold on a request only if the person was convicted of a serious or violent felony, of a "
    "state-prison felony, of "
    "a listed felony at any time or a listed wobbler as a misdemeanor within five years, is on the sex and arson "
    "registry, was "
    "held to answer by a magistrate on such a felony, or has a federal aggravated felony or federal felony warrant, "
    "and only if no "
    "other law or local policy is broken.",
)
trust_act.prohibits(
    HOLD,
    cite="(a)",
    key="no-listed-conviction",
    unless=trust_arguably,
    words="The TRUST Act lets a jail hold on a detainer only after the convictions and findings it lists; this record shows none.",
)
trust_act.leaves_open(
    HOLD,
    cite="(a)",
    key="open-reading",
    when=trust_arguably & ~trust_surely,
    words="Whether this record meets § 7282.5 depends on a reading that no court has settled (domestic violence "
    "under (a)(5), a "
    "conviction redesignated under Proposition 47, a juvenile adjudication, or county-jail felonies).",
)
