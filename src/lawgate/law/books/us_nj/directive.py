"""New Jersey: the Attorney General's Immigrant Trust Directive (2019) and the act of 2026 that codifies it."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us_nj.gates import gate_arguably, gate_surely
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Authority, Rank, where
from lawgate.law.resolve import court_ground

NEW_JERSEY = where("NJ")
ACT_DAY = "2026-03-25"

directive = Authority(
    "nj-agd-2018-6",
    title="Immigrant Trust Directive",
    cite="N.J. Attorney General Law Enforcement Directive 2018-6 (v2.0, 27 Sept. 2019)",
    kind="directive",
    rank=Rank.STATE_DIRECTIVE,
    territory=NEW_JERSEY,
    since="2019-03-15",
    confidence=Confidence.READ,
    source="nj.gov/oag; njoag.gov data release of 2019; NJ Police Chief Magazine vol. 31 no. 7; newtonpolice.org. The "
    "day of March 2019, the limb on removal orders and the attached list are recalled, and with the list every "
    "answer that turns on it",
    words="On a civil detainer alone nobody is kept, and ICE is not told of a release, unless the person is charged with or "
    "was ever convicted, adjudicated or found not guilty by insanity of a violent or serious offense, was convicted of "
    "any other indictable crime in the past five years, or is under a final order of removal signed by a federal judge "
    "and lodged with the jail. Even then the hold ends at 11:59 p.m. of the day of release. Judges' warrants must be "
    "obeyed. From 27 September 2019 no 287(g) agreement may be made or used.",
)
directive.prohibits(
    HOLD,
    key="no-gate",
    confidence=Confidence.RECALLED,
    unless=gate_arguably,
    words="No violent or serious offense, no recent indictable conviction and no judge's removal order: no hold.",
)
directive.prohibits(
    NOTIFY,
    key="no-gate-notice",
    confidence=Confidence.RECALLED,
    unless=gate_arguably | court_ground | fact.court_compels,
    words="No violent or serious offense, no recent indictable conviction and no judge's paper: ICE is not told.",
)
directive.prohibits(
    TRANSFER,
    key="no-gate-hand-over",
    confidence=Confidence.RECALLED,
    unless=gate_arguably,
    words="No violent or serious offense, no recent indictable conviction and no judge's removal order: no hand-over.",
)
for action in (HOLD, NOTIFY, TRANSFER):
    directive.leaves_open(
        action,
        key=f"list-not-seen-{action.value}",
        when=gate_arguably & ~gate_surely & ~court_ground if action is NOTIFY else gate_arguably & ~gate_surely,
        flags=("text-not-confirmed",),
        confidence=Confidence.RECALLED,
        words="Whether the list attached to the directive names this offence was not seen.",
    )
directive.bars_telling(
    "dhs",
    "address",
    "prints",
    key="personal",
    confidence=Confidence.RECALLED,
    unless=fact.address_public | court_ground,
    words="No personally identifying information that is not public, except as a judge's warrant demands.",
)
directive.limits(
    "NJ-EOD", key="end-of-day", words="The hold ends at 11:59 p.m. of the calendar day on which release is due."
)
for action in (HOLD, TRANSFER):
    directive.requires(
        action,
        key=f"judge-{action.value}",
        grounds=("court",),
        when=court_ground,
        words="Officers must comply with warrants of federal and state judges.",
    )
directive.requires(
    NOTIFY,
    key="judge-notify",
    when=court_ground,
    words="Officers must comply with warrants of federal and state judges.",
)
directive.prohibits(
    INTERVIEW,
    key="consent",
    unless=fact.consent_signed,
    confidence=Confidence.SUMMARY,
    words="No interview unless the person signs a form that gives its purpose and says that it is voluntary, that they may "
    "decline and that they may have a lawyer.",
)
directive.serves(
    "nj-written-notice-of-federal-request",
    key="notice",
    carries=("request",),
    when=fact.request | fact.interview_requested,
    words="Promptly and in writing, on the Attorney General's form: ICE asks to interview you, to be told of your release "
    "or to keep you.",
)

act = Authority(
    "nj-pl-2026-trust",
    title="Strengthening Trust Between Law Enforcement and Immigrant Communities Act",
    cite="N.J. S3521/A4071 (2026)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=NEW_JERSEY,
    since=ACT_DAY,
    confidence=Confidence.SUMMARY,
    source="reports of 26 March 2026; billtrack50.com A4071; that it took effect at once is doubted",
    words="Puts the directive into statute, bars 287(g) agreements and the use of those that exist, asks for yearly reports "
    "and that people be told, and forbids racially influenced policing. Whether it kept the directive's exceptions "
    "was not read, so what rests on them is open from 25 March 2026.",
)
for action in (HOLD, NOTIFY, TRANSFER):
    act.leaves_open(
        action,
        key=f"exceptions-{action.value}",
        when=gate_arguably & ~court_ground if action is NOTIFY else gate_arguably,
        flags=("text-not-confirmed",),
        confidence=Confidence.DOUBTED,
        words="The directive's exception is met; whether the act of 2026 kept it was not seen.",
    )
