"""New Mexico: the Immigrant Safety Act of 2026."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Authority, Rank, where
from lawgate.law.resolve import court_ground

act = Authority(
    "nm-hb9-2026",
    title="Immigrant Safety Act",
    cite="N.M. HB 9 (2026)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("NM"),
    since="2026-05-20",
    confidence=Confidence.SUMMARY,
    source="enrolled § 3(A) for the ban on detention agreements; citydesk.org for holds and notice; visaverge.com for the day",
    words="Public bodies make no agreements to detain for civil immigration matters and none under 287(g). As reported, without a "
    "judge's warrant nobody is held, ICE is told nothing, and it has no access to the closed parts of a jail.",
)
act.prohibits(HOLD, key="no-hold", words="Nobody is held on a detainer or an officer's warrant.")
act.prohibits(
    NOTIFY,
    key="no-notice",
    unless=court_ground | fact.court_compels,
    words="ICE is not told of custody or release without a judge's warrant or order.",
)
act.prohibits(
    TRANSFER,
    key="no-hand-over",
    words="With no hold, no word and no access allowed, nobody is handed over on a request.",
)
act.prohibits(
    INTERVIEW,
    key="no-access",
    unless=court_ground,
    words="ICE has no access to the closed parts of a jail without a judge's warrant.",
)
