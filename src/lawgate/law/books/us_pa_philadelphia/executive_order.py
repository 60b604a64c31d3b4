"""Philadelphia Executive Order 5-16: conviction and judge's warrant, both."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Rank, where
from lawgate.law.rows import any_conviction, grade, level, violent

order_5_16 = policy(
    "pa-phila-eo-5-16",
    title="Philadelphia Executive Order 5-16",
    cite="Mayor's Executive Order 5-16 (4 Jan. 2016)",
    territory=where("PA", counties=("Philadelphia",)),
    since="2016-01-04",
    kind="order",
    rank=Rank.ORDINANCE,
    confidence=Confidence.RECALLED,
    words="Hold and notice only for a person released after a conviction for a first- or second-degree felony "
    "involving violence, and "
    "only where a judge's warrant supports the detainer. Both are needed.",
)
violent_felony = any_conviction(level.one_of("felony") & grade.one_of("1", "2") & violent)
both = violent_felony & fact.judicial_warrant.one_of("civil-judicial")
crime = fact.judicial_warrant.one_of("federal-criminal", "federal-criminal-immigration")
civil = fact.judicial_warrant.one_of("civil-judicial")

order_5_16.prohibits(HOLD, key="hold", unless=both, words="Conviction and judge's warrant: both are needed for a hold.")
order_5_16.prohibits(
    HOLD,
    key="hold-on-civil-warrant",
    grounds=("court",),
    when=civil,
    unless=violent_felony,
    words="A judge's civil warrant is not enough without the conviction.",
)
order_5_16.prohibits(
    NOTIFY, key="notice", unless=both | crime, words="Conviction and judge's warrant: both are needed for notice."
)
order_5_16.prohibits(
    TRANSFER, key="hand-over", unless=both, words="Conviction and judge's warrant: both are needed for a hand-over."
)
order_5_16.prohibits(
    TRANSFER,
    key="hand-over-on-civil-warrant",
    grounds=("court",),
    when=civil,
    unless=violent_felony,
    words="A judge's civil warrant is not enough without the conviction.",
)
