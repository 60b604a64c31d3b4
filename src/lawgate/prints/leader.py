"""Minutiae by LEADER: one pass of a small network from grey pixels to places, directions and kinds.

R. Cappelli and M. Ferrara, "LEADER: Lightweight End-to-End Attention-Gated Dual Autoencoder for Robust Minutiae
Extraction", arXiv 2602.15493. The network runs in onnxruntime, on the processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from onnxruntime.capi.onnxruntime_inference_collection import InferenceSession
from onnxruntime.capi.onnxruntime_pybind11_state import RunOptions, SessionOptions

from lawgate.prints.leader_graph import PATCH, REACH, detail_graph, field_graph
from lawgate.prints.leader_weights import Weights, published_weights
from lawgate.prints.records import MINUTIA

THRESHOLD = 0.45  # confidence from which a peak is a minutia
MOST = 255  # the most that the standard records of a print can carry
MULTIPLE = 32  # the network halves the image five times
WHOLE = 800_000  # pixels read at once, at about 1.2 KB each; larger images are read in tiles
TILE, OVERLAP = 640, 96  # pixels; both are multiples of 32, so that tiles fall on the network's grid

Grey = npt.NDArray[np.uint8]
Minutiae = npt.NDArray[np.void]
Floats = npt.NDArray[np.float32]


def leader_minutiae(
    pixels: Grey, *, threads: int = 1, threshold: float = THRESHOLD, keep_memory: bool = False
) -> Minutiae:
    """The minutiae of a grey image (height, width) at 500 ppi, dark ridges on light: a ``MINUTIA`` array, surest first.

    At most 255. ``threads`` is how many processor threads work on this one image. It takes up to 1 GB for the time of
    the call; ``keep_memory`` leaves it with the network, which saves a fifth of the time of the next image.
    """
    tiles, sessions = list(_tiles(*pixels.shape)), _sessions(threads)
    found = []
    for rows, columns in tiles:
        last = (rows, columns) == tiles[-1]
        options = _shrink() if last and not keep_memory else None
        found.append(_of_tile(pixels, rows, columns, sessions, options, threshold))
    every = np.concatenate(found) if found else np.empty(0, MINUTIA)
    order = np.lexsort((every["x"], every["y"], -every["quality"].astype(np.int16)))
    return every[order[:MOST]]


def warm(threads: int = 1) -> None:
    """Prepare the network, so that the first print is not the one that waits for it."""
    _sessions(threads)


def _tiles(height: int, width: int) -> Iterator[tuple[slice, slice]]:
    if height * width <= WHOLE:
        yield slice(0, height), slice(0, width)
        return
    for top in range(0, height, TILE):
        for left in range(0, width, TILE):
            yield slice(top, min(top + TILE, height)), slice(left, min(left + TILE, width))


def _of_tile(
    pixels: Grey, rows: slice, columns: slice, sessions: tuple[Any, Any], options: Any, threshold: float
) -> Minutiae:
    """The minutiae inside one tile, which the network sees with a margin of its surroundings."""
    height, width = pixels.shape
    top, left = max(rows.start - OVERLAP, 0), max(columns.start - OVERLAP, 0)
    seen = pixels[top : min(rows.stop + OVERLAP, height), left : min(columns.stop + OVERLAP, width)]
    padded, above, before = pad(seen, int(seen[0, 0]))
    field, detail = sessions
    peaks, features = field.run(None, {"image": padded[None, None].astype(np.float32)}, options)
    peaks = peaks[0, 0]
    y, x = np.nonzero(peaks >= threshold)
    inside = (y - above + top >= rows.start) & (y - above + top < rows.stop)
    inside &= (x - before + left >= columns.start) & (x - before + left < columns.stop)
    y, x = y[inside], x[inside]
    if len(y) > MOST:
        best = np.sort(np.argsort(-peaks[y, x], kind="stable")[:MOST])
        y, x = y[best], x[best]
    found = np.zeros(len(y), MINUTIA)
    if len(y):
        angle, ending = _details(detail, features[0], y, x)
        found["x"], found["y"] = x - before + left, y - above + top
        found["angle"] = np.mod(angle, 2 * np.pi).astype(np.float32)
        found["angle"][found["angle"] >= np.float32(2 * np.pi)] = 0
        found["kind"] = np.where(ending, 1, 2)
        found["quality"] = np.clip(np.rint(100 * peaks[y, x]), 1, 100)
    return found


def pad(pixels: Grey, grey: int) -> tuple[Grey, int, int]:
    """``pixels`` in the middle of an image of ``grey`` whose sides are multiples of 32, and the rows and columns added
    above and before. The published extractor pads so, with the grey of the first pixel."""
    height, width = pixels.shape
    tall, wide = -(-height // MULTIPLE) * MULTIPLE, -(-width // MULTIPLE) * MULTIPLE
    above, before = (tall - height) // 2, (wide - width) // 2
    padded = np.full((tall, wide), grey, np.uint8)
    padded[above : above + height, before : before + width] = pixels
    return padded, above, before


def _details(
    session: Any, features: Floats, y: npt.NDArray[np.intp], x: npt.NDArray[np.intp]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Direction in radians, and whether the ridge ends (else it divides), at each place of the image."""
    weights = published_weights()
    _, tall, wide = features.shape
    edge = REACH + 1
    framed = np.pad(features, ((0, 0), (edge, edge), (edge, edge)))
    top, left = (y - 2) // 2, (x - 2) // 2  # first of the three half-size pixels under the last 5 by 5 kernel
    windows = np.lib.stride_tricks.sliding_window_view(framed, (PATCH, PATCH), axis=(1, 2))
    patches = np.ascontiguousarray(windows[:, top + 1, left + 1].swapaxes(0, 1))
    row, column = top[:, None] + np.arange(3), left[:, None] + np.arange(3)
    real = ((row >= 0) & (row < tall))[:, None, :, None] & ((column >= 0) & (column < wide))[:, None, None, :]
    direction, kind = (part * real for part in session.run(None, {"patches": patches}))
    way = _last_kernel(direction, y, x, weights, "head_conv_dir")
    ending = _last_kernel(kind, y, x, weights, "head_conv_typ")[:, 0] >= 0  # sigmoid of it at least one half
    return np.arctan2(way[:, 1], way[:, 0]), ending


def _last_kernel(
    cells: Floats, y: npt.NDArray[np.intp], x: npt.NDArray[np.intp], weights: Weights, name: str
) -> Floats:
    """The 5 by 5 kernel ``name`` at each place, over ``cells`` (n, 4, 3, 3) repeated to full size."""
    full = cells.repeat(2, axis=2).repeat(2, axis=3)
    windows = np.lib.stride_tricks.sliding_window_view(full, (5, 5), axis=(2, 3))
    read = windows[np.arange(len(y)), :, y % 2, x % 2]
    return np.asarray(np.einsum("ncij,ocij->no", read, weights[f"{name}/w"]) + weights[f"{name}/b"], np.float32)


@lru_cache(maxsize=4)
def _sessions(threads: int) -> tuple[Any, Any]:
    weights = published_weights()
    return _session(field_graph(weights), threads), _session(detail_graph(weights), threads)


def _session(graph: bytes, threads: int) -> Any:
    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def _shrink() -> Any:
    """Give the memory of a large image back when it is done, rather than keep the high-water mark."""
    options = RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options
