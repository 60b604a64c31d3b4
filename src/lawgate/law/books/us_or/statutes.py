"""Oregon: no agency resources for civil immigration enforcement, in the words of 1987 and of 2021."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us.background import told
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, TRANSFER, Answer, Authority, Rank, where

OREGON = where("OR")
SINCE_2021 = "2021-07-19"
court_ordered = fact.subpoena_enforced & fact.subject_named
judicial_subpoena = fact.subpoena_type.one_of("judicial") | court_ordered
criminal_warrant = fact.judicial_warrant.one_of("federal-criminal", "federal-criminal-immigration")

ors_820 = Authority(
    "or-181a-820",
    title="Enforcement of federal immigration law",
    cite="ORS 181A.820 (formerly 181.850)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=OREGON,
    since="1987-07-07",
    confidence=Confidence.READ,
    source="law.onecle.com (earlier text); getpocketlaw.com (2021 text); the 2021 day is recalled",
    words="No agency money, equipment or personnel may be used to detect or apprehend people for immigration alone; "
    "arrest on a federal "
    "magistrate's warrant for an immigration crime is allowed. Before 2021 it spoke of people whose only violation "
    "was presence, and "
    "counties went on telling ICE.",
)
ors_823 = Authority(
    "or-181a-823",
    title="Information about people in custody",
    cite="ORS 181A.823",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=OREGON,
    since=SINCE_2021,
    confidence=Confidence.READ,
    source="lawserver.com, in part; Oregon DOJ toolkit",
    words="No information about a person in custody goes to federal immigration authority for civil enforcement, "
    "except as a judicial "
    "subpoena or a court compels; and everyone committed gets written notice that status questions may be refused.",
)
ors_823.prohibits(NOTIFY, key="no-notice", unless=judicial_subpoena | criminal_warrant)
ors_823.bars_telling(
    "dhs",
    "custody",
    "booking",
    "address",
    "prints",
    key="no-information",
    unless=judicial_subpoena | criminal_warrant,
    words="No information about a person in custody goes to federal immigration authority for civil enforcement.",
)
ors_823.serves(
    "or-181a823-notice-of-rights",
    key="notice-of-rights",
    words="On commitment: written notice, in the person's language, that questions about status may be refused and "
    "that answers may "
    "have immigration consequences.",
)
ors_826 = Authority(
    "or-181a-826",
    title="Public facilities and immigration enforcement",
    cite="ORS 181A.826",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=OREGON,
    since=SINCE_2021,
    confidence=Confidence.READ,
    source="lawserver.com; oregon.public.law",
    words="No public facility, money or personnel for detaining or holding for immigration enforcement; no access "
    "for ICE to non-public "
    "areas; other requests than a judicial subpoena are declined and documented.",
)
ors_826.prohibits(HOLD, key="no-hold")
ors_826.prohibits(
    TRANSFER, key="no-hand-over", words="Custody may not be handed over for civil immigration enforcement."
)
ors_826.prohibits(
    INTERVIEW,
    key="no-access",
    unless=judicial_subpoena | criminal_warrant,
    words="ICE has no access to non-public areas of the jail.",
)
ors_826.leaves_open(
    HOLD,
    key="civil-judicial",
    grounds=("court",),
    when=fact.judicial_warrant.one_of("civil-judicial"),
    flags=("text-not-confirmed",),
    words="Whether a judge's warrant for civil custody is within the exception was not seen.",
)
ors_826.duty(
    "decline-and-document",
    cite="(3)(a)",
    key="decline",
    when=fact.request,
    given={HOLD: frozenset({Answer.PROHIBITED, Answer.NOT_REQUESTED})},
    words="The request is declined in writing and documented.",
)
ors_826.duty(
    "report-to-criminal-justice-commission",
    key="report",
    when=fact.request,
    words="Requests are reported to the Criminal Justice Commission at least monthly.",
)
subpoenas = Authority(
    "or-mcshane-subpoenas-2025",
    title="Court-enforced subpoenas",
    cite="D. Or., petition of 1 Oct. 2025 (McShane, J.)",
    kind="decision",
    rank=Rank.FEDERAL_STATUTE,
    territory=where("OR", counties=("Multnomah", "Clackamas", "Washington", "Marion")),
    since="2025-12-01",
    confidence=Confidence.SUMMARY,
    source="dailytidings.com; localnewswave.com; the day of the ruling was not seen",
    words="Once a federal court orders compliance with a subpoena, its subject's information must be given, to that "
    "extent.",
)
subpoenas.requires(NOTIFY, key="comply", when=court_ordered)
miranda_or = Authority(
    "or-miranda-olivares-2014",
    title="Miranda-Olivares v. Clackamas County, in Oregon practice",
    cite="2014 WL 1414305 (D. Or. 2014)",
    kind="decision",
    rank=Rank.CONSTITUTION,
    territory=where("OR", counties=("Clackamas",)),
    since="2014-04-11",
    confidence=Confidence.READ,
    source="opinion at pdfslide.net; ballotpedia.org",
    words="Holding on a bare detainer after bail could have been posted is an arrest without probable cause; it led "
    "jails across the "
    "West to stop.",
)

ors_829 = told(
    "or-181a-829",
    "Agreements barred",
    "ORS 181A.829",
    SINCE_2021,
    "No agreement under 287(g) and none to detain people for immigration authorities; any person may ask a court to enjoin one.",
    rank=Rank.STATE_STATUTE,
    territory=OREGON,
    source="lawserver.com; the day is recalled",
)
