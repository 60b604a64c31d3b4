"""Teton County's jail."""

from lawgate.base import Confidence
from lawgate.law.local import honors, policy
from lawgate.law.norms import where

teton = policy(
    "wy-teton-policy",
    title="Teton County: honors detainers",
    cite="Teton County Sheriff, policy since March 2025",
    territory=where("WY", counties=("Teton",)),
    since="2025-03-01",
    confidence=Confidence.READ,
    words="The jail honors detainers by policy.",
    source="k2radio.com; the day is not known",
)
honors(teton)
