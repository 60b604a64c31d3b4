"""Every claim that a page may make, by name. A page that names another does not build."""

from __future__ import annotations

from lawgate.counsel.guide.asked import Asked
from lawgate.counsel.guide.claims import (
    NO,
    OPEN,
    Prove,
    all_of,
    answered,
    any_of,
    asks_for,
    flagged,
    hours,
    none_served,
    on_paper,
    rests_on,
    served,
    stands,
)
from lawgate.counsel.guide.records import Proof
from lawgate.law.norms import HOLD, INTERVIEW, LAWFUL, NOTIFY, TRANSFER, Answer

COPY = ("*-copy-and-intent", "*-copy-of-detainer-and-intent", "condition-of-hold", "form-copy-requested")
MAY, MUST = frozenset({Answer.PERMITTED}), frozenset({Answer.REQUIRED})

HOLDS: dict[str, Prove] = {
    # Exactly one of these holds in any place on any day: a test asks every state.
    "hold-never": answered(HOLD, NO, "plain", "record", "ordered"),
    "hold-some": all_of(answered(HOLD, NO, "plain"), any_of(
        answered(HOLD, LAWFUL | OPEN, "record"),
        all_of(answered(HOLD, NO, "record"), answered(HOLD, LAWFUL | OPEN, "ordered")),
    )),
    "hold-may": answered(HOLD, MAY, "plain"),
    "hold-must": answered(HOLD, MUST, "plain"),
    "hold-open": answered(HOLD, OPEN, "plain"),
}  # fmt: skip
REQUESTS: dict[str, Prove] = {
    "hold-hours": hours("plain"),
    "hold-hours-all": hours("plain", skipping=False),
    "hold-hours-skipping": hours("plain", skipping=True),
    "form-hours": asks_for(),
    "form-hours-all": asks_for(skipping=False),
    "form-hours-skipping": asks_for(skipping=True),
    "bare-no": answered(HOLD, NO, "bare"),
    "bare-open": answered(HOLD, OPEN, "bare"),
    "copy-first": any_of(*(rests_on(HOLD, form, "not-served", NO) for form in ("form-i247a-2017", "form-i247d-2015"))),
    "blank-no": answered(HOLD, NO, "no-basis"),
    "cancelled-no": answered(HOLD, NO | {Answer.NOT_REQUESTED}, "cancelled"),
    "late-no": answered(HOLD, NO | {Answer.NOT_REQUESTED}, "too-late"),
    "expired-no": answered(HOLD, NO, "months-later"),
    "no-restart": stands("8-cfr-287-7"),
    "request-only": stands("us-const-amend-10"),
    "seizure": stands("us-const-amend-4"),
    "born-abroad-no": answered(HOLD, NO, "born-abroad"),
    "not-a-judge": stands("8-cfr-287-5-e"),
    "judge-hold": answered(HOLD, LAWFUL, "judge"),
    "bail-refusal": any_of(stands("us-const-amend-14"), stands("mendia-v-garcia")),
    "state-says": any_of(stands("ca-values-act"), stands("wa-kww-10-93-160"), stands("or-181a-826")),
}
TELLING: dict[str, Prove] = {
    "tell-no": answered(NOTIFY, NO, "plain"),
    "tell-some": all_of(answered(NOTIFY, NO, "plain"), answered(NOTIFY, LAWFUL | OPEN, "record")),
    "tell-never": answered(NOTIFY, NO, "plain", "record"),
    "tell-public": all_of(answered(NOTIFY, NO, "plain"), answered(NOTIFY, LAWFUL, "date-public")),
    "tell-may": answered(NOTIFY, MAY, "plain"),
    "tell-must": answered(NOTIFY, MUST, "plain"),
    "tell-open": answered(NOTIFY, OPEN, "plain"),
    "hand-no": answered(TRANSFER, NO, "plain"),
    "hand-may": answered(TRANSFER, MAY, "plain"),
    "hand-must": answered(TRANSFER, MUST, "plain"),
    "hand-open": answered(TRANSFER, OPEN, "plain"),
    "minor-tell-no": rests_on(NOTIFY, "ca-wic-831", "minor", NO),
    "prints-shared": stands("secure-communities"),
}
INTERVIEWS: dict[str, Prove] = {
    "talk-consent": all_of(answered(INTERVIEW, NO, "asked"), answered(INTERVIEW, LAWFUL, "agreed")),
    "talk-never": answered(INTERVIEW, NO, "asked", "agreed"),
    "talk-other": answered(INTERVIEW, LAWFUL | OPEN, "asked"),
    "talk-form": any_of(served("asked", "*consent-form"), served("agreed", "*consent-form")),
    "silence": stands("us-const-amend-5-silence"),
    "lawyer": stands("us-const-amend-6-lawyer"),
    "home-warrant": stands("payton-v-new-york"),
    "false-claim": stands("8-usc-1182-a-6-c"),
}
PAPERS: dict[str, Prove] = {
    "copy": served("plain", *COPY),
    "copy-none": none_served("plain", *COPY),
    "copy-and-intent": served("plain", "*-copy-and-intent", "*-copy-of-detainer-and-intent"),
    "told-copy": served("told", "truth-notice-duplicate", "ct-copy-of-notice-*"),
    "rights-notice": served("plain", "*notice-of-rights"),
    "held-told": served("plain", "*-tell-person-held-on-detainer"),
    "request-notice": served("plain", "nj-written-notice-of-federal-request"),
    "calls": stands("ca-pen-851-5", 3),
    "calls-hours": stands("ca-pen-851-5", 3),
    "calls-parent": stands("ca-pen-851-5", 2),
    "judge-hours": stands("ca-pen-825", 48),
    "consulate": stands("vienna-consular-36"),
    "asylum-secret": stands("8-cfr-208-6"),
    "victim-papers": stands("8-usc-1367"),
    "citizen-no": answered(HOLD, NO, "shows-citizen"),
    "citizen-alarm": flagged("says-citizen", "escalate", "ice-citizenship-directive"),
}
SERVED = ("form-i247a-2017", "form-i247d-2015", "form-i247x-2015")  # editions that take effect only with a copy
OLDER = ("form-i247-1997", "form-i247-2010-08", "form-i247-2011-06", "form-i247-2011-12", "form-i247-2012-12")
FORMS: dict[str, Prove] = {
    # What a form says on its face, wherever and whenever: its rule need not be in force on the guide's own day.
    "form-n-notice": on_paper("form-i247n-2015"),
    "form-g-notice": on_paper("form-i247g-2025"),
    "form-inquiry-weak": on_paper("us-const-amend-4/no-probable-cause"),
    "form-a-blank": on_paper("form-i247a-2017/blank"),
    "flat-hours": on_paper(*(f"{f}/clock" for f in SERVED)),
    "skip-hours": on_paper(*(f"{f}/clock" for f in OLDER)),
    "form-served": on_paper(*(f"{f}/not-served" for f in SERVED)),
    "form-cancel": on_paper("8-cfr-287-7/cancelled"),
    "form-issuer": on_paper("8-cfr-287-7/issuer"),
}
CLAIMS: dict[str, Prove] = {**HOLDS, **REQUESTS, **TELLING, **INTERVIEWS, **PAPERS, **FORMS}


class Claims:
    """The claims of one county on one day, each proved once."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._proofs: dict[str, Proof] = {}

    def __contains__(self, name: str) -> bool:
        return name in CLAIMS

    def proof(self, name: str) -> Proof:
        """The engine's word on ``name``. Raises ``KeyError`` for a claim that does not exist."""
        if name not in self._proofs:
            self._proofs[name] = CLAIMS[name](self.asked)
        return self._proofs[name]

    def proved(self) -> list[tuple[str, Proof]]:
        """The claims that were asked for so far, with their proofs, by name."""
        return sorted(self._proofs.items())

    def holds(self, when: tuple[str, ...]) -> bool:
        """Do all of these hold? ``!name`` asks that it does not; ``a|b`` that one of them does."""
        return all(any(self._one(part) for part in name.split("|")) for name in when)

    def _one(self, name: str) -> bool:
        return not self.proof(name[1:]).holds if name.startswith("!") else self.proof(name).holds
