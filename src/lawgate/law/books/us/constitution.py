"""The Constitution: a hold past release is a new seizure; nobody may be commandeered; birthplace is no reason."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, NATION, Authority, Rank, where

amend_4 = Authority(
    "us-const-amend-4",
    title="Fourth Amendment",
    cite="U.S. Const. amend. IV",
    kind="constitution",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="1791-12-15",
    confidence=Confidence.READ,
    source="Morales v. Chadbourne; Gonzalez v. ICE; Miranda-Olivares v. Clackamas County",
    words="Custody past the end of the jail's own authority is a new seizure and needs its own probable cause.",
)

only_an_inquiry = fact.form.one_of(
    "I-247 (1997)", "I-247 (8/10)", "I-247 (6/11)", "I-247 (12/11)", "I-247 (12/12)"
) & ~fact.boxes.has_other_than("inquiry-begun")

amend_4.prohibits(
    HOLD,
    key="no-probable-cause",
    when=only_an_inquiry,
    words="A request that says only that an inquiry has been opened, or says nothing, supplies no probable cause.",
)
amend_4.flag(
    "pre-decision-interpretation",
    key="before-the-ninth-circuit",
    territory=where(circuits=("9",)),
    until="2012-09-24",
    when=only_an_inquiry & fact.hold_wanted,
    ex_ante_only=True,
    words="No court whose rulings bind here had yet said that a bare inquiry gives no probable cause.",
)
amend_4.flag(
    "pre-decision-interpretation",
    key="before-the-first-circuit",
    territory=where(circuits=("1",)),
    until="2015-07-16",
    when=only_an_inquiry & fact.hold_wanted,
    ex_ante_only=True,
    words="No court whose rulings bind here had yet said that a bare inquiry gives no probable cause.",
)
amend_4.flag(
    "pre-decision-interpretation",
    key="before-the-third-circuit",
    territory=where(circuits=("3",)),
    until="2014-03-03",
    when=only_an_inquiry & fact.hold_wanted,
    ex_ante_only=True,
    words="No court whose rulings bind here had yet said that a bare inquiry gives no probable cause.",
)

amend_10 = Authority(
    "us-const-amend-10",
    title="Tenth Amendment",
    cite="U.S. Const. amend. X; Printz v. United States, 521 U.S. 898 (1997); Murphy v. NCAA, 584 U.S. 453 (2018)",
    kind="constitution",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="1791-12-15",
    confidence=Confidence.READ,
    source="Galarza v. Szalczyk, 745 F.3d 634",
    words="A federal paper cannot order a state or local agency to detain anyone; the agency may decline.",
)

amend_14 = Authority(
    "us-const-amend-14",
    title="Fourteenth Amendment",
    cite="U.S. Const. amend. XIV",
    kind="constitution",
    rank=Rank.CONSTITUTION,
    territory=NATION,
    since="1868-07-09",
    confidence=Confidence.READ,
    source="Parada v. Anoka County; Mercado v. Dallas County; Roy v. County of Los Angeles",
    words="Longer custody or a call to DHS because of foreign birth, surname or language alone is forbidden.",
)
amend_14.prohibits(
    HOLD,
    key="foreign-birth",
    grounds=("delay",),
    words="Release may not be delayed to call ICE because the person was born abroad.",
)
