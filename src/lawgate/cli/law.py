"""``lawgate law``: the law of a day, and a rule's words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from lawgate.base import BadInput, Place, canonical_json
from lawgate.cli import lawbook
from lawgate.cli.policy import Policies, rulebook_with
from lawgate.law.books import books, load
from lawgate.law.norms import Authority, Effect, Norm
from lawgate.law.rulebook import Query, Rulebook
from lawgate.law.serial import authority_from
from lawgate.law.telling import in_words

app = typer.Typer(help="Read the books of law.", no_args_is_help=True)
lawbook.register(app)
console = Console(highlight=False, soft_wrap=False)
EFFECT_WORDS = {
    Effect.REQUIRE: "must",
    Effect.PERMIT: "may",
    Effect.PROHIBIT: "may not",
    Effect.OPEN: "open law",
    Effect.STRIKE: "voids local bans on",
    Effect.SERVE: "paper",
    Effect.DUTY: "duty",
    Effect.FLAG: "note",
    Effect.LIMIT: "clock",
    Effect.ANSWER: "side question",
}


@app.command()
def show(
    book: Annotated[str, typer.Argument(help="A book, such as us, us_ca or us_ca_los_angeles; 'list' names them all.")],
    on: Annotated[str, typer.Option("--on", help="The day, YYYY-MM-DD.")] = "",
) -> None:
    """Print the law of one book as it stood on one day."""
    if book == "list":
        for name in books():
            console.print(name)
        return
    if book not in books():
        raise BadInput(f"there is no book '{book}'", do=f"one of {', '.join(books())}")
    day = _day(on)
    rulebook = load()
    shown = [rulebook.by_id[i] for i in books()[book] if _in_force(rulebook.by_id[i], day)]
    console.print(f"[bold]{book}[/bold] on {day}: {len(shown)} authorities in force", end="\n\n")
    for authority in shown:
        _print_authority(authority, [n for n in authority.norms if n.in_force(day)])


@app.command()
def cite(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="An authority, such as ca-trust-act-2014, or one of its norms.")
    ],
) -> None:
    """Print a rule's words, citation, dates, rank and confidence."""
    rulebook = load()
    name = id_.split("/")[0]
    authority = rulebook.authority(name)
    norms = [n for n in authority.norms if "/" not in id_ or n.id == id_]
    if "/" in id_ and not norms:
        raise BadInput(f"{name} has no norm '{id_}'", do=f"one of {', '.join(n.id for n in authority.norms) or 'none'}")
    _print_authority(authority, norms, whole=True)


def _day(text: str) -> str:
    if not text:
        raise BadInput("no day is given", do="add --on YYYY-MM-DD")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as e:
        raise BadInput(f"'{text}' is not a day", do="write --on YYYY-MM-DD") from e


def _in_force(a: Authority, day: str) -> bool:
    return (a.since <= day and (a.until is None or day <= a.until)) or any(n.in_force(day) for n in a.norms)


def _print_authority(a: Authority, norms: list[Norm], *, whole: bool = False) -> None:
    until = a.until or "no end known"
    console.print(f"[bold]{escape(a.title)}[/bold]  {escape(a.cite)}")
    rank = a.rank.name.lower().replace("_", " ")
    console.print(f"  {a.id} · {a.kind} · rank: {rank} · {a.since} to {until} · {a.confidence.sentence}", style="dim")
    console.print(f"  {escape(a.words)}")
    if whole and a.source:
        console.print(f"  Read in: {escape(a.source)}", style="dim")
    if whole and a.exposure:
        e = a.exposure
        paid = f"${e.usd:,}" if e.usd else "amount not seen"
        fees = f" and ${e.fees_usd:,} fees" if e.fees_usd else ""
        console.print(f"  {e.court}, {e.decided}: {escape(e.held)}; kept {e.kept}; {paid}{fees}")
    if whole:
        for p in a.penalties:
            console.print(f"  What breach costs: {escape(p.words)} {escape(p.cite)} · {p.mark.sentence}")
    if whole and a.holding:
        console.print(
            f"  On holds by local officers ({a.holding.court}): {escape(a.holding.said)} {escape(a.holding.left_open)}"
        )
    for n in norms:
        subject = n.action.value if n.action and n.effect is not Effect.LIMIT else in_words(n.token)
        console.print(f"    • [bold]{EFFECT_WORDS[n.effect]} {subject}[/bold]: {escape(n.words)}")
        dates = "" if (n.since, n.until) == (a.since, a.until) else f" · {n.since} to {n.until or 'no end known'}"
        console.print(f"      {escape(n.cite)} · {n.id}{dates} · {n.confidence.sentence}", style="dim")
    console.print()


@app.command()
def check(
    states: Annotated[list[str] | None, typer.Argument(help="Two-letter states; none: every book.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write counterexamples to this case file.")] = None,
) -> None:
    """Prove the books: no dead norm, no silent clash, one answer for every case, and the named invariants."""
    from lawgate.law.invariants import INVARIANTS
    from lawgate.law.proof import check as prove
    from lawgate.law.spans import places

    rulebook = load()
    where = places(rulebook, [s.upper() for s in states or ()])
    if not where:
        raise BadInput(f"no book speaks of {', '.join(states or ())}", do="give states such as CA or WA")
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("proving", total=None)
        faults = prove(rulebook, where, lambda done, of: bar.update(task, completed=done, total=of))
    for f in faults:
        also = f" (and in {f.also} other places or periods)" if f.also else ""
        console.print(f"[bold]{f.kind}[/bold] {escape(f.where)}, from {f.since}{also}: {escape(f.what)}")
        if f.case and out is None:
            console.print(escape(yaml.safe_dump([f.case], sort_keys=False, allow_unicode=True)))
    if out is not None:
        cases = [f.case for f in faults if f.case]
        out.write_text(yaml.safe_dump(cases, sort_keys=False, allow_unicode=True), encoding="utf-8")
    proved = f"{len(where)} kinds of place, {len(INVARIANTS)} invariants"
    console.print(f"{len(faults)} faults in {proved}" if faults else f"Proved: {proved}; no fault found.")
    if faults:
        raise typer.Exit(1)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    policy: Policies = None,
) -> None:
    """Write the whole rulebook as JSON, as a ledger keeps it beside its decisions."""
    rulebook = rulebook_with(policy)
    out.write_bytes(canonical_json(rulebook.data))
    console.print(f"{out}: {len(rulebook.authorities)} authorities, rulebook {rulebook.digest}.", markup=False)


@app.command()
def diff(
    book: Annotated[str, typer.Argument(help="A book, such as us_ca or us_ca_los_angeles.")],
    before: Annotated[str, typer.Argument(help="The earlier day.")],
    after: Annotated[str, typer.Argument(help="The later day; the same day to compare two rulebooks on it.")],
    old: Annotated[
        Path | None, typer.Option("--old", help="The earlier rulebook: a file of 'law export' or 'ledger rulebooks'.")
    ] = None,
    new: Annotated[
        Path | None, typer.Option("--new", help="The later rulebook; the books of today if none is given.")
    ] = None,
    county: Annotated[str, typer.Option("--county", help="A county of the state that has no book of its own.")] = "",
) -> None:
    """Which fact patterns change their answer between two days, or two rulebooks, with a smallest example of each."""
    from lawgate.law.diff import differences

    place = replace(_place_of(book), county=county) if county else _place_of(book)
    days = _day(before), _day(after)
    sides = [_rulebook(f) if f else load() for f in (old, new)]
    queries = [Query(place, d, policies=r.local_policies(place, d)) for d, r in zip(days, sides, strict=True)]
    programs = [r.program(q) for r, q in zip(sides, queries, strict=True)]
    found = differences(programs[0], programs[1], place, days[1], policies=queries[1].policies or frozenset())
    console.print(f"{book}: the law for {_said(place)}, {days[0]} beside {days[1]}.", markup=False, end="\n\n")
    names = [d if f is None else f"{d} by {f.name}" for d, f in zip(days, (old, new), strict=True)]
    for d in found:
        console.print(
            f"[bold]{d.action.value}[/bold]: {d.before.value} on {names[0]}, {d.after.value} on {names[1]}. For example:"
        )
        console.print(escape(yaml.safe_dump(d.case["given"], sort_keys=False, allow_unicode=True)))
    console.print(f"{len(found)} kinds of change." if found else "No fact pattern changes its answer.")


def _said(place: Place) -> str:
    return ", ".join(str(p) for p in (place.locality, place, place.agency_type.replace("-", " ")) if p)


def _place_of(book: str) -> Place:
    """The kind of place that a book speaks of. Raises ``BadInput`` for a name that is no book of a state, county or city."""
    from lawgate.law.spans import places_of

    if book not in books() or not book.startswith("us_"):
        raise BadInput(f"'{book}' is not the book of a state, county or city", do="give one such as us_ca")
    state = book[3:5].upper()
    if len(book) == 5:
        return Place(state)
    mine = (load().by_id[i].territory for i in books()[book])
    return next((p for t in mine if state in t.states for p in places_of(t, state)), Place(state))


def _rulebook(path: Path) -> Rulebook:
    """A rulebook from its serialised form. Raises ``BadInput``."""
    try:
        return Rulebook(tuple(authority_from(a) for a in json.loads(path.read_bytes())))
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise BadInput(
            "is no rulebook",
            where=str(path),
            do="give a file that 'lawgate law export' or 'lawgate ledger rulebooks' wrote",
        ) from e
