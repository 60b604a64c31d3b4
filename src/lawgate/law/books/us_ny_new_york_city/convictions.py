"""New York City: the offences on which § 9-131 turns, in the texts of 2011, 2013 and 2014.

The list of violent or serious crimes is recalled by article (``offences/violent_or_serious.csv``); drug felonies of which it is
not known whether they are named stand as *doubtful*. A youthful-offender or juvenile finding is no conviction here.
Sources: Admin. Code § 9-131(a) as of 2013 (definitions of covered crime); Local Laws 58 and 59 of 2014; Penal Law § 70.06.
"""

from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.offences import section_list
from lawgate.law.rows import any_charge, any_prior, convicted_now

LISTED = section_list("us_ny_new_york_city", "violent_or_serious.csv", "listed")
DOUBTFUL = section_list("us_ny_new_york_city", "violent_or_serious.csv", "doubtful")
PENDING = ("pending", "arrested", "released", "released-on-recognisance")

felony, misdemeanor = row.level.one_of("felony"), row.level.one_of("misdemeanor")
prostitution = row.section.one_of("NY PL 230.00", "NY PL 240.37") | (row.section.none & row.name.one_of("prostitution"))
pending = row.disposition.one_of(*PENDING)

# 2014: an enumerated list, five years before the arrest, or from the end of a prison term
listed = felony & (row.section.one_of(*LISTED) | (row.section.none & (row.serious | row.violent)))
perhaps_listed = listed | (felony & row.section.one_of(*DOUBTFUL))
recent = row.convicted_on.within(5, of=fact.arrested_on) | row.released_on.within(5, of=fact.arrested_on)
violent_or_serious = any_prior(listed & recent) | any_charge(convicted_now & listed)
perhaps_violent_or_serious = any_prior(perhaps_listed & recent) | any_charge(convicted_now & perhaps_listed)

ever_violent_or_serious = any_prior(listed)
ever_perhaps = any_prior(perhaps_listed)

# 2013: any felony, or a misdemeanor of the ten years before the arrest; prostitution never counts
convicted_2013 = any_prior(
    ~prostitution & (felony | (misdemeanor & row.convicted_on.within(10, of=fact.arrested_on)))
) | any_charge(convicted_now & ~prostitution & (felony | misdemeanor))
pending_felony = any_charge(pending & felony & ~prostitution)
pending_misdemeanor = any_charge(pending & misdemeanor & ~prostitution)

# 2011: any felony or misdemeanor, convicted or pending
convicted_2011 = any_prior(~prostitution & (felony | misdemeanor)) | any_charge(
    convicted_now & ~prostitution & (felony | misdemeanor)
)

other_gate = (
    fact.outstanding_criminal_warrant
    | fact.judicial_warrant.one_of("federal-criminal", "federal-criminal-immigration", "state-criminal")
    | fact.prior_removal_order
    | fact.terrorist_or_gang_match
)
"""Another criminal warrant, an earlier removal order, or a match in a gang or terrorist database (2011 and 2013)."""
gate_2011 = convicted_2011 | pending_felony | pending_misdemeanor | other_gate
gate_2013_surely = convicted_2013 | pending_felony | other_gate
gate_2013_arguably = gate_2013_surely | pending_misdemeanor
