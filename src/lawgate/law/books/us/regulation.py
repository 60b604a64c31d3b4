"""8 C.F.R. § 287.7: what a detainer is, who may issue it, and the ceiling on the hold it asks for."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, NATION, Authority, Rank

cfr_287_7 = Authority(
    "8-cfr-287-7",
    title="Detainers",
    cite="8 C.F.R. § 287.7",
    kind="regulation",
    rank=Rank.FEDERAL_REGULATION,
    territory=NATION,
    since="1997-04-01",
    confidence=Confidence.READ,
    source="8 CFR 287.7 as codified; 62 Fed. Reg. 10312",
    words="A detainer asks the jail to advise DHS before release and to keep the person for at most 48 hours, "
    "leaving out "
    "Saturdays, Sundays and holidays, so that DHS can take custody.",
)
cfr_287_7.permits(
    HOLD,
    key="request",
    cite="(a), (d)",
    words="A request that asks for a hold may be honoured, where nothing else forbids it. It is a request, never an "
    "order.",
)
cfr_287_7.prohibits(
    HOLD,
    key="issuer",
    cite="(b)",
    when=~fact.issuer_listed,
    words="Only listed officers may issue a detainer; signed by anyone else it has no effect.",
)
cfr_287_7.prohibits(
    HOLD,
    key="not-in-custody",
    cite="(a)",
    when=~fact.in_custody,
    words="A detainer speaks of a person now in the agency's custody; it cannot reach anyone else.",
)
cfr_287_7.prohibits(
    HOLD,
    key="too-late",
    cite="(d)",
    when=fact.received_at.after(fact.t0) & ~fact.earlier_request,
    words="A request that arrives after the jail's own authority has ended finds nobody to hold.",
)
cfr_287_7.prohibits(
    HOLD,
    key="cancelled",
    cite="(a)",
    when=fact.cancelled_at.by(fact.t0),
    words="A request that DHS has cancelled or withdrawn asks for nothing.",
)
cfr_287_7.limits(
    "EXCL48",
    key="ceiling",
    cite="(d)",
    ceiling=True,
    words="At most 48 hours, leaving out Saturdays, Sundays and holidays; then release is due at once.",
)
cfr_287_7.flag(
    "no-restart",
    key="no-restart",
    cite="(d)",
    when=fact.hold_wanted & (fact.earlier_request | fact.moved_at.after(fact.t0)),
    words="A second form or a move to another jail does not start a new 48 hours.",
)

holidays = Authority(
    "5-usc-6103",
    title="Legal public holidays",
    cite="5 U.S.C. § 6103; E.O. 11582",
    kind="statute",
    rank=Rank.FEDERAL_STATUTE,
    territory=NATION,
    since="1968-06-28",
    confidence=Confidence.READ,
    source="5 USC 6103",
    words="The holidays left out of the count, with the day on which each is observed. State and court holidays do "
    "not count.",
)

section_1357_d = Authority(
    "8-usc-1357-d",
    title="Detainers after a drug arrest",
    cite="8 U.S.C. § 1357(d)",
    kind="statute",
    rank=Rank.FEDERAL_STATUTE,
    territory=NATION,
    since="1986-10-27",
    confidence=Confidence.READ,
    source="8 USC 1357",
    words="Asked after a drug arrest, DHS must decide promptly whether to issue a detainer. The duty is on DHS; the "
    "jail gets "
    "no duty to hold.",
)
section_1357_d.flag(
    "duty-of-prompt-decision-is-on-dhs",
    key="on-dhs",
    when=fact.asked_dhs_to_decide,
    words="The statute binds DHS to decide and to act fast; it gives the jail no duty and no probable cause.",
)
