"""The fields of the page on which a federal request is typed in: names, questions in English and Spanish, and what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.detainer.forms import FORMS
from lawgate.detainer.records import CIVIL_KINDS, JUDICIAL_KINDS

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """``kind``: text, day, instant, word, words, yes/no, file. ``needed``: the form is not taken without it."""

    name: str
    kind: str
    en: str
    es: str
    needed: bool = False
    choices: Choices = ()


WARRANTS: Choices = (
    ("none", "No warrant attached"),
    *((k, f"{k}, signed by an immigration officer") for k in CIVIL_KINDS),
    *((k, words[:1].upper() + words[1:]) for k, words in JUDICIAL_KINDS.items()),
)
SIGNERS: Choices = (
    ("immigration-officer", "An immigration officer"),
    ("judge", "A judge"),
    ("nobody", "Nobody: it is not signed"),
)
INTAKE_FIELDS = (
    FormField(
        "form",
        "word",
        "Which edition is it (bottom left corner)?",
        "¿Qué edición es (esquina inferior izquierda)?",
        choices=(*((f.id, f"{f.id}, {f.title}") for f in FORMS.values()), ("", "Not known")),
    ),
    FormField("boxes", "words", "Which boxes are ticked?", "¿Qué casillas están marcadas?"),
    FormField(
        "asks",
        "words",
        "What does it ask for?",
        "¿Qué pide?",
        choices=(("hold", "Hold"), ("notify", "Tell"), ("transfer", "Hand over")),
    ),
    FormField(
        "conditions",
        "words",
        "Is a condition ticked?",
        "¿Está marcada una condición?",
        choices=(("operative-only-on-conviction", "Only on conviction"),),
    ),
    FormField("signer", "word", "Who signed it?", "¿Quién lo firmó?", needed=True, choices=SIGNERS),
    FormField("officer", "text", "The officer's name and title", "Nombre y cargo del agente"),
    FormField(
        "warrant",
        "word",
        "Which warrant came with it? Who signed that?",
        "¿Qué orden llegó con él? ¿Quién la firmó?",
        needed=True,
        choices=WARRANTS,
    ),
    FormField("issued_on", "day", "Day of issue", "Día de emisión"),
    FormField("issuing_office", "text", "Issuing office", "Oficina que lo emitió"),
    FormField("received_at", "instant", "When did it reach the jail?", "¿Cuándo llegó a la cárcel?", needed=True),
    FormField(
        "channel",
        "word",
        "How did it come?",
        "¿Cómo llegó?",
        choices=(("fax", "Fax"), ("e-mail", "E-mail"), ("by-hand", "By hand")),
    ),
    FormField("name", "text", "The name it prints", "El nombre que lleva impreso"),
    FormField("born", "day", "The date of birth it prints", "La fecha de nacimiento que lleva impresa"),
    FormField("booking", "text", "The booking number it prints", "El número de ingreso que lleva impreso"),
    FormField("cancels", "yes/no", "Does it cancel an earlier one?", "¿Cancela uno anterior?"),
    FormField("paper", "file", "The paper itself: PDF or picture", "El papel mismo: PDF o imagen"),
)
BY_NAME = {f.name: f for f in INTAKE_FIELDS}


def boxes_of(form: str) -> Choices:
    """The boxes of one edition with plain words; empty for one that is not known."""
    known = FORMS.get(form)
    return () if known is None else tuple((b, b.replace("-", " ")) for b in sorted(known.boxes))
