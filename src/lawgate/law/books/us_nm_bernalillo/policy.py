"""Bernalillo County's resolution of 2017 and jail policy of 2019."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.local import judge_signed, policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, where

bernalillo = policy(
    "nm-bernalillo",
    title="Bernalillo County: no hold and no information without a court order",
    cite="Bernalillo County resolution (2017); jail policy (2019)",
    territory=where("NM", counties=("Bernalillo",)),
    since="2017-01-01",
    confidence=Confidence.SUMMARY,
    words="The jail holds nobody for ICE and gives it no information without a court's order.",
    source="citydesk.org; the days are not known",
)
bernalillo.prohibits(HOLD, key="no-hold", words="Nobody is held for ICE without a court's order.")
bernalillo.prohibits(
    NOTIFY,
    key="no-information",
    unless=judge_signed | fact.court_compels,
    words="ICE gets no information without a court's order.",
)
bernalillo.prohibits(
    TRANSFER, key="no-hand-over", words="With no hold and no information, nobody is handed over on a request."
)
