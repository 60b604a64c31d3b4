"""``lawgate detainer``: what a federal paper says, what is wrong on its face, and the notice that the person must be given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from lawgate.base import BadInput, parse_instant
from lawgate.base.ids import plain
from lawgate.base.moments import zone

if TYPE_CHECKING:
    from lawgate.detainer.intake_records import Intake

app = typer.Typer(
    help="Federal papers: read one, check its face, print the notice for the person.", no_args_is_help=True
)
File = Annotated[
    Path, typer.Argument(help="A filled Form I-247A (PDF), JSON in the words of a feed, or a scan with --keyed.")
]
Tz = Annotated[str, typer.Option("--tz", help="Zone of times without an offset.")]
Came = Annotated[str, typer.Option("--received-at", help="When it reached the jail, where the paper does not say.")]
Keyed = Annotated[Path | None, typer.Option("--keyed", help="The fields somebody typed off a scan, as a JSON object.")]
KeyedBy = Annotated[str, typer.Option("--keyed-by", help="Who typed them.")]
Db = Annotated[Path | None, typer.Option("--db", help="The ledger file, to look the person up.")]
Booking = Annotated[str, typer.Option("--booking", help="Whose it is, if the paper does not print the booking number.")]
GRAVE = frozenset({"unsigned", "both-parts", "no-basis", "not-yet-issued", "withdrawn", "unlisted-issuer", "unserved"})


@app.command()
def read(
    file: File,
    tz: Tz = "America/New_York",
    received_at: Came = "",
    keyed: Keyed = None,
    keyed_by: KeyedBy = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON in the words of a feed.")] = False,
) -> None:
    """Say what a paper asks, field by field."""
    one = _taken(file, tz, received_at, keyed, keyed_by)
    if as_json or not Console().is_terminal:
        told = {"source": one.source.value, **one.paper(), "printed": plain(one.printed)}
        typer.echo(json.dumps(told | {"findings": [plain(f) for f in one.findings]}, ensure_ascii=False))
        return
    console = Console(highlight=False)
    console.print(f"[bold]{one.what}[/bold], {one.source.value}")
    for name, value in one.paper().get("request", {"cancelled_at": plain(one.cancelled_at)}).items():
        console.print(f"    {name}: {', '.join(value) if isinstance(value, list) else value}", markup=False)
    for warrant in one.warrants or ():
        console.print(
            f"    with it: {warrant.get('kind')}, signed by {warrant.get('signed_by') or 'not said'}", markup=False
        )


@app.command()
def check(
    file: File,
    tz: Tz = "America/New_York",
    received_at: Came = "",
    keyed: Keyed = None,
    keyed_by: KeyedBy = "",
    db: Db = None,
    booking: Booking = "",
) -> None:
    """Look at the face of a paper, and say what becomes of it. Exit code 1 when it is not valid on its face or cannot be laid."""
    one = _taken(file, tz, received_at, keyed, keyed_by)
    for finding in one.findings:
        typer.echo(f"{finding.code}: {finding.says}")
    bad = any(f.code in GRAVE for f in one.findings)
    if not one.findings:
        typer.echo("Nothing is amiss on its face.")
    if db is not None:
        from lawgate.detainer.intake import outcome
        from lawgate.detainer.intake_records import Became

        whose = booking or one.printed.booking
        found = outcome(one, _latest(db, whose)[0], _instant(received_at, tz) or _now(), whose)
        typer.echo(f"If it is delivered: {found.says[:1].lower()}{found.says[1:]}")
        bad = bad or found.became is not Became.LAID
    if bad:
        raise typer.Exit(1)


@app.command()
def packet(
    file: File,
    out: Annotated[
        Path, typer.Option("--out", help="Write the PDF here; with both languages, NAME.en.pdf and NAME.es.pdf.")
    ],
    tz: Tz = "America/New_York",
    received_at: Came = "",
    keyed: Keyed = None,
    keyed_by: KeyedBy = "",
    db: Db = None,
    booking: Booking = "",
    language: Annotated[str, typer.Option("--language", help="en, es, or both.")] = "both",
) -> None:
    """Print the notice for the person: what was asked, what the jail will do and why, what they may do. English and Spanish."""
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.counsel.letters.packet import write_packet
    from lawgate.decision.packet_words import LANGUAGES
    from lawgate.decision.packet_words import packet as in_words

    if language not in (*LANGUAGES, "both"):
        raise BadInput(f"'{language}' is no language of this notice", where="--language", do="one of en, es, both")
    one = _taken(file, tz, received_at, keyed, keyed_by)
    whose = booking or one.printed.booking
    record, answer = _latest(db, whose) if db is not None else (None, None)
    if db is not None and record is None:
        raise BadInput(f"nobody on the ledger has the number '{whose}'", where=str(db), do="give --booking")
    if record is not None:
        record, answer = _with_request(record, answer, one)
    chosen = LANGUAGES if language == "both" else (language,)
    about = record or {**_printed(one, tz), "request": one.paper().get("request")}
    for x in chosen:
        raw, path = write_packet(in_words(about, answer, x)), out if len(chosen) == 1 else out.with_suffix(f".{x}.pdf")
        try:
            path.write_bytes(raw)
        except OSError as e:
            raise BadInput(f"cannot be written ({e.strerror})", where=str(path), do="give another path") from e
        typer.echo(f"Notice: {path} ({len(raw):,} bytes)")


def _with_request(
    record: dict[str, Any], answer: dict[str, Any] | None, one: Intake
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The record and answer as they are where the paper is on file, else as they would be with it laid upon the record."""
    from lawgate.casework import open_ledger
    from lawgate.casework.papers import lay_paper
    from lawgate.detainer import document_of, last_instant
    from lawgate.wiring.law import HouseOffice

    document = document_of(record)
    before = len(document.get("requests") or ())
    if "request" in one.paper():
        lay_paper(document, one.paper())
    if len(document.get("requests") or ()) == before:
        return record, answer
    office = HouseOffice(open_ledger())
    made = office.remake(document, last_instant(record) or one.request.received_at)
    decided = office.decide(made)
    return dict(made.record), None if decided is None else dict(decided.answer)


def _printed(one: Intake, tz: str) -> dict[str, Any]:
    """What the paper alone says of the person, where no ledger is asked."""
    last, _, first = one.printed.name.partition(",")
    place = {"agency": None, "county": None, "state": "", "tz": tz}
    return {"booking": one.printed.booking, "person": {"last": last.strip(), "first": first.strip()}, "place": place}


def _taken(file: Path, tz: str, received_at: str, keyed: Path | None, keyed_by: str) -> Intake:
    from lawgate.detainer.intake import take

    fields: Mapping[str, Any] | None = None
    if keyed is not None:
        try:
            fields = json.loads(_bytes(keyed))
        except ValueError as e:
            raise BadInput("is not JSON", where=str(keyed), do="write an object of fields and values") from e
        if not isinstance(fields, dict):
            raise BadInput("is not an object", where=str(keyed), do="write an object of fields and values")
    where = zone(tz, where="--tz")
    came = _instant(received_at, tz)
    return take(_bytes(file), tz=where, received_at=came, keyed=fields, keyed_by=keyed_by, name=file.name)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror})", where=str(file), do="check the path") from e


def _instant(text: str, tz: str) -> datetime | None:
    return parse_instant(text, ZoneInfo(tz), where="--received-at") if text else None


def _now() -> datetime:
    from lawgate import wiring

    return wiring.now()


def _latest(db: Path, booking: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The latest record and answer of a booking on a ledger."""
    if not db.exists():
        raise BadInput("is not there", where=str(db), do="give the path of a ledger")
    from lawgate import wiring

    wiring.configure(db)
    from lawgate.casework import latest, open_ledger

    found = next(iter(latest(open_ledger(), booking)), None) if booking else None
    return (None, None) if found is None else (found.record, found.answer)


__all__ = ["app"]
