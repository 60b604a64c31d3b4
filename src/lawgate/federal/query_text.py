"""The query as the message switch takes it: one line, fields parted by periods (Nlets, legacy form)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from lawgate.federal.records import BadMessage, Purpose, Query, Subject

DESTINATION = "AX"
NO_CODE = (
    "0399"  # filler for "no code available"; in the NCIC table it means immigration, so it never leaves the message
)
ORI = re.compile(r"[A-Z0-9]{9}")
SIZES = {"ATN": 30, "PHN": 20, "NAM": 30, "ARN": 9, "FBI": 9, "SID": 10, "OLN": 20, "REM": 60}
NEEDED = ("PUR", "ATN", "PHN", "NAM", "DOB", "SEX", "POB", "CUS", "OFF")


def write_query(q: Query) -> bytes:
    """``q`` as one line of ASCII. Raises ``BadMessage`` for a field that the form cannot carry."""
    s = q.subject
    if not ORI.fullmatch(q.sender):
        raise BadMessage(f"'{q.sender}' is no ORI", where="sender", do="give the agency's nine-character ORI")
    if s.born is None:
        raise BadMessage("the birth date is missing", where="subject", do="the form cannot be sent without one")
    if q.offence and not re.fullmatch(r"\d{4}", q.offence):
        raise BadMessage(f"'{q.offence}' is no NCIC offence code", where="offence", do="give four digits, or none")
    fields = {
        "PUR": q.purpose.value,
        "ATN": plain_words(q.attention, "ATN"),
        "PHN": plain_words(q.telephone, "PHN"),
        "NAM": plain_words(s.name, "NAM"),
        "DOB": f"{s.born:%Y%m%d}",
        "SEX": _one_of(s.sex, "MFU", "SEX"),
        "POB": _code(s.birth_place, "POB"),
        "CUS": "Y" if q.in_custody else "N",
        "OFF": q.offence or NO_CODE,
        "ARN": _digits(s.alien_number, "ARN"),
        "FBI": plain_words(s.fbi_number, "FBI"),
        "SID": plain_words(s.state_id, "SID"),
        "OLN": plain_words(s.licence, "OLN"),
        "REM": plain_words(q.remarks, "REM"),
    }
    for name in NEEDED:
        if not fields[name]:
            raise BadMessage("is empty", where=name, do="the form cannot be sent without it")
    head = ["IAQ", q.sender, DESTINATION, *([plain_words(q.control, "control")] if q.control else []), "TXT"]
    return ".".join([*head, *(f"{k}/{v}" for k, v in fields.items() if v)]).encode("ascii")


def read_query(raw: bytes) -> Query:
    """A line as ``write_query`` makes it, or as another sender does: fields in any order, dates of six or eight digits."""
    try:
        parts = raw.decode("ascii").strip().split(".")
    except UnicodeDecodeError as e:
        raise BadMessage("is not plain ASCII", where="IAQ", do="send the legacy form in seven-bit ASCII") from e
    if len(parts) < 4 or parts[0] != "IAQ" or "TXT" not in parts[3:5] or parts[2] != DESTINATION:
        raise BadMessage("does not begin IAQ.ORI.AX.TXT", where="IAQ", do="send a message of that form")
    marker = parts.index("TXT", 3)
    found: dict[str, str] = {}
    for part in parts[marker + 1 :]:
        name, slash, value = part.partition("/")
        if not slash or name in found:
            raise BadMessage(
                f"'{part[:30]}' is no field, or stands twice", where="IAQ", do="write NAME/value, once each"
            )
        found[name] = value
    missing = [n for n in NEEDED if not found.get(n)]
    if missing:
        raise BadMessage(f"lacks {', '.join(missing)}", where="IAQ", do="send every required field")
    last, _, given = found["NAM"].partition(", ")
    first, _, middle = given.partition(" ")
    return Query(
        control=parts[3] if marker == 4 else "",
        sender=parts[1],
        attention=found["ATN"],
        telephone=found["PHN"],
        subject=Subject(
            last,
            first,
            middle,
            _day(found["DOB"]),
            _one_of(found["SEX"], "MFU", "SEX"),
            found["POB"],
            *(found.get(k, "") for k in ("ARN", "FBI", "SID", "OLN")),
        ),
        in_custody=_one_of(found["CUS"], "YN", "CUS") == "Y",
        offence="" if found["OFF"] == NO_CODE else found["OFF"],
        purpose=Purpose(_one_of(found["PUR"], "CF", "PUR")),
        remarks=found.get("REM", ""),
    )


def plain_words(text: str, name: str) -> str:
    """``text`` in the switch's alphabet: capitals, no accents, no period or slash. Raises ``BadMessage`` when letters would be lost."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = re.sub(r"\s+", " ", bare.replace(".", "").replace("’", "'")).strip().upper()
    if not all(" " <= c <= "~" and c != "/" for c in bare):
        raise BadMessage(f"'{text}' has letters that the form cannot carry", where=name, do="write it in Latin letters")
    limit = SIZES.get(name, 30)
    if len(bare) > limit:
        raise BadMessage(f"is longer than {limit} characters", where=name, do="shorten it")
    return bare


def _one_of(value: str, allowed: str, name: str) -> str:
    if len(value) != 1 or value not in allowed:
        raise BadMessage(f"'{value}' is none of {', '.join(allowed)}", where=name, do="write one of them")
    return value


def _code(value: str, name: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise BadMessage(f"'{value}' is no NCIC place code", where=name, do="give two capitals; XX when unknown")
    return value


def _digits(value: str, name: str) -> str:
    bare = value.upper().removeprefix("A").replace("-", "").replace(" ", "")
    if bare and not re.fullmatch(r"\d{7,9}", bare):
        raise BadMessage(f"'{value}' is no alien number", where=name, do="give seven to nine digits")
    return bare


def _day(text: str) -> date:
    """mmddyy or ccyymmdd. A year of two digits is the last one that is not in the future of 2030."""
    try:
        if re.fullmatch(r"\d{8}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        if re.fullmatch(r"\d{6}", text):
            year = int(text[4:])
            return date(year + (1900 if year > 30 else 2000), int(text[:2]), int(text[2:4]))
    except ValueError:
        pass
    raise BadMessage(f"'{text}' is no date", where="DOB", do="write mmddyy or ccyymmdd")
