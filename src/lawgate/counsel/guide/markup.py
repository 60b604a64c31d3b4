"""The mark-up of the guide's text: words bound to a claim, links to other pages, emphasis.

``[at most {n} hours]{form-hours}`` binds words to a claim, ``{n}`` being the engine's figure; ``[the phone script](phone)`` is a link
to a page; ``**bold**`` and ``*italic*`` as usual. ``{county}``, ``{state}`` and ``{date}`` are filled in. A translation keeps every
claim and every link of its English text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

TOKEN = re.compile(
    r"\[(?P<claimed>[^\[\]]+)\]\{(?P<claim>[a-z0-9-]+)\}|\[(?P<linked>[^\[\]]+)\]\((?P<page>[a-z0-9-]+)\)"
    r"|\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*"
)
FILL = re.compile(r"\{([a-z]+)\}")
FILLED = ("county", "state", "date", "n")
NAMES = re.compile(
    r"(?<![A-Za-z0-9])(?:I-247[ADGNX]?(?: \([\d/]+\))?|I-200|I-205|I-213|G-28"
    r"|(?:Part|Parte|Phần|Pati|الجزء|第) \d[AB]?(?: 部分)?)(?![A-Za-z0-9])"
)
"""Names with figures in them that measure nothing."""
COUNTED = "hours?|days?|weeks?|months?|years?|minutes?|calls?|dollars?|horas?|días?|semanas?|meses|años?|minutos?|llamadas?|dólares"
WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|ninety|forty-eight|"
    "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte|treinta|cuarenta|cincuenta|sesenta|noventa"
)
FIGURE = re.compile(rf"\d+|\b(?:{WORDS})(?: y ocho| more| completed| más)? (?:{COUNTED})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: ``kind`` is text, claim, link, bold or italic; ``to`` the claim's or the page's name."""

    kind: str
    text: str
    to: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """``text`` as its runs, in order."""
    at = 0
    for m in TOKEN.finditer(text):
        if m.start() > at:
            yield Piece("text", text[at : m.start()])
        if m["claim"]:
            yield Piece("claim", m["claimed"], m["claim"])
        elif m["page"]:
            yield Piece("link", m["linked"], m["page"])
        elif m["bold"]:
            yield Piece("bold", m["bold"])
        else:
            yield Piece("italic", m["italic"])
        at = m.end()
    if at < len(text):
        yield Piece("text", text[at:])


def claims_in(text: str) -> tuple[str, ...]:
    """The claims that ``text`` makes, in order."""
    return tuple(p.to for p in pieces(text) if p.kind == "claim")


def links_in(text: str) -> tuple[str, ...]:
    """The pages that ``text`` links to."""
    return tuple(p.to for p in pieces(text) if p.kind == "link")


def figures_in(text: str) -> tuple[str, ...]:
    """Figures in plain ``text``: digits of any script, and number words before a unit. Names of forms are none."""
    return tuple(FIGURE.findall(NAMES.sub(" ", text)))


def unbound(text: str) -> tuple[str, ...]:
    """Figures that stand outside every claim."""
    bare = " ".join(p.text for p in pieces(text) if p.kind != "claim")
    return figures_in(FILL.sub(" ", bare))


def strangers(text: str) -> tuple[str, ...]:
    """Fill-ins that nobody fills in, and brackets that are no mark-up."""
    plain = "".join(p.text for p in pieces(text))
    return tuple(m for m in FILL.findall(plain) if m not in FILLED) + tuple(re.findall(r"[\[\]]", plain))


def html(text: str, fill: Mapping[str, str], values: Mapping[str, int | None], link: str = "{}.html") -> str:
    """``text`` as HTML. ``fill``: county, state and date; ``values``: the figure of each claim."""
    out = []
    for p in pieces(text):
        figure = {"n": str(values.get(p.to) or "")} if p.kind == "claim" else {}
        said = _filled(escape(p.text, quote=False), {k: escape(v, quote=False) for k, v in {**fill, **figure}.items()})
        said = said.replace("{date}", f"<time>{escape(fill.get('date', ''), quote=False)}</time>")
        if p.kind == "claim":
            out.append(f'<span class="claim" data-claim="{p.to}">{said}</span>')
        elif p.kind == "link":
            out.append(f'<a href="{link.format(p.to)}">{said}</a>')
        elif p.kind in ("bold", "italic"):
            tag = "strong" if p.kind == "bold" else "em"
            out.append(f"<{tag}>{said}</{tag}>")
        else:
            out.append(said)
    return "".join(out)


def _filled(text: str, fill: Mapping[str, str]) -> str:
    return FILL.sub(lambda m: m[0] if m[1] == "date" else fill.get(m[1], m[0]), text)
