"""Other engines' templates: ISO/IEC 19794-2 (2005, 2011) and ANSI INCITS 378 (2004, 2009), read and written.

``read_record`` and ``MinutiaeRecord.encode`` keep every byte, also those that no ``Template`` has a place for (capture
equipment, certificates, ridge counts, cores, whatever else a vendor adds). ``read_templates`` and ``write_templates``
go to and from ``Template``; what that costs is said there. The layouts are in ``formats_wire``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.prints.formats_wire import (
    WIRE,
    DamagedTemplate,
    MinutiaeRecord,
    TemplateFormat,
    View,
    decode_record,
)
from lawgate.prints.records import MINUTIA, Finger, Template

__all__ = [
    "DamagedTemplate",
    "MinutiaeRecord",
    "TemplateFormat",
    "UnwritableTemplate",
    "View",
    "read_record",
    "read_templates",
    "template_of",
    "write_templates",
]

PER_CM = 197  # pixels a centimetre at 500 ppi, as the standards round it
NOT_REPORTED = 254
FURTHEST = (1 << 14) - 1
LIVE_PLAIN = 0


class UnwritableTemplate(BadInput):
    """A template that the format has no room for."""

    code = "unwritable-template"


@dataclass(frozen=True, slots=True)
class _Scale:
    """How one format writes an angle and an unknown quality."""

    angles: int  # steps in a full turn
    unknown: int  # quality of a minutia or a view that was not measured


_SCALES = {
    TemplateFormat.ISO_2005: _Scale(256, 0),
    TemplateFormat.ISO_2011: _Scale(256, NOT_REPORTED),
    TemplateFormat.ANSI_2004: _Scale(180, 0),
    TemplateFormat.ANSI_2009: _Scale(180, NOT_REPORTED),
}


def read_record(data: bytes, *, where: str = "") -> MinutiaeRecord:
    """Any of the four formats, told apart by their first bytes. Raises ``DamagedTemplate``, whatever the bytes."""
    return decode_record(data, where)


def read_templates(data: bytes, *, where: str = "") -> list[Template]:
    """Every finger view of a record as a ``Template`` at 500 ppi, in the record's order.

    Positions are rounded to pixels when the record has another resolution. An angle is the middle of its step: of
    1.4 degrees in ISO, of 2 degrees in ANSI. Raises ``DamagedTemplate``.
    """
    record = read_record(data, where=where)
    return [template_of(view, record.format) for view in record.views]


def write_templates(templates: Iterable[Template], form: TemplateFormat) -> bytes:
    """One record with a view for each template, at 500 ppi.

    Positions, kinds, fingers and qualities are kept; angles are rounded to the format's step. ISO 2005 and ANSI 2004
    have one image size for all views, the largest. Raises ``UnwritableTemplate``.
    """
    views: list[View] = []
    seen: dict[int, int] = {}
    for template in templates:
        number = seen.get(template.finger, 0)
        seen[template.finger] = number + 1
        views.append(_view_of(template, form, number))
    if not 1 <= len(views) <= 255:
        raise UnwritableTemplate(f"a record holds 1 to 255 finger views, not {len(views)}", do="split them")
    if form in (TemplateFormat.ISO_2005, TemplateFormat.ANSI_2004):
        size = max(v.width for v in views), max(v.height for v in views)
        views = [v.sized(*size) for v in views]
    return MinutiaeRecord(form, tuple(views)).encode()


def template_of(view: View, form: TemplateFormat) -> Template:
    """One view as a ``Template``; what the standards call *other* or leave open is kind 0, and quality 0 is unknown."""
    across, down = (_to_500(rate) for rate in (view.per_cm_across, view.per_cm_down))
    wire = view.minutiae
    found = np.zeros(len(wire), MINUTIA)
    x, y = wire["x"].astype(np.int64) & FURTHEST, wire["y"].astype(np.int64) & FURTHEST
    found["x"], found["y"] = _clipped(x * across), _clipped(y * down)
    steps = _SCALES[form].angles
    found["angle"] = (wire["angle"].astype(np.float64) % steps * (2 * math.pi / steps)).astype(np.float32)
    kind = wire["x"] >> 14
    found["kind"] = np.where(kind == 3, 0, kind)
    found["quality"] = np.where(wire["quality"] <= 100, wire["quality"], 0)
    finger = Finger(view.finger) if view.finger in Finger._value2member_map_ else Finger.UNKNOWN
    quality = view.quality if view.quality <= 100 else 0
    width, height = round(view.width * across), round(view.height * down)
    return Template(found, width, height, finger, quality)


def _to_500(per_cm: int) -> float:
    """196 and 197 pixels a centimetre are both how 500 ppi is written; a resolution of 0 is taken for 500."""
    return 1.0 if per_cm in (0, 196, 197) else 500 / (2.54 * per_cm)


def _clipped(values: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.int16]:
    return np.asarray(np.clip(np.rint(values), 0, np.iinfo(np.int16).max), np.int16)


def _view_of(template: Template, form: TemplateFormat, number: int) -> View:
    scale = _SCALES[form]
    minutiae = template.minutiae
    if len(minutiae) > 255:
        raise UnwritableTemplate(f"{len(minutiae)} minutiae, and the format counts to 255", do="keep the surest 255")
    if number > 15:
        raise UnwritableTemplate("more than 16 views of one finger", do="split them")
    positions: Sequence[int] = [template.width, template.height]
    if len(minutiae):
        positions = [*positions, *(int(minutiae[axis].max()) for axis in "xy")]
        if min(int(minutiae[axis].min()) for axis in "xy") < 0:
            raise UnwritableTemplate("a minutia lies outside the image", do="keep those inside")
    if max(positions) > FURTHEST:
        raise UnwritableTemplate(f"{max(positions)} pixels, and the format counts to {FURTHEST}", do="crop the image")
    wire = np.zeros(len(minutiae), WIRE)
    wire["x"] = minutiae["x"].astype(np.uint16) | minutiae["kind"].astype(np.uint16) << 14
    wire["y"] = minutiae["y"]
    turn = minutiae["angle"].astype(np.float64) / (2 * math.pi)
    wire["angle"] = np.rint(turn * scale.angles).astype(np.int64) % scale.angles
    wire["quality"] = np.where(minutiae["quality"] == 0, scale.unknown, minutiae["quality"])
    return View(
        finger=int(template.finger),
        view=number,
        impression=LIVE_PLAIN,
        quality=template.quality or scale.unknown,
        width=max(template.width, 1),
        height=max(template.height, 1),
        per_cm_across=PER_CM,
        per_cm_down=PER_CM,
        minutiae=wire,
    )
