"""Lawgate: by what law, and until what minute, may this person be held?"""

__version__ = "0.1.0"
