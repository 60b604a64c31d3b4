"""Kentucky: silence, said aloud."""

from lawgate.law.none_found import no_statewide_rule

no_rule = no_statewide_rule(
    "KY",
    "Kentucky",
    "Bills for mandatory 287(g) agreements (HB 47, SB 86 of 2026) were filed; their outcome was not seen.",
)
