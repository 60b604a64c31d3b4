"""The federal side's own guidance, era by era: whom it says it looks for first.

It never binds a jail and never moves a minute (*Galarza v. Szalczyk*, 745 F.3d 634 (3d Cir. 2014)). It says how grave the federal side
itself finds a case, so that two hits are not one line on a screen.
"""

from __future__ import annotations

from lawgate.law.priorities.guidance_2008 import DETAINER_2012, DISCRETION_2011, MORTON, SC_LEVELS
from lawgate.law.priorities.guidance_2014 import DHS_2014, EO_13768, KELLY, PEP
from lawgate.law.priorities.guidance_2021 import EO_14159, ICE_2021, LAKEN_RILEY, MAYORKAS, PEKOSKE

GUIDANCE = (
    SC_LEVELS,
    MORTON,
    DISCRETION_2011,
    DETAINER_2012,
    DHS_2014,
    PEP,
    EO_13768,
    KELLY,
    PEKOSKE,
    ICE_2021,
    MAYORKAS,
    EO_14159,
    LAKEN_RILEY,
)
"""In the order of their first days."""
