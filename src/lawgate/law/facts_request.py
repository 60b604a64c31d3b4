"""Facts of the federal request, of interviews and of what is public. Used as ``facts.NAME``."""

from __future__ import annotations

from lawgate.law.declare import Day, Instant, Word, Words, yes

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
custody_info_public = yes(
    "custody_info_public",
    "Is it published to everyone that the person is held here, and on which charges?",
    "¿Es público para todos que la persona está detenida aquí, y por qué cargos?",
)
address_public = yes(
    "address_public",
    "Is the person's home, work or school address published to everyone?",
    "¿Es público para todos el domicilio, el trabajo o la escuela de la persona?",
)

# Others who may be told
lawyer_known = yes("lawyer_known", "Is a lawyer of the person on file?", "¿Consta un abogado de la persona?")
named_person_known = yes(
    "designated_person_on_file",
    "Has the person named someone to be told?",
    "¿Nombró la persona a alguien a quien avisar?",
)
consular_wish = yes(
    "consular_notice_wanted",
    "Told of the right, does the person ask that a consulate be told?",
    "¿Pide la persona, informada del derecho, que se avise a un consulado?",
)
consular_mandatory = yes(
    "consular_notice_mandatory",
    "Is the country that the person names one whose consulate must be told whatever the person wishes?",
    "¿Es el país que nombra la persona uno a cuyo consulado se avisa siempre?",
)
victim_asked = yes(
    "victim_asked",
    "Has a victim asked to be told of custody and release?",
    "¿Pidió una víctima que se le avise de la custodia y la liberación?",
)
