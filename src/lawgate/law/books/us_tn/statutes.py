"""Tennessee: local limits void from 2019, a duty to communicate from 2024, sheriffs with agreements from 2026."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.mandate import demands, voids_local_limits
from lawgate.law.norms import HOLD, NOTIFY, Answer, Authority, Rank, where

code_7_68 = Authority(
    "tn-7-68",
    title="Sanctuary policies barred",
    cite="Tenn. Code Ann. §§ 7-68-101 to -105",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("TN"),
    since="2019-01-01",
    confidence=Confidence.READ,
    source="law.justia.com; casetext mirror",
    words="Local policies that limit detainer compliance or demand a warrant are barred; from July 2024 officers "
    "shall communicate and otherwise cooperate.",
)
voids_local_limits(code_7_68)
code_7_68.requires(
    NOTIFY,
    key="communicate",
    since="2024-07-01",
    when=fact.request & fact.asks.has("notify"),
    words="Officers shall communicate with and otherwise cooperate with federal officials.",
)
code_7_68.flag(
    "duty-contested",
    key="cooperate-in-detention",
    since="2024-07-01",
    when=fact.hold_wanted & fact.judicial_warrant.one_of("none", "state-criminal"),
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="Whether the duty to cooperate in detention compels a hold is open.",
)

hb_6001 = Authority(
    "tn-hb6001-2025",
    title="Adopting a sanctuary policy a felony",
    cite="Tenn. Pub. Ch. of 25 Feb. 2025 (HB 6001)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("TN"),
    since="2025-02-25",
    confidence=Confidence.SUMMARY,
    source="billtrack50",
    words="An official who adopts a sanctuary policy commits a felony and is removed on conviction.",
)

hb_2018 = Authority(
    "tn-hb2018-2026",
    title="Sheriffs with an agreement must honor detainers",
    cite="Tenn. HB 2018 (2026)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("TN"),
    since="2026-05-20",
    confidence=Confidence.DOUBTED,
    source="publicsource.app, caption as introduced; enrolled text and first day not read",
    words="A sheriff with a 287(g) memorandum must honor detainers, hold 48 hours past release and notify before it.",
)
demands(hb_2018, HOLD, NOTIFY, when=~fact.agreement_287g.one_of("none"), flags=("text-not-confirmed",))
