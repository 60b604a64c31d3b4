"""The interface for other systems, ``/api/v1``: tokens with scopes, answers with reasons, problems in one sentence.

``routes`` holds the operations, ``front`` what every request passes, ``tokens`` who may ask for what.
"""
