"""Wyoming: silence, said aloud."""

from lawgate.law.none_found import no_statewide_rule

no_rule = no_statewide_rule("WY", "Wyoming")
