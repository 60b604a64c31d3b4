"""West Virginia: Code 15-16, facially sufficient detainers with a warrant."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import HOLD_REQUIRED, demands, facially_sufficient, voids_local_limits
from lawgate.law.norms import Authority, Penalty, Rank, where

article_16 = Authority(
    "wv-15-16",
    title="Duties as to detainers",
    cite="W. Va. Code §§ 15-16-1 to 15-16-9",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("WV"),
    since="2023-06-09",
    confidence=Confidence.READ,
    source="code.wvlegislature.gov; lexace.ai; the first day is recalled",
    words="The agency that takes first custody tells the bail court, records the detainer, and complies with a "
    "facially sufficient one to the extent required by law.",
    penalties=(
        Penalty(
            "The Attorney General may sue, and the place may lose state money.",
            "W. Va. Code art. 15-16 (SB 615 of 2025)",
            Confidence.SUMMARY,
            since="2025-07-01",
        ),
    ),
)
demands(article_16, when=facially_sufficient, over=("santos-v-frederick-county",))
voids_local_limits(article_16)
article_16.duty(
    "tell-bail-judge", key="judge", when=fact.request, given=HOLD_REQUIRED, words="Tell the court that sets bail."
)
article_16.duty(
    "record-in-file", key="file", when=fact.request, given=HOLD_REQUIRED, words="Record the detainer in the file."
)
