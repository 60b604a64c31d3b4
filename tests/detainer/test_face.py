"""What is to be seen on the face of a form."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.detainer import FORMS, Request, face, read_request
from lawgate.detainer.forms import BOXES

SERVED = datetime(2018, 1, 1, tzinfo=UTC)


def codes(**facts: Any) -> list[str]:
    for name in ("boxes", "asks", "conditions"):
        if name in facts:
            facts[name] = frozenset(facts[name])
    return [f.code for f in face(Request(facts))]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, ["version-unknown"]),
        (
            {
                "form": "I-247A",
                "boxes": ["1-final-order"],
                "served_on_subject_at": SERVED,
                "issued_on": date(2018, 1, 1),
            },
            [],
        ),
        ({"form": "I-247A", "boxes": [], "served_on_subject_at": SERVED}, ["no-basis"]),
        ({"form": "I-247A", "boxes": ["1-final-order"], "served_on_subject_at": None}, ["unserved"]),
        ({"form": "I-247A", "boxes": ["1-final-order"]}, ["service-unknown"]),
        (
            {
                "form": "I-247A",
                "boxes": ["1-final-order", "2-dhs-transferred-for-proceeding"],
                "served_on_subject_at": SERVED,
            },
            ["both-parts"],
        ),
        ({"form": "I-247D", "boxes": ["1A-gang"], "served_on_subject_at": SERVED}, ["no-basis"]),
        ({"form": "I-247D", "boxes": ["1B-final-order"], "served_on_subject_at": SERVED}, ["no-basis"]),
        ({"form": "I-247D", "boxes": ["1A-gang", "1B-final-order"], "served_on_subject_at": SERVED}, []),
        ({"form": "I-247D", "boxes": ["2-dhs-transferred-for-proceeding"], "served_on_subject_at": SERVED}, []),
        ({"form": "I-247D", "issued_on": date(2017, 4, 2), "served_on_subject_at": SERVED}, ["withdrawn"]),
        ({"form": "I-247D", "issued_on": date(2017, 4, 1), "served_on_subject_at": SERVED}, []),
        ({"form": "I-247G", "issued_on": date(2025, 3, 3)}, ["not-yet-issued"]),
        ({"form": "I-247N", "asks": ["hold", "notify"]}, ["asks-more-than-the-form"]),
        ({"form": "I-247 (12/12)", "boxes": ["inquiry-begun"]}, ["box-not-on-form"]),
        ({"form": "I-247 (12/12)", "served_on_subject_at": None}, ["unserved"]),
        ({"form": "I-247 (1997)", "served_on_subject_at": None}, []),
        ({"form": "I-247 (12/12)", "conditions": ["operative-only-on-conviction"]}, ["conditional"]),
        (
            {"form": "I-247 (1997)", "signed": False, "complete": False, "issuer_listed": False},
            ["unsigned", "unlisted-issuer"],
        ),
        ({"form": "I-247 (1997)", "complete": False, "cancelled_at": SERVED}, ["incomplete", "cancelled"]),
    ],
)
def test_the_face_of_a_form_shows_what_is_wrong_with_it(facts: dict[str, Any], found: list[str]) -> None:
    """Each defect has its finding, and a whole form has none."""
    assert codes(**facts) == found


@given(
    st.sampled_from(sorted(FORMS)),
    st.frozensets(st.sampled_from(sorted(BOXES)), max_size=4),
    st.dates(date(1996, 1, 1), date(2027, 1, 1)),
)
def test_findings_agree_with_the_table(form: str, boxes: frozenset[str], day: date) -> None:
    """Out of time exactly when the edition was not current that day; a strange box exactly when the edition has it not."""
    found = codes(form=form, boxes=boxes, issued_on=day)
    assert FORMS[form].current(day) == (not {"withdrawn", "not-yet-issued"} & set(found))
    assert (boxes <= FORMS[form].boxes) == ("box-not-on-form" not in found)


def test_a_slip_in_a_box_is_refused_with_the_nearest_and_free_text_is_kept() -> None:
    """``order-of-removall`` is a slip; a line of free text is not."""
    with pytest.raises(BadInput, match="did you mean 'order-of-removal'"):
        read_request({"boxes": frozenset({"order-of-removall"})})
    with pytest.raises(BadInput, match="did you mean 'operative-only-on-conviction'"):
        read_request({"conditions": frozenset({"operative-only-on-convicton"})})
    kept = read_request({"form": "i-247x", "boxes": frozenset({"P2-new-entrant"})})
    assert (kept.form, kept.boxes) == ("I-247X", frozenset({"P2-new-entrant"}))


def test_an_unsigned_form_is_not_complete() -> None:
    """A form known to be unsigned is known to be incomplete, unless the feed says otherwise."""
    assert read_request({"signed": False}).complete is False
    assert read_request({"signed": True}).complete is None


@pytest.mark.shared
def test_the_boxes_of_the_worked_cases_are_boxes_of_their_forms() -> None:
    """Every box that the public cases tick stands on the edition they tick it on."""
    import yaml

    from tests.shared import shared

    wrong = set()
    for name in ("federal", "ca", "states"):
        for case in yaml.safe_load(shared(f"law/cases/{name}.yaml").read_text(encoding="utf-8")):
            request = case["given"]["request"]
            if request:
                wrong |= {(request["form"], b) for b in set(request["boxes"]) - FORMS[request["form"]].boxes}
    assert wrong == set()
