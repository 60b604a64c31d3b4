"""The words of the packet that a person is given, in the languages that ship. Others are printed in English, and the page says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the packet. ``{...}`` are filled in."""

    code: str
    page: str
    will_not: str
    will: str
    may: str
    open_: str
    none: str
    received: str
    what: str
    release: str
    hold_until: str
    because: str
    rights: str
    list_of_rights: tuple[str, ...]
    hotline: str
    given: str
    mark: str
    when: str
    status: str


ENGLISH = Words(
    "en",
    "page {0} of {1}",
    "ICE asked this jail to hold you. The jail will not.",
    "ICE asked this jail to hold you. State law says that the jail must.",
    "ICE asked this jail to hold you. The law lets the jail do it, for a time.",
    "ICE asked this jail to hold you. The law is not settled; the jail will not hold you meanwhile.",
    "No request of ICE is on file.",
    "We received a request of ICE (form {form}) on {when}. It is a request. No judge signed it.",
    "What the jail will do",
    "It will let you out when your own case allows it. It will not keep you longer for ICE.",
    "It may not keep you for ICE later than {minute}.",
    "Why: {why}",
    "Your rights",
    (
        "You can stay silent.",
        "You can speak with a lawyer before you answer any question.",
        "You do not have to sign anything from ICE.",
        "If you are a U.S. citizen, tell any officer. Say it only if it is true.",
        "If you think that your time is up, tell any officer. It starts a check at once.",
    ),
    "ICE hotline for people with a detainer: (855) 448-6903",
    "Given by hand",
    "signature or mark, or “declined”",
    "day and time",
    "Text not yet signed by a second reader.",
)
SPANISH = Words(
    "es",
    "página {0} de {1}",
    "ICE pidió a esta cárcel que lo retenga. La cárcel no lo hará.",
    "ICE pidió a esta cárcel que lo retenga. La ley del estado dice que la cárcel debe hacerlo.",
    "ICE pidió a esta cárcel que lo retenga. La ley permite hacerlo, por un tiempo.",
    "ICE pidió a esta cárcel que lo retenga. La ley no está resuelta; mientras tanto la cárcel no lo retendrá.",
    "No hay ninguna solicitud de ICE.",
    "Recibimos una solicitud de ICE (formulario {form}) el {when}. Es una solicitud. No la firmó un juez.",
    "Lo que hará la cárcel",
    "Lo dejará salir cuando su propio caso lo permita. No lo retendrá más tiempo para ICE.",
    "No puede retenerlo para ICE después de {minute}.",
    "Por qué (en inglés): {why}",
    "Sus derechos",
    (
        "Puede guardar silencio.",
        "Puede hablar con un abogado antes de contestar preguntas.",
        "No tiene que firmar nada de ICE.",
        "Si es ciudadano de EE. UU., dígalo a cualquier oficial. Dígalo solo si es verdad.",
        "Si cree que ya cumplió su tiempo, dígalo a cualquier oficial. Se revisa de inmediato.",
    ),
    "Línea de ICE para personas con una solicitud de retención: (855) 448-6903",
    "Entregado en mano / Given by hand",
    "firma o marca, o “declined”",
    "fecha y hora / date and time",
    "Texto no firmado todavía por un segundo lector.",
)
LANGUAGES = {"English": ENGLISH, "Spanish": SPANISH, "en": ENGLISH, "es": SPANISH}


def words_in(language: str) -> tuple[Words, bool]:
    """The words, and whether they are in the language asked for."""
    found = LANGUAGES.get(language)
    return (found, True) if found else (ENGLISH, not language)
