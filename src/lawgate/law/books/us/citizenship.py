"""A claim of U.S. citizenship: it stops the clock's slack, and evidence of it ends the hold."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, NATION, Authority, Rank

citizen = Authority(
    "ice-citizenship-directive",
    title="Evidence of U.S. citizenship",
    cite="U.S. Const. amend. IV; ICE Directive 16001.2",
    kind="constitution",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="1791-12-15",
    confidence=Confidence.SUMMARY,
    source="public reference to ICE Directive 16001.2; the jail's side is our reading of amend. IV",
    words="A citizen cannot be held for removal. A claim that a paper or record supports ends probable cause until DHS "
    "resolves it in writing.",
)

documented = fact.citizenship_claim.one_of("documented")
known_by_release = ~fact.document_received_at.after(fact.t0)

citizen.prohibits(
    HOLD,
    key="documented",
    when=documented & known_by_release,
    words="Evidence of citizenship is on file: no hold, whatever the form says.",
    flags=("escalate",),
)
citizen.flag(
    "escalate",
    key="escalate-late-paper",
    when=documented & fact.document_received_at.after(fact.t0),
    words="Evidence of citizenship came in during the hold: supervisor and counsel at once.",
)
citizen.flag(
    "escalate",
    key="escalate-claim",
    when=fact.citizenship_claim.one_of("asserted") & fact.hold_wanted,
    words="The person says they are a citizen: supervisor and counsel at once.",
)
citizen.flag(
    "call-citizenship-hotline",
    key="hotline",
    when=fact.citizenship_claim.one_of("asserted") & fact.hold_wanted,
    words="Call the ICE hotline for citizens, (855) 448-6903, and write down who answered.",
)
