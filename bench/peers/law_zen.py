"""The ten-condition rule in zen-engine, as a compiled expression and as a decision table, run in an environment of its own.

    PYTHON bench/peers/law_zen.py DATA.npz

The engine answers one case a call: some thousands of the rows are asked, and seconds are given for one row. Rows are made into
dictionaries before the clock starts. Printed as JSON, with how many of the asked rows are true.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

import numpy as np
import zen

RULE = (
    "request and not juvenile and asks_hold and issuer_listed and in_custody and (judicial_warrant == 2 or judicial_warrant == 3) "
    "and (citizenship_claim == 2 or citizenship_claim == 3) and received_at <= t0 and issued_on >= 19970401 and not registry"
)
CELLS = {
    "request": "true",
    "juvenile": "false",
    "asks_hold": "true",
    "issuer_listed": "true",
    "in_custody": "true",
    "judicial_warrant": "2, 3",
    "citizenship_claim": "2, 3",
    "received_at": "$ <= t0",
    "issued_on": ">= 19970401",
    "registry": "false",
}


def table() -> str:
    """The rule as a table of one line and a line for everyone else."""
    inputs = [{"id": name, "name": name, "field": name} for name in CELLS]
    rules = [{"_id": "1", **CELLS, "out": "true"}, {"_id": "2", **dict.fromkeys(CELLS, ""), "out": "false"}]
    content = {"hitPolicy": "first", "inputs": inputs, "outputs": [{"id": "out", "name": "out", "field": "out"}]}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": {**content, "rules": rules}},
        {"id": "end", "name": "end", "type": "outputNode"},
    ]
    edges = [
        {"id": "a", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "b", "type": "edge", "sourceId": "table", "targetId": "end"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def rows(path: str, count: int) -> list[dict[str, object]]:
    with np.load(path) as held:
        columns = {k: held[k][:count].tolist() for k in held.files}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def timed(run: Callable[[dict[str, object]], bool], cases: list[dict[str, object]]) -> tuple[float, int]:
    each, true = [], 0
    for _ in range(3):
        begin = time.perf_counter()
        true = sum(run(c) for c in cases)
        each.append(time.perf_counter() - begin)
    return min(each) / len(cases), true


def main(path: str) -> None:
    cases = rows(path, 50_000)
    expression = zen.compile_expression(RULE)
    a_row, true = timed(lambda c: bool(expression.evaluate(c)), cases)
    decision = zen.ZenEngine().create_decision(table())
    few = cases[:5_000]
    of_table, true_table = timed(lambda c: bool(decision.evaluate(c)["result"]["out"]), few)
    traced, _ = timed(lambda c: bool(decision.evaluate(c, {"trace": True})["result"]["out"]), few)
    assert true_table == timed(lambda c: bool(expression.evaluate(c)), few)[1]
    print(
        json.dumps(
            {
                "expression": a_row,
                "table": of_table,
                "table with trace": traced,
                "rows": len(cases),
                "true": true,
                "version": version("zen-engine"),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
