"""The form on which a person says whether ICE may talk to them: its purpose, that it is their choice, a lawyer, and their mark.

Duty it answers: Cal. Gov. Code § 7283.1(a) and its like elsewhere, which also name the languages that a jail must have it in.
"""

from __future__ import annotations

from lawgate.detainer.packet_records import Section

WORDS = {
    "en": Section(
        "Consent: may ICE talk to you?",
        (
            "ICE wants to ask you questions about where you are from and how you came here. What you say can be used to remove you.",
            "It is your choice. You may say no. You may say yes only with your lawyer there. Nothing happens to you for saying no.",
            "[\u00a0\u00a0\u00a0\u00a0]\u00a0 No, I do not want to talk to ICE.",
            "[\u00a0\u00a0\u00a0\u00a0]\u00a0 Only with my lawyer there.",
            "[\u00a0\u00a0\u00a0\u00a0]\u00a0 Yes, I want to talk to ICE.",
            "My signature or mark: ______________________________   Day and time: ____________________",
        ),
    ),
    "es": Section(
        "Consentimiento: ¿puede ICE hablar con usted?",
        (
            "ICE quiere hacerle preguntas sobre de dónde es y cómo llegó. Lo que diga puede usarse para deportarlo.",
            "Usted decide. Puede decir que no. Puede decir que sí solo con su abogado presente. No le pasa nada por decir que no.",
            "[\u00a0\u00a0\u00a0\u00a0]\u00a0 No, no quiero hablar con ICE.",
            "[\u00a0\u00a0\u00a0\u00a0]\u00a0 Solo con mi abogado presente.",
            "[\u00a0\u00a0\u00a0\u00a0]\u00a0 Sí, quiero hablar con ICE.",
            "Mi firma o marca: ______________________________   Día y hora: ____________________",
        ),
    ),
}


def consent(language: str) -> Section:
    """The form's section in ``language`` (en or es)."""
    return WORDS[language]
