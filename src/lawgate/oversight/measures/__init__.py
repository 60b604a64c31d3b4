"""What is measured over past cases: one file a question, each answer with its definition, its population and its doubt."""

from lawgate.oversight.measures.records import Estimate, Measure

__all__ = ["Estimate", "Measure"]
