"""``lawgate ebts``: look into a live-scan file, check it, build one, take its images out, pass it on unchanged."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import typer
from PIL import Image as Picture
from rich.console import Console
from rich.text import Text

from lawgate.base import BadInput
from lawgate.exchange import Image, build, check_bytes, describe, editions, extract_images, read, unchecked
from lawgate.exchange import images as pictures
from lawgate.exchange.describe import prints_in, read_description
from lawgate.exchange.errors import Unbuildable
from lawgate.exchange.faults import Fault
from lawgate.exchange.files import read_whole, write_whole

app = typer.Typer(help="Read, check and build ANSI/NIST-ITL (EBTS) files.", no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True, emoji=False)  # a value such as :x: stays what it is

File = Annotated[Path, typer.Argument(metavar="FILE", help="An ANSI/NIST-ITL file (.eft, .an2, .nist).")]
Edition = Annotated[str, typer.Option("--edition", help=f"The EBTS field table: {' or '.join(editions())}.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
LONGEST = 120  # characters of a value on the screen; --json gives all of it
PRINTS = (4, 13, 14, 15)  # record types whose images the rooms of prints can decode
MANY = 12  # repeats of a field on the screen


@app.command()
def show(file: File, as_json: Json = False, edition: Edition = "8.001") -> None:
    """Print every record, field and item of a file, and what its images are."""
    transaction = read(read_whole(file))
    about = {"bytes": transaction.size, "charset": transaction.charset}
    rows = describe(transaction, edition)
    if as_json:
        _print_json(about, rows)
        return
    console.print(Text(f"{file.name}  {about['bytes']} bytes, {about['charset']}", style="bold"))
    for record in rows:
        idc = "" if record["idc"] is None else f", IDC {record['idc']}"
        place = Text(f"  byte {record['offset']}, {record['bytes']} bytes", style="dim")
        console.print(Text(f"record {record['record']}: Type-{record['type']}{idc}") + place)
        for field in record.get("fields", ()):
            console.print(Text("  ") + _field(field))
        if "image" in record:
            console.print(Text("  ") + _image(record["image"]))


def _print_json(about: dict[str, Any], rows: Iterator[dict[str, Any]]) -> None:
    """One object, written record by record: a whole file as text would cost hundreds of times its size."""
    out, encode = sys.stdout, json.JSONEncoder(indent=2)
    out.write(json.dumps(about)[:-1] + ', "records": [')
    for index, row in enumerate(rows):
        out.write(",\n" if index else "\n")
        out.writelines(encode.iterencode(row))
    out.write("\n]}\n")


@app.command()
def check(
    file: File,
    edition: Edition = "8.001",
    today: Annotated[str, typer.Option("--today", help="The sender's date, YYYY-MM-DD, to notice dates ahead.")] = "",
    as_json: Json = False,
) -> None:
    """Print every fault with its record, tag, byte and EBTS code. Exit 1 if there is one."""
    data = read_whole(file)
    faults = check_bytes(data, edition, today=_day(today))
    bare = [] if faults and _unreadable(data) else unchecked(read(data), edition)
    if as_json:
        rows = [_row(f) for f in faults]
        typer.echo(json.dumps({"file": file.name, "edition": edition, "faults": rows, "unchecked": bare}, indent=2))
    else:
        for fault in faults:
            console.print(_shown(str(fault)), markup=False)
        for sentence in bare:
            console.print(f"Not checked: {sentence}.", markup=False, style="dim")
        console.print(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} by EBTS {edition}.", markup=False)
    if faults:
        raise typer.Exit(1)


@app.command("build")
def build_(
    description: Annotated[Path, typer.Argument(metavar="DESCRIPTION", help="A JSON description; see the guide.")],
    folder: Annotated[Path, typer.Argument(metavar="IMAGES", help="A folder of images named by finger position.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    edition: Edition = "8.001",
) -> None:
    """Make a booking transaction (CAR) from a JSON description and a folder of images. Nothing is written with a fault."""
    described = read_description(read_whole(description))
    try:
        made = build(described.envelope, described.fields, prints_in(folder, described), edition)
    except Unbuildable as problem:
        if len(problem.faults) < 2:
            raise
        for fault in problem.faults:
            console.print(_shown(str(fault)), markup=False)
        raise Unbuildable(f"{len(problem.faults)} faults; nothing was written", where=str(description)) from problem
    write_whole(out, made.encode())
    console.print(f"{out}: {len(made.records)} records, {made.size} bytes.", markup=False)


@app.command()
def images(
    file: File,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the images go; made if absent.")],
    png: Annotated[bool, typer.Option("--png", help="Decode prints as well, each to a PNG for looking at.")] = False,
) -> None:
    """Write every image as it stands in the file, in its own compression, with a manifest."""
    transaction = read(read_whole(file))
    manifest = extract_images(transaction, folder)
    for row, image in zip(manifest["images"], pictures(transaction), strict=True):
        console.print(f"{row['file']}  {_picture(row)}", markup=False)
        if png and image.type in PRINTS and image.compression != "PNG":
            _decode(image, folder / f"{image.name}.png")
    console.print(f"{len(manifest['images'])} images and manifest.json in {folder}.", markup=False)


def _decode(image: Image, out: Path) -> None:
    """A picture of a print for looking at. What cannot be decoded is said, and the rest goes on."""
    from lawgate.prints import read_record  # here, since every other command starts faster without it

    try:
        pixels = read_record(
            image.data,
            width=image.width or 0,
            height=image.height or 0,
            compression=image.compression or "",
            ppi=image.ppi[0] if image.ppi else 500,  # only a label: no pixel depends on it
            where=out.stem,
        ).pixels
    except BadInput as problem:
        console.print(f"  not decoded: {_shown(str(problem))}", markup=False, style="yellow")
        return
    buffer = BytesIO()
    Picture.fromarray(pixels).save(buffer, "PNG")
    write_whole(out, buffer.getvalue())
    console.print(f"  {out.name}", markup=False, style="dim")


@app.command()
def recode(
    source: Annotated[Path, typer.Argument(metavar="IN", help="The file to read.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
) -> None:
    """Read a file into its records and write them back: byte for byte the same, or nothing is written."""
    data = read_whole(source)
    written = read(data).encode()
    if written != data:
        raise BadInput("what was read is not what would be written", where=str(source), do="report this file")
    write_whole(out, written)
    console.print(f"{out}: {len(written)} bytes, identical.", markup=False)


def _unreadable(data: bytes) -> bool:
    try:
        read(data)
    except BadInput:
        return True
    return False


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise BadInput(f"'{text}' is not a day", where="--today", do="write YYYY-MM-DD") from e


def _row(fault: Fault) -> dict[str, Any]:
    place = {"record": fault.record, "tag": fault.tag, "offset": fault.offset}
    told = {"code": fault.code, "family": fault.family, "sentence": fault.sentence}
    return told | place | {"mark": fault.mark.value}


def _field(field: dict[str, Any]) -> Text:
    repeats = field["values"]
    shown = " | ".join(" · ".join(items) for items in repeats[:MANY])
    more = f" … and {len(repeats) - MANY} more" if len(repeats) > MANY else ""
    name = Text(f"{field['tag']:<8}{field.get('id', ''):<6}", style="cyan")
    return name + Text((_shown(shown, LONGEST)) + more) + Text(f"  {field.get('title', '')}", style="dim")


def _image(image: dict[str, Any]) -> Text:
    return Text("image   ", style="cyan") + Text(_picture(image)) + Text(f"  {image['sha256'][:12]}", style="dim")


def _picture(image: dict[str, Any]) -> str:
    size = f"{image['width']}x{image['height']}" if "width" in image and "height" in image else "size not stated"
    ppi = f"{image['ppi'][0]} ppi" if "ppi" in image else "ppi not stated"
    parts = [", ".join(p["name"] or str(p["code"]) for p in image.get("positions", ())), image.get("subject", "")]
    parts += [size, ppi, image.get("compression", "no compression named"), f"{image['bytes']} bytes"]
    parts += [image.get("impression_name", "")]
    return _shown(", ".join(p for p in parts if p), 200)


def _shown(text: str, longest: int | None = None) -> str:
    """Text from a file as a screen may show it: control characters are written out, so that none of them acts."""
    cut = text if longest is None or len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)
