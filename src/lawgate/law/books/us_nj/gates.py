"""New Jersey: which charges and convictions open the Attorney General's directive, surely and perhaps.

The list attached to the directive was not seen. Its recalled sections are in ``offences/violent_or_serious.csv``: *listed*
where the digest of the directive names them, *doubtful* where the attachment may.
Sources: N.J.S.A. 2C:43-1 (degrees), 2C:25-19 (domestic violence); Directive 2018-6.
"""

from lawgate.law import facts as fact
from lawgate.law import rows as row
from lawgate.law.offences import section_list
from lawgate.law.rows import any_charge, any_conviction

CHARGED = ("pending", "arrested", "released", "released-on-recognisance")
LISTED = section_list("us_nj", "violent_or_serious.csv", "listed")
DOUBTFUL = section_list("us_nj", "violent_or_serious.csv", "doubtful")
DOMESTIC = section_list("us_nj", "domestic_violence.csv", "listed")

crime = row.level.one_of("indictable-crime", "felony")  # a felony elsewhere is what New Jersey calls a crime
crime_or_finding = row.level.one_of("indictable-crime", "felony", "juvenile-adjudication")
first_or_second_degree = row.grade.one_of("1", "2")
domestic_violence = row.section.one_of(*DOMESTIC) & row.domestic_violence
of_another_code = row.section.none & (row.serious | row.violent)
violent_or_serious = first_or_second_degree | row.section.one_of(*LISTED) | domestic_violence | of_another_code
perhaps = violent_or_serious | row.section.one_of(*DOUBTFUL)
charged = row.disposition.one_of(*CHARGED)

recent_crime = any_conviction(crime & row.convicted_on.within(5, of=fact.today))
gate_surely = (
    any_charge(charged & crime & violent_or_serious)
    | any_conviction(crime_or_finding & violent_or_serious)
    | recent_crime
    | fact.judicial_removal_order
)
gate_arguably = (
    gate_surely
    | any_charge(charged & row.level.one_of("indictable-crime", "felony", "juvenile-petition") & perhaps)
    | any_conviction(crime_or_finding & perhaps)
)
