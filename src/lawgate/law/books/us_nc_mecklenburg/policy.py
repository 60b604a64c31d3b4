"""Mecklenburg County's refusal, overridden by the state from December 2024."""

from lawgate.law.local import declines, policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, where

mecklenburg = policy(
    "nc-mecklenburg-2018",
    title="Mecklenburg Sheriff: judge-signed criminal warrants only",
    cite="Mecklenburg County Sheriff's policy of 5 Dec. 2018",
    territory=where("NC", counties=("Mecklenburg",)),
    since="2018-12-05",
    until="2024-12-01",
    words="No detainer is honored and ICE is told nothing; only a criminal warrant signed by a judge counts.",
    source="fox46charlotte.com; wbtv.com",
)
declines(mecklenburg, HOLD, NOTIFY, TRANSFER)
