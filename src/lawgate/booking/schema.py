"""The columns of a feed, with their types: one table for JSON lines, CSV, the documentation and the messages."""

from __future__ import annotations

from dataclasses import dataclass

from lawgate.base.places import AGENCY_TYPES


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: text, yes/no, instant, day, number, word, words. ``words``: what a word may be (empty: anything)."""

    name: str
    kind: str
    says: str
    words: tuple[str, ...] = ()


LEVELS = (
    "infraction",
    "misdemeanor",
    "felony",
    "indictable-crime",
    "disorderly-persons",
    "juvenile-petition",
    "juvenile-adjudication",
)
CONFINEMENT = ("state-prison", "1170h")
DISPOSITIONS = (
    "pending",
    "arrested",
    "arrested-no-complaint-filed",
    "no-charge-filed",
    "dismissed",
    "released",
    "released-on-recognisance",
    "serving-sentence",
    "sentence-served",
    "proceeding-complete",
    "resolved",
)
WARRANTS = ("none", "federal-criminal", "federal-criminal-immigration", "state-criminal", "civil-judicial")
AGREEMENTS = ("none", "jail-model", "warrant-service-model", "task-force-model")
CLAIMS = ("none", "asserted", "documented")

BOOKING = (
    Column("last", "text", "family name as booked"),
    Column("first", "text", "given name as booked"),
    Column("born", "text", "birth date as booked"),
    Column("sex", "text", "as booked"),
    Column("race", "text", "as booked; used by oversight alone"),
    Column("language", "text", "language the person speaks"),
    Column("housing", "text", "cell or unit"),
    Column("booked_at", "instant", "when booked"),
    Column("arrested_at", "instant", "when arrested"),
    Column("released_at", "instant", "when the person walked out or was handed over"),
    Column("record_complete", "yes/no", "is the check of earlier convictions complete?"),
    Column("release_due.event", "text", "what ended the jail's own authority"),
    Column("release_due.t0", "instant", "when it ended; 'none': not yet"),
    Column("subject.citizenship_claim", "word", "what the person says of U.S. citizenship", CLAIMS),
    Column("subject.document", "text", "the paper shown"),
    Column("subject.document_received_at", "instant", "when the paper reached the jail"),
    Column("subject.lawful_status_claim", "word", "what the person shows of lawful status", CLAIMS),
    Column("subject.juvenile", "yes/no", "held as a juvenile?"),
    Column("subject.age", "number", "age in years"),
    Column("in_custody", "yes/no", "in custody when the request arrived?"),
    Column("held_to_answer_872.found", "yes/no", "held to answer under Cal. Pen. Code 872?"),
    Column("held_to_answer_872.charge", "text", "on which charge"),
    Column("registry_sex_arson", "yes/no", "on the state's registry now?"),
    Column("federal_felony_warrant", "yes/no", "named by ICE as subject of a federal felony warrant?"),
    Column("judicial_warrant", "word", "a judge's warrant, and of which kind", WARRANTS),
    Column("civil_warrants", "words", "immigration warrants on file", ("I-200", "I-205")),
    Column("agreement_287g", "word", "the agency's agreement", AGREEMENTS),
    Column("interview_requested", "yes/no", "does ICE ask for an interview?"),
    Column("consent_form_signed", "yes/no", "did the person sign the consent form?"),
    Column("consent_explained", "yes/no", "was it explained aloud first?"),
    Column("release_info_public", "yes/no", "is the release date public?"),
    Column("local_policy", "words", "local policies in force; left out: as the books say"),
    Column("terrorist_or_gang_match", "yes/no", "a database match?"),
    Column("lesc_result", "text", "answer of the federal status check"),
    Column("state_judicial_order", "yes/no", "has a state judicial official ordered the hold?"),
    Column("neutral_probable_cause_finding", "yes/no", "a neutral finding of probable cause?"),
    Column("cost_reimbursement_agreement", "yes/no", "a written cost agreement?"),
)
CHARGE = (
    Column("statute", "text", "citation; 'none': it does not matter"),
    Column("name", "text", "plain name"),
    Column("level", "word", "its level", LEVELS),
    Column("grade", "text", "class or degree"),
    Column("disposition", "word", "how it ended", DISPOSITIONS),
    Column("wobbler", "yes/no", "punishable either way?"),
    Column("serious", "yes/no", "serious felony by the rule in question?"),
    Column("violent", "yes/no", "violent felony by the rule in question?"),
    Column("confinement", "word", "where it is served", CONFINEMENT),
    Column("confinement_at_conviction", "word", "where it was served then", CONFINEMENT),
    Column("confinement_today", "word", "where it would be served now", CONFINEMENT),
    Column("category", "text", "letter in Cal. Gov. Code 7282.5(a)(3)"),
    Column("offense_date", "day", "when it happened"),
    Column("convicted_on", "day", "plea or verdict"),
    Column("level_at_conviction", "word", "its level then", LEVELS),
    Column("reduced", "text", "how it was reduced"),
    Column("federal", "yes/no", "a federal conviction?"),
    Column("aggravated_felony_1101a43", "text", "letter of 8 U.S.C. 1101(a)(43)"),
    Column("prop47_offence", "yes/no", "a misdemeanor since Proposition 47?"),
    Column("released_from_sentence_on", "day", "when the sentence ended"),
    Column("bail_usd", "number", "bail set on it"),
    Column("ends_at", "instant", "when it stopped keeping the person"),
    Column("open", "yes/no", "does it keep the person still?"),
)
REQUEST = (
    Column("form", "text", "version of the I-247; blank: unknown"),
    Column("issued_on", "day", "day of issue"),
    Column("received_at", "instant", "when it reached the jail"),
    Column("cancelled_at", "instant", "when it was cancelled; 'none': it was not"),
    Column("boxes", "words", "boxes ticked"),
    Column("asks", "words", "what it asks", ("hold", "notify", "transfer")),
    Column("conditions", "words", "conditions ticked"),
    Column("issuer_listed", "yes/no", "signed by an officer listed in 8 CFR 287.7(b)?"),
    Column("served_on_subject_at", "instant", "when the person got a copy; 'none': never"),
    Column("issuing_office", "text", "office that issued it"),
    Column("complete", "yes/no", "wholly filled in and signed?"),
)
HOLD = (
    Column("what", "text", "which other ground"),
    Column("ends_at", "instant", "when it ended"),
    Column("open", "yes/no", "does it keep the person still?"),
)
BAIL = (
    Column("amount_usd", "number", "amount"),
    Column("tendered_at", "instant", "when it was offered"),
    Column("accepted_at", "instant", "when it was taken"),
    Column("refused", "text", "why it was refused"),
)
ORDER = (
    Column(
        "what",
        "word",
        "what was ordered",
        ("own-recognisance", "citation", "charges-dismissed", "court-release-to-parent", "no-charge-filed"),
    ),
    Column("at", "instant", "when it was spoken"),
)
FACILITY = (
    Column("state", "text", "two letters"),
    Column("county", "text", "county"),
    Column("locality", "text", "city"),
    Column("agency", "text", "name of the jail"),
    Column("agency_type", "word", "what it is", AGENCY_TYPES),
    Column("circuit", "text", "federal circuit; left out: by state"),
    Column("tz", "text", "IANA time zone"),
)
PARTS: dict[str, tuple[Column, ...]] = {
    "booking": BOOKING,
    "facility": FACILITY,
    "charge": CHARGE,
    "prior": CHARGE,
    "request": REQUEST,
    "hold": HOLD,
    "bail": BAIL,
    "order": ORDER,
}
"""What a row of the CSV may be about (its ``record``), and the columns that belong to it."""
LISTS = {
    "charge": "charges",
    "prior": "priors",
    "request": "requests",
    "hold": "holds",
    "bail": "bail",
    "order": "orders",
}
