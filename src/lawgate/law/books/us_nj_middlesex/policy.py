"""Middlesex County's policy of 2017, displaced by the Attorney General's directive on 15 March 2019."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, where
from lawgate.law.rows import any_prior

middlesex = policy(
    "nj-middlesex-2017",
    title="Middlesex County: detainers declined without a grave conviction",
    cite="Middlesex County policy (2017)",
    territory=where("NJ", counties=("Middlesex",)),
    since="2017-01-01",
    until="2019-03-14",
    confidence=Confidence.READ,
    words="Detainers are declined unless the person was convicted before of a listed first- or second-degree offense or is "
    "under a final order of removal.",
    source="scribd.com 392828529; the day of 2017 is not known, the list was not loaded, the second limb is recalled",
)
grave_conviction = any_prior(row.level.one_of("indictable-crime", "felony") & row.grade.one_of("1", "2"))
final_order = fact.boxes.has("1-final-order", "1B-final-order", "order-of-removal")
middlesex.prohibits(
    HOLD,
    key="no-grave-conviction",
    unless=grave_conviction | final_order,
    words="No earlier conviction of the first or second degree and no final order of removal: the detainer is declined.",
)
