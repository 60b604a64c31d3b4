"""New York City's police: one class of people may be kept while a judge's warrant is sought (§ 14-154, Local Law 59 of 2014)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us_ny_new_york_city.convictions import ever_perhaps, ever_violent_or_serious
from lawgate.law.norms import HOLD, Authority, Rank, where

section_14_154 = Authority(
    "ny-nyc-14-154-2014",
    title="Persons not to be detained by the police, 2014",
    cite="N.Y.C. Admin. Code § 14-154 (Local Law 59 of 2014)",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    territory=where("NY", localities=("New York City",), agency=("police-lockup",)),
    since="2014-12-14",
    confidence=Confidence.SUMMARY,
    source="vdocuments.us, opening of the local law; practice advisory of 2014 (scribd.com 350361171)",
    words="As for the Department of Correction, with one more class: a person who was removed before and was convicted of a "
    "violent or serious crime at any time, or is a possible terrorist match, may be kept for at most 48 hours "
    "without Saturdays, Sundays "
    "and holidays while a judge's warrant is sought. Since DeMarco (2018) state law gives no power for that.",
)
section_14_154.permits(
    HOLD,
    key="while-a-warrant-is-sought",
    when=(fact.prior_removal_order & ever_violent_or_serious) | fact.terrorist_or_gang_match,
    over=("ny-nyc-9-131-2014",),
    words="Removed before and convicted of a listed crime at any time, or a terrorist match: the police may keep the person while a "
    "judge's warrant is sought.",
)
section_14_154.leaves_open(
    HOLD,
    key="list-not-seen",
    when=fact.prior_removal_order & ever_perhaps & ~ever_violent_or_serious,
    over=("ny-nyc-9-131-2014",),
    flags=("text-not-confirmed",),
    words="Whether the city's list of violent or serious crimes names this drug felony was not seen.",
)
section_14_154.limits(
    "EXCL48",
    key="maximum",
    ceiling=True,
    words="At most 48 hours without Saturdays, Sundays and holidays.",
)
