"""Nevada: model policies of the Attorney General; no statewide rule on holds."""

from lawgate.base import Confidence
from lawgate.law.none_found import no_statewide_rule
from lawgate.law.norms import Authority, Rank, where

ab_376 = Authority(
    "nv-ab376-2021",
    title="Model policies on immigration enforcement",
    cite="Nev. AB 376 (2021)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("NV"),
    since="2021-07-01",
    confidence=Confidence.READ,
    source="thenvindy.com; the day is recalled",
    words="The Attorney General writes model policies that limit cooperation; agencies adopt them or say why not. A ban on honoring "
    "detainers was taken out before passage.",
)
no_rule = no_statewide_rule("NV", "Nevada", "Agencies choose; AB 376 of 2021 left detainers out.")
