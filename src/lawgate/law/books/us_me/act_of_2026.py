"""Maine: LD 1971, in force from the middle of July 2026, and the directive that state police followed before it.

The exact first day was not confirmed. July 2026 is therefore left open, and the act is taken to bind from 1 August.
"""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.local import policy
from lawgate.law.norms import HOLD, INTERVIEW, LAWFUL, NOTIFY, TRANSFER, Authority, Rank, where
from lawgate.law.resolve import court_ground

SURE_FROM = "2026-08-01"
court_order = court_ground | fact.court_compels
informed_consent = fact.consent_signed & fact.consent_explained
BANS = (
    (HOLD, None, "A hold request or an officer's warrant gives no authority to keep anyone."),
    (NOTIFY, court_order, "No release date and no personal information for civil enforcement without a court's order."),
    (TRANSFER, None, "With no hold and no word to ICE allowed, nobody is handed over on a request."),
    (
        INTERVIEW,
        court_order | informed_consent,
        "An interview needs a court's order, or written consent after advice of rights.",
    ),
)
FORM = "Before the interview: advice of rights, and a written consent form."

act = Authority(
    "me-ld1971-2026",
    title="Limits on immigration enforcement by Maine agencies",
    cite="5 M.R.S. ch. 337-E (LD 1971)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("ME"),
    since="2026-07-01",
    confidence=Confidence.SUMMARY,
    source="dirigosafety.com and billtrack50.com for enactment on 11 Jan. 2026; content from summaries; day not confirmed",
    words="Without a court's order or a criminal warrant nobody is held on a hold request, detainer or officer's warrant, and "
    "ICE is told no release date and no personal information. An interview needs a court's order, or the person's "
    "written consent after "
    "advice. Exchange of status, crimes met by chance and joint task forces on other matters are left alone.",
)
for action, unless, words in BANS:
    act.prohibits(action, key=f"no-{action.value}", since=SURE_FROM, unless=unless, words=words)
    act.leaves_open(
        action,
        key=f"july-{action.value}",
        until="2026-07-31",
        unless=unless,
        flags=("text-not-confirmed",),
        words="The act took effect on a day of July 2026 that was not confirmed.",
    )
act.bars_telling(
    "dhs",
    "custody",
    "booking",
    "address",
    "prints",
    key="personal",
    since=SURE_FROM,
    unless=court_order,
    words="No personal information for civil enforcement without a court's order.",
)
act.serves(
    "me-rights-advisal-and-consent-form",
    key="consent",
    when=fact.interview_requested,
    given={INTERVIEW: LAWFUL},
    words=FORM,
)

directive = policy(
    "me-dps-directive-2025",
    title="Maine Department of Public Safety: follow the act at once",
    cite="Department of Public Safety directive of 22 December 2025",
    territory=where("ME", agency=("state-police",)),
    since="2025-12-22",
    kind="directive",
    rank=Rank.STATE_DIRECTIVE,
    confidence=Confidence.READ,
    words="State Police and the department's other agencies follow LD 1971 at once. County jails are not bound.",
    source="dirigosafety.com",
)
for action, unless, words in BANS:
    directive.prohibits(action, key=f"no-{action.value}", unless=unless, words=words)
directive.serves(
    "me-rights-advisal-and-consent-form",
    key="consent",
    when=fact.interview_requested,
    given={INTERVIEW: LAWFUL},
    words=FORM,
)
