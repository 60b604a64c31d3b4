"""New York City since 14 December 2014: a judge's warrant and a violent or serious conviction, both (Local Law 58)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us_ny_new_york_city.convictions import perhaps_violent_or_serious, violent_or_serious
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Authority, Rank, where

NEW_YORK_CITY = where("NY", localities=("New York City",))
surely = violent_or_serious | fact.terrorist_or_gang_match
perhaps = perhaps_violent_or_serious | fact.terrorist_or_gang_match
LIST_NOT_SEEN = "Whether the city's list of violent or serious crimes names this drug felony was not seen."

family = Authority(
    "ny-nyc-9-131",
    title="Persons not to be detained",
    cite="N.Y.C. Admin. Code §§ 9-131, 9-205, 14-154",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    territory=NEW_YORK_CITY,
    since="2012-03-21",
    confidence=Confidence.SUMMARY,
    source="legistar.council.nyc.gov; practice advisory of 2014 (scribd.com 350361171)",
    words="The city's rules on detainers, in three texts (2011, 2013, 2014), for the Department of Correction, with "
    "parallel rules for the police (§ 14-154) and for probation (§ 9-205).",
)

local_law_58 = policy(
    "ny-nyc-9-131-2014",
    title="Persons not to be detained, 2014",
    cite="N.Y.C. Admin. Code § 9-131 (Local Law 58 of 2014)",
    territory=NEW_YORK_CITY,
    since="2014-12-14",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.READ,
    words="A hold needs a federal judge's warrant and, besides, a conviction of a listed violent or serious crime in the five "
    "years before this arrest (counted from the end of a prison term, and without time in prison for such a crime) or a "
    "possible match in the terrorist screening database. Release dates, custody and court dates are told to ICE only with such a "
    "conviction or match, or in a matter that has nothing to do with civil enforcement.",
    source="rules.cityofnewyork.us, statement of the Department's rule; legistar Int. 486-2014; first day and look-back from a "
    "practice advisory; the list is recalled",
)
local_law_58.prohibits(
    HOLD,
    key="judge",
    words="A detainer is honoured only with a federal judge's warrant; there is none that carries it.",
)
local_law_58.prohibits(
    HOLD,
    key="conviction-too",
    confidence=Confidence.RECALLED,
    grounds=("court",),
    when=fact.civil_judicial,
    unless=perhaps,
    words="A judge's warrant for civil custody is not enough without a violent or serious conviction or a terrorist match.",
)
local_law_58.prohibits(
    NOTIFY,
    key="notice",
    confidence=Confidence.RECALLED,
    unless=perhaps | fact.federal_criminal,
    words="No violent or serious conviction in the five years before this arrest and no terrorist match: ICE is told nothing.",
)
local_law_58.prohibits(
    TRANSFER,
    key="hand-over",
    confidence=Confidence.RECALLED,
    unless=perhaps,
    words="Nothing may be said and no custody may rest on the paper, so the person is not handed over on it.",
)
local_law_58.leaves_open(
    TRANSFER,
    key="hand-over-not-said",
    confidence=Confidence.RECALLED,
    when=perhaps,
    words="ICE may be told; whether staff may also hand the person over at release without a judge's warrant is not said.",
)
local_law_58.prohibits(
    TRANSFER,
    key="hand-over-on-civil-warrant",
    confidence=Confidence.RECALLED,
    grounds=("court",),
    when=fact.civil_judicial,
    unless=perhaps,
    words="A judge's warrant for civil custody is not enough without a violent or serious conviction or a terrorist match.",
)
for action, ground in ((HOLD, ("court",)), (TRANSFER, ("court",)), (NOTIFY, ())):
    local_law_58.leaves_open(
        action,
        key=f"list-not-seen-{action.value}",
        grounds=ground,
        when=perhaps & ~surely & (~fact.federal_criminal if action is NOTIFY else fact.civil_judicial),
        flags=("text-not-confirmed",),
        confidence=Confidence.RECALLED,
        words=LIST_NOT_SEEN,
    )

section_10_178 = Authority(
    "ny-nyc-10-178",
    title="City resources and immigration enforcement",
    cite="N.Y.C. Admin. Code § 10-178",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    territory=NEW_YORK_CITY,
    since="2018-05-30",
    confidence=Confidence.READ,
    source="codelibrary.amlegal.com; the first day is recalled",
    words="City time, money and property are not used to further civil immigration enforcement.",
)
section_10_178.prohibits(
    INTERVIEW,
    key="no-city-resources",
    unless=fact.federal_criminal,
    words="To bring people to ICE for civil questioning would use city staff and property for immigration enforcement.",
)
