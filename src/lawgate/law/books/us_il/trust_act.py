"""Illinois: the TRUST Act of 2017 and the Way Forward Act of 2021."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Authority, Rank, where
from lawgate.law.resolve import court_ground

ILLINOIS = where("IL")

trust_act = Authority(
    "il-trust-2017",
    title="Illinois TRUST Act",
    cite="5 ILCS 805 (P.A. 100-463)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=ILLINOIS,
    since="2017-08-28",
    confidence=Confidence.READ,
    source="ilga.gov, 5 ILCS 805/5, 805/10 and 805/15 as restated in HB4136 of the 100th General Assembly",
    words="Nobody is kept solely on an immigration detainer or a warrant that no judge has signed, nor is either otherwise "
    "complied with. A detainer is also a request to be told of a release. Status may still be exchanged with DHS. Who "
    "releases in good faith is immune, save for wilful misconduct (§ 15(d)).",
)
trust_act.prohibits(
    HOLD, cite="§ 15(a)", key="no-hold", words="Nobody is kept solely on a detainer that no judge has signed."
)
trust_act.prohibits(
    TRANSFER,
    cite="§ 15(a)",
    key="no-compliance",
    words="Beyond not holding, a jail may not otherwise comply with a detainer; a hand-over on it is compliance.",
)
trust_act.leaves_open(
    NOTIFY,
    cite="§§ 10, 15(a)",
    key="notice-disputed",
    until="2021-08-01",
    when=fact.request,
    unless=court_ground | fact.court_compels,
    words="A request for notice is within the words 'otherwise comply', but practice differed and no court settled it "
    "before 2021.",
)

way_forward = Authority(
    "il-way-forward-2021",
    title="Illinois Way Forward Act",
    cite="5 ILCS 805/15, 805/25 (P.A. 102-234)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=ILLINOIS,
    since="2021-08-02",
    confidence=Confidence.READ,
    source="5 ILCS 805/15 (a) to (e) and 805/25 read; subsection (h) is recalled, its opening words from the bill's synopsis",
    words="No hold on a detainer or civil warrant, and no inquiry into status or birthplace (§ 15(b), (e)); word to a "
    "consulate goes on. Unless an agent shows a federal criminal warrant, or federal law "
    "requires it: no hand-over, no access in person, by telephone or by video, no use of the jail, and no release dates "
    "or other custody information that is not public. Each detainer is reported to the Attorney General once a year.",
)
UNLESS_CRIME = "Only a federal criminal warrant, or a duty under federal law, opens the door."
way_forward.prohibits(
    HOLD, cite="§ 15(a)", key="no-hold", words="Nobody is kept on a detainer or civil immigration warrant."
)
way_forward.prohibits(
    TRANSFER,
    cite="§ 15(h)",
    key="no-hand-over",
    confidence=Confidence.RECALLED,
    words=f"Nobody is handed to an immigration agent. {UNLESS_CRIME}",
)
way_forward.prohibits(
    NOTIFY,
    cite="§ 15(h)",
    key="no-notice",
    confidence=Confidence.RECALLED,
    unless=court_ground | fact.court_compels | fact.release_info_public,
    words=f"No release date or time, and no other custody information that is not public. {UNLESS_CRIME}",
)
way_forward.bars_telling(
    "dhs",
    "custody",
    "booking",
    cite="§ 15(h)",
    key="custody-information",
    confidence=Confidence.RECALLED,
    unless=court_ground | fact.court_compels | fact.custody_info_public,
    words=f"No custody information that is not public. {UNLESS_CRIME}",
)
way_forward.prohibits(
    INTERVIEW,
    cite="§ 15(h)",
    key="no-access",
    confidence=Confidence.RECALLED,
    unless=court_ground,
    words=f"No access to the person, by telephone and video included. {UNLESS_CRIME}",
)
for action in (NOTIFY, TRANSFER, INTERVIEW):
    way_forward.leaves_open(
        action,
        cite="§ 15(h)",
        key=f"civil-warrant-{action.value}",
        grounds=("court",) if action is TRANSFER else (),
        when=fact.civil_judicial & ~fact.release_info_public if action is NOTIFY else fact.civil_judicial,
        flags=("text-not-confirmed",),
        confidence=Confidence.RECALLED,
        words="The act speaks of criminal warrants; whether a judge's warrant for civil custody counts as a duty under "
        "federal law was not seen.",
    )
way_forward.duty(
    "annual-report-to-attorney-general",
    cite="§ 25",
    key="report",
    when=fact.request,
    words="Each detainer and civil warrant, and what was done with it, stands in the yearly report to the Attorney General.",
)
