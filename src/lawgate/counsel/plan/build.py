"""The files of the plan, ready to be served or copied anywhere: no server takes part when it is used."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

import segno

from lawgate.base import BadInput, digest

ROOM = "lawgate.counsel.plan"
WORDS_OF = date(2026, 11, 24)  # the day on which the words were last gone through
WHOLE = ("en", "es")  # every word written and read; the others show these two until a native reader has signed
LANGUAGES: Mapping[str, tuple[str, str]] = {
    "en": ("English", "ltr"),
    "es": ("Español", "ltr"),
    "zh": ("简体中文", "ltr"),
    "vi": ("Tiếng Việt", "ltr"),
    "tl": ("Tagalog", "ltr"),
    "ko": ("한국어", "ltr"),
    "ar": ("العربية", "rtl"),
    "ht": ("Kreyòl ayisyen", "ltr"),
}
"""Code to the language's own name and its direction."""
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


def words(language: str) -> dict[str, str]:
    """Every word of the interview in a whole language."""
    found: dict[str, str] = json.loads(files(ROOM).joinpath("words", f"{language}.json").read_text("utf-8"))
    return found


def _words() -> str:
    languages = [{"code": c, "name": name, "dir": way} for c, (name, way) in LANGUAGES.items()]
    told = {code: words(code) for code in WHOLE}
    return f"export const LANGUAGES = {_tight(languages)};\nexport const WORDS = {_tight(told)};\n"


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
