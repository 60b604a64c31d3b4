"""The files of the plan, ready to be served or copied anywhere: no server takes part when it is used."""

from __future__ import annotations

import io
import json
from datetime import date
from importlib.resources import files

import segno

from lawgate.base import BadInput, digest
from lawgate.counsel.catalogue import HAITIAN_MONTHS, LANGUAGES, STANDING, Language
from lawgate.counsel.plan.words import ROOM, catalogue_of, words

WORDS_OF = date(2026, 11, 24)  # the day on which the words were last gone through
WHOLE = STANDING  # every word written and read; the others show these two where a text carries rights, times or scripts
CLOCKS = {
    "ar": "ar-u-nu-latn",
    "tl": "fil",
}  # how the browser writes a day; the figures of an American form stay as they are
SCRIPTS = ("dom", "say", "notes", "lock", "device", "fields", "safe", "papers", "app")
COPIED = (*(f"{name}.js" for name in SCRIPTS), "plan.css", "paper.css", "icon.svg")


def plan_files(*, as_of: date = WORDS_OF, address: str = "") -> dict[str, bytes]:
    """Path within the plan's folder to content.

    ``as_of``: the day of the words, by which the page says that they are old. ``address``: the public address on the cards' code, which
    holds nothing else. The same arguments give the same bytes. Raises ``BadInput`` for an address that is not plain ``https``, or that
    carries a query, which could tell one card from another.
    """
    made = {name: _asset(name).encode() for name in COPIED}
    if address:
        made["qr.svg"] = _code(address)
    page = _asset("page.html").replace("@AS_OF@", as_of.isoformat()).replace("@QR@", "yes" if address else "")
    made["index.html"] = page.encode()
    made["form.js"] = f"export const FORM = {_tight(form())};\n".encode()
    made["words.js"] = _words().encode()
    kept = ["./", *sorted(made.keys() - {"index.html"})]
    version = f"plan-{digest({k: digest(v) for k, v in made.items()})[:16]}"
    made["sw.js"] = _asset("sw.js").replace("@VERSION@", version).replace("@FILES@", _tight(kept)).encode()
    return made


def form() -> dict[str, object]:
    """The steps of the interview and their fields."""
    found: dict[str, object] = json.loads(files(ROOM).joinpath("form.json").read_text("utf-8"))
    return found


def _words() -> str:
    languages = [_language(x) for x in LANGUAGES.values()]
    told = {code: words(code) for code in LANGUAGES}
    return f"export const LANGUAGES = {_tight(languages)};\nexport const WORDS = {_tight(told)};\n"


def _language(x: Language) -> dict[str, object]:
    """``draft``: no native reader has signed it. ``months``: where browsers know none in it."""
    found: dict[str, object] = {"code": x.code, "name": x.name, "dir": x.dir, "clock": CLOCKS.get(x.code, x.code)}
    if x.code not in STANDING and not catalogue_of(x.code).signed:
        found["draft"] = True
    return found | ({"months": HAITIAN_MONTHS} if x.code == "ht" else {})


def _code(address: str) -> bytes:
    if not address.startswith("https://") or any(c in address for c in "?#@ "):
        raise BadInput(f"'{address}' cannot stand on a card", do="give a plain https address, the same for everyone")
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue()


def _asset(name: str) -> str:
    return files(ROOM).joinpath("assets", name).read_text("utf-8")


def _tight(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
