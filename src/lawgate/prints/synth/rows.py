"""Places in the row of numbers that describes a finger to the kernels."""

from __future__ import annotations

PATTERN, LOOPS, DELTAS, SIZE, PERIOD, DENSITY, TILT = range(7)
LOOP_1, LOOP_2, DELTA_1, DELTA_2 = 7, 9, 11, 13  # each x, y
ARCH_RISE, ARCH_WIDTH, ARCH_LEVEL, TIP = range(15, 19)
OPEN_1, OPEN_2 = 19, 21  # each the cosine and sine of the way in which a loop opens
CURL, CURL_REACH = 23, 24  # how round the loops are, and how far that reaches
RIPPLE, RIPPLES = 25, 3  # wave number x, y, phase, amplitude of each
LENGTH = RIPPLE + 4 * RIPPLES
