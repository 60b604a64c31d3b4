"""Texas: detainers must be honoured (SB 4 of 2017), save for a person who shows citizenship or lawful status."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us.background import told
from lawgate.law.mandate import demands, tells_person, voids_local_limits
from lawgate.law.norms import Authority, Penalty, Rank, where

TEXAS = where("TX")
shows_status = fact.citizenship_claim.one_of("documented") | fact.lawful_status_claim.one_of("documented")
WORDS = (
    "A jail with custody of a person subject to an ICE detainer must comply with, honor and fulfil the requests in "
    "it, unless the "
    "person has shown proof of citizenship or lawful status, such as a Texas driver's license."
)

PENALTIES = (
    Penalty(
        "An agency that refuses on purpose, as a pattern or practice, owes a civil penalty of $1,000 to $1,500 for the "
        "first breach "
        "and of $25,000 to $25,500 for each later one; every day counts as one.",
        "Tex. Gov't Code §§ 752.053(a)(3), 752.056",
        Confidence.SUMMARY,  # § 752.053 was read; the sums are those that El Cenizo restates
    ),
    Penalty("An officer who does so loses the office.", "Tex. Gov't Code § 752.0565", Confidence.READ),
    Penalty(
        "A sheriff, chief, constable or head of a jail who knowingly fails to comply with a detainer commits a Class A "
        "misdemeanor.",
        "Tex. Penal Code § 39.07",
        Confidence.RECALLED,  # that it is an offence was read; its grade was not in the text seen
    ),
)
PENALTY = " ".join(f"{p.words} ({p.cite}: {p.mark.sentence}.)" for p in PENALTIES)


def article(id_: str, cite: str, since: str, until: str | None, confidence: Confidence, source: str) -> Authority:
    """The duty under the number it had in those years."""
    made = Authority(
        id_,
        title="Duties as to persons subject to a detainer",
        cite=cite,
        kind="statute",
        rank=Rank.STATE_STATUTE,
        territory=TEXAS,
        since=since,
        until=until,
        confidence=confidence,
        source=source,
        words=f"{WORDS} {PENALTY}",
        penalties=PENALTIES,
    )
    demands(made, unless=shows_status, words=WORDS)
    voids_local_limits(
        made, words="A local policy that limits enforcement of immigration law is void (Gov't Code ch. 752)."
    )
    tells_person(made, "tx-tell-person-held-on-detainer")
    return made


art_2_251 = article(
    "tx-ccp-2-251",
    "Tex. Code Crim. Proc. art. 2.251",
    "2017-09-25",
    "2024-12-31",
    Confidence.READ,
    "lawserver.com; in force from 1 Sept. 2017 on paper, enjoined until the stay of 25 Sept. 2017",
)
art_2a_060 = article(
    "tx-ccp-2a-060",
    "Tex. Code Crim. Proc. art. 2A.060",
    "2025-01-01",
    None,
    Confidence.SUMMARY,
    "the same duties under a new number, which Gov't Code § 752.053(a)(3) names from 1 January 2025 (lawserver.com); "
    "the article itself was not seen",
)

sb_8 = Authority(
    "tx-sb8-gov-753",
    title="Sheriffs must seek a 287(g) agreement",
    cite="Tex. Gov't Code ch. 753 (SB 8 of 2025)",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("TX", agency=("county-jail",)),
    since="2026-01-01",
    confidence=Confidence.READ,
    source="legiscan.com; capitol.texas.gov",
    words="A sheriff who runs or contracts a jail must request and enter a 287(g) agreement by 1 December 2026.",
)
sb_8.duty("sheriff-must-request-287g-by-2026-12-01", key="agreement", until="2026-12-01")

el_cenizo = told(
    "tx-el-cenizo-2018",
    "City of El Cenizo v. Texas: when the mandate was in force",
    "W.D. Tex., 30 Aug. 2017; stay of 25 Sept. 2017; 885 F.3d 332 (5th Cir. 2018), superseded by 890 F.3d 164",
    "2017-09-25",
    "Enjoined before its first day, the mandate has been in force since the stay of 25 September 2017; it was upheld "
    "on its face on 8 May 2018. "
    "The stay panel read the duty as following existing detainer practice and law, not every request whatever its defects.",
    rank=Rank.CONSTITUTION,
    kind="decision",
    territory=TEXAS,
    source="austinchronicle.com; law.justia.com; the day of August 2017 is recalled",
)
