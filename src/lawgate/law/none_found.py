"""A state where no statewide rule was found is said as such, so that silence is never read as an answer."""

from lawgate.base import Confidence
from lawgate.law.norms import Authority, Rank, where


def no_statewide_rule(state: str, name: str, note: str = "") -> Authority:
    return Authority(
        f"{state.lower()}-none",
        title=f"{name}: no statewide rule found",
        cite="none found",
        kind="none",
        rank=Rank.STATE_STATUTE,
        territory=where(state),
        since="2008-01-01",
        confidence=Confidence.RECALLED,
        words=f"No statewide rule on immigration detainers was found for {name}.{' ' + note if note else ''}",
        source="digest of other states, sections 22, 44 to 47",
    )
