"""State prisons (outside the Values Act) and juvenile halls (information needs a juvenile court's order)."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, INTERVIEW, NOTIFY, Authority, Rank, where

cdcr = Authority(
    "ca-gov-7284-10",
    title="State prisons",
    cite="Cal. Gov. Code § 7284.10",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("CA", agency=("state-prison",)),
    since="2018-01-04",
    confidence=Confidence.READ,
    source="SB 54 as chaptered; Gov. Code 7284.10",
    words="State prisons give interview consent forms, a copy of any request and a statement of intent. No statute "
    "forbids a hold past "
    "release, and none grants it.",
)
cdcr.leaves_open(
    HOLD,
    key="no-statute",
    words="No statute forbids a state prison to hold past release and none allows it; the Fourth Amendment and "
    "state power stand in "
    "doubt.",
)
cdcr.serves(
    "cdcr-copy-and-intent",
    key="copy",
    carries=("request", "intent"),
    when=fact.request,
    words="Give a copy of the request and say what the prison will do.",
)
cdcr.prohibits(
    INTERVIEW, key="consent", unless=fact.consent_signed, words="An interview needs the signed consent form."
)
cdcr.serves(
    "interview-consent-form",
    key="form",
    when=fact.interview_requested,
    words="Before any interview: the written consent form.",
)

wic_831 = Authority(
    "ca-wic-831",
    title="Juvenile information",
    cite="Cal. Welf. & Inst. Code §§ 827, 831",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("CA"),
    since="2016-01-01",
    confidence=Confidence.READ,
    source="Welf. & Inst. Code 831; AB 899",
    words="Nothing about a juvenile, name and status included, goes to federal officials without a juvenile court's "
    "order.",
)
wic_831.prohibits(
    NOTIFY,
    key="no-order",
    when=fact.juvenile,
    unless=fact.juvenile_court_order,
    words="No juvenile court has ordered the disclosure.",
)
wic_831.bars_telling(
    "dhs",
    "custody",
    "booking",
    "address",
    "prints",
    key="no-order",
    when=fact.juvenile,
    unless=fact.juvenile_court_order,
    words="No juvenile court has ordered the disclosure.",
)
wic_831.leaves_telling_open(
    "dhs",
    "status",
    key="status",
    when=fact.juvenile,
    unless=fact.juvenile_court_order,
    words="Whether 8 U.S.C. § 1373 opens a juvenile's file without the juvenile court is not settled.",
)
