"""Form I-247 from 1997 to 2015: four editions that ask for 48 hours without weekends and holidays."""

from datetime import date

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import HOLD, NATION, Authority, Rank

EDITIONS = ("I-247 (1997)", "I-247 (8/10)", "I-247 (6/11)", "I-247 (12/11)", "I-247 (12/12)")


def edition(id_: str, form: str, title: str, since: str, last_issue: str, words: str, *, copy_asked: bool) -> Authority:
    """One edition. ``last_issue``: the last day on which it could have been issued; where only the month is known, with
    a margin that favours the form. An edition issued in time stays active until acted on or cancelled."""
    made = Authority(
        id_,
        title=title,
        cite=f"Form {form}",
        kind="form",
        rank=Rank.FEDERAL_FORM,
        territory=NATION,
        since=since,
        confidence=Confidence.SUMMARY,
        source="federal digest, entries 47 to 51",
        words=words,
    )
    mine = fact.form.one_of(form)
    made.limits(
        "EXCL48",
        key="clock",
        when=mine,
        words="The form asks for at most 48 hours, leaving out Saturdays, Sundays and holidays.",
    )
    made.prohibits(
        HOLD,
        key="withdrawn",
        when=mine & fact.issued_on.after(date.fromisoformat(last_issue)),
        confidence=Confidence.RECALLED,
        words="The edition had been withdrawn before this form was issued: it is not a valid request.",
    )
    if copy_asked:
        made.serves(
            "form-copy-requested",
            key="copy",
            carries=("request",),
            when=mine,
            words="The form asks that the person be given a copy. It is no condition of the hold.",
        )
    return made


form_1997 = edition(
    "form-i247-1997",
    "I-247 (1997)",
    "Immigration Detainer - Notice of Action (Rev. 4-1-97)",
    "1997-04-01",
    "2011-06-30",
    "Asks the jail to hold for at most 48 hours without weekends and holidays. It says regulations 'require' this; "
    "it is a "
    "request all the same.",
    copy_asked=False,
)
form_1997.flag(
    "form-says-require-but-is-request",
    key="require",
    when=fact.form.one_of("I-247 (1997)") & ~fact.argued_duty.none,
    words="The form's word 'require' makes no duty: a detainer is a request.",
)

form_2010_08 = edition(
    "form-i247-2010-08",
    "I-247 (8/10)",
    "Immigration Detainer - Notice of Action (8/10)",
    "2010-08-01",
    "2011-12-28",
    "The hold sentence becomes a request under 8 C.F.R. § 287.7.",
    copy_asked=False,
)

form_2011_06 = edition(
    "form-i247-2011-06",
    "I-247 (6/11)",
    "Immigration Detainer - Notice of Action (6/11)",
    "2011-06-01",
    "2012-06-30",
    "Says in capitals that custody may not exceed 48 hours, and asks that the person be given a copy.",
    copy_asked=True,
)

form_2011_12 = edition(
    "form-i247-2011-12",
    "I-247 (12/11)",
    "Immigration Detainer - Notice of Action (12/11)",
    "2011-12-29",
    "2013-06-30",
    "Adds a hotline for citizens and victims, notices in six languages, and the choice to operate only on conviction.",
    copy_asked=True,
)

form_2012_12 = edition(
    "form-i247-2012-12",
    "I-247 (12/12)",
    "Immigration Detainer - Notice of Action (12/12)",
    "2012-12-21",
    "2015-12-31",
    "Drops the bare inquiry; needs reason to believe that the person is removable with a listed trigger, started "
    "proceedings, a "
    "served warrant of arrest, or an order.",
    copy_asked=True,
)
