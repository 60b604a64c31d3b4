"""The conditions that several eras' guidance share, over the facts of a record."""

from __future__ import annotations

from lawgate.law import rows as row
from lawgate.law.expr import Expr
from lawgate.law.priorities import facts as asked
from lawgate.law.priorities.facts import of_kind
from lawgate.law.rows import any_charge, any_prior

ENDED = ("dismissed", "no-charge-filed", "arrested-no-complaint-filed", "resolved", "acquitted")

felony = row.level.one_of("felony", "indictable-crime")
misdemeanor = row.level.one_of("misdemeanor", "disorderly-persons")
crime = felony | misdemeanor
aggravated = ~row.aggravated_felony.none
still_charged = ~row.disposition.one_of(*ENDED)
minor_traffic = of_kind("traffic", "unlicensed-driving", "suspended-licence") & ~of_kind("dui", "hit-and-run")
over_a_year = row.max_months.after(12) | felony
under_a_year = row.max_months.before(12)
drug = of_kind("drug-trafficking", "drug-possession")


def charged_or_convicted(cond: Expr) -> Expr:
    """A charge that has not ended, or an earlier conviction, meets ``cond``."""
    return any_charge(still_charged & cond) | any_prior(cond)


# Secure Communities, level 1
level_one = of_kind(
    "homicide",
    "kidnapping",
    "sexual-assault",
    "robbery",
    "aggravated-assault",
    "sex-offence",
    "domestic-violence",
    "child-abuse",
    "weapon",
) | (drug & over_a_year)

# The detainer guidance of 2012, item 3: a firearm or another deadly weapon
item_three = of_kind(
    "assault",
    "aggravated-assault",
    "threats",
    "domestic-violence",
    "sexual-assault",
    "sex-offence",
    "dui",
    "hit-and-run",
    "weapon",
    "drug-trafficking",
)

# The priorities of 2014, 2(b): a firearm only, and any misdemeanor with ninety days to serve
significant = (
    of_kind("domestic-violence", "sexual-assault", "sex-offence", "burglary", "drug-trafficking", "dui")
    | asked.firearm
    | asked.custody_days.from_(90)
)

# 8 U.S.C. § 1226(c)(1)(E)(ii)
laken_riley = (
    of_kind("burglary", "theft", "larceny", "shoplifting", "assault-on-officer") | asked.death_or_serious_injury
)
