"""What the real prints are like that synthetic ones are held against.

Measured with ``measures`` on the minutiae that this room's extractor finds in five public sets, the "B" parts of FVC2000
DB1, FVC2002 DB1, DB2, DB3 and FVC2004 DB1 (University of Bologna; 10 fingers of 8 impressions each, 500 ppi, DB2
resampled from 569). One number a line was read off 400 prints; no print, minutia or person is in this file.
"""

from __future__ import annotations

from lawgate.prints.synth.measures import Statistics

REAL = Statistics(
    count=(20.0, 29.0, 38.0, 48.0, 64.0),
    area=(19.31, 36.51, 49.89, 58.98, 75.92),
    density=(5.58, 6.81, 8.01, 9.21, 12.1),
    nearest=(11.18, 16.55, 22.02, 29.69, 46.49),
    neighbours=(2.0, 5.0, 7.0, 10.0, 14.0),
    direction=(-0.356, -0.251, 0.048, 0.214, 0.223, 0.2, 0.13, 0.07, 0.025),
    orientation=(0.822, 0.828, 0.828, 0.749, 0.65, 0.527, 0.369, 0.149, -0.065),
    pairs=(0.134, 0.539, 0.714, 0.691, 0.685, 0.617, 0.547, 0.419, 0.293),
    endings=0.644,
)

LEVELS = (1, 5, 25, 50, 75, 95, 99)
GENUINE = (0.327, 0.437, 0.623, 0.726, 0.813, 0.896, 0.941)
"""Percentiles ``LEVELS`` of ``likeness`` of the 1,400 pairs of impressions of one finger, the five sets pooled."""
IMPOSTOR = (0.112, 0.133, 0.174, 0.214, 0.26, 0.333, 0.389)
"""The same of 3,600 pairs of different fingers of one set (every other impression of each)."""

GENUINE_BY_SET = (  # in the order of ``styles.PLAIN``
    (0.345, 0.481, 0.645, 0.733, 0.827, 0.9, 0.919),
    (0.318, 0.453, 0.635, 0.708, 0.802, 0.889, 0.932),
    (0.359, 0.48, 0.677, 0.774, 0.838, 0.907, 0.969),
    (0.385, 0.476, 0.608, 0.724, 0.8, 0.895, 0.934),
    (0.286, 0.363, 0.55, 0.691, 0.772, 0.862, 0.909),
)
