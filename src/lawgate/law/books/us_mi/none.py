"""Michigan: silence, said aloud."""

from lawgate.law.none_found import no_statewide_rule

no_rule = no_statewide_rule(
    "MI", "Michigan", "Counties choose: Wayne, Washtenaw, Ingham and Kent have rules of their own."
)
