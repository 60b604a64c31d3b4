"""How much of the process's memory is pages of mapped files: kept below a bound, so that a gallery may be larger than the machine."""

from __future__ import annotations

import mmap
from pathlib import Path

MOST_MAPPED = 4 << 30
"""Bytes of mapped pages that a gallery keeps between searches."""
STATM = Path("/proc/self/statm")  # pages: whole, resident, of files


def mapped_bytes() -> int:
    """Resident bytes that belong to files; 0 where the system does not say."""
    try:
        return int(STATM.read_text().split()[2]) * mmap.PAGESIZE
    except (OSError, IndexError, ValueError):
        return 0
