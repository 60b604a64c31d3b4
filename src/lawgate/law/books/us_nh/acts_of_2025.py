"""New Hampshire: comply if safe (HB 511), at most 48 countable hours from resolution (SB 62), both from 2026."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import demands, voids_local_limits
from lawgate.law.norms import Authority, Penalty, Rank, where

hb_511 = Authority(
    "nh-hb511",
    title="Comply with detainers if safe",
    cite="N.H. RSA chs. 106-P and 106-R (2025 ch. 39, HB 511)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("NH"),
    since="2026-01-01",
    confidence=Confidence.READ,
    source="bills.nhliberty.org; fastdemocracy.com",
    words="An inmate subject to a detainer: comply, if safe to do so. Blanket refusal policies are prohibited. "
    "Status is asked only after an alleged violation or where law says so; victims and witnesses are excepted.",
    penalties=(
        Penalty(
            "A place that refuses may be fined up to a quarter of its state money.",
            "SB 62 of 2025",
            Confidence.READ,
        ),
    ),
)
demands(hb_511, unless=fact.unsafe_to_comply)
voids_local_limits(hb_511)

sb_62 = Authority(
    "nh-sb62",
    title="At most 48 hours",
    cite="N.H. RSA 30-B:1 (SB 62 of 2025)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("NH", agency=("county-jail",)),
    since="2026-01-01",
    confidence=Confidence.READ,
    source="amendment 2025-0494s at bills.nhliberty.org; which holidays is not said",
    words="A county may hold after the state charges are resolved for at most 48 hours, without Saturdays, Sundays "
    "and holidays. A maximum does not enlarge what the form asks. Refusals are reported to the attorney general.",
)
sb_62.limits(
    "NH48",
    key="maximum",
    ceiling=True,
    flags=("state-ceiling-later",),
    words="At most 48 countable hours from resolution.",
)
sb_62.duty(
    "report-refusal-to-attorney-general",
    key="refusal",
    when=fact.request & fact.unsafe_to_comply,
    words="A refusal to honor a detainer is reported to the attorney general.",
)
