"""TRUTH Act: what the person must be given when ICE asks, when ICE is told, and before ICE may ask questions."""

from lawgate.base import Confidence
from lawgate.law import facts as fact
from lawgate.law.norms import INTERVIEW, LAWFUL, NOTIFY, Answer, Authority, Rank, where

PERSON_AND_ONE = ("person", "lawyer", "named-person")  # the lawyer, or one person whom they name

truth_act = Authority(
    "ca-truth-act",
    title="TRUTH Act",
    cite="Cal. Gov. Code § 7283.1",
    kind="statute",
    rank=Rank.STATE_STATUTE,
    territory=where("CA", not_agency=("state-prison",)),
    since="2017-01-01",
    confidence=Confidence.READ,
    source="Gov. Code 7283, 7283.1",
    words="A person must be given a copy of any hold, notification or transfer request and be told whether the jail "
    "will comply; what "
    "DHS is told, the person and their lawyer or one named person is told too; and an interview needs written "
    "consent first.",
)
truth_act.serves(
    "truth-copy-and-intent",
    cite="(b)",
    key="copy",
    when=fact.request,
    carries=("request", "intent"),
    words="Give the person a copy of the request and say whether the jail intends to comply.",
)
truth_act.serves(
    "truth-notice-duplicate",
    cite="(b)",
    key="told",
    when=fact.request & ~fact.told_dhs_at.none,
    to=PERSON_AND_ONE,
    carries=("notice",),
    words="DHS was told: give the same notice, in writing, to the person and to the lawyer or one person they name.",
)
truth_act.serves(
    "truth-notice-duplicate-if-notified",
    cite="(b)",
    key="if-told",
    when=fact.request & fact.told_dhs_at.none,
    given={NOTIFY: LAWFUL | {Answer.UNRESOLVED}},
    to=PERSON_AND_ONE,
    carries=("notice",),
    words="If DHS is told a release date, give the same notice, in writing, to the person and to the lawyer or one "
    "person they name.",
)
truth_act.prohibits(
    INTERVIEW,
    cite="(a)",
    key="consent",
    unless=fact.consent_signed,
    words="No interview on civil immigration matters without a signed written consent.",
)
truth_act.prohibits(
    INTERVIEW,
    cite="(a)",
    key="with-lawyer",
    when=fact.consent_condition.one_of("with-attorney"),
    unless=fact.attorney_present,
    words="The person consented only with a lawyer present.",
)
truth_act.serves(
    "interview-consent-form",
    cite="(a)",
    key="form",
    when=fact.interview_requested,
    words="Before any interview: the written consent form, in the person's language.",
)
