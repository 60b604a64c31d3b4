"""North Dakota: silence, said aloud."""

from lawgate.law.none_found import no_statewide_rule

no_rule = no_statewide_rule("ND", "North Dakota", "HB 1155 passed one chamber; its outcome was not seen.")
