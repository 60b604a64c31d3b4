"""The check of a built guide: every claim is put to the engine again, every page is looked at as its reader has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from posixpath import dirname, join, normpath

from lawgate.base import BadInput
from lawgate.counsel.catalogue import LANGUAGES, STANDING
from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.build import PLAN, lawyers_at, too_heavy, weigh
from lawgate.counsel.guide.explained import explained
from lawgate.counsel.guide.frame import LEAVE
from lawgate.counsel.guide.markup import figures_in
from lawgate.counsel.guide.places import where
from lawgate.counsel.guide.reading import FK_MOST, HUERTA_LEAST, SMOG_MOST, measure
from lawgate.counsel.guide.records import Fault, Source
from lawgate.counsel.guide.registry import CLAIMS, FORMS, Claims
from lawgate.counsel.guide.seen import Seen, look
from lawgate.decision import Decider

PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|(?:^|[;{\s])(?:left|right)\s*:|(?:text-align|float)\s*:\s*(?:left|right)"
)
"""Style that takes a side of the screen instead of a side of the text."""


@dataclass
class Site:
    """One county's files, with what they are held to."""

    files: Mapping[str, bytes]
    claims: Claims
    seen: dict[str, Seen]
    lawyers: str = LEAVE  # the one page elsewhere to which this guide may lead

    @property
    def day(self) -> str:
        return self.claims.asked.where.day.isoformat()


def check_files(files: Mapping[str, bytes], decider: Decider, asked: Asked | None = None) -> list[Fault]:
    """Every fault of one county's guide, given as its files by path. ``asked``: answers of the same county and day to use again.

    Raises ``BadInput`` when the guide does not say what it is of."""
    site = _site(files, decider, asked)
    out: list[Fault] = []
    for path, seen in site.seen.items():
        for test in (_claims, _sources, _figures, _links, _sides, _plain):
            out += test(site, path, seen)
    out += _answers(site)
    out += _style(site)
    out += _worker(site)
    out += too_heavy({code: weigh(files, code) for code in LANGUAGES})
    return out


def check_folder(folder: Path, decider: Decider) -> list[Fault]:
    """Every fault of the guides under ``folder``, as ``lawgate guide build`` wrote them."""
    counties = sorted(p.parent for p in folder.glob("*/guide.json"))
    if not counties:
        raise BadInput("holds no guide", where=str(folder), do="name a folder that `lawgate guide build` wrote")
    out = []
    for county in counties:
        files = {p.relative_to(county).as_posix(): p.read_bytes() for p in county.rglob("*") if p.is_file()}
        out += [Fault(f.code, f"{county.name}/{f.where}", f.says) for f in check_files(files, decider)]
    return out


def _site(files: Mapping[str, bytes], decider: Decider, asked: Asked | None) -> Site:
    try:
        about = json.loads(files["guide.json"])
        place = where(f"{about['county']}, {about['state']}", date.fromisoformat(about["day"]))
    except (KeyError, ValueError, TypeError) as e:
        raise BadInput("does not say its county and day", where="guide.json", do="build the guide again") from e
    seen = {
        p: look(raw.decode("utf-8", "replace"))
        for p, raw in files.items()
        if p.endswith(".html") and not p.startswith(PLAN)
    }
    if asked is None or asked.where != place or asked.decider is not decider:
        asked = Asked(place, decider)
    try:
        lawyers = str(about.get("lawyers") or "")
        house = lawyers_at(lawyers.removesuffix("/lawyer/"))
    except BadInput:
        house = ""
    return Site(files, Claims(asked), seen, house or LEAVE)


def _claims(site: Site, path: str, seen: Seen) -> Iterator[Fault]:
    for (name, text), spoken in zip(seen.claims, seen.spoken, strict=True):
        if name not in CLAIMS:
            yield Fault("unknown-claim", path, f"“{text}” names the claim '{name}', which nobody proves")
            continue
        proof = site.claims.proof(name)
        if not proof.holds:
            yield Fault("not-proved", path, f"“{text}”: here, on {site.day}, the engine does not say so ({name})")
            continue
        # Words without a figure may rest on a claim that has one; a figure must be the engine's.
        if any(not f.isdecimal() or int(f) != proof.value for f in figures_in(text)):
            yield Fault("wrong-figure", path, f"“{text}” should say {proof.value} ({name})")
        code = path.split("/")[0]
        if spoken not in (*STANDING, "") and spoken != code:
            yield Fault("machine-draft", path, f"“{text}” is said in {spoken}")
        if spoken == code and code not in STANDING and not _signed(code):
            yield Fault("machine-draft", path, f"“{text}” carries a claim, and no native reader has signed")
    norms = {f"#{s['id']}": s["data-norm"] for s in seen.sources if "id" in s}
    for names, numbers in seen.cited:
        followed = {norms.get(n) for n in numbers}
        for name in names:
            if name in CLAIMS and not {s.norm for s in site.claims.proof(name).sources} <= followed:
                yield Fault("missing-citation", path, f"not every rule of the claim '{name}' follows it by its number")


def _signed(code: str) -> bool:
    from lawgate.counsel.catalogue import words

    return words(code).signed


def _sources(site: Site, path: str, seen: Seen) -> Iterator[Fault]:
    proofs = {n: site.claims.proof(n) for n, _ in seen.claims if n in CLAIMS}
    wanted = {s.norm: s for p in proofs.values() for s in p.sources}
    found = {s["data-norm"]: s for s in seen.sources}
    for norm in wanted.keys() - found.keys():
        yield Fault("missing-citation", path, f"the rule {norm} is not among the sources")
    for norm, shown in found.items():
        source = wanted.get(norm)
        if source is None:
            yield _stray(site, path, norm)
        else:
            yield from _shown(
                site, path, shown, source, any(n in FORMS for n, p in proofs.items() if source in p.sources)
            )
    for number in seen.numbers:
        if number.removeprefix("#") not in {s.get("id", "") for s in seen.sources}:
            yield Fault("missing-citation", path, f"the number {number} leads to no source")


def _shown(site: Site, path: str, shown: Mapping[str, str], source: Source, on_paper: bool) -> Iterator[Fault]:
    if not shown.get("cite"):
        yield Fault("missing-citation", path, f"the rule {source.norm} is shown without its citation")
    elif shown["cite"] != source.cite:
        yield Fault(
            "wrong-citation", path, f"the rule {source.norm} is cited as “{shown['cite']}”, not “{source.cite}”"
        )
    if shown.get("data-mark") != source.confidence.value:
        yield Fault("wrong-citation", path, f"the rule {source.norm} is marked as if it were {shown.get('data-mark')}")
    if shown.get("data-asof") != site.day:
        yield Fault("wrong-citation", path, f"the rule {source.norm} is dated {shown.get('data-asof')}, not {site.day}")
    if not on_paper and not (source.since <= site.day and (source.until is None or site.day <= source.until)):
        yield Fault("repealed-rule", path, f"the rule {source.norm} is not in force on {site.day}")


def _stray(site: Site, path: str, norm: str) -> Fault:
    """A source that no claim of the page rests on."""
    book = site.claims.asked.decider.rulebook
    known = {n.id: n for n in book.norms}.get(norm) or book.by_id.get(norm)
    if known is None:
        return Fault("missing-citation", path, f"no rule is called {norm}")
    if not (known.since <= site.day and (known.until is None or site.day <= known.until)):
        return Fault("repealed-rule", path, f"the rule {norm} is not in force on {site.day}")
    return Fault("wrong-rule", path, f"no claim of the page rests on {norm}")


def _figures(_: Site, path: str, seen: Seen) -> Iterator[Fault]:
    for text in seen.loose:
        for figure in figures_in(text):
            yield Fault("unbound-number", path, f"the figure {figure} in “{text[:80]}” is bound to no claim")


def _links(site: Site, path: str, seen: Seen) -> Iterator[Fault]:
    for _, address in seen.links:
        if address in (LEAVE, site.lawyers) or address.startswith("tel:"):
            continue
        if re.match(r"[a-z]+:|//", address):
            yield Fault("foreign-link", path, f"{address} leads away from the guide")
            continue
        to, _, anchor = address.partition("#")
        target = normpath(join(dirname(path), to)) if to else path
        if target not in site.files:
            yield Fault("dead-link", path, f"{address} leads nowhere")
        elif anchor and target in site.seen and anchor not in site.seen[target].ids:
            yield Fault("dead-link", path, f"{address} leads to no place on its page")
    for address in seen.loads:
        if re.match(r"[a-z]+:|//", address) or normpath(join(dirname(path), address)) not in site.files:
            yield Fault("foreign-request", path, f"{address} is not a file of the guide")
    for what in seen.inline:
        yield Fault("inline-code", path, f"{what} stands in the page")


def _sides(_: Site, path: str, seen: Seen) -> Iterator[Fault]:
    language = LANGUAGES.get(path.split("/")[0])
    if language is None:
        return
    if seen.html.get("lang") != language.code or seen.html.get("dir") != language.dir:
        yield Fault("right-to-left", path, f"the page is marked {seen.html.get('lang')}, {seen.html.get('dir')}")
    for code, side in seen.foreign:
        wanted = LANGUAGES[code].dir if code in LANGUAGES else "ltr"
        if side != wanted and language.dir != wanted:
            yield Fault("right-to-left", path, f"a part in {code} is not marked {wanted}")


def _plain(_: Site, path: str, seen: Seen) -> Iterator[Fault]:
    text = "\n".join(seen.prose)
    if path.startswith("en/"):
        m = measure(text)
        if m.kincaid > FK_MOST or m.smog > SMOG_MOST:
            yield Fault(
                "reading-level", path, f"Flesch-Kincaid {m.kincaid}, SMOG {m.smog}: at most {FK_MOST} and {SMOG_MOST}"
            )
    elif path.startswith("es/"):
        ease = measure(text, "es").huerta
        if ease < HUERTA_LEAST:
            yield Fault("reading-level", path, f"Fernández Huerta {ease}: at least {HUERTA_LEAST}")


def _answers(site: Site) -> Iterator[Fault]:
    """The detainer explained, asked again from end to end."""
    try:
        kept = json.loads(site.files.get("answers.json", b"null"))
    except ValueError:
        kept = None
    if kept != json.loads(json.dumps(explained(site.claims.asked))):
        yield Fault("stale-answers", "answers.json", "the engine answers differently about some paper")


def _style(site: Site) -> Iterator[Fault]:
    for path, raw in site.files.items():
        if path.endswith(".css") and not path.startswith(PLAN):
            text = raw.decode()
            for found in PHYSICAL.finditer(text):
                yield Fault("right-to-left", path, f"“{found[0].strip()}” takes a side of the screen")
            if "url(" in text or "@import" in text:
                yield Fault("foreign-request", path, "the style loads something")


def _worker(site: Site) -> Iterator[Fault]:
    found = re.search(r"JSON\.parse\('(.*)'\)", site.files.get("sw.js", b"").decode())
    if found is None:
        yield Fault("dead-link", "sw.js", "the worker keeps no files")
        return
    lists = json.loads(found[1])
    for path in [*lists["shared"], *(p for files in lists["languages"].values() for p in files)]:
        if normpath(path) not in site.files:
            yield Fault("dead-link", "sw.js", f"{path} is kept and does not exist")
