"""Values Act: from 4 January 2018 no hold on any request; notice and hand-over only as § 7282.5 allows."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us_ca.convictions import notice_arguably, notice_surely, values_arguably, values_surely
from lawgate.law.norms import HOLD, NOTIFY, TRANSFER, Answer, Authority, Rank, where
from lawgate.law.rows import any_conviction, level

LOCAL = where("CA", not_agency=("state-prison",))
asked_to_notify = fact.request & fact.asks.has("notify")
criminal_immigration_warrant = fact.judicial_warrant.one_of("federal-criminal-immigration")

values_act = Authority(
    "ca-values-act",
    title="Values Act",
    cite="Cal. Gov. Code § 7284.6",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=LOCAL,
    since="2018-01-04",
    confidence=Confidence.READ,
    source="SB 54 as chaptered 5 Oct. 2017, ch. 495",
    words="California agencies may not detain on a hold request, may tell DHS a release date only if it is public "
    "or § 7282.5 is met, "
    "may hand over only on a judge's warrant or where § 7282.5 is met, and may not act as immigration officers.",
)
section_7282_5 = Authority(
    "ca-gov-7282-5-2018",
    title="Convictions that allow discretion",
    cite="Cal. Gov. Code § 7282.5",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=LOCAL,
    since="2018-01-04",
    confidence=Confidence.READ,
    source="SB 54 as chaptered 5 Oct. 2017, ch. 495",
    words="Discretion needs a serious or violent felony or a state-prison felony, ever; a listed felony within "
    "fifteen years; a listed "
    "wobbler as a misdemeanor within five; a registry entry; a federal aggravated felony or felony warrant; or, for "
    "notice only, a "
    "magistrate's finding.",
)

values_act.prohibits(
    HOLD,
    cite="(a)(1)(B)",
    key="hold-request",
    words="No agency may detain anyone on a hold request, whatever the record.",
)
values_act.prohibits(
    HOLD,
    cite="(a)(1)(E)",
    key="civil-warrant",
    grounds=("court",),
    when=fact.judicial_warrant.one_of("civil-judicial"),
    words="Arrest on a warrant for a civil immigration violation is barred, whoever signed it.",
)
values_act.prohibits(
    NOTIFY,
    cite="(a)(1)(C)",
    key="release-date",
    unless=fact.release_info_public | (asked_to_notify & (values_arguably | notice_arguably)),
    words="A release date may be given only if it is public, or in answer to a request about someone whose record "
    "meets § 7282.5.",
)
values_act.flag(
    "no-request-no-discretion",
    key="no-request",
    when=~fact.request & (values_surely | ~fact.judicial_warrant.one_of("none")) & ~fact.release_info_public,
    given={NOTIFY: frozenset({Answer.PROHIBITED})},
    words="The exception answers a request, and there is none.",
)
section_7282_5.leaves_open(
    NOTIFY,
    key="notice-open",
    when=asked_to_notify & (values_arguably | notice_arguably),
    unless=values_surely | notice_surely | fact.release_info_public,
    words="Whether this record opens discretion depends on a reading that no court has settled.",
)
values_act.prohibits(
    TRANSFER,
    cite="(a)(4)",
    key="hand-over",
    unless=values_arguably | criminal_immigration_warrant,
    words="Hand-over needs a judge's warrant or finding, or a record that meets § 7282.5.",
)
values_act.prohibits(
    TRANSFER,
    cite="(a)(4)",
    key="civil-warrant-hand-over",
    grounds=("court",),
    when=fact.judicial_warrant.one_of("civil-judicial"),
    unless=values_arguably,
    words="A warrant for civil immigration custody is not the judicial warrant that (a)(4) asks for.",
)
section_7282_5.leaves_open(
    TRANSFER,
    key="hand-over-open",
    when=values_arguably,
    unless=values_surely | criminal_immigration_warrant,
    words="Whether this record opens discretion depends on a reading that no court has settled.",
)
section_7282_5.flag(
    "confidential-record",
    key="juvenile-record",
    when=any_conviction(level.one_of("juvenile-adjudication")) & values_arguably & ~values_surely,
    words="The record is a juvenile's and confidential; whether the jail may use it at all is open.",
)
section_7282_5.flag(
    "later-amendments-not-checked",
    key="amendments",
    since="2026-02-13",
    when=any_conviction(~level.one_of("infraction")) & fact.request & fact.judicial_warrant.one_of("none"),
    confidence=Confidence.SUMMARY,
    words="Bills of 2026 would change this section (SB 1105, AB 2701); whether they passed was not seen.",
)
values_act.flag(
    "values-act-not-engaged",
    key="ordinary-crime",
    when=fact.judicial_warrant.one_of("federal-criminal"),
    words="Custody on a warrant for an ordinary federal crime is no immigration enforcement; the Act is not engaged.",
)
values_act.says(
    "share_home_address",
    Answer.PROHIBITED,
    cite="(a)(1)(D)",
    key="address",
    when=fact.dhs_also_asks.has("home-address"),
    words="Personal information such as a home or work address may not be given unless it is public.",
)
values_act.bars_telling(
    "dhs",
    "address",
    cite="(a)(1)(D)",
    key="personal",
    unless=fact.address_public,
    words="Personal information such as a home or work address may not be given unless it is public.",
)
values_act.bars_telling(
    "dhs",
    "prints",
    cite="(a)(1)(D)",
    key="personal",
    words="What is kept of a person's body is personal information, and is not public.",
)
values_act.bars_telling(
    "dhs",
    "custody",
    "booking",
    cite="(a)(1)(C)",
    key="other-information",
    unless=fact.custody_info_public | (asked_to_notify & (values_arguably | notice_arguably)),
    words="Other information is given only if it is public, or in answer to a request about someone whose record meets "
    "§ 7282.5.",
)
section_7282_5.leaves_telling_open(
    "dhs",
    "custody",
    "booking",
    key="open",
    when=asked_to_notify & (values_arguably | notice_arguably),
    unless=values_surely | notice_surely | fact.custody_info_public,
    words="Whether this record opens discretion depends on a reading that no court has settled.",
)
values_act.allows_telling(
    "dhs",
    "address",
    cite="(a)(1)(D)",
    key="public",
    when=fact.address_public,
    words="What is available to the public may be given.",
)
values_act.allows_telling(
    "dhs",
    "custody",
    "booking",
    cite="(a)(1)(C)",
    key="public",
    when=fact.custody_info_public,
    words="What is available to the public may be given.",
)
values_act.duty(
    "annual-report-to-attorney-general",
    cite="(c)",
    key="report",
    when=values_arguably & fact.request,
    given={TRANSFER: frozenset({Answer.PERMITTED})},
    words="Every hand-over is counted in the yearly report to the Attorney General, with the offence that allowed it.",
)
