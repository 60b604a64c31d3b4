"""Kentucky: silence, said aloud."""

from lawgate.base import Confidence
from lawgate.law.books.us.background import told
from lawgate.law.none_found import no_statewide_rule
from lawgate.law.norms import Rank, where

no_rule = no_statewide_rule(
    "KY",
    "Kentucky",
    "Bills for mandatory 287(g) agreements (HB 47, SB 86 of 2026) were filed; their outcome was not seen.",
)

hb_47 = told(
    "ky-hb47-2026",
    "Bills for mandatory 287(g) agreements",
    "Ky. HB 47 and SB 86 (2026)",
    "2026-01-01",
    "Filed in 2026; what became of them was not confirmed, so they answer nothing.",
    rank=Rank.STATE_STATUTE,
    kind="bill",
    territory=where("KY"),
    confidence=Confidence.SUMMARY,
    source="news items; the day stands for the year",
)
