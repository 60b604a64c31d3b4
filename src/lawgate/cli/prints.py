"""``lawgate prints``: compare prints and show why, score a folder, and look after galleries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress

from lawgate.base import BadInput

if TYPE_CHECKING:
    from lawgate.prints.extraction import Extraction

app = typer.Typer(help="Fingerprints: comparisons explained, folders scored, galleries checked.", no_args_is_help=True)
console = Console(highlight=False, soft_wrap=True)

Ppi = Annotated[int | None, typer.Option("--ppi", help="Resolution of the images; needed when they do not state it.")]


@app.command()
def explain(
    probe: Annotated[Path, typer.Argument(help="An image of one print.")],
    reference: Annotated[Path, typer.Argument(help="The print to compare it with.")],
    out: Annotated[Path | None, typer.Option("--out", help="Where the picture goes; explain.png by default.")] = None,
    ppi: Ppi = None,
) -> None:
    """Draw two prints side by side with the minutiae that were paired and what the score is made of."""
    from lawgate.prints.explain import explain as draw
    from lawgate.prints.explain import sentences
    from lawgate.prints.extraction import examine_many
    from lawgate.prints.images import read_image
    from lawgate.prints.match import compare

    images = [read_image(_bytes(path), ppi=ppi, where=str(path)) for path in (probe, reference)]
    read = examine_many(images)
    first, second = (e.template for e in read)
    target = out or Path("explain.png")
    target.write_bytes(draw(images[0], images[1], (first, second), (probe.name, reference.name)))
    _say_findings((probe, reference), read)
    for line in sentences(compare(first, second), first, second):
        console.print(line, markup=False)
    console.print(f"Drawn in {target}.", markup=False)


@app.command()
def scores(
    folder: Annotated[Path, typer.Argument(help="A folder of FINGER_IMPRESSION.tif (or .png, .bmp, .wsq, .jp2).")],
    out: Annotated[Path, typer.Argument(help="The score matrix, .npy.")],
    ppi: Annotated[int, typer.Option("--ppi", help="Resolution of the images, whatever they state.")] = 500,
) -> None:
    """Compare every print of a folder with every other. The matrix is ordered by finger, then impression."""
    from lawgate.prints.cylinders import features_of
    from lawgate.prints.extraction import examine_many
    from lawgate.prints.images import read_image
    from lawgate.prints.match import compare_features, scores_of

    paths = _prints_of(folder)
    read: list[Extraction] = []
    with Progress(console=console, transient=True) as progress:
        for first in progress.track(range(0, len(paths), 8), description="Reading prints"):
            images = [read_image(_bytes(p), ppi=ppi, where=str(p)) for p in paths[first : first + 8]]
            read += examine_many(images)
    _say_findings(paths, read)
    seen = features_of([e.template for e in read])
    table = np.stack([scores_of(compare_features(one, seen)) for one in seen])
    np.save(out, table)
    console.print(f"{len(paths)} prints, {len(paths) * (len(paths) - 1) // 2} pairs; scores in {out}.", markup=False)


@app.command()
def check(folder: Annotated[Path, typer.Argument(help="The folder of a gallery.")]) -> None:
    """Read every byte of a gallery and compare its checksums."""
    from lawgate.prints.gallery_local import LocalGallery

    with LocalGallery.open(folder, read_only=True) as gallery:
        console.print(f"{len(gallery)} people; every checksum fits.")
        for finding in gallery.findings:
            console.print(finding.sentence, markup=False)


@app.command()
def repair(
    folder: Annotated[Path, typer.Argument(help="The folder of a damaged gallery; it is not changed.")],
    into: Annotated[Path, typer.Argument(help="A new folder for everyone whose bytes are whole.")],
) -> None:
    """Save what is whole in a damaged gallery, and name what was lost."""
    from lawgate.prints.gallery_repair import repair as save

    saved = save(folder, into)
    console.print(f"{saved.kept} people saved; damaged: {', '.join(saved.damaged) or 'nothing'}.", markup=False)
    if saved.lost or saved.nameless:
        console.print(
            f"Lost: {', '.join(saved.lost) or 'no one by name'}; without a name: {saved.nameless}.", markup=False
        )


def _say_findings(paths: Sequence[Path], read: Sequence[Extraction]) -> None:
    """What a person should look at: an image of nothing, a resolution that cannot be right, a poor print."""
    for path, extraction in zip(paths, read, strict=True):
        for finding in extraction.findings:
            console.print(f"{path.name}: {finding.sentence}.", markup=False)


def _prints_of(folder: Path) -> list[Path]:
    kinds = {".tif", ".tiff", ".png", ".bmp", ".wsq", ".jp2"}
    if not folder.is_dir():
        raise BadInput("there is no such folder", where=str(folder), do="name a folder of prints")
    paths = [p for p in folder.iterdir() if p.suffix.lower() in kinds and "_" in p.stem]
    if not paths:
        raise BadInput("no file is named FINGER_IMPRESSION.tif", where=str(folder), do="name a folder of prints")

    def order(path: Path) -> tuple[tuple[int, str], ...]:
        return tuple((int(part) if part.isdigit() else -1, part) for part in path.stem.split("_"))

    return sorted(paths, key=order)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise BadInput("the file cannot be read", where=str(path), do="check its name") from e
