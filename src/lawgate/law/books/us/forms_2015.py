"""The forms of 2015 to 2017: I-247D asks for a hold, I-247N for notice, I-247X for a hand-over."""

from datetime import date

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, LAWFUL, NATION, Answer, Authority, Rank

LAST_DAY = date(2017, 4, 2)
ALWAYS = "1997-04-01"  # what a form says of itself holds whenever it is presented
HOLD_OPEN = {HOLD: LAWFUL | {Answer.UNRESOLVED}}
lent = fact.boxes.has_part("2-")


def needs_service(made: Authority, form: str) -> None:
    """These forms say that they take effect only when a copy is served on the person (I-247D, I-247X, I-247A)."""
    mine = fact.form.one_of(form)
    made.prohibits(
        HOLD,
        key="not-served",
        since=ALWAYS,
        when=mine & fact.served_at.none,
        words="The form takes effect only when a copy is given to the person; none was given.",
    )
    made.prohibits(
        HOLD,
        key="served-late",
        since=ALWAYS,
        when=mine & fact.served_at.after(fact.t0),
        flags=("late-service-does-not-cure",),
        words="The copy was given after the jail's own authority had ended: too late to give the form effect.",
    )
    made.serves(
        "condition-of-hold",
        key="serve",
        carries=("request",),
        when=mine & fact.judicial_warrant.one_of("none", "state-criminal"),
        given=HOLD_OPEN,
        words="The person must be given a copy of the form before any hold.",
    )
    made.limits(
        "FLAT48", key="clock", when=mine, words="The form asks for at most 48 hours, weekends and holidays included."
    )


def withdrawn_2017(made: Authority, form: str) -> None:
    made.prohibits(
        HOLD,
        key="withdrawn",
        when=fact.form.one_of(form) & fact.issued_on.after(LAST_DAY),
        words="The form could not be issued after 2 April 2017: it is not a valid request.",
    )


def _form(id_: str, form: str, title: str, words: str, confidence: Confidence, since: str = "2015-06-01") -> Authority:
    return Authority(
        id_,
        title=title,
        cite=f"Form {form}",
        kind="form",
        rank=Rank.FEDERAL_FORM,
        territory=NATION,
        since=since,
        confidence=confidence,
        source="federal digest, entries 52 to 54",
        words=words,
    )


form_d = _form(
    "form-i247d-2015",
    "I-247D",
    "Immigration Detainer - Request for Voluntary Action",
    "Asks for at most 48 hours, weekends and holidays included, once a copy is served; needs a priority (1A) and "
    "probable "
    "cause (1B), or that DHS lent the person (2).",
    Confidence.READ,
)
needs_service(form_d, "I-247D")
withdrawn_2017(form_d, "I-247D")
form_d.prohibits(
    HOLD,
    key="incomplete",
    cite="sections 1A, 1B",
    when=fact.form.one_of("I-247D") & ~lent & ~(fact.boxes.has_part("1A-") & fact.boxes.has_part("1B-")),
    words="Both 1A (priority) and 1B (probable cause) need a mark unless section 2 is used; the form is incomplete.",
)
form_d.flag(
    "practice-differs",
    key="old-form-after-2017",
    since="2017-04-03",
    when=fact.form.one_of("I-247D"),
    given={HOLD: LAWFUL},
    words="An old form issued in time stays active, but agencies and ICE had moved to the I-247A.",
)

form_n = _form(
    "form-i247n-2015",
    "I-247N",
    "Request for Voluntary Notification of Release of Suspected Priority Alien",
    "Asks for notice only and disclaims any hold.",
    Confidence.READ,
)

form_x = _form(
    "form-i247x-2015",
    "I-247X",
    "Request for Voluntary Transfer",
    "Asks willing agencies for a hand-over, and may ask for up to 48 hours once a copy is served. It came late in 2015, "
    "after the other two; the day is recalled.",
    Confidence.SUMMARY,
    since="2015-10-01",
)
needs_service(form_x, "I-247X")
withdrawn_2017(form_x, "I-247X")
form_x.prohibits(
    HOLD,
    key="blank",
    since=ALWAYS,
    when=fact.form.one_of("I-247X") & ~fact.boxes.has_other_than("inquiry-begun"),
    words="No line of the form is ticked: it states no ground.",
)
