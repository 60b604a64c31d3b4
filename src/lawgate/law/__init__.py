"""What a request means: facts, norms, resolution, and the books of law. Sees nothing but ``base``; usable on its own."""

from lawgate.law.norms import Action, Answer, Authority, Norm, Rank
from lawgate.law.rulebook import Query, Rulebook
from lawgate.law.scalar import Compiled, Determination, Finding, Reading

__all__ = [
    "Action",
    "Answer",
    "Authority",
    "Compiled",
    "Determination",
    "Finding",
    "Norm",
    "Query",
    "Rank",
    "Reading",
    "Rulebook",
]
