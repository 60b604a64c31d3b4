"""South Carolina: Act 69 of 2011, notice on verified unlawful presence, hand-over at the end of a sentence."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import NOTIFY, TRANSFER, Authority, Rank, where

unlawfully_present = fact.lesc_result.one_of("unlawfully-present")

act_69 = Authority(
    "sc-2011-act-69",
    title="Status checks in jails",
    cite="S.C. Code § 23-3-1100",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("SC"),
    since="2012-01-01",
    confidence=Confidence.READ,
    source="law.justia.com",
    words="Who is charged and confined is checked with the LESC within 72 hours; those are for checking. Found unlawfully "
    "present: DHS is told; transport to a federal place is allowed, out of state only with a judge's leave; at the "
    "end of a sentence of incarceration transport is secured. "
    "Nothing denies bond or a release otherwise due, and nothing orders a hold.",
)
act_69.requires(
    NOTIFY, cite="(B)", key="tell", when=unlawfully_present, words="Found unlawfully present: DHS must be told."
)
act_69.requires(
    TRANSFER,
    cite="(E)",
    key="end-of-sentence",
    when=unlawfully_present & fact.release_event.one_of("sentence-served"),
    words="At the end of a sentence of incarceration the hand-over is secured. It is no duty to keep waiting.",
)

no_limits = Authority(
    "sc-6-1-170",
    title="Local limits barred",
    cite="S.C. Code § 6-1-170",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("SC"),
    since="2012-01-01",
    confidence=Confidence.RECALLED,
    words="No local rule may limit enforcement of immigration law.",
)
voids_local_limits(no_limits)
