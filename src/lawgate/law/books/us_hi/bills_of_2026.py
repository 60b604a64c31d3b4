"""Hawaii: two bills of 2026 whose signature was not confirmed; before them no statewide rule."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.none_found import no_statewide_rule
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Authority, Rank, where
from lawgate.law.resolve import court_ground

bills = Authority(
    "hi-sb2057-2026",
    title="Limits on immigration enforcement",
    cite="Haw. SB 2057 CD1, HB 1839 CD1 (2026)",
    kind="bill",
    rank=Rank.STATE_STATUTE,
    territory=where("HI"),
    since="2026-05-08",
    confidence=Confidence.DOUBTED,
    source="data.capitol.hawaii.gov, preambles and definitions only; passed as conference drafts, signature not confirmed",
    words="The drafts bar 287(g) agreements and limit holds, notice and interviews, with advice before an interview. Whether they "
    "became law, and from which day, was not seen: from the end of the session of 2026 the answers are open.",
)
for action, judged in ((HOLD, False), (TRANSFER, False), (NOTIFY, True), (INTERVIEW, True)):
    bills.leaves_open(
        action,
        key=f"not-confirmed-{action.value}",
        unless=court_ground | fact.court_compels if judged else None,
        flags=("text-not-confirmed",),
        words="Bills that limit this passed in conference in 2026; whether they were signed was not seen.",
    )
no_rule = no_statewide_rule(
    "HI", "Hawaii", "Bills of 2026 would make one; until they are confirmed what they touch is open."
)
