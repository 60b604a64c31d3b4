"""Connecticut: the records that open § 54-192h, in the texts of 2013, 2019 and 2025."""

from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.rows import any_charge, any_conviction

felony = row.level.one_of("felony")
class_a_or_b = row.grade.one_of("A", "B")

final_order = fact.boxes.has("1-final-order", "1B-final-order", "order-of-removal") | fact.civil_warrants.has("I-205")
no_bond_posted = any_charge(row.disposition.one_of("pending", "arrested", "released-on-recognisance")) & ~(
    fact.release_event.one_of("bail-posted", "bail-tendered-and-refused")
)
gate_2013 = (
    any_conviction(felony)
    | no_bond_posted
    | fact.outstanding_criminal_warrant
    | fact.terrorist_or_gang_match
    | final_order
)
gate_2019 = any_conviction(felony & class_a_or_b) | fact.terrorist_or_gang_match
lesser_felony = any_conviction(felony & ~class_a_or_b)
"""A felony below class B: thirteen such crimes were added in October 2025, and their list was not seen."""
