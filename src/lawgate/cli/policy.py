"""``lawgate policy``: a county's own rules in one file: begin one, read it back, check it against the law above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.console import Console
from rich.markup import escape

from lawgate.base import BadInput
from lawgate.cli import policy_adopt
from lawgate.decision.policy_cases import wrong_cases
from lawgate.law.books import load
from lawgate.law.policy_check import ADDS, Clash, check_policies, with_policies
from lawgate.law.policy_draft import draft_of
from lawgate.law.policy_file import PolicyFile, read_policy
from lawgate.law.rulebook import Rulebook

app = typer.Typer(
    help="A county's own policy: begin one, check it against state and federal law.", no_args_is_help=True
)
console = Console(highlight=False, soft_wrap=True)
File = Annotated[Path, typer.Argument(metavar="FILE", help="A policy file.")]
Policies = Annotated[
    list[Path] | None, typer.Option("--policy", help="A policy file that is in force as well; may be given again.")
]


Adopted = Annotated[
    Path | None,
    typer.Option("--adopted", help="A ledger: the policies that counsel adopted on it are in force as well."),
]


def rulebook_with(files: Sequence[Path] | None, adopted: Path | None = None) -> Rulebook:
    """The books, with what is adopted on the ledger ``adopted`` and the policies of ``files``. Raises ``BadInput``."""
    rulebook = load()
    if adopted is not None:
        if not adopted.is_file():
            raise BadInput("there is no such ledger", where=str(adopted), do="check the path")
        from lawgate import wiring

        wiring.configure(adopted)
        from lawgate.casework import open_ledger
        from lawgate.wiring.law import HouseOffice

        rulebook = HouseOffice(open_ledger()).rulebook
    return with_policies(rulebook, *files_of(files)) if files else rulebook


def files_of(files: Sequence[Path] | None) -> list[PolicyFile]:
    """The policies of ``files``, read. Raises ``BadInput``."""
    return [read_policy(f) for f in files or ()]


def _count(number: int, one: str, more: str) -> str:
    return f"{number or 'no'} {one if number == 1 else more}"


@app.command()
def new(
    county: Annotated[str, typer.Argument(help="State and county: CA/Kern.")],
    out: Annotated[Path | None, typer.Option("--out", help="The file to write; printed if none is given.")] = None,
    since: Annotated[str, typer.Option("--since", help="First day in force, YYYY-MM-DD; today if none is given.")] = "",
) -> None:
    """Write a policy file to begin with: two rules and a case, ready to be changed and checked."""
    text = draft_of(county, since or date.today().isoformat())  # noqa: DTZ011 - the writer's own day
    if out is None:
        typer.echo(text, nl=False)
        return
    if out.exists():
        raise BadInput("is there already", where=str(out), do="choose another name")
    out.write_text(text, encoding="utf-8")
    console.print(f"{out}: a draft for {county}. Check it: lawgate policy check {out}", markup=False)


@app.command()
def check(
    file: File,
    out: Annotated[Path | None, typer.Option("--out", help="Write counterexamples to this case file.")] = None,
) -> None:
    """Check a draft: no clause may permit what law above it forbids, or forbid what it demands; its cases come out as expected."""
    found, rulebook = read_policy(file), load()
    clashes = check_policies(rulebook, found)
    for c in clashes:
        console.print(f"[bold]{c.kind}[/bold] {escape(file.name)}, line {c.line}: {escape(c.says)}, from {c.since}.")
        if c.case and out is None:
            console.print("The smallest case that shows it:", style="dim")
            console.print(escape(yaml.safe_dump([c.case], sort_keys=False, allow_unicode=True)))
    if out is not None:
        cases = [c.case for c in clashes if c.case]
        out.write_text(yaml.safe_dump(cases, sort_keys=False, allow_unicode=True), encoding="utf-8")
    wrong = wrong_cases(with_policies(rulebook, found), found)
    for line in wrong:
        console.print(line, markup=False)
    if clashes or wrong:
        if any(c.kind in ADDS for c in clashes):
            console.print("A local rule can remove a permission; it can never add one.")
        said = (
            _count(len(clashes), "clash", "clashes"),
            _count(len(wrong), "case that comes out", "cases that come out"),
        )
        console.print(f"{said[0]} with law above it, {said[1]} otherwise.")
        raise typer.Exit(1)
    clauses = sum(len(p.norms) for p in found.policies)
    console.print(
        f"Proved: {clauses} clauses take away nothing that law demands and add nothing that it forbids; {len(found.cases)} cases."
    )


app.add_typer(policy_adopt.app)  # no name: its commands stand beside these

__all__ = ["Adopted", "Clash", "Policies", "app", "files_of", "rulebook_with"]
