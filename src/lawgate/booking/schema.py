"""The columns of a feed with their types: one table for JSON lines, CSV, the documentation and the messages.

Names are those of the case vocabulary wherever it has one, so that whatever fact a decision misses can be entered in the feed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lawgate.base.places import AGENCY_TYPES
from lawgate.booking import words as w


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: text, yes/no, instant, day, number, word, words (a set), changes (what and when). ``words``: what may be said
    (empty: anything). ``own``: the jail's own bookkeeping, which the law does not ask for."""

    name: str
    kind: str
    says: str
    words: tuple[str, ...] = ()
    own: bool = False


def _own(name: str, kind: str, says: str, words: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, says, words, own=True)


PERSON = (
    _own("last", "text", "family name as booked"),
    _own("first", "text", "given name as booked"),
    _own("middle", "text", "middle name as booked"),
    _own("aliases", "words", "other names"),
    _own("born", "day", "birth date as booked"),
    _own("sex", "text", "as booked"),
    _own("race", "text", "as booked; read by oversight alone"),
    _own("language", "text", "language the person speaks"),
)
CUSTODY = (
    _own("housing", "text", "cell or unit"),
    _own("booked_at", "instant", "when booked"),
    Column("arrested_at", "instant", "when arrested"),
    _own("released_at", "instant", "when the person walked out or was handed over; 'none': still here"),
    _own("outcome", "text", "how the record ended; read by oversight alone"),
    Column("in_custody", "yes/no", "in this jail when the request arrived? Left out: told from the times"),
    Column("release_due.event", "word", "what ends the jail's own authority", w.EVENTS),
    Column("release_due.t0", "instant", "when it ends; 'none': not yet. Left out: told from the grounds"),
    Column("decision_at", "instant", "when the question is asked, if not at release"),
    Column("dhs_arrives_at", "instant", "when ICE officers arrived"),
    Column("moved_to_other_jail_at", "instant", "when moved to another jail"),
    Column("delay_minutes", "number", "delay of release, in minutes"),
    Column("delay_reason", "text", "reason of the delay; 'none': no delay"),
    Column("court_session_local", "text", "court hours of the day, as wall times"),
)
RECORD = (
    Column("record_complete", "yes/no", "is the check of earlier convictions complete? Left out: unknown"),
    Column("subject.citizenship_claim", "word", "what the person says of U.S. citizenship", w.CLAIMS),
    Column("subject.document", "text", "the paper shown"),
    Column("subject.document_received_at", "instant", "when the paper reached the jail"),
    Column("subject.lawful_status_claim", "word", "what the person shows of lawful status", w.CLAIMS),
    Column("subject.juvenile", "yes/no", "held as a juvenile?"),
    Column("subject.age", "number", "age in years. Left out: told from the birth date"),
    Column("held_to_answer_872.found", "yes/no", "held to answer under Cal. Pen. Code 872?"),
    Column("held_to_answer_872.on", "day", "on which day"),
    Column("held_to_answer_872.charge", "text", "on which statute"),
    Column("registry_sex_arson", "yes/no", "on the state's registry now?"),
    Column("federal_felony_warrant", "yes/no", "named by ICE as subject of a federal felony arrest warrant?"),
    Column("prior_removal_order", "yes/no", "an earlier order of removal?"),
    Column("outstanding_criminal_warrant", "yes/no", "a criminal warrant outstanding?"),
    Column("terrorist_or_gang_match", "yes/no", "a match in the database that the rule names?"),
    Column("sentence_years", "number", "sentence imposed, in years"),
    Column("final_order_on", "day", "day of the final order of removal"),
    Column("inadmissible_under", "text", "ground of inadmissibility that ICE names"),
    Column("judicial_removal_order", "yes/no", "a removal order signed by a judge lodged here?"),
    Column("reason_to_believe_not_citizen", "yes/no", "as the rule in question defines it"),
    Column("lesc_result", "word", "answer of the federal status check", w.LESC),
    Column("residency_determined", "yes/no", "has residency been determined?"),
    Column("ice_query_at", "instant", "when ICE was asked"),
)
PAPERS = (
    Column("judicial_warrant", "word", "a judge's warrant, and of which kind", w.WARRANTS),
    Column("civil_warrants", "words", "warrants signed by immigration officers", ("I-200", "I-205")),
    Column("warrant_served_at", "instant", "when an authorised officer served the immigration warrant"),
    Column("agreement_287g", "word", "the agency's agreement with ICE", w.AGREEMENTS),
    Column("agreement_287g_conforming", "yes/no", "does it meet the conditions of state law?"),
    Column("state_judicial_order", "yes/no", "has a state judicial official ordered the hold?"),
    Column("juvenile_court_order", "yes/no", "has a juvenile court allowed it?"),
    Column("cost_reimbursement_agreement", "yes/no", "a written agreement that ICE pays all costs?"),
    Column("federal_consent_decree", "yes/no", "does a federal consent decree govern this jail?"),
    Column("neutral_probable_cause_finding", "yes/no", "a prompt finding of probable cause by a neutral official?"),
    Column("escape_finding", "yes/no", "a finding that the person would escape?"),
    Column("unsafe_to_comply", "yes/no", "would complying be unsafe?"),
    Column("federal_direction", "yes/no", "did federal officers direct the act?"),
    Column("served_by", "text", "who served the warrant"),
    Column("subpoena.type", "word", "a subpoena, and of which kind", ("none", *w.SUBPOENAS)),
    Column("subpoena.court_enforced", "yes/no", "has a court ordered it obeyed?"),
    Column("subpoena.subject_named", "yes/no", "does it name the person?"),
    Column("local_policy", "words", "local policies in force. Left out: those of the books"),
    Column("local_policy_bars_1326_arrest", "yes/no", "does local policy bar arrests for illegal re-entry?"),
    Column("detected_during", "text", "how an illegal re-entry came to light"),
)
ASKED = (
    Column("dhs_also_asks", "words", "asked outside a form", ("home-address", "immigration-status-on-file", "custody")),
    Column("interview_requested", "yes/no", "does ICE ask for an interview?"),
    Column("consent_form_signed", "yes/no", "did the person sign the consent form?"),
    Column("consent_explained", "yes/no", "was it explained aloud first?"),
    Column("consent_condition", "text", "a condition that the person set, such as with-attorney"),
    Column("attorney_present", "yes/no", "is the lawyer present?"),
    Column("release_info_public", "yes/no", "is the release date published to everyone?"),
    Column(
        "custody_info_public", "yes/no", "is it published to everyone that the person is here, and on which charges?"
    ),
    Column("address_public", "yes/no", "is the home, work or school address published to everyone?"),
    Column("lawyer_known", "yes/no", "is a lawyer of the person on file?"),
    Column("consular_notice_wanted", "yes/no", "told of the right, does the person ask that a consulate be told?"),
    Column("consular_notice_mandatory", "yes/no", "must the consulate of the country they name be told in any case?"),
    Column("victim_asked", "yes/no", "has a victim asked to be told of custody and release?"),
    Column("lea_notified_dhs_at", "instant", "when the jail told ICE"),
    Column("lea_asked_dhs_to_decide", "yes/no", "did the jail ask ICE to decide?"),
    Column("designated_person_on_file", "yes/no", "has the person named someone for notices?"),
    Column("argued_duty", "text", "a duty that someone argues"),
)
CRIME = (
    Column("statute", "text", "citation; 'none': it does not matter"),
    Column("name", "text", "plain name"),
    Column("level", "word", "its level; of an earlier conviction: today", w.LEVELS),
    Column("grade", "text", "class or degree within the level"),
    Column("disposition", "word", "how it ended", w.DISPOSITIONS),
    Column("wobbler", "yes/no", "punishable as a felony or as a misdemeanor?"),
    Column("serious", "yes/no", "a serious felony by the rule in question?"),
    Column("violent", "yes/no", "a violent felony by the rule in question?"),
    Column("confinement", "word", "where it is served", w.CONFINEMENT),
    Column("confinement_at_conviction", "word", "where it was served then", w.CONFINEMENT),
    Column("confinement_today", "word", "where it would be served now", w.CONFINEMENT),
    Column("category", "text", "letter in Cal. Gov. Code 7282.5(a)(3); 'none': on no list"),
    Column("offense_date", "day", "when it happened"),
    Column("convicted_on", "day", "day of plea or verdict"),
    Column("adjudicated_on", "day", "day of a juvenile adjudication"),
    Column("released_from_sentence_on", "day", "when the sentence ended"),
    Column("level_at_conviction", "word", "its level then", w.LEVELS),
    Column("reduced", "word", "how it was made less from the start", w.REDUCED),
    Column("later_changes", "changes", "what was changed later, and on which day", w.LATER_CHANGES),
    Column("max_months", "number", "longest sentence, in months"),
    Column("days_imposed", "number", "days of sentence imposed"),
    Column("days_suspended", "number", "days of it suspended"),
    Column("incident", "text", "same letter: same incident"),
    Column("amount_usd", "number", "amount taken, in dollars"),
    Column("federal", "yes/no", "a federal conviction?"),
    Column("aggravated_felony_1101a43", "text", "letter of 8 U.S.C. 1101(a)(43) it meets; 'none': none"),
    Column("prop47_offence", "yes/no", "a misdemeanor since Proposition 47?"),
    Column("redesignated", "yes/no", "redesignated under Proposition 47?"),
    Column("charged_by", "text", "indictment, or otherwise"),
    Column("status_element", "yes/no", "is immigration status an element?"),
    Column("domestic_violence", "yes/no", "a domestic-violence offence?"),
    Column("welf_inst_707b", "yes/no", "listed in Cal. Welf. & Inst. Code 707(b)?"),
    Column("age_at_offence", "number", "age then, in years"),
)
GROUND = (
    _own("since", "instant", "when it began to keep the person"),
    _own("ends_at", "instant", "when it stopped keeping the person"),
    _own("open", "yes/no", "does it keep the person still?"),
)
CHARGE = (
    *CRIME,
    _own("line", "text", "its number within the booking"),
    *GROUND,
    _own("ended_by", "word", "what ended it", w.EVENTS),
    _own("bail_usd", "number", "bail set on it, in dollars"),
    _own("no_bail", "yes/no", "is it held without bail?"),
)
HOLD = (
    _own("type", "word", "which kind of ground", w.HOLD_TYPES),
    _own("agency", "text", "whose"),
    _own("paper", "text", "warrant or case number"),
    _own("valid", "yes/no", "does it stand? 'no': set aside"),
    *GROUND,
)
BAIL = (
    _own("amount_usd", "number", "amount, in dollars"),
    _own("tendered_at", "instant", "when it was offered; 'none': it was not"),
    _own("accepted_at", "instant", "when it was taken; 'none': it was not"),
    _own("refused", "text", "why it was refused"),
    _own("covers", "words", "lines of the charges it frees from. Left out: all"),
)
ORDER = (
    _own("what", "word", "what was ordered", w.ORDERS),
    _own("at", "instant", "when it was spoken"),
    _own("covers", "words", "lines of the charges it ends. Left out: all"),
)
EVENT = (
    _own("what", "word", "which movement", w.MOVEMENTS),
    _own("at", "instant", "when"),
    _own("to", "text", "where to, or to whom"),
)
WARRANT = (
    _own("kind", "word", "which kind of paper", w.PAPERS),
    _own("issued_on", "day", "day of issue"),
    _own("received_at", "instant", "when it reached the jail"),
    _own("served_at", "instant", "when it was served on the person; 'none': it was not"),
    _own("signed_by", "text", "who signed it"),
    _own("court", "text", "which court; only a judge's"),
)
REQUEST = (
    Column("form", "text", "edition of the I-247; left out: unknown"),
    Column("issued_on", "day", "day of issue"),
    Column("received_at", "instant", "when it reached the jail"),
    Column("cancelled_at", "instant", "when it was cancelled; 'none': it was not"),
    Column("boxes", "words", "boxes ticked"),
    Column("asks", "words", "what it asks", ("hold", "notify", "transfer")),
    Column("conditions", "words", "conditions ticked", ("operative-only-on-conviction",)),
    Column("issuer_listed", "yes/no", "signed by an officer listed in 8 CFR 287.7(b)?"),
    Column("served_on_subject_at", "instant", "when the person got a copy; 'none': never"),
    Column("issuing_office", "text", "office that issued it, where it matters"),
    Column("complete", "yes/no", "wholly filled in and signed?"),
    _own("signed", "yes/no", "signed?"),
    _own("cancels_earlier", "yes/no", "is its box ticked that cancels the earlier form?"),
)
FACILITY = (
    _own("state", "text", "two letters"),
    _own("county", "text", "county"),
    _own("locality", "text", "city"),
    _own("agency", "text", "name of the jail"),
    _own("agency_type", "word", "what it is", AGENCY_TYPES),
    _own("circuit", "text", "federal circuit. Left out: by state"),
    _own("tz", "text", "IANA time zone"),
)
FEED = (
    _own("tz", "text", "IANA zone of times without an offset"),
    _own("as_of", "instant", "the instant the feed speaks of"),
)
OF_THE_AGENCY = tuple(
    c
    for c in PAPERS + ASKED
    if c.name
    in (
        "agreement_287g",
        "agreement_287g_conforming",
        "cost_reimbursement_agreement",
        "federal_consent_decree",
        "local_policy",
        "local_policy_bars_1326_arrest",
        "release_info_public",
        "custody_info_public",
    )
)
"""Facts of the agency rather than of a person: a feed may state them once for all bookings."""
PARTS: dict[str, tuple[Column, ...]] = {
    "feed": (*FEED, *OF_THE_AGENCY),
    "booking": (*PERSON, *CUSTODY, *RECORD, *PAPERS, *ASKED),
    "facility": FACILITY,
    "charge": CHARGE,
    "prior": CRIME,
    "hold": HOLD,
    "bail": BAIL,
    "order": ORDER,
    "event": EVENT,
    "request": REQUEST,
    "warrant": WARRANT,
}
"""What a feed may speak of, and the columns of each."""
LISTS = {
    "charge": "charges",
    "prior": "priors",
    "hold": "holds",
    "bail": "bail",
    "order": "orders",
    "event": "events",
    "request": "requests",
    "warrant": "warrants",
}
"""The parts of which a booking has many: a row's ``record`` in the CSV, and the list's name in JSON."""
PERSON_NAMES = frozenset(c.name for c in PERSON)


def own_names(columns: Iterable[Column]) -> frozenset[str]:
    """Names of the jail's own bookkeeping among ``columns``: what the law is not told."""
    return frozenset(c.name for c in columns if c.own)
