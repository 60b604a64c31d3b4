"""Connecticut: the Trust Act in its three texts (Conn. Gen. Stat. § 54-192h of 2014, 2019 and 2025)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us_ct.gates import gate_2013, gate_2019, lesser_felony
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

CONNECTICUT = where("CT")

act_2013 = Authority(
    "ct-trust-2013",
    title="Trust Act of 2013",
    cite="Conn. Gen. Stat. § 54-192h (P.A. 13-155)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=CONNECTICUT,
    since="2014-01-01",
    until="2019-09-30",
    confidence=Confidence.READ,
    source="cga.ct.gov summary of P.A. 13-155; legalfix.com, text of 2019; law.justia.com history note",
    words="A detainer is honoured only for a person with a felony conviction, pending charges without bond posted, an "
    "outstanding warrant, a gang or terrorist match, a final order of removal, or who is an unacceptable risk to public "
    "safety (which the officer judges). ICE is told at once of the decision either way. A hold lasts at most 48 hours "
    "without Saturdays, Sundays and federal holidays.",
)
act_2013.prohibits(
    HOLD,
    key="no-gate",
    unless=gate_2013,
    words="Nothing in the record allows the hold: no felony, open case without bond, warrant, match or final order.",
)
act_2013.requires(
    NOTIFY,
    key="tell-decision",
    when=fact.request,
    words="On deciding to hold or to release, ICE is told at once.",
)
act_2013.limits(
    "CT48",
    key="maximum",
    ceiling=True,
    flags=("state-ceiling-later",),
    words="At most 48 hours without Saturdays, Sundays and federal holidays; then release is due.",
)


def trust_act(id_: str, title: str, cite: str, since: str, until: str | None, confidence: Confidence) -> Authority:
    """What the texts of 2019 and 2025 share."""
    made = Authority(
        id_,
        title=title,
        cite=cite,
        kind="statute",
        rank=Rank.STATE_STATUTE,
        territory=CONNECTICUT,
        since=since,
        until=until,
        confidence=confidence,
        source="law.justia.com, ch. 965, text of 2019; for 2025 reports only",
        words="Requests to hold, hand over or give notice are honoured only with a state or federal judge's warrant, after a "
        "conviction of a class A or B felony, or on a possible terrorist match. The section gives no power to detain. The "
        "person gets a copy of the detainer and is told what the agency will do.",
    )
    made.flag(
        "state-power-contested",
        cite="(g)",
        key="no-power-given",
        when=fact.hold_wanted & ~court_ground,
        given={HOLD: frozenset({Answer.PERMITTED})},
        words="A gate is met, but the section says that it gives no power to detain; whether other state law does is disputed.",
    )
    made.leaves_open(
        NOTIFY,
        cite="(b)(1)(B), (e)(1)",
        key="notice-with-gate",
        when=fact.request & (gate_2019 | court_ground),
        words="The bar on telling ICE of a release has no exception for this record on its face; elsewhere the section assumes "
        "that ICE may be told.",
    )
    made.serves(
        "ct-copy-of-detainer-and-intent",
        cite="(e)(1)",
        key="copy",
        carries=("request", "intent"),
        when=fact.request,
        words="Give the person a copy of the detainer and say whether the agency will comply.",
    )
    made.serves(
        "ct-copy-of-notice-and-reason-if-notified",
        cite="(e)(1)",
        key="copy-of-notice",
        when=fact.request,
        given={NOTIFY: frozenset({Answer.PERMITTED, Answer.UNRESOLVED})},
        to=("person", "lawyer", "named-person"),
        carries=("notice",),
        words="If ICE is told of a release: a copy of that notice and the reason in writing, to the person and to the lawyer or one "
        "person they name.",
    )
    return made


NO_GATE = "No judge's warrant, no conviction of a class A or B felony and no terrorist match."
court_order_1225 = fact.subpoena_enforced & fact.subject_named

act_2019 = trust_act(
    "ct-trust-2019",
    "Trust Act of 2019",
    "Conn. Gen. Stat. § 54-192h (P.A. 19-20, 19-23)",
    "2019-10-01",
    "2025-09-30",
    Confidence.READ,
)
act_2019.prohibits(HOLD, cite="(b)(1)(A)", key="no-gate", unless=gate_2019, words=NO_GATE)
act_2019.prohibits(TRANSFER, cite="(a), (b)(1)(A)", key="no-gate-hand-over", unless=gate_2019, words=NO_GATE)
act_2019.prohibits(
    NOTIFY,
    cite="(b)(1)(B)",
    key="no-gate-notice",
    when=fact.request,
    unless=gate_2019 | court_ground,
    words="Nothing is spent on telling ICE of the custody or release of a person it has a detainer on.",
)
act_2019.prohibits(
    INTERVIEW,
    cite="(b)(1)(D)",
    key="no-gate-interview",
    unless=gate_2019 | court_order_1225,
    words="ICE gets no access for an interview without a class A or B felony, a terrorist match or a court's order.",
)

act_2025 = trust_act(
    "ct-trust-2025",
    "Trust Act of 2025",
    "Conn. Gen. Stat. § 54-192h (P.A. 25-29)",
    "2025-10-01",
    None,
    Confidence.SUMMARY,
)
perhaps = gate_2019 | lesser_felony
act_2025.prohibits(HOLD, cite="(b)(1)(A)", key="no-gate", unless=perhaps, words=NO_GATE)
act_2025.prohibits(TRANSFER, cite="(a), (b)(1)(A)", key="no-gate-hand-over", unless=perhaps, words=NO_GATE)
act_2025.prohibits(
    NOTIFY,
    cite="(b)(1)(B)",
    key="no-gate-notice",
    when=fact.request,
    unless=perhaps | court_ground,
    words="Nothing is spent on telling ICE of the custody or release of a person it has a detainer on.",
)
act_2025.prohibits(
    INTERVIEW,
    cite="(b)(1)(D)",
    key="no-gate-interview",
    unless=perhaps | court_order_1225,
    words="ICE gets no access for an interview without a listed conviction, a terrorist match or a court's order.",
)
LIST_NOT_SEEN = (
    "Thirteen crimes below class B were added (some sexual assaults, crimes against children, strangulation, burglary with a "
    "firearm, breach of a protective order and others); the list was not seen."
)
maybe_added = lesser_felony & ~gate_2019
for action, when in (
    (HOLD, maybe_added),
    (TRANSFER, maybe_added),
    (NOTIFY, maybe_added & fact.request & ~court_ground),
    (INTERVIEW, maybe_added & ~court_order_1225),
):
    act_2025.leaves_open(
        action,
        key=f"list-not-seen-{action.value}",
        when=when,
        flags=("text-not-confirmed",),
        words=LIST_NOT_SEEN,
    )
