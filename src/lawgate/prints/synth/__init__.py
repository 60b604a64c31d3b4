"""Synthetic people for tests, demonstrations and galleries of millions: no real finger is in them.

    for chunk in population(seed=7, people=1_000_000):      # templates, packed, 2,048 people at a time
        gallery.enrol(chunk.minutiae, chunk.offsets)
    prints = card(seed=7, person=42)                        # pictures: ten rolled and four plain prints

Everything is a function of (seed, person, finger, impression): person 42 has the same fingers in a picture, in a gallery
of ten and in one of a million. docs/synthetic-prints.md says how it is made and how close it comes to real prints.
"""

from lawgate.prints.synth.anatomy import Anatomy, Pattern, anatomy
from lawgate.prints.synth.cards import card, slap
from lawgate.prints.synth.imprint import GLASS, INK, Medium, picture
from lawgate.prints.synth.population import Chunk, impressions, population
from lawgate.prints.synth.styles import PLAIN, ROLLED, SLAP, Style

__all__ = [
    "GLASS",
    "INK",
    "PLAIN",
    "ROLLED",
    "SLAP",
    "Anatomy",
    "Chunk",
    "Medium",
    "Pattern",
    "Style",
    "anatomy",
    "card",
    "impressions",
    "picture",
    "population",
    "slap",
]
