"""The chain: a booking carried from its prints to the answer, the notice and the request, by steps that can be cut short anywhere.

In the order a case moves: ``accept`` and ``folder`` take it in, ``prints``, ``people`` and ``identity`` say who it is, ``ask`` and
``answers`` speak with the federal side, ``papers`` lays what the field office sends, ``state`` tells the next step, ``steps`` makes
it, ``run`` writes it, ``work`` is the loop.
"""
