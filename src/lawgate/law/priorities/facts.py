"""What guidance asks that detention law does not: of what kind an offence is, and what only the agency knows.

A jail's record answers the first through the offence tables. It never answers the second: lines that turn on it are shown apart.
"""

from __future__ import annotations

from lawgate.law.declare import DECLARED, Day, Number, Words, yes
from lawgate.law.expr import Expr
from lawgate.law.offence_table import KINDS

_LAW = frozenset(DECLARED)

kinds = Words(
    "kinds",
    "Of what kind is the offence?",
    "¿De qué tipo es el delito?",
    in_row=True,
    words=tuple(sorted(KINDS)),
    open=False,
)
custody_days = Number(
    "custody_days",
    "How many days of custody were to be served, without what was suspended?",
    "¿Cuántos días de custodia había que cumplir, sin los suspendidos?",
    in_row=True,
)
firearm = yes(
    "firearm",
    "Is it the unlawful possession or use of a firearm?",
    "¿Es posesión o uso ilegal de un arma de fuego?",
    in_row=True,
)
death_or_serious_injury = yes(
    "death_or_serious_injury",
    "Did the offence cause death or serious bodily injury?",
    "¿Causó el delito la muerte o lesiones corporales graves?",
    in_row=True,
)
national_security = yes(
    "agency.national_security",
    "Does the agency name a danger to national security?",
    "¿Señala la agencia un peligro para la seguridad nacional?",
)
gang = yes(
    "agency.gang",
    "Does the agency name a gang conviction, or gang participation at 16 or over?",
    "¿Señala la agencia una condena o participación en pandillas a los 16 años o más?",
)
at_the_border = yes(
    "agency.at_the_border",
    "Was the person caught at the border or a port while entering unlawfully?",
    "¿Fue detenida en la frontera o en un puerto al entrar ilegalmente?",
)
recent_entry = yes(
    "agency.recent_entry",
    "Does the agency name a recent unlawful entry, as its guidance defines it?",
    "¿Señala la agencia una entrada ilegal reciente, según su guía?",
)
listed_ground = yes(
    "agency.listed_ground",
    "Does the agency name a criminal, security, fraud or expedited-removal ground?",
    "¿Señala la agencia una causal penal, de seguridad, de fraude o de expulsión acelerada?",
)
reentry = yes(
    "agency.reentry",
    "Does the agency name an unlawful re-entry after removal?",
    "¿Señala la agencia un reingreso ilegal tras una expulsión?",
)
visa_abuse = yes(
    "agency.visa_abuse", "Does the agency name an abuse of visas?", "¿Señala la agencia un abuso de visados?"
)
fraud_found = yes(
    "agency.fraud_found",
    "Did an immigration officer or judge find knowing fraud?",
    "¿Halló un oficial o juez de inmigración fraude a sabiendas?",
)
benefit_abuse = yes(
    "agency.benefit_abuse",
    "Does the agency name an abuse of public benefits?",
    "¿Señala la agencia un abuso de prestaciones públicas?",
)
final_order_on = Day(
    "agency.final_order_on",
    "On what day was a final order of removal issued?",
    "¿Qué día se emitió la orden final de expulsión?",
    nullable=True,
)
other_risk = yes(
    "agency.other_risk",
    "Does a senior officer name another serious risk, with reasons?",
    "¿Señala un oficial superior otro riesgo grave, con razones?",
)
inadmissible = yes(
    "agency.inadmissible_182a6_7",
    "Does the agency name inadmissibility under 8 U.S.C. § 1182(a)(6)(A), (6)(C) or (7)?",
    "¿Señala la agencia inadmisibilidad según 8 U.S.C. § 1182(a)(6)(A), (6)(C) o (7)?",
)
ASKED = {name: DECLARED.pop(name) for name in tuple(DECLARED) if name not in _LAW}
"""The facts above by name. They are taken out of law's own vocabulary: no policy can turn on them, and no decision stores them."""
AGENCY_SILENT = {name: None if isinstance(f, Day) else False for name, f in ASKED.items() if name.startswith("agency.")}
"""What only the agency knows, as it stands while the agency names nothing."""


def of_kind(*words: str) -> Expr:
    """The offence is of one of these kinds."""
    return kinds.has(*words)
