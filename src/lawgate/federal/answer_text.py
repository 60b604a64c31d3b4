"""What the free text of an answer can be made to say. Defensive: what is not understood is kept and shown, never guessed.

Every value is quoted with the words it stands in, and the text itself stays beside it. No word of it becomes a fact about a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lawgate.federal.envelope import read_envelope
from lawgate.federal.records import BadMessage, Basis, Outcome, Quoted, Response

FIELDS = {
    "number": r"(?:LESC )?QUERY (?:ID|NUMBER)",
    "refers_to": r"(?:CONTROL|TCR|REFERS TO|YOUR REFERENCE)",
    "alien_number": r"(?:A-?NUMBER|ALIEN (?:REGISTRATION )?(?:NO|NUMBER)\.?|A#)",
    "fin": r"FIN",
    "fbi_number": r"(?:FBI(?: NO\.?| NUMBER)?|UCN)",
    "name": r"(?:SUBJECT )?NAME",
    "born": r"(?:DOB|DATE OF BIRTH)",
    "birth_place": r"(?:POB|COB|COUNTRY OF BIRTH|PLACE OF BIRTH)",
    "office": r"(?:ERO )?FIELD OFFICE",
    "contact": r"(?:CONTACT|TELEPHONE|PHONE)",
}
READERS = {k: re.compile(rf"^\s*{p}\s*[:=]\s*(?P<value>\S.*?)\s*$", re.I | re.M) for k, p in FIELDS.items()}
# In this order: an error or a caution about the record outweighs what else the text says.
OUTCOMES = (
    (Outcome.ERROR, r"\b(?:ERROR|REJECT(?:ED)?|UNABLE TO PROCESS|INVALID (?:FIELD|FORMAT))\b"),
    (
        Outcome.INSUFFICIENT,
        r"\b(?:INSUFFICIENT|NOT SUFFICIENT|INTERVIEW (?:IS )?(?:NEEDED|REQUIRED)|CANNOT BE DETERMINED)\b",
    ),
    (Outcome.NO_MATCH, r"\b(?:NO RECORD|NO MATCH|NOT FOUND|NEGATIVE RESPONSE)\b"),
    (
        Outcome.MATCH,
        r"\b(?:APPEARS? TO BE|MAY BE|IS AN?|HAS BEEN|WAS) [^.]*(?:REMOV|CITIZEN|RESIDENT|ADMITTED|ALIEN|VISA|PAROLED|ASYLUM|ORDERED)",
    ),
    (Outcome.ACKNOWLEDGED, r"\b(?:ACKNOWLEDG|RECEIVED YOUR|HAS BEEN RECEIVED|QUERY RECEIVED|IN PROCESS)"),
)
CAUTIONS = (
    (r"NOT (?:BASED ON|SUPPORTED BY) FINGERPRINTS?", "The agency says that no fingerprints were compared."),
    (r"NOT A(?:N IMMIGRATION)? DETAINER", "The agency says that this is not a detainer."),
    (
        r"\b(?:CITIZEN|NATURALI[SZ]ED)\b",
        "The answer speaks of citizenship: a supervisor and counsel look at it at once.",
    ),
)
BIOMETRIC = re.compile(r"\b(?:FINGERPRINT (?:MATCH|BASED|COMPARISON)|BIOMETRIC|IDENT (?:MATCH|HIT))\b", re.I)
BY_NAME = re.compile(r"\b(?:NAME[- ]BASED|NOT (?:BASED ON|SUPPORTED BY) FINGERPRINTS?)\b", re.I)


def read_response(raw: bytes, *, received_at: datetime | None = None) -> Response:
    """An answer, in its envelope or as bare text. Never fails on what it says: what cannot be understood comes back so marked.

    Raises ``BadMessage`` only for bytes that are no message at all (an envelope broken in the middle, or nothing).
    """
    if not raw.strip():
        raise BadMessage("is empty", where="response", do="the sender should send it again")
    if raw.lstrip().startswith(b"<"):
        e = read_envelope(raw)
        kind, control, sender, text = e.key, e.control, e.origin, e.text
    else:
        kind, control, sender, text = "", "", "", raw.decode("utf-8", "replace")
    found = list(_quoted(text))
    values = {q.name: q.value for q in found}
    outcome = _outcome(text)
    if kind not in ("IAR", "IDR", "ACK"):
        kind = "ACK" if outcome is Outcome.ACKNOWLEDGED else "IDR" if BIOMETRIC.search(text) else "IAR"
    return Response(
        kind=kind,
        refers_to=control or values.get("refers_to", ""),
        outcome=outcome,
        basis=Basis.BIOMETRIC if BIOMETRIC.search(text) and not BY_NAME.search(text) else Basis.NAME,
        raw=raw,
        number=values.get("number", ""),
        assertion=_sentence(text) if outcome is Outcome.MATCH else "",
        quoted=tuple(q for q in found if q.name not in ("refers_to", "number")),
        received_at=received_at,
        sender=sender,
        cautions=tuple(says for pattern, says in CAUTIONS if re.search(pattern, text, re.I)),
    )


def _outcome(text: str) -> Outcome:
    flat = " ".join(text.split())
    said = [outcome for outcome, pattern in OUTCOMES if re.search(pattern, flat, re.I)]
    if Outcome.NO_MATCH in said and Outcome.MATCH in said and said[0] is Outcome.NO_MATCH:
        return Outcome.UNREADABLE  # "no record of naturalization … appears to be …": a person reads that, not a pattern
    return said[0] if said else Outcome.UNREADABLE


def _sentence(text: str) -> str:
    """The sentence that asserts something, in its own words, its lines joined. Lines that name a field are no part of it."""
    for reader in READERS.values():
        text = reader.sub("", text)
    pattern = next(p for o, p in OUTCOMES if o is Outcome.MATCH)
    flat = " ".join(text.split())
    return next((s for s in re.split(r"(?<=[.!?])\s+", flat) if re.search(pattern, s, re.I)), "")


def _quoted(text: str) -> Iterator[Quoted]:
    for name, reader in READERS.items():
        for m in reader.finditer(text):
            yield Quoted(name, m["value"], m[0].strip())
