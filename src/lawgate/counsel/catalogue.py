"""The languages of the guide and of the plan: gettext catalogues kept as .po files, compiled at the build, without gettext's programs.

A catalogue says in its header who drafted it and which native reader signed it (``X-Drafted-By``, ``X-Signed-By``, ``X-Signed-On``).
A text that carries rights, times or scripts is known by its context, and no unsigned catalogue but the Spanish may translate it.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from lawgate.base import BadInput

DOMAIN = "guide"
GUIDE = "counsel/guide/locale"  # where the guide's catalogues lie in the package
SOFT = ""
"""What a heading, a label or a line about the page itself carries: only these are ever taken from an unsigned translation."""
STANDING = ("en", "es")  # what stands where a language is not signed
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its code in addresses, its name in itself, and its locale for dates and plurals."""

    code: str
    name: str
    locale: str

    @property
    def dir(self) -> str:
        return "rtl" if Locale.parse(self.locale).text_direction == "rtl" else "ltr"


LANGUAGES = {
    x.code: x
    for x in (
        Language("en", "English", "en"),
        Language("es", "Español", "es"),
        Language("zh-Hans", "简体中文", "zh_Hans"),
        Language("vi", "Tiếng Việt", "vi"),
        Language("tl", "Tagalog", "fil"),
        Language("ko", "한국어", "ko"),
        Language("ar", "العربية", "ar"),
        Language("ht", "Kreyòl ayisyen", "ht"),
    )
}
HAITIAN_MONTHS = [
    "janvye",
    "fevriye",
    "mas",
    "avril",
    "me",
    "jen",
    "jiyè",
    "out",
    "septanm",
    "oktòb",
    "novanm",
    "desanm",
]


@dataclass(frozen=True)
class Words:
    """One language's words. English has no catalogue: its text is the key."""

    language: Language
    catalog: Catalog | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    _said: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)

    @property
    def drafted_by(self) -> str:
        return self.headers.get("drafted", "")

    @property
    def signed_by(self) -> str:
        return self.headers.get("signed-by", "")

    @property
    def signed(self) -> bool:
        """Has a native reader put a name and a day to it? English is the text that was checked."""
        return self.catalog is None or bool(self.signed_by and self.headers.get("signed-on"))

    def says(self, text: str, carries: str = SOFT) -> str:
        """``text`` in this language; the English where it has none."""
        return self._said.pgettext(carries, text) if carries else self._said.gettext(text)

    def has(self, text: str, carries: str = SOFT) -> bool:
        """Is there a translation?"""
        return self.catalog is None or bool(_string(self.catalog, text, carries))

    def count(self, one: str, many: str, n: int) -> str:
        """``{n} rules`` in the plural form that ``n`` takes here."""
        return self._said.ngettext(one, many, n).replace("{n}", str(n))

    def county(self, name: str) -> str:
        """``Los Angeles County`` within a sentence: ``el condado de Los Angeles`` in Spanish."""
        if self.language.code == "es" and name.endswith(" County"):
            return f"el condado de {name.removesuffix(' County')}"
        return name

    def day(self, day: date) -> str:
        """A day as this language writes it: ``24 November 2026``."""
        if self.language.code == "ht":  # CLDR has no months for Haitian Creole
            return f"{day.day} {HAITIAN_MONTHS[day.month - 1]} {day.year}"
        if self.language.code == "en":
            return f"{day.day} {day:%B %Y}"
        return str(format_date(day, "long", locale=self.language.locale))


def _string(catalog: Catalog, text: str, carries: str) -> str:
    found = catalog.get(text, context=carries or None)
    return found.string if found is not None and isinstance(found.string, str) else ""


def _headers(raw: bytes) -> dict[str, str]:
    """Who drafted and who signed, from the header itself: the reader of .po files keeps no headers of our own."""
    head = raw.decode("utf-8").split("\n\n", 1)[0]
    found = re.findall(r'^"X-(Drafted|Signed)-(By|On): (.*)\\n"$', head, re.MULTILINE)
    return {"drafted" if kind == "Drafted" else f"signed-{what.lower()}": said.strip() for kind, what, said in found}


def words(code: str, folder: Traversable | None = None) -> Words:
    """The words of a language, compiled from its .po file. Raises ``BadInput`` for a code or a file that cannot be taken."""
    language = LANGUAGES.get(code)
    if language is None:
        raise BadInput(f"'{code}' is no language of the guide", do=f"one of {', '.join(LANGUAGES)}")
    if code == "en":
        return Words(language)
    path = (folder or resources.files("lawgate") / GUIDE).joinpath(f"{code}.po")
    try:
        raw = path.read_bytes()
        catalog = read_po(BytesIO(raw), domain=DOMAIN, abort_invalid=True)
    except (PoFileError, OSError, UnicodeDecodeError, ValueError) as e:
        raise BadInput(f"no catalogue can be read ({e})", where=str(path), do="mend the .po file") from e
    if not len(catalog):
        raise BadInput("holds no text", where=str(path), do="mend the .po file")
    out = BytesIO()
    write_mo(out, catalog)
    out.seek(0)
    return Words(language, catalog, _headers(raw), gettext.GNUTranslations(out))


def every(folder: Traversable | None = None) -> Mapping[str, Words]:
    """All languages, English first."""
    return {code: words(code, folder) for code in LANGUAGES}
