"""Gov. Code § 7282.5: which convictions let a California jail act on a request, in the text of 2014 and of 2018.

Each limb is written in two readings: *surely* met, and *arguably* met. Where only the second holds the law is open.
Sources: Gov. Code §§ 7282, 7282.5; Pen. Code §§ 17(b), 667(d), 872, 1170(h), 1170.18, 1192.7(c), 667.5(c).
"""

from __future__ import annotations

from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.expr import Expr
from lawgate.law.rows import any_charge, any_conviction

AGGRAVATED = tuple("ABCDEFGHIJKLMNOP")  # 8 U.S.C. § 1101(a)(43)(A)-(P)
FELONY_ONLY = ("G", "M")  # the list counts these categories only when convicted as a felony

misdemeanor = row.level.one_of("misdemeanor")
felony = row.level.one_of("felony") & ~row.redesignated
once_felony = row.level.one_of("felony") | row.redesignated
listed = ~row.category.none
serious_or_violent = row.serious | row.violent
state_prison = row.confinement.one_of("state-prison") & row.confinement_then.one_of("state-prison")
arguably_state_prison = row.confinement.one_of("state-prison") | row.confinement_then.one_of("state-prison")
recent_wobbler = (
    misdemeanor & row.wobbler & listed & ~row.category.one_of(*FELONY_ONLY) & row.convicted_on.within(5, of=fact.today)
)
federal_aggravated = row.federal & row.aggravated_felony.one_of(*AGGRAVATED)
adjudicated_707b = row.level.one_of("juvenile-adjudication") & row.welf_inst_707b & row.age_at_offence.from_(16)
not_prop47 = ~row.redesignated & ~(misdemeanor & row.prop47)

registry_or_warrant: Expr = fact.registry_sex_arson | fact.federal_felony_warrant
held_to_answer_sure = (
    row.held_on_this
    & row.level.one_of("felony")
    & (serious_or_violent | ((row.confinement.one_of("state-prison") | listed) & ~row.domestic_violence))
)
held_to_answer_arguable = (
    row.held_on_this
    & row.level.one_of("felony")
    & (serious_or_violent | row.confinement.one_of("state-prison") | (listed & ~row.domestic_violence))
)
held_to_answer_2018 = (
    row.held_on_this & row.level.one_of("felony") & (serious_or_violent | row.confinement.one_of("state-prison"))
)

trust_surely = (
    any_conviction(
        (felony & (serious_or_violent | state_prison | listed))
        | (recent_wobbler & ~row.redesignated)
        | federal_aggravated
    )
    | registry_or_warrant
    | any_charge(held_to_answer_sure)
)
trust_arguably = (
    any_conviction(
        (once_felony & (serious_or_violent | arguably_state_prison | listed))
        | recent_wobbler
        | federal_aggravated
        | adjudicated_707b
    )
    | registry_or_warrant
    | any_charge(held_to_answer_arguable)
)

grave_2018 = any_conviction((felony & (serious_or_violent | state_prison)) | federal_aggravated) | registry_or_warrant
listed_2018 = any_conviction(
    not_prop47 & ((felony & listed & row.convicted_on.within(15, of=fact.today)) | recent_wobbler)
)
arguable_2018 = any_conviction(
    not_prop47 & ((felony & (serious_or_violent | arguably_state_prison)) | adjudicated_707b | federal_aggravated)
)
shielded = any_charge(misdemeanor & row.prop47) | any_conviction((misdemeanor & row.prop47) | row.redesignated)

values_surely = (grave_2018 | listed_2018) & ~shielded
values_arguably = grave_2018 | arguable_2018 | (listed_2018 & ~shielded)
notice_surely = any_charge(held_to_answer_2018) & ~shielded
notice_arguably = any_charge(held_to_answer_2018)
