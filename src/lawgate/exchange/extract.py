"""The images of a transaction as files, in their own compression, byte for byte, with a manifest that says what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lawgate.base import digest
from lawgate.exchange.describe import MANIFEST
from lawgate.exchange.files import UnwritableFile, write_whole
from lawgate.exchange.images import images
from lawgate.exchange.records import Transaction
from lawgate.exchange.show import summary
from lawgate.exchange.views_tagged import header


def extract_images(transaction: Transaction, folder: Path) -> dict[str, Any]:
    """Writes every image to ``folder`` and then the manifest, which is also returned.

    The manifest comes last: a folder that has one is whole. A folder that has one already is refused, so that two
    transactions do not mix. Raises ``UnwritableFile``.
    """
    if (folder / MANIFEST).exists():
        raise UnwritableFile(
            "the folder holds the images of a transaction already", where=str(folder), do="give a new one"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise UnwritableFile("the folder cannot be made", where=str(folder), do="check its name") from e
    rows = []
    for image in images(transaction):
        name = f"{image.name}.{image.ending}"
        write_whole(folder / name, image.data)
        place = {"file": name, "record": image.record, "type": image.type, "idc": image.idc, "offset": image.offset}
        rows.append(place | summary(image))
    head = header(transaction)
    manifest = {
        "tcn": head.tcn,
        "tot": head.tot,
        "transaction_sha256": digest(transaction.encode()),
        "images": rows,
    }
    write_whole(folder / MANIFEST, json.dumps(manifest, indent=2).encode() + b"\n")
    return manifest
