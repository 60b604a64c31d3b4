"""Facts of one line of a person's record: a present charge or an earlier conviction, and how lists are quantified."""

from __future__ import annotations

from lawgate.law.declare import Day, Number, Word, yes
from lawgate.law.expr import AnyRow, Expr
from lawgate.law.facts import record_complete

statute = Word("statute", "Which statute?", "¿Qué artículo de ley?", in_row=True, open=True, nullable=True)
section = Word(
    "section",
    "Which section, without its letters?",
    "¿Qué artículo, sin incisos?",
    in_row=True,
    open=True,
    nullable=True,
)
name = Word("name", "What is the offence called?", "¿Cómo se llama el delito?", in_row=True, open=True, nullable=True)
level = Word(
    "level",
    "Is it a felony or a misdemeanor today?",
    "¿Es hoy delito grave (felony) o menor (misdemeanor)?",
    in_row=True,
    words=(
        "infraction",
        "misdemeanor",
        "felony",
        "indictable-crime",
        "disorderly-persons",
        "juvenile-petition",
        "juvenile-adjudication",
    ),
)
level_at_conviction = Word(
    "level_at_conviction",
    "Was it a felony or a misdemeanor when convicted?",
    "¿Era delito grave o menor al momento de la condena?",
    in_row=True,
    words=("infraction", "misdemeanor", "felony"),
)
grade = Word("grade", "Which class or degree?", "¿De qué clase o grado?", in_row=True, open=True, nullable=True)
disposition = Word(
    "disposition", "How did the charge end?", "¿Cómo terminó el cargo?", in_row=True, open=True, nullable=True
)
wobbler = yes(
    "wobbler",
    "Can the crime be punished as a felony or as a misdemeanor?",
    "¿Puede castigarse como delito grave o menor?",
    in_row=True,
)
serious = yes(
    "serious",
    "Is it a serious felony by the rule in question?",
    "¿Es delito grave 'serio' según la norma?",
    in_row=True,
)
violent = yes(
    "violent",
    "Is it a violent felony by the rule in question?",
    "¿Es delito grave violento según la norma?",
    in_row=True,
)
confinement = Word(
    "confinement",
    "Is it punishable by state prison, or by county jail under § 1170(h)?",
    "¿Se castiga con prisión estatal, o con cárcel del condado bajo § 1170(h)?",
    in_row=True,
    words=("state-prison", "1170h"),
    nullable=True,
)
confinement_then = Word(
    "confinement_at_conviction",
    "Where was it served when convicted?",
    "¿Dónde se cumplía al ser condenado?",
    in_row=True,
    words=("state-prison", "1170h"),
    nullable=True,
)
category = Word(
    "category",
    "Which letter of the list in Gov. Code § 7282.5(a)(3)?",
    "¿Qué letra de la lista de Gov. Code § 7282.5(a)(3)?",
    in_row=True,
    open=True,
    nullable=True,
)
domestic_violence = yes(
    "domestic_violence", "Is it a domestic-violence offence?", "¿Es un delito de violencia doméstica?", in_row=True
)
offense_date = Day("offense_date", "On what day did it happen?", "¿Qué día ocurrió?", in_row=True)
convicted_on = Day("convicted_on", "On what day was the plea or verdict?", "¿Qué día fue la condena?", in_row=True)
released_on = Day(
    "released_from_sentence_on",
    "When did that sentence end?",
    "¿Cuándo terminó esa condena?",
    in_row=True,
    nullable=True,
)
redesignated = yes(
    "redesignated", "Was it redesignated under Prop. 47?", "¿Se reclasificó bajo la Prop. 47?", in_row=True
)
prop47 = yes(
    "prop47_offence",
    "Is it a misdemeanor that was a felony or wobbler before Proposition 47?",
    "¿Es un delito menor que antes de la Proposición 47 era grave o alternativo?",
    in_row=True,
)
federal = yes("federal", "Is it a federal conviction?", "¿Es una condena federal?", in_row=True)
aggravated_felony = Word(
    "aggravated_felony_1101a43",
    "Which letter of 8 U.S.C. § 1101(a)(43) does it meet?",
    "¿Qué letra de 8 U.S.C. § 1101(a)(43) cumple?",
    in_row=True,
    open=True,
    nullable=True,
)
charged_by = Word("charged_by", "How was it charged?", "¿Cómo se acusó?", in_row=True, open=True, nullable=True)
status_element = yes(
    "status_element", "Is immigration status an element?", "¿Es el estatus migratorio un elemento?", in_row=True
)
held_on_this = yes(
    "held_to_answer",
    "Is this the charge on which the magistrate held the person to answer?",
    "¿Es este el cargo por el que el magistrado ordenó responder?",
    in_row=True,
)
welf_inst_707b = yes(
    "welf_inst_707b",
    "Is it listed in Welf. & Inst. Code § 707(b)?",
    "¿Figura en Welf. & Inst. Code § 707(b)?",
    in_row=True,
)
age_at_offence = Number("age_at_offence", "How old was the person then?", "¿Qué edad tenía entonces?", in_row=True)
max_months = Number(
    "max_months", "What is the longest sentence, in months?", "¿Cuál es la pena máxima, en meses?", in_row=True
)
days_imposed = Number("days_imposed", "How many days were imposed?", "¿Cuántos días se impusieron?", in_row=True)
days_suspended = Number("days_suspended", "How many were suspended?", "¿Cuántos se suspendieron?", in_row=True)
incident = Word("incident", "Which incident?", "¿Qué incidente?", in_row=True, open=True, nullable=True)

CONVICTED = ("sentence-served", "serving-sentence")
convicted_now = disposition.one_of(*CONVICTED)


def any_charge(cond: Expr) -> Expr:
    """Some present charge meets ``cond``."""
    return AnyRow("charges", cond)


def any_prior(cond: Expr) -> Expr:
    """Some earlier conviction meets ``cond``; over an incomplete record check true or unknown, never false."""
    return AnyRow("priors", cond, record_complete.ref.name)


def any_conviction(cond: Expr) -> Expr:
    """Some conviction, earlier or in the present case, meets ``cond``."""
    return any_prior(cond) | any_charge(convicted_now & cond)
