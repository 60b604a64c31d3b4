"""The ten-condition rule in other engines, on the same data, in an environment of their own (``LAWGATE_PEERS``: its interpreter)."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

PEERS = Path(__file__).resolve().parent / "peers"
Line = tuple[str, str, str]


def for_peers(c: pl.DataFrame, held: int) -> dict[str, np.ndarray]:
    """The ten inputs without unknowns, which no peer has: what is unknown is given so that the rule is not true."""

    def numbers(name: str, kind: type, absent: object = 0) -> np.ndarray:
        return c[name].cast(pl.Int64).fill_null(absent).to_numpy().astype(kind)

    return {
        "request": numbers("request", np.bool_),
        "juvenile": numbers("subject.juvenile", np.bool_, 1),
        "asks_hold": c.select(pl.col("request.asks") & pl.lit(held, pl.UInt64) != 0)
        .to_series()
        .fill_null(False)
        .to_numpy(),
        "issuer_listed": numbers("request.issuer_listed", np.bool_),
        "in_custody": numbers("in_custody", np.bool_),
        "judicial_warrant": numbers("judicial_warrant", np.int32),
        "citizenship_claim": numbers("subject.citizenship_claim", np.int32),
        "received_at": numbers("request.received_at", np.int32, 2**30),
        "t0": numbers("release_due.t0", np.int32),
        "issued_on": numbers("request.issued_on", np.int32),
        "registry": numbers("registry_sex_arson", np.bool_, 1),
    }


def peer_rows(data: dict[str, np.ndarray], true: int, ours: float) -> Iterator[Line]:
    """The peers on the same data, in their own environment; their answers must be ours."""
    python = os.environ.get("LAWGATE_PEERS", "")
    if not python or not Path(python).exists():
        for name in ("OpenFisca-Core", "zen-engine"):
            yield f"the same in {name}", "**NOT MEASURED**", "LAWGATE_PEERS does not name an interpreter"
        return
    rows = len(data["request"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rule.npz"
        np.savez(path, allow_pickle=False, **data)
        fisca, zen = (_peer(python, script, path) for script in ("law_openfisca.py", "law_zen.py"))
    if fisca is None:
        yield "the same in OpenFisca-Core", "**NOT MEASURED**", "the script failed"
    else:
        assert fisca["true"] == true
        for key, what in (("with inputs", "with its inputs set"), ("alone", "the calculation alone")):
            yield (
                f"the same in OpenFisca-Core {fisca['version']}, {what}",
                f"{rows / fisca[key] / 1e6:,.1f} M rows a second",
                f"ours is {fisca[key] / ours:,.1f} times as fast",
            )
    if zen is None:
        yield "the same in zen-engine", "**NOT MEASURED**", "the script failed"
        return
    for key in ("expression", "table", "table with trace"):
        yield (
            f"the same in zen-engine {zen['version']}, {key}",
            f"{1 / zen[key]:,.0f} rows a second",
            f"ours is {zen[key] * rows / ours:,.0f} times as fast",
        )


def _peer(python: str, script: str, data: Path) -> dict[str, Any] | None:
    """Seconds by what was measured, and the peer's version; None if its script failed."""
    found = subprocess.run([python, str(PEERS / script), str(data)], capture_output=True, text=True, check=False)
    if found.returncode:
        print(f"{script} failed:\n{found.stderr}")
        return None
    told: dict[str, Any] = json.loads(found.stdout)
    return told
