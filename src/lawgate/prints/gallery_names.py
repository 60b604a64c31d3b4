"""Names of the people of a block, read from its file when they are asked for, and hashes to find them by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt


class Names(Sequence[str]):
    """``ends`` (n + 1,) uint32 and ``text`` uint8, UTF-8."""

    def __init__(self, ends: npt.NDArray[np.uint32], text: npt.NDArray[np.uint8]) -> None:
        self._ends, self._text = ends, text

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)
        return self._text[int(self._ends[row]) : int(self._ends[row + 1])].tobytes().decode()


def name_hash(name: str) -> np.uint64:
    """Eight bytes of BLAKE2b."""
    return np.uint64(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little"))


def hash_names(names: Iterable[str]) -> npt.NDArray[np.uint64]:
    """The hash of each name."""
    joined = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(joined, "<u8").astype(np.uint64)
