"""The facts that law turns on, in the vocabulary of the case files. An absent fact is unknown, never false.

Each declares its type and the plain question, in English and Spanish, that a release clerk would be asked for it. Facts of
one charge or one earlier conviction are in ``rows.py``.
"""

from __future__ import annotations

from lawgate.law.declare import Day, Instant, Number, Word, Words, yes

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

# Papers signed by a judge, papers signed by an officer, agreements
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

# The request
request = yes("request", "Is there a federal immigration request?", "¿Hay una solicitud federal de inmigración?")
form = Word(
    "request.form",
    "Which version of the form is it (bottom left corner)?",
    "¿Qué versión del formulario es (esquina inferior izquierda)?",
    words=(
        "I-247 (1997)",
        "I-247 (8/10)",
        "I-247 (6/11)",
        "I-247 (12/11)",
        "I-247 (12/12)",
        "I-247D",
        "I-247N",
        "I-247X",
        "I-247A",
        "I-247G",
    ),
    nullable=True,
)
issued_on = Day(
    "request.issued_on", "On what day was the form issued?", "¿Qué día se emitió el formulario?", nullable=True
)
received_at = Instant(
    "request.received_at",
    "When did the form reach the jail?",
    "¿Cuándo llegó el formulario a la cárcel?",
    nullable=True,
)
cancelled_at = Instant(
    "request.cancelled_at",
    "Has the request been cancelled or withdrawn, and when?",
    "¿Se canceló o retiró la solicitud, y cuándo?",
    nullable=True,
)
boxes = Words("request.boxes", "Which boxes are ticked?", "¿Qué casillas están marcadas?")
asks = Words(
    "request.asks",
    "What does the form ask for: hold, notice, hand-over?",
    "¿Qué pide el formulario: retención, aviso, entrega?",
    words=("hold", "notify", "transfer"),
    open=False,
)
conditions = Words(
    "request.conditions",
    "Is a condition ticked, such as 'only on conviction'?",
    "¿Está marcada una condición, como 'solo si hay condena'?",
)
issuer_listed = yes(
    "request.issuer_listed",
    "Is the signer an officer who may issue detainers (8 CFR 287.7(b))?",
    "¿Está el firmante entre los funcionarios que pueden emitirla (8 CFR 287.7(b))?",
)
served_at = Instant(
    "request.served_on_subject_at",
    "Has the person been given a copy of the form, and when?",
    "¿Se le dio a la persona una copia del formulario, y cuándo?",
    nullable=True,
)
issuing_office = Word(
    "request.issuing_office", "Which office issued it?", "¿Qué oficina la emitió?", open=True, nullable=True
)
form_complete = yes(
    "request.complete", "Is the form wholly filled in and signed?", "¿Está el formulario completo y firmado?"
)
earlier_request = yes(
    "earlier_requests",
    "Was an earlier request already on file when release came due?",
    "¿Había ya una solicitud anterior cuando venció la custodia?",
)
moved_at = Instant(
    "moved_to_other_jail_at",
    "Was the person moved to another jail, and when?",
    "¿Se trasladó a la persona a otra cárcel, y cuándo?",
    nullable=True,
)
dhs_also_asks = Words("dhs_also_asks", "What else does DHS ask for?", "¿Qué más pide DHS?")
argued_duty = Word(
    "argued_duty", "Which duty does someone argue?", "¿Qué obligación alega alguien?", open=True, nullable=True
)
warrant_served_at = Instant(
    "warrant_served_at",
    "When did an authorised officer serve the immigration warrant?",
    "¿Cuándo notificó un agente autorizado la orden migratoria?",
    nullable=True,
)
told_dhs_at = Instant(
    "lea_notified_dhs_at", "When did the jail tell DHS?", "¿Cuándo avisó la cárcel a DHS?", nullable=True
)
asked_dhs_to_decide = yes(
    "lea_asked_dhs_to_decide", "Did the jail ask DHS to decide?", "¿Pidió la cárcel a DHS que decidiera?"
)

# Interviews and public information
interview_requested = yes(
    "interview_requested", "Does ICE ask to interview the person?", "¿Pide ICE entrevistar a la persona?"
)
consent_signed = yes(
    "consent_form_signed",
    "Did the person sign the written consent form?",
    "¿Firmó la persona el formulario de consentimiento?",
)
consent_explained = yes(
    "consent_explained",
    "Was the form explained aloud first, in the person's language?",
    "¿Se explicó antes en voz alta, en el idioma de la persona?",
)
consent_condition = Word(
    "consent_condition",
    "Did the person set a condition?",
    "¿Puso la persona una condición?",
    words=("with-attorney",),
    open=True,
    nullable=True,
)
attorney_present = yes("attorney_present", "Is the lawyer present?", "¿Está presente el abogado?")
release_info_public = yes(
    "release_info_public",
    "Is the release date published to everyone?",
    "¿Es pública para todos la fecha de liberación?",
)

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
