"""The page of the detainer explained: a file or marks on a paper, every part in plain words, and sentences that the browser shows
when the table says so. Without script every part can still be read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from lawgate.counsel.guide.pages import answers, parts
from lawgate.counsel.guide.records import Block
from lawgate.counsel.guide.render import Render
from lawgate.counsel.guide.ui import BOX_NAMES
from lawgate.detainer.forms import FORMS

FAILURES = {
    "not-pdf": "This file is not a PDF. Mark what the paper says instead.",
    "no-fields": "This PDF is a picture or has no fields. Mark what the paper says instead.",
    "locked": "This PDF is locked. Mark what the paper says instead.",
    "damaged": "This PDF is damaged. Mark what the paper says instead.",
    "too-large": "This PDF is too large. Mark what the paper says instead.",
    "old-browser": "This part needs a newer browser. You can still read what each part means.",
    "unknown-form": "This form is not known to us. It may be new or not real. Show it to a lawyer. "
    "You can still read what each part means.",
    "read-here": "Read on this device. Nothing was sent or kept.",
}
BOX_PARTS = {
    "inquiry-begun": "box-inquiry", "proceedings-started": "box-proceedings", "warrant-of-arrest-served": "box-warrant-served",
    "order-of-removal": "box-order-old", "reason-to-believe-removable": "box-reason", "final-order": "box-order",
    "pending-proceedings": "box-pending", "biometric-match": "box-match", "statements-or-evidence": "box-statements",
    "2-dhs-transferred-for-proceeding": "part-2", "P3-final-order-2014-or-later": "box-x", "advance-notification": "advance",
}  # fmt: skip
"""The part that explains a box, by the end of the box's name; other boxes are reasons on a list."""


def paper_body(render: Render, made: Sequence[Block]) -> str:
    """The form to fill in, the place of the answer, the parts, and the sentences."""
    return f"{_asked(render)}{_answer(render)}{_parts(render, made)}{_sentences(render)}"


def _asked(r: Render) -> str:
    forms = "".join(f'<option value="{escape(f)}">{escape(f)}</option>' for f in FORMS)
    boxes = "".join(_boxes(r, form) for form in FORMS)
    return (
        f'<form id="paper" hidden autocomplete="off"><p><label for="file">{r.label("Open the paper (PDF)")}</label>'
        '<input type="file" id="file" accept="application/pdf,.pdf"></p><p id="file-said" role="status"></p>'
        f'<h2>{r.label("Or mark what it says")}</h2><p><label for="form">'
        f"{r.label('Which form is it? Look at the bottom of the page.')}</label>"
        f'<select id="form"><option value="">{r.label("I do not know")}</option>{forms}</select></p>'
        f'<p><label for="dated">{r.label("Date on the form")}</label><input type="date" id="dated"></p>{boxes}'
        + _radios(r, "copy", "Did the person get a copy?", (("yes", "Yes"), ("no", "No"), ("unknown", "I do not know")))
        + _radios(r, "came", "What came with it?", _CAME)
        + f'<p><label for="free">{r.label("When should the person go free? Local time at the jail.")}</label>'
        '<input type="datetime-local" id="free"></p>'
        f'<p class="acts"><button type="submit">{r.label("Show what it means")}</button>'
        f'<button type="reset">{r.label("Clear")}</button></p></form>'
    )


_CAME = (("none", "Nothing else"), ("I-200", "I-200"), ("I-205", "I-205"), ("judge", "A warrant signed by a judge"))


def _radios(r: Render, name: str, asked: str, choices: Sequence[tuple[str, str]]) -> str:
    last = "unknown" if name == "copy" else "none"
    items = "".join(
        f'<label><input type="radio" name="{name}" value="{value}"{" checked" if value == last else ""}>'
        f"<span>{escape(text) if text.startswith('I-') else r.label(text)}</span></label>"
        for value, text in choices
    )
    return f"<fieldset><legend>{r.label(asked)}</legend>{items}</fieldset>"


def _boxes(r: Render, form: str) -> str:
    items = "".join(
        f'<label><input type="checkbox" name="box" value="{escape(b)}"><span>{_box_name(r, b)}</span></label>'
        for b in sorted(FORMS[form].boxes)
    )
    legend = r.label("Which boxes are marked?")
    return f'<fieldset class="boxes" data-form="{escape(form)}" hidden><legend>{legend}</legend>{items}</fieldset>'


def box_label(box: str) -> str:
    """The English words for a box in the list of boxes."""
    bare = box.split("-", 1)[1] if box[:2] in ("1A", "1B", "1-") else box
    if bare in BOX_NAMES:
        return BOX_NAMES[bare]
    return _part_names()[BOX_PARTS.get(bare, "part-2")]


@lru_cache(maxsize=1)
def _part_names() -> dict[str, str]:
    return {p.kind: p.lines[0] for p in parts()}


def _box_name(r: Render, box: str) -> str:
    said = r.label(box_label(box))
    head = box.split("-", 1)[0]
    return f"<bdi>{head}</bdi> {said}" if head in ("1A", "1B") else said


def _answer(r: Render) -> str:
    return (
        '<section id="answer" hidden tabindex="-1" aria-labelledby="may"><p id="trouble" class="never"></p>'
        f'<h2 id="may">{r.label("What the jail may do here")}</h2><div id="may-do"></div>'
        f'<h2>{r.label("Until when")}</h2><div id="until"></div>'
        f'<h2>{r.label("What to ask a lawyer")}</h2><ul id="ask"></ul>'
        f'<p class="status">{r.label("Where this comes from")}: <span id="rules" lang="en" dir="ltr"></span></p></section>'
    )


def _parts(r: Render, made: Sequence[Block]) -> str:
    out = []
    for p in made:
        forms = "|".join(FORMS if p.when == ("all",) else p.when)
        told = r.block(Block("p", p.text, p.carries))
        out.append(
            f'<section class="part" id="part-{p.kind}" data-forms="{escape(forms)}"><h3>{r.label(p.lines[0])}</h3>'
            f'<p class="says" hidden>{r.label("The paper says")}: <bdi></bdi></p>{told}</section>'
        )
    return f"<h2>{r.label('What each part means')}</h2>{''.join(out)}"


def _sentences(r: Render) -> str:
    items = "".join(f'<div id="a-{b.kind}">{_filled(r.block(Block("p", b.text, b.carries)))}</div>' for b in answers())
    items += "".join(f'<p id="f-{k}">{r.label(text)}</p>' for k, text in FAILURES.items())
    return f'<div id="sentences" hidden>{items}</div>'


def _filled(html: str) -> str:
    return html.replace("{n}", '<bdi class="n"></bdi>').replace("{until}", '<bdi class="until"></bdi>')
