"""Louisiana: R.S. 33:81 to 33:86 from May 2024."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import HOLD_REQUIRED, demands, facially_sufficient, voids_local_limits
from lawgate.law.norms import Authority, Penalty, Rank, where

title_33 = Authority(
    "la-rs-33-81-84",
    title="Duties as to detainers",
    cite="La. R.S. 33:81 to 33:84",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("LA"),
    since="2024-05-28",
    confidence=Confidence.READ,
    source="casetext mirror; theusufruct.com; legis.la.gov",
    words="A facially sufficient detainer with a warrant must be complied with; the bail judge is told and the file "
    "notes it; sanctuary policies are barred.",
    penalties=(
        Penalty(
            "An official who refuses or thwarts detainers may commit malfeasance in office or obstruction; how much it costs was "
            "not seen.",
            "La. Acts 2025 No. 399",
            Confidence.SUMMARY,
            since="2025-08-01",
        ),
    ),
)
demands(title_33, when=facially_sufficient)
voids_local_limits(title_33)
title_33.duty(
    "tell-bail-judge", key="judge", when=fact.request, given=HOLD_REQUIRED, words="Tell the judge who sets bail."
)
title_33.duty(
    "record-in-file", key="file", when=fact.request, given=HOLD_REQUIRED, words="Record the detainer in the file."
)

act_399 = Authority(
    "la-act399-2025",
    title="Penalties for thwarting detainers",
    cite="La. Acts 2025 No. 399",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("LA"),
    since="2025-08-01",
    confidence=Confidence.SUMMARY,
    source="blackchronicle.com",
    words="Malfeasance and obstruction reach officials who refuse or thwart detainers.",
)
