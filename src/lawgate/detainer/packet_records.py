"""A notice for the person, ready to be printed (see `counsel.letters.packet`): words only, no law in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences; ``listed``: each is an item of a list."""

    title: str
    says: tuple[str, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Packet:
    """One language of a notice. ``service``: the blanks of the block that the officer fills in. ``labels``: name, booking, page."""

    language: str
    title: str
    name: str
    booking: str
    facility: str
    sections: tuple[Section, ...]
    service_title: str
    service: tuple[str, ...]
    foot: str
    labels: Mapping[str, str]
