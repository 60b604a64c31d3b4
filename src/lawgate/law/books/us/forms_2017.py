"""The forms since 2017: I-247A asks for a hold and notice; I-247G (2025) asks for notice only."""

from datetime import date

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us.forms_2015 import lent, needs_service
from lawgate.law.norms import HOLD, NATION, Authority, Rank

ours = fact.form.one_of("I-247A")

form_a = Authority(
    "form-i247a-2017",
    title="Immigration Detainer - Notice of Action",
    cite="Form I-247A",
    kind="form",
    rank=Rank.FEDERAL_FORM,
    territory=NATION,
    since="2017-04-02",
    confidence=Confidence.READ,
    source="ICE guidance for completing Form I-247A; DHS Form I-247A (02/17)",
    words="Asks for notice and for at most 48 hours past release, weekends and holidays included, once a copy is "
    "served; needs a "
    "mark in Part 1 (probable cause) or Part 2 (DHS lent the person).",
)
needs_service(form_a, "I-247A")
form_a.prohibits(
    HOLD,
    key="blank",
    when=ours & ~fact.boxes.has_part("1-") & ~lent,
    flags=("return-form-to-sender",),
    words="Neither Part 1 nor Part 2 is completed: the form states no basis to rely on.",
)
form_a.prohibits(
    HOLD,
    key="before-its-day",
    when=ours & fact.issued_on.before(date(2017, 2, 1)),
    words="The form did not exist on the day it bears.",
)

warrant_policy = Authority(
    "ice-10074-2",
    title="ICE Policy 10074.2: a warrant with every detainer",
    cite="ICE Policy 10074.2",
    kind="policy",
    rank=Rank.FEDERAL_POLICY,
    territory=NATION,
    since="2017-04-02",
    confidence=Confidence.SUMMARY,
    source="ICE Policy 10074.2; OIG-20-13",
    words="Every I-247A is to arrive with a signed I-200 or I-205. A policy neither voids a form nor gives rights, "
    "so whether a form "
    "alone supports a hold is not settled.",
)
warrant_policy.leaves_open(
    HOLD,
    key="no-warrant",
    when=ours & ~fact.civil_warrants.has("I-200", "I-205"),
    words="The form came without the I-200 or I-205 that federal policy requires; no authority here settles whether "
    "it supports a hold.",
)

form_g = Authority(
    "form-i247g-2025",
    title="Request for Advance Notification of Release",
    cite="Form I-247G",
    kind="form",
    rank=Rank.FEDERAL_FORM,
    territory=NATION,
    since="2025-03-04",
    confidence=Confidence.READ,
    source="Gonzalez v. ICE settlement materials",
    words="Asks for notice of release only; it neither asks for nor allows a hold.",
)
