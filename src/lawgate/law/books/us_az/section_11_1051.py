"""Arizona: ARS 11-1051, status before release, notice on discharge after conviction; no duty to hold."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us.background import told
from lawgate.law.mandate import voids_local_limits
from lawgate.law.norms import NOTIFY, Authority, Penalty, Rank, where
from lawgate.law.rows import any_charge, convicted_now

section_11_1051 = Authority(
    "az-11-1051",
    title="Cooperation in enforcement",
    cite="A.R.S. § 11-1051",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("AZ"),
    since="2010-07-29",
    confidence=Confidence.READ,
    source="scribd copy; notice limb recalled; azcapitoltimes.com",
    words="No limit on enforcement below the full extent of federal law. The status of a person arrested is determined "
    "before release. A person found unlawfully present and "
    "convicted: on discharge ICE must be told; transport is allowed. No hold is ordered (a bill to order one "
    "was vetoed in April 2025).",
    penalties=(
        Penalty(
            "A resident may sue over a policy that limits enforcement: $500 to $5,000 for each day of it.",
            "A.R.S. § 11-1051",
            Confidence.RECALLED,
        ),
    ),
)
voids_local_limits(section_11_1051)
section_11_1051.requires(
    NOTIFY,
    key="on-discharge",
    when=fact.lesc_result.one_of("unlawfully-present") & any_charge(convicted_now),
    confidence=Confidence.RECALLED,
    words="Convicted and found unlawfully present: on discharge ICE must be told.",
)

vetoed = told(
    "az-sb1164-vetoed",
    "A bill to require compliance, vetoed",
    "Ariz. SB 1164 (2025)",
    "2025-04-01",
    "Never law: vetoed in April 2025. Arizona orders no hold.",
    until="2025-04-30",
    rank=Rank.STATE_STATUTE,
    kind="vetoed bill",
    territory=where("AZ"),
    source="azcapitoltimes.com; newsfromthestates.com; the days stand for the month of the veto",
)
