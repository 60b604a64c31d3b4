"""How feeds, rap sheets and lawyers spell a statute, brought to one spelling: ``sections_of``.

``PC 459(A)``, ``459 PC`` and ``Pen. Code § 459(a)`` are one citation. A spelling that says too little to know the code is no citation
at all: reading nothing leaves the offence unknown, reading the wrong code would make it something it is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_CA_CODES = {
    **dict.fromkeys(("pen", "pc", "cpc", "penal"), "PC"),
    **dict.fromkeys(("health", "hs", "hsc", "h&s", "h&sc", "hns"), "HSC"),
    **dict.fromkeys(("veh", "vc", "cvc", "vehicle"), "VC"),
    **dict.fromkeys(("bus", "bp", "bpc", "b&p", "b&pc"), "BPC"),
    **dict.fromkeys(("welf", "wic", "w&i", "w&ic", "wi"), "WIC"),
}
_TX_CODES = {
    **dict.fromkeys(("penal", "pen", "pc", "tpc"), "PC"),
    **dict.fromkeys(("health", "hsc", "hs", "h&s", "h&sc"), "HSC"),
    **dict.fromkeys(("transp", "transportation", "tc", "trc"), "TC"),
}
_FILLERS = frozenset(
    (
        "the",
        "of",
        "and",
        "code",
        "codes",
        "section",
        "sections",
        "sec",
        "ss",
        "subd",
        "tex",
        "texas",
        "tx",
        "safety",
        "ann",
        "stat",
    )
)
_WORD = re.compile(r"[A-Za-z&]+")
_TAIL = r"((?:\s?\(\s?[0-9A-Za-z]{1,5}\s?\))*)"
_CA_NUMBER = re.compile(r"(\d[\w.]*)" + _TAIL)
_ATTEMPT = {"CA": re.compile(r"\b664\s*[/-]\s*(?=\d)"), "NY": re.compile(r"\b110(?:\.\d{2})?\s*[/-]\s*(?=\d)")}


def sections_of(statute: str, state: str) -> list[str]:
    """``statute`` as the table of ``state`` cites it, the narrowest reading first and the bare section last; empty where it is no
    citation of that state, or of the United States, that can be read."""
    federal = _federal(statute)
    reader = READERS.get(state)
    return federal or (reader(statute) if reader else [])


_MARKS = {
    "CA": r"\bCal(?:if|ifornia)?\b|^CA\b",
    "CO": r"\bC\.?R\.?S\b|^CO\b",
    "IL": r"\bILCS\b|^IL\b",
    "NJ": r"\bN\.?J\.?S\b|\bNJSA\b|\b2C:",
    "NY": r"^N\.?Y\b|\bPenal\s+Law\b",
    "OR": r"\bO\.?R\.?S\b",
    "TX": r"\bTex(?:as)?\b|^TX\b",
    "WA": r"\bR\.?C\.?W\b",
}
_MARKED = {state: re.compile(mark, re.IGNORECASE) for state, mark in _MARKS.items()}


def state_of(statute: str, state: str) -> str:
    """Whose law is cited: the United States', that of a state that the citation itself names, else ``state``, where the person is
    held. An earlier conviction is often another state's."""
    if is_federal(statute):
        return "US"
    return next((s for s, mark in _MARKED.items() if mark.search(statute)), state)


def is_federal(statute: str) -> bool:
    """Whether it cites the United States Code."""
    return bool(re.search(r"(?<![A-Za-z])U\.?\s?S\.?\s?C\b", statute, re.IGNORECASE))


def attempted(statute: str, state: str) -> str | None:
    """The citation of what was attempted (``664/211 PC``: ``211 PC``; ``PL 110/160.10``: ``PL 160.10``); None for no such citation."""
    prefix = _ATTEMPT.get(state)
    rest = prefix.sub("", statute) if prefix else statute
    return None if rest == statute else rest


def ca_section(statute: str) -> tuple[str, str] | None:
    """``("CA PC 459", "CA PC 459(a)")``: section alone and with its subdivisions; None when it is no California citation."""
    words = (w.lower() for w in _WORD.findall(statute.split(" § ")[0]))
    code = next((_CA_CODES[w] for w in words if w in _CA_CODES), None)
    found = _CA_NUMBER.search(statute)
    if code is None or found is None:
        return None
    number = found[1].rstrip(".").lower()
    return f"CA {code} {number}", f"CA {code} {number}{_tail(found[2])}"


def _california(text: str) -> list[str]:
    found = ca_section(text)
    if found is None:
        return []
    out = [k.removeprefix("CA ") for k in shorter(found[1])]
    letter = re.fullmatch(r"(VC \d+(?:\.\d+)?)([a-z])", out[-1])
    return [*out, f"{letter[1]}({letter[2]})", letter[1]] if letter else out


def shorter(section: str) -> list[str]:
    """A section with all its subdivisions first, then with ever fewer."""
    out = [section]
    while out[-1].endswith(")"):
        out.append(out[-1][: out[-1].rindex("(")])
    return out


def _tail(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def _shaped(pattern: str, form: str) -> Callable[[str], list[str]]:
    """A code whose numbers have a shape of their own: its name need not stand beside them."""
    reader = re.compile(pattern + _TAIL, re.IGNORECASE)

    def read(text: str) -> list[str]:
        found = reader.search(text)
        if found is None:
            return []
        *parts, tail = found.groups()
        return shorter(form.format(*(p.upper() for p in parts)) + _tail(tail))

    return read


_OREGON = re.compile(r"(?:\bO\.?R\.?(?:S\.?)?\W*|\bStat\W*|^\W*)(\d{2,3}\.\d{3})\b" + _TAIL, re.IGNORECASE)


def _oregon(text: str) -> list[str]:
    found = _OREGON.search(text)
    return shorter(f"ORS {found[1]}{_tail(found[2])}") if found else []


_TEXAS = re.compile(r"\b(\d{1,3}A?\.\d{2,4})\b" + _TAIL, re.IGNORECASE)


def _texas(text: str) -> list[str]:
    found = _TEXAS.search(text)
    if found is None:
        return []
    words = [w.lower() for w in _WORD.findall(text[: found.start()] + " " + text[found.end() :]) if len(w) > 1]
    code = next((_TX_CODES[w] for w in words if w in _TX_CODES), None)
    if code is None and any(w not in _FILLERS for w in words):
        return []  # a code this table does not know, or a description: the bare number could be anybody's
    return shorter(f"{code or 'PC'} {found[1].upper()}{_tail(found[2])}")


_PENAL_LAW = re.compile(r"penal\s+l|\bP\.?\s?L\b|^\W*(?:N\.?Y\.?)?\W*\d", re.IGNORECASE)
_VEHICLE_LAW = re.compile(r"\bV\W*(?:and|&)?\W*T\W*L\b|\bveh", re.IGNORECASE)
_PL_NUMBER = re.compile(r"(?<![\d.])(\d{3}\.\d{2}(?:-[A-Za-z]\b)?)" + _TAIL)
_VTL_NUMBER = re.compile(r"(?<![\d.])0*(\d{3,4}(?:-[a-z]\b)?)(?:[.(\s-]+0*(\d{1,2}(?:-[a-z])?)\b)?", re.IGNORECASE)


def _new_york(text: str) -> list[str]:
    if _VEHICLE_LAW.search(text):
        number = _VTL_NUMBER.search(text)
        if number is None:
            return []
        section = f"VTL {number[1].lower()}"
        return [*([f"{section}.{number[2].lower()}"] if number[2] else []), section]
    found = _PL_NUMBER.search(text)
    if found is None or not _PENAL_LAW.search(text):
        return []
    return shorter(f"PL {found[1].lower()}{_tail(found[2])}")


_JERSEY = re.compile(r"\b(2C|39):(\w+(?:\.\w+)?)-(\d+(?:\.\d+)?)(?:\W{0,2}\(?([a-z])\b\)?)?" + _TAIL, re.IGNORECASE)


def _new_jersey(text: str) -> list[str]:
    found = _JERSEY.search(re.sub(r"(?<=[\d])([A-Za-z])(?=\d)", r"\1 ", text))
    if found is None:
        return []
    section = f"{found[1].upper()}:{found[2].upper()}-{found[3]}"
    return shorter(f"{section}({found[4].lower()}){_tail(found[5])}") if found[4] else [section]


_ILLINOIS = re.compile(
    r"\b(\d{3})[\s-]*(?:ILCS)?[\s-]*(\d{1,3}/\d+[A-C]?(?:\.\d+)?)((?:-\d+(?:\.\d+)?[a-c]?){0,2})" + _TAIL, re.IGNORECASE
)


def _illinois(text: str) -> list[str]:
    found = _ILLINOIS.search(text)
    if found is None:
        return []
    return shorter(f"{found[1]} ILCS {found[2].upper()}{found[3].lower()}{_tail(found[4])}")


_FEDERAL = re.compile(
    r"\b(\d{1,2})\s*U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?\W*(?:sec\w*\.?\s*)?(\d+[A-Za-z]{0,2})\b" + _TAIL, re.IGNORECASE
)


def _federal(text: str) -> list[str]:
    found = _FEDERAL.search(text)
    return shorter(f"{found[1]} USC {found[2].upper()}{_tail(found[3])}") if found else []


READERS: dict[str, Callable[[str], list[str]]] = {
    "CA": _california,
    "WA": _shaped(r"\b(\d{1,2}A?\.\d{2,3}A?\.\d{3,4})\b", "RCW {0}"),
    "OR": _oregon,
    "TX": _texas,
    "NY": _new_york,
    "NJ": _new_jersey,
    "CO": _shaped(r"\b(\d{2}(?:\.\d)?-\d{1,2}(?:\.\d)?-\d{3,4}(?:\.\d)?)\b", "CRS {0}"),
    "IL": _illinois,
    "US": _federal,
}
"""State to the sections a citation may mean in its table, the narrowest first."""
