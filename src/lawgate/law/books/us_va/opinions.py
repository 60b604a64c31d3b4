"""Virginia: three opinions of Attorneys General on holds, which conflict and bind nobody, and the governors' orders on 287(g)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, Authority, Rank, where

VIRGINIA = where("VA")
STATE_AGENCIES = where("VA", agency=("state-prison", "state-police"))


def opinion(id_: str, cite: str, since: str, source: str, words: str) -> Authority:
    """An opinion of the Attorney General: it advises. With others against it a hold past release is open."""
    made = Authority(
        id_,
        title="Attorney General's opinion on detainers",
        cite=cite,
        kind="opinion",
        rank=Rank.STATE_DIRECTIVE,
        territory=VIRGINIA,
        since=since,
        confidence=Confidence.READ,
        source=source,
        words=words,
    )
    made.leaves_open(HOLD, key="past-release", unless=fact.deputised)
    return made


ago_2015 = opinion(
    "va-ago-2015",
    "Va. Att'y Gen. opinion of 5 Jan. 2015",
    "2015-01-05",
    "acluva.org; arlnow.com",
    "Advice: a detainer is a request and gives neither duty nor authority to keep a prisoner who is eligible for release.",
)
ago_2019 = opinion(
    "va-ago-2019",
    "Va. Att'y Gen. opinion 18-050 of 12 Apr. 2019",
    "2019-04-12",
    "text of the opinion",
    "Advice: the same where an I-200 comes with the detainer, unless an officer acts under a 287(g) agreement.",
)
ago_2024 = opinion(
    "va-ago-2024",
    "Va. Att'y Gen. opinion of 5 Sept. 2024",
    "2024-09-05",
    "einpresswire.com release",
    "Advice: nothing in the law prevents cooperation with ICE. It conflicts with the opinions of 2015 and 2019.",
)

eo_47 = Authority(
    "va-eo47-2025",
    title="State agencies to seek 287(g) agreements",
    cite="Va. Executive Order 47 (2025)",
    kind="order",
    rank=Rank.STATE_DIRECTIVE,
    territory=STATE_AGENCIES,
    since="2025-02-27",
    until="2026-01-17",
    confidence=Confidence.RECALLED,
    source="the day is recalled; its end from dailytorch.com",
    words="State Police and the Department of Corrections were to seek agreements with ICE.",
)
eo_10 = Authority(
    "va-eo10-2026",
    title="Order 47 rescinded",
    cite="Va. Executive Order 10 (2026)",
    kind="order",
    rank=Rank.STATE_DIRECTIVE,
    territory=STATE_AGENCIES,
    since="2026-01-17",
    confidence=Confidence.READ,
    source="dailytorch.com; alexandriabrief.com",
    words="State agencies need no longer seek agreements with ICE.",
)
ed_1 = Authority(
    "va-ed1-2026",
    title="Agreements of four state agencies ended",
    cite="Va. Executive Directive 1 (2026)",
    kind="order",
    rank=Rank.STATE_DIRECTIVE,
    territory=STATE_AGENCIES,
    since="2026-02-04",
    confidence=Confidence.READ,
    source="alexandriabrief.com",
    words="The agreements of four state agencies with ICE end. Local agencies are not covered.",
)
ed_1.leaves_open(
    HOLD,
    key="agreement-ended",
    when=fact.deputised,
    words="The agency's agreement has ended and gives no authority; whether a hold past release is lawful without one is open.",
)
