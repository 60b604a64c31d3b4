"""How grave the federal side itself finds a case, by its own guidance of the day. Moves no minute and changes no answer."""

from lawgate.law.priorities.guidance import GUIDANCE
from lawgate.law.priorities.priority import Priority, priority
from lawgate.law.priorities.records import Entry, Guidance, Line, Triage
from lawgate.law.priorities.triage import eras, plain_question, sought, triage

__all__ = [
    "GUIDANCE",
    "Entry",
    "Guidance",
    "Line",
    "Priority",
    "Triage",
    "eras",
    "plain_question",
    "priority",
    "sought",
    "triage",
]
