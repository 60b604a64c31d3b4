"""The copy of what a jail told ICE, in the person's own words, English and Spanish: what was told, what was kept back, by what law.

Read at sixth-grade level. Duty it answers: Cal. Gov. Code § 7283.1(b) (the same notification, in writing, to the person and to their
lawyer or one person they name) and its like elsewhere; where no law asks for it, the house gives it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from lawgate.decision.notice_message import CHARGE_SHOWN
from lawgate.decision.packet_words import FORMAT, LANGUAGES, LOCALES, packet
from lawgate.detainer.packet_records import Packet, Section

T: dict[str, dict[str, str]] = {
    "en": {
        "title": "What this jail told immigration officers (ICE) about you",
        "told": "What ICE was told",
        "when": "On {when} this jail told ICE what stands here, and no more.",
        "custody": "You are held here: {value}.",
        "booking": "Your booking number is {number}. You were booked on {booked}.",
        "charge": "A charge: {value}.",
        "release": "Your own case lets you go on {due}.",
        "release-last": "ICE was told a last minute, too: {last}.",
        "prints": "Your fingerprints matched a record, under the number {control}.",
        "intent": "The jail's answer to what ICE asked. Keep you: {hold}. Tell ICE: {notify}. Hand you over: {transfer}.",
        "address": "Your address: {value}.",
        "status": "What the file says of your status: {value}.",
        "kept": "What ICE was not told",
        "release-kept": "When you will be free",
        "custody-kept": "That you are held here",
        "booking-kept": "Your booking number and your charges",
        "prints-kept": "That your fingerprints matched",
        "intent-kept": "Whether the jail does what ICE asks",
        "address-kept": "Your address",
        "status-kept": "Your status",
        "why": "Why you get this page",
        "law": "The law says so: {words} ({citation}).",
        "house": "This jail tells everyone what it told ICE about them.",
        "name": "Your lawyer gets the same, or one person whom you name. If nobody is on file, tell any officer a name.",
        "required": "must", "permitted": "may", "prohibited": "will not", "not-requested": "not asked",
        "not-triggered": "not now", "undetermined": "not clear, so no", "unresolved": "not clear, so no",
    },
    "es": {
        "title": "Lo que esta cárcel dijo de usted a los agentes de inmigración (ICE)",
        "told": "Lo que se dijo a ICE",
        "when": "El {when} esta cárcel dijo a ICE lo que está aquí, y nada más.",
        "custody": "Usted está detenido aquí: {value}.",
        "booking": "Su número de ingreso es {number}. Ingresó el {booked}.",
        "charge": "Un cargo: {value}.",
        "release": "Su propio caso lo deja libre el {due}.",
        "release-last": "También se dijo a ICE un último minuto: {last}.",
        "prints": "Sus huellas coincidieron con un registro, con el número {control}.",
        "intent": "La respuesta de la cárcel a lo que pidió ICE. Retenerlo: {hold}. Avisar a ICE: {notify}. Entregarlo: {transfer}.",
        "address": "Su dirección: {value}.",
        "status": "Lo que el expediente dice de su estatus: {value}.",
        "kept": "Lo que no se dijo a ICE",
        "release-kept": "Cuándo quedará libre",
        "custody-kept": "Que está detenido aquí",
        "booking-kept": "Su número de ingreso y sus cargos",
        "prints-kept": "Que sus huellas coincidieron",
        "intent-kept": "Si la cárcel hace lo que pide ICE",
        "address-kept": "Su dirección",
        "status-kept": "Su estatus",
        "why": "Por qué recibe esta hoja",
        "law": "Lo manda la ley, que va en inglés; pida que se la lean: {words} ({citation}).",
        "house": "Esta cárcel dice a cada persona lo que dijo de ella a ICE.",
        "name": "Su abogado recibe lo mismo, o una persona que usted nombre. Si no consta nadie, diga un nombre a cualquier agente.",
        "required": "debe", "permitted": "puede", "prohibited": "no lo hará", "not-requested": "no se pidió",
        "not-triggered": "ahora no", "undetermined": "no está claro, así que no", "unresolved": "no está claro, así que no",
    },
}  # fmt: skip


def copy_packet(
    record: Mapping[str, Any], copy: Mapping[str, Any], told_at: datetime, language: str, *, adopted: bool = False
) -> Packet:
    """The copy for the person of ``record`` (``detainer.record``). ``copy``: ``sent`` (element to what was told), ``withheld`` ({what,
    why}), ``words``, ``citation`` and ``law`` (False: the house's own). ``told_at``: when ICE had it. ``language``: ``en`` or ``es``."""
    t, tz = T[language], ZoneInfo(record["place"]["tz"])

    def when(moment: datetime | str) -> str:
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        return format_datetime(at.astimezone(tz), FORMAT[language], locale=LOCALES[language])

    frame = packet(record, None, language, adopted=adopted)
    told = (t["when"].format(when=when(told_at)), *_told(t, copy["sent"], when))
    sections = [Section(t["told"], told)]
    kept = tuple(f"{t.get(w['what'] + '-kept', w['what'])}. {w['why']}" for w in copy["withheld"])
    if kept:
        sections.append(Section(t["kept"], kept, listed=True))
    why = (
        t["law"].format(words=str(copy["words"]).rstrip("."), citation=copy["citation"]) if copy["law"] else t["house"]
    )
    sections.append(Section(t["why"], (why, t["name"])))
    return replace(frame, title=t["title"], sections=(*sections, frame.sections[-1]))


def _told(t: Mapping[str, str], sent: Mapping[str, Any], when: Any) -> Iterator[str]:
    """Each element that was told, in a sentence or two."""
    for item, value in sent.items():
        if item == "booking":
            booked = value.get("booked_at")
            yield t["booking"].format(number=value.get("number", ""), booked=when(booked) if booked else "?")
            for charge in value.get("charges") or ():
                yield t["charge"].format(value=", ".join(str(charge[k]) for k in CHARGE_SHOWN if charge.get(k)))
        elif item == "release":
            yield from (t["release"].format(due=when(value["due"])),) if value.get("due") else ()
            if value.get("last_minute") and value["last_minute"] != value.get("due"):
                yield t["release-last"].format(last=when(value["last_minute"]))
        elif item == "intent":
            yield t["intent"].format(**{k: t.get(str(v), str(v)) for k, v in value.items()})
        elif item == "prints":
            yield t["prints"].format(control=value.get("control", ""))
        else:
            yield t[item].format(value=_plain(value)) if item in t else f"{item}: {_plain(value)}"


def _plain(value: Any) -> str:
    return ", ".join(str(v) for v in value.values()) if isinstance(value, Mapping) else str(value)


__all__ = ["LANGUAGES", "copy_packet"]
