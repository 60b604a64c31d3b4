"""The manifest of a gallery: which files it is made of. Replaced in one step, under its own SHA-256, and kept twice: what
it says of removed people must not be lost with one flipped byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lawgate.prints.gallery_files import PREAMBLE, VERSION, DamagedGallery, OtherVersion, replacing

NAME, COPY = "manifest", "manifest-copy"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``blocks``: name to digest of its header; ``removed``: name to the rows removed before the log began; ``log``: the
    log's name; ``next``: the number of the next file."""

    blocks: dict[str, str] = field(default_factory=dict)
    removed: dict[str, list[int]] = field(default_factory=dict)
    log: str = ""
    next: int = 1


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replaces the manifest, durably, and then its copy."""
    text = json.dumps({"format": "lawgate gallery", "version": VERSION, **asdict(manifest)}).encode()
    for name in (NAME, COPY):
        with replacing(folder / name) as file:
            file.write(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)


def read_manifest(folder: Path, name: str = NAME) -> Manifest:
    """Raises ``DamagedGallery`` or ``OtherVersion``."""
    path = folder / name
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
    except (FileNotFoundError, NotADirectoryError) as e:
        raise DamagedGallery("there is no gallery here: the manifest is missing", file=path) from e
    if hashlib.sha256(text).hexdigest().encode() != digest:
        raise DamagedGallery("the checksum of the manifest does not fit", file=path)
    try:
        found = json.loads(text)
        if found["version"] != VERSION:
            raise OtherVersion(int(found["version"]), file=path)
        manifest = Manifest(found["blocks"], found["removed"], found["log"], found["next"])
        plain = all("/" not in name for name in (*manifest.blocks, *manifest.removed, manifest.log))
    except (ValueError, KeyError, TypeError) as e:
        raise DamagedGallery("the manifest does not say what a gallery is made of", file=path) from e
    if not plain:
        raise DamagedGallery("the manifest names files outside the gallery", file=path)
    return manifest


def mend_copy(folder: Path, manifest: Manifest) -> None:
    """Writes the copy again where a crash came between the two, so that it never brings back who was removed."""
    try:
        same = read_manifest(folder, COPY) == manifest
    except (DamagedGallery, OtherVersion):
        same = False
    if not same:
        write_manifest(folder, manifest)


def header_digest(path: Path) -> str:
    """The digest of a block file's header, as its preamble holds it."""
    with path.open("rb") as file:
        return file.read(PREAMBLE.size)[-32:].hex()
