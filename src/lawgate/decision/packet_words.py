"""The request packet in the person's own words, English and Spanish: what was asked, what the jail will do and why, what they may do.

Read at sixth-grade level. The Spanish gives the reason in the words of the law's own language, as the books hold it, and says so.
Duties it answers: Cal. Gov. Code § 7283.1(b) and its like elsewhere (copy and intent), and the service that the form itself asks for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from lawgate.detainer.packet_records import Packet, Section

LANGUAGES = ("en", "es")
HOTLINE = "(855) 448-6903"
LAWFUL, OPEN = ("required", "permitted"), ("undetermined", "unresolved")
UNASKED = ("not-requested", "undetermined")  # of an interview: nobody asked, or nobody knows whether anybody did
FORMAT = {"en": "EEEE, MMMM d, y, HH:mm", "es": "EEEE d 'de' MMMM 'de' y, HH:mm"}
LOCALES = {"en": "en_US", "es": "es_US"}
T: dict[str, dict[str, str]] = {
    "en": {
        "title": "What immigration officers asked, and what this jail will do",
        "asked": "What was asked",
        "form": "On {when} this jail got a request from immigration officers (ICE): {form}. A copy comes with this page.",
        "form-no-time": "This jail got a request from immigration officers (ICE): {form}. A copy comes with this page.",
        "not-a-judge": "It is signed by an immigration officer. It is not an order of a judge.",
        "unsigned": "It is not signed.",
        "asks-hold": "It asks the jail to keep you after you should be free.",
        "asks-notify": "It asks the jail to tell ICE when you will be free.",
        "asks-transfer": "It asks the jail to hand you over to ICE.",
        "cancelled": "ICE took the request back on {when}.",
        "does": "What this jail will do",
        "hold-yes": "The jail MAY keep you for ICE until {until}, and not one minute longer.",
        "hold-must": "State law says that the jail MUST keep you for ICE until {until}, and not one minute longer.",
        "hold-no": "The jail will NOT keep you for ICE. You will be free when your own case lets you go.",
        "hold-open": "It is not clear that the jail may keep you for ICE, so it will NOT. You will be free when your own case lets you go.",
        "hold-later": "Your own case still keeps you here. What is said here of ICE matters only after that.",
        "hold-court": "A judge's warrant keeps you here, and it lasts as the court orders.",
        "notify-yes": "The jail MAY tell ICE when you will be free. If it does, you get a copy of what it tells.",
        "notify-no": "The jail will NOT tell ICE when you will be free.",
        "notify-must": "State law says that the jail MUST tell ICE when you will be free. You get a copy of what it tells.",
        "transfer-yes": "The jail MAY hand you over to ICE, at the minute you should be free and not after.",
        "transfer-held": "The jail MAY hand you over to ICE, until that same minute and not after.",
        "transfer-no": "The jail will NOT hand you over to ICE.",
        "because": "Why",
        "law-in-english": "",
        "not-known": "Something must be known first:",
        "not-decided": "The jail has not decided yet. You will get this page again when it has.",
        "rights": "What you may do",
        "right-silent": "You do not have to answer questions about where you were born or about immigration.",
        "right-lawyer": "You may talk to a lawyer. Ask your public defender. Tell them about this paper.",
        "right-citizen": "If you are a U.S. citizen, or a victim of a crime, or if this paper is not about you, say so now to any officer. "
        "ICE answers at {hotline}, day and night.",
        "right-time": "If you are still here after the time on this page, say “My time is up.” An officer must check at once.",
        "interview": "ICE also asks to talk to you. You may say no. You may say yes only with your lawyer there. "
        "Nothing happens to you for saying no. Nobody may question you before you have signed the form about it.",
        "service": "For the officer who gives this page",
        "given": "Given on (day and time)",
        "how": "In person, or how",
        "language": "Language, interpreter",
        "officer": "Officer: name and title",
        "person": "The person: signature, mark, or “declined to sign”",
        "not-adopted": "Not adopted by counsel; not legal advice.",
        "name": "Name",
        "booking": "Booking no.",
        "page": "page {page} of {pages}",
    },
    "es": {
        "title": "Lo que pidieron los agentes de inmigración, y lo que hará esta cárcel",
        "asked": "Lo que pidieron",
        "form": "El {when} esta cárcel recibió una solicitud de agentes de inmigración (ICE): {form}. Con esta hoja va una copia.",
        "form-no-time": "Esta cárcel recibió una solicitud de agentes de inmigración (ICE): {form}. Con esta hoja va una copia.",
        "not-a-judge": "La firma un agente de inmigración. No es una orden de un juez.",
        "unsigned": "No está firmada.",
        "asks-hold": "Pide a la cárcel que lo retenga después de cuando deba quedar libre.",
        "asks-notify": "Pide a la cárcel que avise a ICE cuándo quedará libre.",
        "asks-transfer": "Pide a la cárcel que lo entregue a ICE.",
        "cancelled": "ICE retiró la solicitud el {when}.",
        "does": "Lo que hará esta cárcel",
        "hold-yes": "La cárcel PUEDE retenerlo para ICE hasta el {until}, y ni un minuto más.",
        "hold-must": "La ley del estado dice que la cárcel DEBE retenerlo para ICE hasta el {until}, y ni un minuto más.",
        "hold-no": "La cárcel NO lo retendrá para ICE. Quedará libre cuando termine su propio caso.",
        "hold-open": "No está claro que la cárcel pueda retenerlo para ICE, así que NO lo hará. Quedará libre cuando "
        "termine su propio caso.",
        "hold-later": "Su propio caso todavía lo mantiene aquí. Lo que se dice aquí de ICE importa solo después.",
        "hold-court": "Una orden de un juez lo mantiene aquí, y dura lo que mande el tribunal.",
        "notify-yes": "La cárcel PUEDE avisar a ICE cuándo quedará libre. Si lo hace, usted recibe una copia de lo que diga.",
        "notify-no": "La cárcel NO avisará a ICE cuándo quedará libre.",
        "notify-must": "La ley del estado dice que la cárcel DEBE avisar a ICE cuándo quedará libre. Usted recibe una copia.",
        "transfer-yes": "La cárcel PUEDE entregarlo a ICE, en el minuto en que deba quedar libre y no después.",
        "transfer-held": "La cárcel PUEDE entregarlo a ICE, hasta ese mismo minuto y no después.",
        "transfer-no": "La cárcel NO lo entregará a ICE.",
        "because": "Por qué",
        "not-known": "Primero hay que saber algo:",
        "law-in-english": "La razón va en inglés, como está en la ley; pida que se la lean:",
        "not-decided": "La cárcel todavía no ha decidido. Recibirá esta hoja otra vez cuando lo haga.",
        "rights": "Lo que usted puede hacer",
        "right-silent": "No tiene que contestar preguntas sobre dónde nació ni sobre inmigración.",
        "right-lawyer": "Puede hablar con un abogado. Pregunte a su defensor público. Cuéntele de este papel.",
        "right-citizen": "Si es ciudadano de EE. UU., o víctima de un delito, o si este papel no es sobre usted, dígalo ahora a "
        "cualquier agente. ICE contesta en el {hotline}, día y noche.",
        "right-time": "Si sigue aquí después de la hora de esta hoja, diga: “Se acabó mi tiempo”. Un agente debe revisarlo enseguida.",
        "interview": "ICE también pide hablar con usted. Puede decir que no. Puede decir que sí solo con su abogado presente. "
        "No le pasa nada por decir que no. Nadie puede interrogarlo antes de que firme la hoja sobre eso.",
        "service": "Para el agente que entrega esta hoja",
        "given": "Entregada el (día y hora)",
        "how": "En persona, o cómo",
        "language": "Idioma, intérprete",
        "officer": "Agente: nombre y cargo",
        "person": "La persona: firma, marca, o “no quiso firmar”",
        "not-adopted": "No adoptado por los abogados del condado; no es consejo legal.",
        "name": "Nombre",
        "booking": "Núm. de ingreso",
        "page": "página {page} de {pages}",
    },
}


def packet(
    record: Mapping[str, Any], answer: Mapping[str, Any] | None, language: str, *, adopted: bool = False
) -> Packet:
    """The packet for the person of ``record`` (``detainer.record``), with the jail's ``answer`` (``decision.told``; None: not decided).

    ``adopted``: counsel has adopted the rulebook; else the page says that it has not. ``language``: ``en`` or ``es``."""
    t, request = T[language], record.get("request") or {}
    tz = ZoneInfo(record["place"]["tz"])

    def when(text: Any) -> str:
        return format_datetime(datetime.fromisoformat(text).astimezone(tz), FORMAT[language], locale=LOCALES[language])

    sections = [Section(t["asked"], tuple(_asked(t, request, when)))]
    if answer is None:
        sections.append(Section(t["does"], (t["not-decided"],)))
    else:
        sections.append(Section(t["does"], tuple(_does(t, answer, when))))
        sections.append(Section(t["because"], tuple(_because(t, answer, language))))
    sections.append(Section(t["rights"], tuple(_rights(t, answer)), listed=True))
    person = record.get("person") or {}
    place = record["place"]
    return Packet(
        language=language,
        title=t["title"],
        name=f"{str(person.get('last') or '').upper()}, {person.get('first') or ''}".strip(", "),
        booking=str(record["booking"]),
        facility=", ".join(str(p) for p in (place.get("agency"), place.get("county"), place.get("state")) if p),
        sections=tuple(sections),
        service_title=t["service"],
        service=tuple(t[k] for k in ("given", "how", "language", "officer", "person")),
        foot="" if adopted else t["not-adopted"],
        labels={k: t[k] for k in ("name", "booking", "page")},
    )


def _asked(t: Mapping[str, str], request: Mapping[str, Any], when: Any) -> Iterator[str]:
    form = str(request.get("form") or "I-247")
    came = request.get("received_at")
    yield t["form"].format(when=when(came), form=form) if came else t["form-no-time"].format(form=form)
    yield t["unsigned"] if request.get("signed") is False else t["not-a-judge"]
    yield from (t[f"asks-{a}"] for a in ("hold", "notify", "transfer") if a in (request.get("asks") or ()))
    if request.get("cancelled_at"):
        yield t["cancelled"].format(when=when(request["cancelled_at"]))


def _does(t: Mapping[str, str], answer: Mapping[str, Any], when: Any) -> Iterator[str]:
    hold, last = answer["hold"], answer.get("release_by")
    if hold in LAWFUL and last:
        yield t["hold-must" if hold == "required" else "hold-yes"].format(until=when(last))
    elif hold in LAWFUL:
        yield t["hold-court"]
    else:
        yield t["hold-open" if hold in OPEN else "hold-later" if hold == "not-triggered" else "hold-no"]
    yield t[{"required": "notify-must", "permitted": "notify-yes"}.get(answer["notify"], "notify-no")]
    if answer["transfer"] in LAWFUL:
        yield t["transfer-held" if hold in LAWFUL and last else "transfer-yes"]
    elif answer["transfer"] != "not-requested":
        yield t["transfer-no"]


def _because(t: Mapping[str, str], answer: Mapping[str, Any], language: str) -> Iterator[str]:
    """The first reason of each answer, as the books word it, with its citation; where none is known, what must be known first, which is
    asked in the person's own language."""
    said = [
        f"{r['words'].rstrip('.')} ({r['cite']})."
        for one in answer.get("answers") or ()
        if one["action"] != "interview"
        for r in one["reasons"][:1]
    ]
    asked = list(dict.fromkeys(q[language] for q in answer.get("questions") or () if q.get(language)))[:3]
    if said:
        yield from (x for x in (t["law-in-english"], *dict.fromkeys(said)) if x)
    elif asked:
        yield t["not-known"]
        yield from asked
    else:
        yield from (x for x in (t["law-in-english"], str(answer.get("why") or answer.get("headline") or "")) if x)


def _rights(t: Mapping[str, str], answer: Mapping[str, Any] | None) -> Iterator[str]:
    if answer is not None and answer.get("interview", UNASKED[0]) not in UNASKED:
        yield t["interview"]
    yield from (t["right-silent"], t["right-lawyer"], t["right-citizen"].format(hotline=HOTLINE), t["right-time"])
