"""Adams County, Washington: a sheriff willing to hold, against the state ban."""

from lawgate.law.local import honors, policy
from lawgate.law.norms import where

adams = policy(
    "local-adams-honors-detainers",
    title="Adams County Sheriff: honors detainers",
    cite="Adams County Sheriff, practice in 2025",
    territory=where("WA", counties=("Adams",)),
    since="2025-01-01",
    words="The sheriff honors detainers. State law forbids it (State v. Adams County, filed 10 March 2025).",
    source="einpresswire.com; dnews.com",
)
honors(adams)
