"""The facts that law turns on, in the vocabulary of the case files. An absent fact is unknown, never false.

Each declares its type and the plain question, in English and Spanish, that a release clerk would be asked for it. Facts of
papers are in ``facts_papers``, of the request in ``facts_request``, and all are named here; facts of one charge or one earlier
conviction are in ``rows``.
"""

from __future__ import annotations

from lawgate.law.declare import Day, Instant, Number, Word, yes
from lawgate.law.facts_papers import (
    agreement_287g,
    agreement_conforming,
    civil_warrants,
    consent_decree,
    cost_agreement,
    escape_finding,
    federal_direction,
    judicial_warrant,
    juvenile_court_order,
    local_policy,
    neutral_finding,
    state_judicial_order,
    subject_named,
    subpoena_enforced,
    subpoena_type,
    unsafe_to_comply,
)
from lawgate.law.facts_request import (
    address_public,
    argued_duty,
    asked_dhs_to_decide,
    asks,
    attorney_present,
    boxes,
    cancelled_at,
    conditions,
    consent_condition,
    consent_explained,
    consent_signed,
    consular_mandatory,
    consular_wish,
    custody_info_public,
    dhs_also_asks,
    earlier_request,
    form,
    form_complete,
    interview_requested,
    issued_on,
    issuer_listed,
    issuing_office,
    lawyer_known,
    moved_at,
    named_person_known,
    received_at,
    release_info_public,
    request,
    served_at,
    told_dhs_at,
    victim_asked,
    warrant_served_at,
)

# The moment and the custody
today = Day("moment.date", "On what local day is the question asked?", "¿En qué día local se hace la pregunta?")
asked_at = Instant("decision_at", "At what minute is the question asked?", "¿En qué minuto se hace la pregunta?")
now = Instant(
    "moment.at",
    "At what minute do we stand: that of the question, or of release?",
    "¿En qué minuto estamos: el de la pregunta o el de la liberación?",
)
in_custody = yes(
    "in_custody",
    "Was the person in this agency's custody when the request arrived?",
    "¿Estaba la persona bajo custodia de esta agencia cuando llegó la solicitud?",
)
release_event = Word(
    "release_due.event",
    "What ends the jail's own authority?",
    "¿Qué pone fin a la autoridad propia de la cárcel?",
    open=True,
    nullable=True,
)
t0 = Instant(
    "release_due.t0",
    "At what minute did the jail's own authority end (bail, sentence, dismissal, order)?",
    "¿En qué minuto terminó la autoridad propia de la cárcel (fianza, condena, desestimación, orden)?",
    nullable=True,
)
arrested_at = Instant(
    "arrested_at", "When was the person arrested?", "¿Cuándo fue arrestada la persona?", nullable=True
)
arrested_on = Day(
    "arrested_at_day", "On what local day was the person arrested?", "¿Qué día local fue arrestada?", nullable=True
)
hand_over_opens = Day(
    "release_due.five_days_before",
    "On what day do the last five days before release begin?",
    "¿Qué día empiezan los últimos cinco días antes de la liberación?",
    nullable=True,
)
record_complete = yes(
    "record_complete",
    "Is the check of earlier convictions back and complete?",
    "¿Ya llegó completa la revisión de condenas anteriores?",
)
delay_reason = Word(
    "delay_reason",
    "Why was the release delayed?",
    "¿Por qué se retrasó la liberación?",
    words=("foreign-birth-call-to-ICE",),
    open=True,
    nullable=True,
)

# The person
citizenship_claim = Word(
    "subject.citizenship_claim",
    "Does the person say they are a U.S. citizen, and is there a paper or record that supports it?",
    "¿Dice la persona que es ciudadana de EE. UU., y hay un papel o registro que lo respalde?",
    words=("none", "asserted", "documented"),
)
document_received_at = Instant(
    "subject.document_received_at",
    "When did the paper that supports the claim reach the jail?",
    "¿Cuándo llegó a la cárcel el papel que respalda la afirmación?",
    nullable=True,
)
document = Word("subject.document", "Which paper was shown?", "¿Qué papel se mostró?", open=True, nullable=True)
lawful_status_claim = Word(
    "subject.lawful_status_claim",
    "Did the person show proof of lawful status?",
    "¿Mostró la persona prueba de estatus legal?",
    words=("none", "asserted", "documented"),
)
juvenile = yes("subject.juvenile", "Is the person held as a juvenile?", "¿Está detenida como menor de edad?")
age = Number("subject.age", "How old is the person, in years?", "¿Qué edad tiene la persona, en años?")

# The record
held_to_answer = yes(
    "held_to_answer_872.found",
    "Has a magistrate found probable cause at a preliminary hearing (Pen. Code § 872)?",
    "¿Halló un magistrado causa probable en audiencia preliminar (Pen. Code § 872)?",
)
held_to_answer_charge = Word(
    "held_to_answer_872.charge",
    "On which charge did the magistrate find it?",
    "¿Por qué cargo la halló el magistrado?",
    open=True,
    nullable=True,
)
registry_sex_arson = yes(
    "registry_sex_arson",
    "Is the person now on the state's sex-offender (California: sex or arson) registry?",
    "¿Figura hoy en el registro estatal de delitos sexuales (California: sexuales o de incendio)?",
)
federal_felony_warrant = yes(
    "federal_felony_warrant",
    "Has ICE named the person as subject of an outstanding federal felony arrest warrant?",
    "¿Señaló ICE que hay una orden federal de arresto por delito grave pendiente?",
)
prior_removal_order = yes(
    "prior_removal_order", "Is there an earlier removal order?", "¿Hay una orden de expulsión anterior?"
)
outstanding_criminal_warrant = yes(
    "outstanding_criminal_warrant",
    "Is there an outstanding criminal warrant?",
    "¿Hay una orden penal de arresto pendiente?",
)
terrorist_or_gang_match = yes(
    "terrorist_or_gang_match",
    "Did the check return a match in a gang or terrorist-screening database?",
    "¿Arrojó la revisión una coincidencia en una base de pandillas o de terrorismo?",
)
sentence_years = Number(
    "sentence_years", "How long is the sentence being served, in years?", "¿De cuántos años es la condena que cumple?"
)
judicial_removal_order = yes(
    "judicial_removal_order",
    "Has a removal order signed by a judge been lodged with the jail?",
    "¿Se presentó a la cárcel una orden de expulsión firmada por un juez?",
)
not_citizen_suspected = yes(
    "reason_to_believe_not_citizen",
    "Does the arresting agency have reason to believe that the person is not a citizen?",
    "¿Tiene la agencia razones para creer que la persona no es ciudadana?",
)
lesc_result = Word(
    "lesc_result",
    "What did the federal status check answer?",
    "¿Qué respondió la consulta federal de estatus?",
    words=("unlawfully-present", "not-verified-lawful"),
    open=True,
    nullable=True,
)
residency_determined = yes(
    "residency_determined",
    "Was the person's residency determined?",
    "¿Se determinó la residencia de la persona?",
)
ice_query_at = Instant("ice_query_at", "When was ICE queried?", "¿Cuándo se consultó a ICE?", nullable=True)

hold_wanted = request & asks.has("hold")
"""A request is on file that asks for a hold."""
federal_criminal = judicial_warrant.one_of("federal-criminal", "federal-criminal-immigration")
"""A federal judge's warrant for a crime."""
civil_judicial = judicial_warrant.one_of("civil-judicial")
"""A federal judge's warrant for civil immigration custody."""
court_compels = (subpoena_enforced | subpoena_type.one_of("judicial")) & subject_named
"""A court's subpoena, or one that a court has ordered obeyed, names this person."""
deputised = agreement_287g.one_of("jail-model") | (
    agreement_287g.one_of("warrant-service-model") & civil_warrants.has("I-200", "I-205")
)
"""A 287(g) agreement reaches this hold: the jail model, or the warrant-service model with a warrant to serve."""

__all__ = [
    "address_public",
    "age",
    "agreement_287g",
    "agreement_conforming",
    "argued_duty",
    "arrested_at",
    "arrested_on",
    "asked_at",
    "asked_dhs_to_decide",
    "asks",
    "attorney_present",
    "boxes",
    "cancelled_at",
    "citizenship_claim",
    "civil_judicial",
    "civil_warrants",
    "conditions",
    "consent_condition",
    "consent_decree",
    "consent_explained",
    "consent_signed",
    "consular_mandatory",
    "consular_wish",
    "cost_agreement",
    "court_compels",
    "custody_info_public",
    "delay_reason",
    "deputised",
    "dhs_also_asks",
    "document",
    "document_received_at",
    "earlier_request",
    "escape_finding",
    "federal_criminal",
    "federal_direction",
    "federal_felony_warrant",
    "form",
    "form_complete",
    "hand_over_opens",
    "held_to_answer",
    "held_to_answer_charge",
    "hold_wanted",
    "ice_query_at",
    "in_custody",
    "interview_requested",
    "issued_on",
    "issuer_listed",
    "issuing_office",
    "judicial_removal_order",
    "judicial_warrant",
    "juvenile",
    "juvenile_court_order",
    "lawful_status_claim",
    "lawyer_known",
    "lesc_result",
    "local_policy",
    "moved_at",
    "named_person_known",
    "neutral_finding",
    "not_citizen_suspected",
    "now",
    "outstanding_criminal_warrant",
    "prior_removal_order",
    "received_at",
    "record_complete",
    "registry_sex_arson",
    "release_event",
    "release_info_public",
    "request",
    "residency_determined",
    "sentence_years",
    "served_at",
    "state_judicial_order",
    "subject_named",
    "subpoena_enforced",
    "subpoena_type",
    "t0",
    "terrorist_or_gang_match",
    "today",
    "told_dhs_at",
    "unsafe_to_comply",
    "victim_asked",
    "warrant_served_at",
]
