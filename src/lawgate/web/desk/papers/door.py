"""Papers at the door: the release packet with its certificate, and the receipt of a hand-over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lawgate.web.desk.papers.person import frame_of
from lawgate.web.desk.papers.sheet import BIG, SECTION, bullets, lines_to_sign, made, table, text, ticks, together

PACKET = {
    "en": {
        "title": "Release packet",
        "free": "You are free. No hold remains.",
        "not-yet": "NOT TO BE GIVEN YET: {why}",
        "certificate": "Certificate of release",
        "certifies": "{name}, booking number {booking}, was booked on {booked}. {ended} "
        "Wants were checked, and nothing else holds this person here.",
        "checked": "Wants checked (day and time)",
        "door": "Out of the door (day and time)",
        "officer": "Officer: name and signature",
        "courts": "Court dates",
        "court": "You have a case in court. Ask your lawyer for the day if none is written here.",
        "no-court": "No case is open on this jail's record.",
        "case": "Case",
        "back": "Given back to you",
        "property": "Property, all of it or what is missing",
        "money": "Money, dollars",
        "medicines": "Medicines and prescriptions",
        "signed": "Your signature, or “declined to sign”",
        "going": "Before you go",
        "phone": "You may make a call, and charge your phone.",
        "transport": "You were told how to get home: bus, train, who may fetch you.",
        "clothes": "You have clothes and shoes for the weather.",
        "night": "If you would rather wait for daylight",
        "night-says": "You may ask to stay until morning. It is your wish alone. I can change my mind at any time, "
        "and then I leave at once.",
        "stay": "I want to stay until (day and time)",
        "stay-sign": "My signature, day and time",
        "ice": "ICE had asked the jail to hold you. That request does not hold you now. Keep this page.",
        "language": "This page is not written in {language} yet. Have it read to the person by an interpreter.",
    },
    "es": {
        "title": "Papeles de salida",
        "free": "Usted queda libre. No hay ninguna retención.",
        "not-yet": "NOT TO BE GIVEN YET: {why}",
        "certificate": "Certificado de salida",
        "certifies": "{name}, número de ingreso {booking}, ingresó el {booked}. {ended} "
        "Se revisaron las órdenes pendientes y nada más retiene aquí a esta persona.",
        "checked": "Órdenes revisadas (día y hora)",
        "door": "Salió por la puerta (día y hora)",
        "officer": "Agente: nombre y firma",
        "courts": "Fechas de corte",
        "court": "Usted tiene un caso en la corte. Si aquí no hay fecha, pregúntela a su abogado.",
        "no-court": "No hay ningún caso abierto en el registro de esta cárcel.",
        "case": "Caso",
        "back": "Lo que se le devuelve",
        "property": "Pertenencias: todas, o lo que falta",
        "money": "Dinero, dólares",
        "medicines": "Medicinas y recetas",
        "signed": "Su firma, o “no quiso firmar”",
        "going": "Antes de irse",
        "phone": "Puede hacer una llamada y cargar su teléfono.",
        "transport": "Se le dijo cómo llegar a casa: autobús, tren, quién puede recogerlo.",
        "clothes": "Tiene ropa y zapatos para el clima.",
        "night": "Si prefiere esperar a que amanezca",
        "night-says": "Puede pedir quedarse hasta la mañana. Lo decide solo usted. Puedo cambiar de opinión en cualquier momento, "
        "y entonces salgo enseguida.",
        "stay": "Quiero quedarme hasta (día y hora)",
        "stay-sign": "Mi firma, día y hora",
        "ice": "ICE había pedido a la cárcel que lo retuviera. Esa solicitud ya no lo retiene. Guarde esta hoja.",
        "language": "",
    },
}
OPEN_CASE = ("pending", "", None)


def release_packet(record: Mapping[str, Any], language: str, spoken: str, held: str, law: str, now: datetime) -> bytes:
    """What a person takes along. ``language``: en or es; ``spoken``: theirs, where it is neither. ``held``: what holds them still, in a
    sentence, empty where nothing does: then, and only then, the paper says that they are free."""
    t, person = PACKET[language], record["person"]
    name = f"{person['first']} {person['last']}".strip()
    story = [text(t["not-yet"].format(why=held) if held else t["free"], BIG)]
    if spoken:
        story.append(text(t["language"].format(language=spoken)))
    booked = _day(record["booked_at"], now)
    ended = _ended(record, language, now)
    if not held:
        said = t["certifies"].format(name=name, booking=record["booking"], booked=booked, ended=ended)
        story += [text(t["certificate"], SECTION), text(" ".join(said.split()))]
        story += [lines_to_sign(t["checked"], t["door"], t["officer"])]
    if record["request"] and not held:
        story.append(text(t["ice"]))
    story += [text(t["courts"], SECTION), *_courts(record, t)]
    story += [
        together(
            [text(t["back"], SECTION), lines_to_sign(t["property"], t["money"], t["medicines"], t["signed"], columns=2)]
        ),
        together([text(t["going"], SECTION), *ticks(t["phone"], t["transport"], t["clothes"])]),
        together([text(t["night"], SECTION), text(_night(record, t)), lines_to_sign(t["stay"], t["stay-sign"])]),
    ]
    return made(frame_of(record, t["title"], [law], now, paper="RELEASE", language=language), story)


def _night(record: Mapping[str, Any], t: Mapping[str, str]) -> str:
    """A stay until morning is the person's own written wish, which they may take back; in California by statute."""
    return t["night-says"] + (" (Cal. Penal Code § 4024(b))" if record["place"]["state"] == "CA" else "")


def _courts(record: Mapping[str, Any], t: Mapping[str, str]) -> list[Any]:
    open_ = [c for c in record["charges"] or () if c.get("disposition") in OPEN_CASE]
    if not open_:
        return [text(t["no-court"])]
    said = [" ".join(str(c[n]) for n in ("statute", "name") if c.get(n)) for c in open_]
    return [text(t["court"]), *(lines_to_sign(f"{t['case']}: {x}", columns=1) for x in said[:4])]


ENDED_ES = {
    "bail-posted": "Se pagó la fianza el {when}.",
    "charges-dismissed": "Se retiraron los cargos el {when}.",
    "sentence-served": "Cumplió la sentencia el {when}.",
}


def _ended(record: Mapping[str, Any], language: str, now: datetime) -> str:
    due = record["release_due"]
    if not due["t0"]:
        return ""
    when = _day(due["t0"], now)
    if language == "es":
        return ENDED_ES.get(str(due["event"]), "La autoridad de la cárcel terminó el {when}.").format(when=when)
    return f"{str(due['event'] or 'release due').replace('-', ' ').capitalize()} on {when}."


def _day(moment: str | None, now: datetime) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(now.tzinfo):%Y-%m-%d %H:%M}" if moment else "?"


AUTHORITY = {
    "detainer": "The request on file, which a federal officer signed",
    "civil-warrant": "I-200 or I-205, signed by an immigration officer, not a judge",
    "judicial-warrant": "A judge's warrant",
}


def hand_over(
    record: Mapping[str, Any],
    answer: Mapping[str, Any],
    done: Mapping[str, Any] | None,
    allowed: Mapping[str, Any],
    law: str,
    now: datetime,
) -> bytes:
    """The receipt: by what authority, to whom, which papers were seen, when. ``done``: the act's fields once it is recorded; before it,
    blanks. ``allowed``: what the law says of handing over, as an answer reads (``mark``, ``sentence``, ``reasons``)."""
    last = answer["release_by"] or answer["release_due"]
    story = [text("Handed over to federal officers" if done else "Hand-over: to be filled in at the door", BIG)]
    story += [text(f"May we hand over? {allowed['mark']}. {allowed['sentence']}")]
    story += [text(f"{r['words']} {r['cite']}.") for r in allowed["reasons"][:2]]
    story += [
        text(
            f"Last minute: {_day(last, now)}. After it nobody is handed over on a request."
            if last
            else "No last minute is known."
        )
    ]
    if done:
        rows = [
            ("What", "As recorded"),
            ("Authority", AUTHORITY.get(str(done.get("authority")), str(done.get("authority") or ""))),
            ("Officer, as seen", str(done.get("officer") or "")),
            ("Agency, as seen on the card", str(done.get("agency") or "")),
            ("Who was handed over", str(done.get("identity") or "").replace("-", " ")),
            ("Handed over at", _day(str(done["door_at"]) if done.get("door_at") else None, now)),
        ]
        story += [table(rows, [190, 320])]
    else:
        story += [text("Authority", SECTION), *ticks(*AUTHORITY.values())]
        story += [lines_to_sign("Officer: name and badge, as seen", "Agency, as seen on the card", columns=2)]
        story += [lines_to_sign("Identity: two fingers, or two staff", "Handed over at (day and time)", columns=2)]
    story += [text("Papers seen", SECTION), *bullets(_papers(record))]
    sign = lines_to_sign(
        "Federal officer", "First officer of this jail", "Second officer of this jail", "Day and time", columns=2
    )
    story += [together([text("Received and given", SECTION), sign])]
    return made(frame_of(record, "Hand-over receipt", [law], now, paper="HANDOVER"), story)


def _papers(record: Mapping[str, Any]) -> Sequence[str]:
    out = [f"{w.get('kind')}, issued {w.get('issued_on') or '?'}" for w in record["warrants"] or ()]
    request = record["request"]
    if request:
        out.insert(0, f"{request.get('form') or 'I-247'}, issued {request.get('issued_on') or '?'}")
    return out or ["None is on file."]
