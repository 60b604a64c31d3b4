"""Walworth County's sheriff honors detainers."""

from lawgate.base import Confidence
from lawgate.law.local import honors, policy
from lawgate.law.norms import where

walworth = policy(
    "local-walworth-honors-detainers",
    title="Walworth County: honors detainers",
    cite="Walworth County Sheriff's practice (2026)",
    territory=where("WI", counties=("Walworth",)),
    since="2025-12-03",
    confidence=Confidence.SUMMARY,
    words="The sheriff honors detainers.",
    source="wisconsinwatch.org; the first day is not known",
)
honors(walworth)
