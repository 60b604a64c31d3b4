"""New York City, 2012 to 2014: detainers refused for people without a record (Local Laws 62 of 2011 and 22 of 2013)."""

from lawgate.base import Confidence
from lawgate.law.books.us_ny_new_york_city.convictions import gate_2011, gate_2013_arguably, gate_2013_surely
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Rank, where

NEW_YORK_CITY = where("NY", localities=("New York City",))

local_law_62 = policy(
    "ny-nyc-9-131-2011",
    title="Persons not to be detained, 2011",
    cite="N.Y.C. Admin. Code § 9-131 (Local Law 62 of 2011)",
    territory=NEW_YORK_CITY,
    since="2012-03-21",
    until="2013-07-15",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.RECALLED,
    words="No hold and no word to ICE for a person with no conviction or pending charge of a misdemeanor or felony, no "
    "criminal warrant, no earlier removal order, and no match in a gang or terrorist database.",
    source="legistar.council.nyc.gov Int. 656-2011 for enactment on 22 Nov. 2011; content and first day are recalled",
)
local_law_22 = policy(
    "ny-nyc-9-131-2013",
    title="Persons not to be detained, 2013",
    cite="N.Y.C. Admin. Code § 9-131 (Local Law 22 of 2013)",
    territory=NEW_YORK_CITY,
    since="2013-07-16",
    until="2014-12-13",
    kind="ordinance",
    rank=Rank.ORDINANCE,
    confidence=Confidence.READ,
    words="As in 2011, but a misdemeanor counts only if convicted in the ten years before this arrest, a felony always, "
    "and prostitution never.",
    source="definitions at law.onecle.com and legistar Int. 982-A; the limb on pending cases and the first day are recalled",
)
NO_GATE = "Nothing in the record opens the section: no {what}."
for action, what in ((HOLD, "hold"), (NOTIFY, "word to ICE"), (TRANSFER, "hand-over")):
    local_law_62.prohibits(action, key=f"no-{action.value}", unless=gate_2011, words=NO_GATE.format(what=what))
    local_law_22.prohibits(action, key=f"no-{action.value}", unless=gate_2013_arguably, words=NO_GATE.format(what=what))
    local_law_22.leaves_open(
        action,
        key=f"pending-misdemeanor-{action.value}",
        when=gate_2013_arguably & ~gate_2013_surely,
        flags=("text-not-confirmed",),
        confidence=Confidence.RECALLED,
        words="Only a misdemeanor is pending; which pending misdemeanors open the section was not seen.",
    )
