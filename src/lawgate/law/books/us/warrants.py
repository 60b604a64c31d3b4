"""A warrant signed by a federal judge is its own ground for custody; I-200 and I-205 are signed by officers and are not."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, NATION, TRANSFER, Authority, Rank
from lawgate.law.resolve import court_ground

judge = Authority(
    "judicial-warrant",
    title="Warrant signed by a federal judge",
    cite="U.S. Const. amend. IV; Fed. R. Crim. P. 4",
    kind="constitution",
    rank=Rank.FEDERAL_STATUTE,
    territory=NATION,
    since="1791-12-15",
    confidence=Confidence.READ,
    source="permission-is-conjunctive, entry 92 of the federal digest",
    words="Custody and hand-over under a federal warrant signed by a judge rest on the warrant, not on a detainer, "
    "and follow it.",
)
judge.permits(
    HOLD,
    key="hold",
    grounds=("court",),
    when=court_ground,
    words="A judge's federal warrant for this person carries the custody; the detainer adds nothing to it.",
)
judge.permits(
    TRANSFER,
    key="transfer",
    grounds=("court",),
    when=court_ground,
    words="The person may be handed to the officers named in a judge's warrant.",
)
judge.limits(
    "per-court-order",
    key="clock",
    ground="court",
    words="No detainer clock applies: custody lasts as the court orders.",
)

judge.flag(
    "criminal-warrant-is-separate-basis",
    key="state-warrant",
    when=fact.judicial_warrant.one_of("state-criminal"),
    words="A state judge's criminal warrant is a ground of its own, beside the federal request.",
)

officers = Authority(
    "8-cfr-287-5-e",
    title="Who signs and serves I-200 and I-205",
    cite="8 C.F.R. §§ 236.1(b), 241.2, 287.5(e)",
    kind="regulation",
    rank=Rank.FEDERAL_REGULATION,
    territory=NATION,
    since="1997-04-01",
    confidence=Confidence.READ,
    source="8 CFR 287.5(e)(2)-(3) as codified",
    words="Forms I-200 and I-205 are issued and served by immigration officers only. No judge and no local officer "
    "is on either "
    "list: they are civil immigration warrants, never judicial ones.",
)

section_287_g = Authority(
    "8-usc-1357-g",
    title="Agreements with local officers",
    cite="8 U.S.C. § 1357(g)",
    kind="statute",
    rank=Rank.FEDERAL_STATUTE,
    territory=NATION,
    since="1996-09-30",
    confidence=Confidence.READ,
    source="8 USC 1357",
    words="A trained officer under a written agreement may do the immigration tasks it names, as far as state and "
    "local law "
    "allows. No state or county must sign one.",
)
section_287_g.flag(
    "custody-is-federal-once-warrant-executed",
    key="federal-custody",
    when=fact.agreement_287g.one_of("warrant-service-model", "jail-model") & fact.warrant_served_at.from_(fact.t0),
    words="Once a 287(g) officer has served the civil warrant the custody is federal.",
)
