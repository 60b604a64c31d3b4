"""Records to facts, law and clock to one answer, and the answer in plain words."""

from lawgate.decision.casefile import Question, question, read_cases
from lawgate.decision.decide import Decider
from lawgate.decision.records import Decision
from lawgate.decision.stored import facts_data, question_from

__all__ = ["Decider", "Decision", "Question", "facts_data", "question", "question_from", "read_cases"]
