"""Washington: the Keep Washington Working Act, and what stood before it."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, INTERVIEW, LAWFUL, NOTIFY, TRANSFER, Answer, Authority, Rank, where
from lawgate.law.resolve import court_ground

STATE_PRISON = ("state-prison",)

kww = Authority(
    "wa-kww-10-93-160",
    title="Keep Washington Working Act",
    cite="RCW 10.93.160",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("WA"),
    since="2019-05-21",
    confidence=Confidence.READ,
    source="law.justia.com RCW 10.93.160; definitions 43.17.420",
    words="Nobody is held on a civil immigration warrant or hold request, told of to ICE, or questioned about civil "
    "matters without "
    "written consent, unless a court orders it; and everyone committed is told in writing that status need not be "
    "disclosed.",
)
kww.prohibits(
    HOLD,
    cite="(7), (8)",
    key="hold",
    words="Nobody may be kept in custody on a civil immigration warrant or hold request.",
)
not_public = ~fact.release_info_public | fact.request
kww.prohibits(
    NOTIFY,
    cite="(4), (5)",
    key="notice",
    territory=where("WA", not_agency=STATE_PRISON),
    when=not_public,
    unless=court_ground,
    words="No answer to a notification request and no non-public information for civil enforcement, except as a "
    "court orders.",
)
PERSONAL = "No personal information that is not public for civil enforcement, except as a court orders."
kww.bars_telling("dhs", "prints", cite="(5)", key="personal", unless=court_ground, words=PERSONAL)
kww.bars_telling(
    "dhs", "address", cite="(5)", key="personal", unless=court_ground | fact.address_public, words=PERSONAL
)
kww.bars_telling(
    "dhs",
    "custody",
    "booking",
    cite="(5)",
    key="personal",
    unless=court_ground | fact.custody_info_public,
    words=PERSONAL,
)
kww.prohibits(
    TRANSFER,
    cite="(4), (8)",
    key="hand-over",
    territory=where("WA", not_agency=STATE_PRISON),
    confidence=Confidence.RECALLED,
    words="With no notice allowed and no custody on the paper, a local jail may not hand the person over.",
)
kww.prohibits(
    INTERVIEW,
    cite="(6), (14)",
    key="interview",
    unless=(fact.consent_signed & fact.consent_explained) | court_ground,
    words="No interview on civil matters without written consent given after an oral explanation.",
)
kww.serves(
    "wa-oral-explanation-and-consent-form",
    cite="(6)",
    key="consent",
    when=fact.interview_requested,
    given={INTERVIEW: LAWFUL},
    words="Before the interview: the oral explanation and the written consent form, in English and Spanish at least.",
)
kww.serves(
    "wa-160-written-notice-of-rights",
    cite="(9)(a)",
    key="notice-of-rights",
    words="On commitment, to everyone: a written explanation that nationality and status need not be disclosed, and "
    "what disclosure may "
    "lead to.",
)
ochoa = Authority(
    "ochoa-v-campbell",
    title="Ochoa v. Campbell",
    cite="266 F. Supp. 3d 1237 (E.D. Wash. 2017)",
    kind="decision",
    rank=Rank.STATE_STATUTE,
    territory=where("WA"),
    since="2017-07-31",
    until="2019-05-20",
    confidence=Confidence.RECALLED,
    words="A district court found that a Washington jail lacked power to hold on an I-200; it bound its parties only.",
)
ochoa.flag(
    "state-power-contested",
    key="contested",
    when=fact.hold_wanted & ~court_ground,
    given={HOLD: frozenset({Answer.PERMITTED})},
    words="Whether Washington law let a jail hold on civil grounds is disputed.",
)
reporting = Authority(
    "wa-rcw-10-70-140-repealed",
    title="Report of nationality by jails",
    cite="RCW 10.70.140 (repealed 2019)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("WA"),
    since="1925-01-01",
    until="2019-05-20",
    confidence=Confidence.SUMMARY,
    source="King County legislation file 2025-0015",
    words="Jails reported the nationality of people committed. Repealed; it never asked for a hold.",
)
adams_suit = Authority(
    "wa-adams-litigation-2025",
    title="State v. Adams County",
    cite="Spokane County Superior Court, filed 10 March 2025",
    kind="litigation",
    rank=Rank.STATE_STATUTE,
    territory=where("WA", counties=("Adams",)),
    since="2025-03-10",
    confidence=Confidence.READ,
    source="einpresswire.com; dnews.com; outcome not found",
    words="The State sued over holds, interviews and data sharing in breach of the Act.",
)
