"""Who is in which jail when a scene begins."""

from __future__ import annotations

from dataclasses import dataclass

from tests.scenes.people import (
    CEDAR,
    DRIVING,
    HARRIS,
    KERN,
    RIDGE,
    Document,
    bail,
    booking,
    request,
)

REASON = ("prior-felony-or-charge", "reason-to-believe-removable")
ROBBERY = {
    "statute": "Pen. Code 211",
    "name": "robbery",
    "level": "felony",
    "category": "F",
    "serious": True,
    "violent": True,
    "confinement": "state-prison",
    "convicted_on": "2009-03-12",
}


@dataclass(frozen=True)
class Cast:
    """``now``: the minute at which the scene begins; ``tz``: of times that name no offset."""

    now: str
    tz: str
    people: list[Document]


def serving_until(at: str) -> list[Document]:
    return [{**DRIVING, "disposition": "serving-sentence", "ends_at": at}]


SERVED = "2014-06-09T02:00-07:00"
FAX = "2014-06-09T01:30-07:00"
DELGADO = booking(
    "14-51001",
    "Delgado",
    "Martín",
    RIDGE,
    "2014-06-08T21:00-07:00",
    bail=bail("2014-06-10T02:55-07:00"),
    requests=[request("I-247 (12/12)", FAX, *REASON, served_on_subject_at=SERVED)],
)
FRESNO = booking(  # a lawful hold that runs: a robbery on his record, his sentence served at noon yesterday
    "14-51002",
    "Farias",
    "Daniel",
    RIDGE,
    "2014-06-08T22:00-07:00",
    priors=[ROBBERY],
    charges=[{**DRIVING, "disposition": "sentence-served", "ends_at": "2014-06-09T12:00-07:00"}],
    requests=[request("I-247 (12/12)", FAX, "order-of-removal", served_on_subject_at=SERVED)],
)
LATER = booking(
    "14-51004",
    "Ngo",
    "Linh",
    RIDGE,
    "2014-06-09T20:00-07:00",
    sex="F",
    language="Vietnamese",
    charges=serving_until("2014-06-10T08:00-07:00"),
)
RIDGEMONT = Cast("2014-06-10T03:10-07:00", "America/Los_Angeles", [LATER, FRESNO, DELGADO])

MARSH = booking(
    "12-04417",
    "Marsh",
    "Teodoro",
    CEDAR,
    "2012-08-31T01:00-05:00",
    bail=bail("2012-08-31T16:40-05:00"),
    requests=[request("I-247 (12/11)", "2012-08-31T09:00-05:00", "proceedings-started", asks=["hold"])],
)
CEDAR_BLUFF = Cast("2012-08-31T16:45-05:00", "America/Chicago", [MARSH])

OFFICERS_WARRANT = {"kind": "I-200", "issued_on": "2018-06-08"}
LEAL = booking(
    "18-22031",
    "Leal",
    "Ramón",
    HARRIS,
    "2018-06-07T20:00-05:00",
    bail=bail("2018-06-08T10:00-05:00"),
    requests=[
        request("I-247A", "2018-06-08T02:00-05:00", "1-biometric-match", served_on_subject_at="2018-06-08T03:00-05:00")
    ],
    warrants=[{**OFFICERS_WARRANT, "received_at": "2018-06-08T02:00-05:00"}],
)
IBARRA = booking(  # the background check is still out
    "18-30007",
    "Ibarra",
    "Nora",
    KERN,
    "2018-06-07T20:00-07:00",
    sex="F",
    charges=serving_until("2018-06-08T12:00-07:00"),
    requests=[
        request(
            "I-247A",
            "2018-06-08T02:00-07:00",
            "1-biometric-match",
            asks=["hold", "notify", "transfer"],
            served_on_subject_at="2018-06-08T03:00-07:00",
        )
    ],
    warrants=[{**OFFICERS_WARRANT, "received_at": "2018-06-08T02:00-07:00"}],
)
UNASKED = {**IBARRA, "booking": "18-30008", "last": "Rivas", "first": "Irene"}
for _unknown in ("record_complete", "priors", "registry_sex_arson", "federal_felony_warrant", "held_to_answer_872"):
    del UNASKED[_unknown]  # of whom nothing has been looked up at all
IBARRA["record_complete"] = False
JUNE_2018 = Cast("2018-06-08T10:05-05:00", "America/Chicago", [LEAL, IBARRA, UNASKED])
