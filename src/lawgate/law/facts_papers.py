"""Facts of papers: what a judge signed, what an officer signed, agreements, subpoenas, findings. Used as ``facts.NAME``."""

from __future__ import annotations

from lawgate.law.declare import Word, Words, yes

judicial_warrant = Word(
    "judicial_warrant",
    "Is there a warrant signed by a judge, and of which kind?",
    "¿Hay una orden firmada por un juez, y de qué tipo?",
    words=("none", "federal-criminal", "federal-criminal-immigration", "state-criminal", "civil-judicial"),
)
civil_warrants = Words(
    "civil_warrants",
    "Which immigration warrants came with the request (I-200, I-205)?",
    "¿Qué órdenes administrativas llegaron con la solicitud (I-200, I-205)?",
    words=("I-200", "I-205"),
    open=False,
)
agreement_287g = Word(
    "agreement_287g",
    "Does the agency have a 287(g) agreement, and of which model?",
    "¿Tiene la agencia un acuerdo 287(g), y de qué modelo?",
    words=("none", "jail-model", "warrant-service-model", "task-force-model"),
)
agreement_conforming = yes(
    "agreement_287g_conforming",
    "Does the 287(g) agreement carry the conditions that state law demands?",
    "¿Contiene el acuerdo 287(g) las condiciones que exige la ley estatal?",
)
state_judicial_order = yes(
    "state_judicial_order",
    "Has a state judicial official ordered the hold?",
    "¿Ordenó la retención una autoridad judicial del estado?",
)
juvenile_court_order = yes(
    "juvenile_court_order",
    "Has the juvenile court ordered the disclosure?",
    "¿Ordenó el tribunal de menores entregar la información?",
)
cost_agreement = yes(
    "cost_reimbursement_agreement",
    "Is there a written agreement that the federal side pays all costs?",
    "¿Hay un acuerdo escrito de que el gobierno federal paga todos los costos?",
)
consent_decree = yes(
    "federal_consent_decree",
    "Does a federal consent decree bind the jail?",
    "¿Obliga a la cárcel un decreto de consentimiento federal?",
)
unsafe_to_comply = yes(
    "unsafe_to_comply",
    "Has the custodian found it unsafe to comply?",
    "¿Determinó el custodio que cumplir es inseguro?",
)
neutral_finding = yes(
    "neutral_probable_cause_finding",
    "Has a neutral official reviewed the detainer and found probable cause?",
    "¿Revisó la solicitud una autoridad neutral y halló causa probable?",
)
escape_finding = yes(
    "escape_finding",
    "Did ICE find that the person was likely to escape before a warrant could be had?",
    "¿Determinó ICE que era probable que la persona escapara antes de obtener una orden?",
)
federal_direction = yes(
    "federal_direction",
    "Has a federal official expressly directed this officer to make the arrest?",
    "¿Ordenó expresamente un funcionario federal a este agente hacer el arresto?",
)
subpoena_type = Word(
    "subpoena.type",
    "What kind of subpoena was presented?",
    "¿Qué tipo de citación se presentó?",
    words=("none", "administrative", "judicial"),
    open=True,
    nullable=True,
)
subpoena_enforced = yes(
    "subpoena.court_enforced",
    "Has a court ordered compliance with the subpoena?",
    "¿Ordenó un tribunal cumplir la citación?",
)
subject_named = yes(
    "subpoena.subject_named", "Does the subpoena name this person?", "¿Nombra la citación a esta persona?"
)
local_policy = Words(
    "local_policy",
    "Which local policies are in force here today?",
    "¿Qué normas locales rigen hoy aquí?",
)
