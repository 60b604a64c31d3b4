"""Consulates: told of the custody at the person's wish, or where a treaty with their country says so; of nothing else."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import NATION, Authority, Rank

vienna = Authority(
    "vienna-consular-36",
    title="Consular notification",
    cite="Vienna Convention on Consular Relations art. 36(1)(b), 21 U.S.T. 77; 8 C.F.R. § 236.1(e)",
    kind="treaty",
    rank=Rank.FEDERAL_STATUTE,
    territory=NATION,
    since="1969-12-24",
    confidence=Confidence.READ,
    source="text of art. 36; 72 Fed. Reg. 1923 (17 Jan. 2007) on 8 C.F.R. 236.1(e); State Department manual of September 2018, which "
    "binds local officers; the day in force for this country is recalled",
    words="A foreign national in custody is told without delay that their consulate may be told, and it is told if they "
    "wish. With the countries that 8 C.F.R. § 236.1(e) lists, other treaties have it told at once, even against their wish.",
)
wished = fact.consular_wish | fact.consular_mandatory
vienna.has_told(
    "consulate",
    "custody",
    key="wish",
    when=wished,
    words="The person asks for it, or a treaty with their country demands it: the consulate is told of the custody.",
)
vienna.bars_telling(
    "consulate",
    "custody",
    key="no-wish",
    when=~wished,
    words="The person does not ask for it, and no treaty with their country demands it.",
)

asylum_information = Authority(
    "8-cfr-208-6",
    title="Disclosure to third parties",
    cite="8 C.F.R. §§ 208.6, 236.1(e)",
    kind="regulation",
    rank=Rank.FEDERAL_REGULATION,
    territory=NATION,
    since="1997-04-01",
    confidence=Confidence.SUMMARY,
    source="fact sheet of the Asylum Division, 3 June 2005, on 8 C.F.R. 208.6; that § 236.1(e) says so of consulates is recalled",
    words="Nothing that would show an asylum claim is told to the person's country; even notice to a consulate keeps it "
    "back. The rule speaks to federal officers; a jail that holds such papers keeps them back with them.",
)
asylum_information.bars_telling(
    "consulate",
    "status",
    "request",
    "prints",
    "decision",
    key="claim",
    when=wished,
    words="Papers of an immigration case may show a claim of asylum; a consulate is told of the custody alone.",
)
