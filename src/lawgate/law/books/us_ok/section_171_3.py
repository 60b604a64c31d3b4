"""Oklahoma: 22 O.S. 171.3, detainers must be honored save for proof of citizenship."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.books.us.background import told
from lawgate.law.mandate import demands, tells_person, voids_local_limits
from lawgate.law.norms import Authority, Rank, where

section_171_3 = Authority(
    "ok-22-171-3",
    title="Comply, honor and fulfil",
    cite="22 Okla. Stat. § 171.3",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("OK"),
    since="2021-11-01",
    confidence=Confidence.READ,
    source="getpocketlaw.com",
    words="A detainer must be complied with, honored and fulfilled, and the person told, unless proof of U.S. "
    "citizenship is shown. Proof of lawful status is not enough.",
)
demands(section_171_3, unless=fact.citizenship_claim.one_of("documented"))
voids_local_limits(section_171_3)
tells_person(section_171_3, "ok-tell-person-held-on-detainer")

hb_4156 = told(
    "ok-hb4156",
    "Impermissible occupation",
    "Okla. HB 4156 (2024)",
    "2024-07-01",
    "A state crime of being in Oklahoma unlawfully, enjoined in federal court. It is no rule on detainers.",
    rank=Rank.STATE_STATUTE,
    territory=where("OK"),
    confidence=Confidence.RECALLED,
)
