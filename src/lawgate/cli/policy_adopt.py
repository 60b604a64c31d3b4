"""``lawgate policy adopt``, ``withdraw``, ``list``, ``show``: what a county's counsel adopted on a ledger. The desk does the same."""

from __future__ import annotations

import copy
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from lawgate.base import BadInput

if TYPE_CHECKING:
    from lawgate.casework.adoptions import Adoption
    from lawgate.wiring.law import HouseOffice

app = typer.Typer()
console = Console(highlight=False, soft_wrap=True)
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file; var/lawgate.sqlite3 if none is given.")]
By = Annotated[str, typer.Option("--by", help="The account of the one of counsel who adopts. Their PIN is asked for.")]
Second = Annotated[str, typer.Option("--second", help="The account of the other person, who stands by it.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A policy file.")]
Number = Annotated[int, typer.Argument(metavar="EVENT", help="The number in `lawgate policy list`.")]


@app.command()
def adopt(file: File, by: By, second: Second, db: Db = None) -> None:
    """Adopt a proved draft: an event with its full words, by two people. Everyone in custody is decided again."""
    from lawgate.law.policy_file import read_policy

    read_policy(file)  # what cannot be read is said with the file's own name
    office, hands = _office(db), _hands(by, second)
    from lawgate import wiring
    from lawgate.wiring.adopting import adopt_policy

    done = adopt_policy(
        _acting(office, hands.by), office, file.read_text(encoding="utf-8"), file.name, hands, wiring.now()
    )
    console.print(f"Adopted as event {done.number}: {done.title}, {done.digest}.", markup=False)
    _decide_again(office)


@app.command()
def withdraw(
    event: Number,
    by: By,
    second: Second,
    why: Annotated[str, typer.Option("--why", help="Why, in a sentence.")],
    db: Db = None,
) -> None:
    """Take an adopted policy back: it decides nothing from then on. Everyone in custody is decided again."""
    office, hands = _office(db), _hands(by, second)
    from lawgate import wiring
    from lawgate.wiring.adopting import take_back

    done = take_back(_acting(office, hands.by), office, event, why, hands, wiring.now())
    console.print(f"Taken back by event {done.number}: {done.title}.", markup=False)
    _decide_again(office)


@app.command("list")
def listed(db: Db = None) -> None:
    """What was adopted and taken back, and whether it stands."""
    office = _office(db)
    adopted = office.adopted
    out = {x.policy.number: x.why for x in office.left_out}
    if not adopted.steps:
        console.print("Nothing is adopted on this ledger; not legal advice.")
    for s in adopted.steps:
        console.print(f"{s.number}  {s.day}  {_what(s)}: {s.by} and {s.second}. {_how(s, office, out)}", markup=False)
    if adopted.unfinished is not None:
        console.print("People are still to be decided again: `lawgate work` does it.")


@app.command()
def show(event: Number, db: Db = None) -> None:
    """The full words of an adopted policy, as they were adopted."""
    found = _office(db).adopted.step(event)
    if found is None or not found.text:
        raise BadInput("no policy was adopted by this event", where=str(event), do="see `lawgate policy list`")
    typer.echo(found.text, nl=False)


def _what(s: Adoption) -> str:
    if s.withdrawn:
        return f"policy '{s.title}' (event {s.of}) taken back"
    return f"policy '{s.title}'" if s.text else f"book of law {s.digest[:16]}"


def _how(s: Adoption, office: HouseOffice, out: dict[int, str]) -> str:
    if s.withdrawn:
        return s.why
    if not s.text:
        return "It is the book that lies here." if s.digest == office.books.digest else "Another book lies here now."
    if s.number in office.adopted.taken_back:
        return "It was taken back."
    return f"It decides nothing: {out[s.number]}" if s.number in out else "It stands."


def _office(db: Path | None) -> HouseOffice:
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import open_ledger
    from lawgate.wiring.law import HouseOffice

    return HouseOffice(open_ledger())


def _hands(by: str, second: str) -> Any:
    """Both people, by account and PIN. The house of accounts lives with the pages; it is asked for by name, as the server is."""
    hands = import_module("lawgate.web.accounts.hands")
    power = import_module("lawgate.web.accounts.roles").Power.ADOPT
    return hands.two_hands(power, (by, _pin(by)), (second, _pin(second)))


def _pin(name: str) -> str:
    """Asked for at the terminal; a line of standard input each, where nobody sits at one."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return str(typer.prompt(f"PIN of {name}", hide_input=True))


def _acting(office: HouseOffice, by: str) -> Any:
    """The ledger in the name of ``by``, who stands on the events."""
    mine = copy.copy(office.ledger)
    mine.actor = by
    return mine


def _decide_again(office: HouseOffice) -> None:
    from lawgate import wiring
    from lawgate.casework.models import Event
    from lawgate.wiring.adopting import decide_again

    done = decide_again(office.ledger, office, wiring.now())
    if done is None:
        return
    row = Event.objects.using(office.ledger.alias).get(number=office.adopted.finished[done.number])
    changed = office.ledger.open_payload(row)["changed"]
    console.print(f"Everyone in custody was decided again; {len(changed) or 'no'} answers changed.")
    for c in changed:
        said = "; ".join(f"{n}: {v[0]}, now {v[1]}" for n, v in c["answers"].items())
        console.print(f"  {c['booking']}  {said}", markup=False)
