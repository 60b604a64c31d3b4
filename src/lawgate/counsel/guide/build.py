"""Writes a guide: one folder a county, a folder a language in it, everything else beside; held to its weight and to its check."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from lawgate.base import BadInput, digest
from lawgate.counsel.catalogue import LANGUAGES, Words, every
from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.explained import explained
from lawgate.counsel.guide.explained_page import paper_body
from lawgate.counsel.guide.frame import page
from lawgate.counsel.guide.helped import help_rows
from lawgate.counsel.guide.pages import pages, parts
from lawgate.counsel.guide.reading import measure
from lawgate.counsel.guide.records import Block, Built, Fault, Page, Weight, Where
from lawgate.counsel.guide.registry import Claims
from lawgate.counsel.guide.render import Render
from lawgate.counsel.guide.seen import prose
from lawgate.counsel.plan import plan_files
from lawgate.decision import Decider

FIRST_MOST, OFFLINE_MOST = 100_000, 300_000  # bytes: of the first page compressed, of a language kept on the device
STATIC = ("guide.css", "guide.js", "pdf.js", "paper.js", "icon.svg")
PLAN = "plan/"  # the preparedness plan has a worker of its own, and its own tests
SHARED = (*STATIC, "answers.json", "manifest.webmanifest")  # kept with every language


@dataclass(frozen=True)
class Text:
    """What a guide is made from: the pages, the parts of the forms, the languages."""

    pages: tuple[Page, ...]
    parts: tuple[Block, ...]
    words: Mapping[str, Words]


def text() -> Text:
    """The text that ships."""
    return Text(pages(), parts(), every())


def files(asked: Asked, made: Text | None = None, *, address: str = "", house: str = "") -> dict[str, bytes]:
    """The files of one county's guide by path within its folder. The same arguments give the same bytes.

    ``address``: where the guide will lie, for the code on the plan's cards. ``house``: where lawyers may be named ahead of time; the page
    of help then leads there. Raises ``BadInput`` for one that is not plain ``https``.
    """
    made = made or text()
    where, decider = asked.where, asked.decider
    claims = Claims(asked)
    lawyers = lawyers_at(house)
    out: dict[str, bytes] = {}
    for code in LANGUAGES:
        for p in made.pages:
            out[f"{code}/{p.id}.html"] = _page(claims, made, code, p, lawyers).encode()
    for name in STATIC:
        out[name] = _static(name).encode()
    out["answers.json"] = _tight(explained(asked)).encode()
    out.update({f"plan/{name}": raw for name, raw in plan_files(as_of=where.day, address=address).items()})
    out["manifest.webmanifest"] = _manifest(where).encode()
    out["guide.json"] = _tight(_about(where, decider, claims, lawyers)).encode()
    out["sw.js"] = _worker(where, out).encode()
    return out


def written(out: Path, where: Where, found: Mapping[str, bytes]) -> Built:
    """Write one county's files into its folder under ``out``. Raises ``BadInput`` for a folder that cannot be written."""
    write(out / where.slug, found)
    weights = {code: weigh(found, code) for code in LANGUAGES}
    return Built(where, sum(p.endswith(".html") for p in found if not p.startswith(PLAN)), weights, grades(found))


def weigh(found: Mapping[str, bytes], code: str) -> Weight:
    """Bytes of a language: its first page with what it loads, compressed; all that is kept on the device, as it is and compressed."""
    first = (f"{code}/index.html", "guide.css", "guide.js", "icon.svg", "manifest.webmanifest", "sw.js")
    kept = [*SHARED, *_of(found, code)]
    return Weight(
        sum(_packed(found[p]) for p in first),
        sum(len(found[p]) for p in kept),
        sum(_packed(found[p]) for p in kept),
    )


def too_heavy(weights: Mapping[str, Weight]) -> list[Fault]:
    """Languages over either limit."""
    out = []
    for code, w in weights.items():
        if w.first > FIRST_MOST:
            out.append(Fault("too-heavy", code, f"the first page weighs {w.first} bytes; {FIRST_MOST} are allowed"))
        if w.offline > OFFLINE_MOST:
            out.append(
                Fault("too-heavy", code, f"{w.offline} bytes are kept on the device; {OFFLINE_MOST} are allowed")
            )
    return out


def grades(found: Mapping[str, bytes]) -> dict[str, tuple[float, float]]:
    """Flesch-Kincaid and SMOG grades of every English page."""
    out = {}
    for path, raw in found.items():
        if path.startswith("en/"):
            m = measure(prose(raw.decode()))
            out[path] = (m.kincaid, m.smog)
    return out


def lawyers_at(house: str) -> str:
    """The page of a house where a lawyer may be named ahead of time; empty for no house. Raises ``BadInput`` for what is no address."""
    if house and (not house.startswith("https://") or any(c in house for c in '?#@ "<>')):
        raise BadInput(f"'{house}' is no address of a house", where="--house", do="give a plain https address")
    return f"{house.rstrip('/')}/lawyer/" if house else ""


def _page(claims: Claims, made: Text, code: str, p: Page, lawyers: str) -> str:
    render = Render(claims, made.words[code], dict(made.words))
    body = render.blocks(p.blocks)
    scripts: tuple[str, ...] = ()
    if p.id == "help":
        body += help_rows(render, lawyers)
    elif p.id == "paper":
        body += paper_body(render, made.parts)
        scripts = ("paper.js",)
    return page(render, p, body, made.pages, scripts=scripts)


def _about(where: Where, decider: Decider, claims: Claims, lawyers: str) -> dict[str, object]:
    proved = {name: {"norms": [s.norm for s in p.sources], "value": p.value} for name, p in claims.proved() if p.holds}
    return {
        "county": where.place.county,
        "state": where.place.state,
        "day": where.day.isoformat(),
        "slug": where.slug,
        "rulebook": decider.rulebook.digest,
        "lawyers": lawyers,
        "claims": proved,
    }


def _manifest(where: Where) -> str:
    return json.dumps(
        {
            "name": f"{where.county} guide",
            "short_name": "Guide",  # neutral: it shows on the screen of the phone
            "start_url": "en/index.html",
            "scope": "./",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#162e51",
            "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        },
        ensure_ascii=False,
    )


def _worker(where: Where, found: Mapping[str, bytes]) -> str:
    version = digest({path: digest(raw.decode()) for path, raw in sorted(found.items())})[:16]
    kept = {"shared": [f"./{p}" for p in SHARED], "languages": {c: _of(found, c) for c in LANGUAGES}}
    script = _static("sw.js").replace("@VERSION@", version).replace("@SLUG@", where.slug)
    return script.replace("@FILES@", _tight(kept))


def _of(found: Mapping[str, bytes], code: str) -> list[str]:
    return sorted(p for p in found if p.startswith(f"{code}/"))


def _packed(raw: bytes) -> int:
    return len(gzip.compress(raw, mtime=0))


def _static(name: str) -> str:
    return (resources.files("lawgate") / "counsel/guide/static").joinpath(name).read_text(encoding="utf-8")


def _tight(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(folder: Path, found: Mapping[str, bytes]) -> None:
    try:
        for path, raw in found.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(raw)
    except OSError as e:
        raise BadInput(f"no guide can be written there ({e.strerror})", where=str(folder), do="give a folder") from e
