"""District of Columbia, 2012 to 2019: dangerous crimes and crimes of violence (D.C. Code § 23-1331(3), (4)).

Equivalents elsewhere count, so the crime is known by what it is called or by what the record says of it, not by a section.
"""

from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.rows import any_charge, any_prior, convicted_now

HOMICIDE = (
    "murder",
    "first-degree murder",
    "second-degree murder",
    "homicide",
    "manslaughter",
    "voluntary manslaughter",
)
VIOLENT = (
    "aggravated assault",
    "armed carjacking",
    "armed robbery",
    "arson",
    "assault with a dangerous weapon",
    "assault with intent to kill",
    "burglary",
    "carjacking",
    "child sexual abuse",
    "cruelty to children",
    "kidnapping",
    "mayhem",
    "rape",
    "robbery",
    "sexual abuse",
    "sexual assault",
)
felony = row.level.one_of("felony")
dangerous_or_violent = felony & (row.violent | row.serious | row.name.one_of(*HOMICIDE, *VIOLENT))
homicide = felony & row.name.one_of(*HOMICIDE)
recent = row.convicted_on.within(10, of=fact.issued_on) | row.released_on.within(5, of=fact.issued_on)

qualifying = any_prior((dangerous_or_violent & recent) | homicide) | any_charge(convicted_now & dangerous_or_violent)
