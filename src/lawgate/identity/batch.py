"""Many records at once, with Splink: the model estimated, and duplicates found. Needs the extra ``splink``.

Splink (Ministry of Justice, England and Wales) brings blocking, sampling, EM and clustering in DuckDB. The comparison
is this room's own, registered there as a function, so that what Splink estimates is what the online scorer reads.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from lawgate.base import BadInput, LawgateError
from lawgate.identity.compare import Prepared, levels, prepare
from lawgate.identity.model import LEAST, Model, possible, shipped
from lawgate.identity.names import Name
from lawgate.identity.records import LEVELS, NAMES, Biographic, Field

BITS = 4  # of each field in a packed comparison; 0 is missing, else the level + 1
COLUMNS = ("born", "family", "given", "names", "number", "year")
RUNS = (("born",), ("names",), ("number",))
PAIRS = (*RUNS, ("family", "year"), ("given", "year"))
DECIDED = {Field.BORN: "born", Field.IDENTIFIER: "number", **dict.fromkeys(sorted(NAMES), "names")}
KEPT = 1 << 18


class SplinkMissing(LawgateError):
    """The extra ``splink`` is not installed."""

    code = "splink-missing"


def estimate_with_splink(
    left: Iterable[Biographic], right: Iterable[Biographic], *, seed: int = 1, random_pairs: int = 500_000
) -> Model:
    """The model of two lists of records, of which some are of one person. Uncalibrated (``slope`` 1).

    Splink samples *u* at random and finds *m* by EM, in runs that block on the date, the names and an identifier. Levels
    that no run saw keep *u*'s share, and so say nothing. Raises ``SplinkMissing``; ``BadInput`` for an empty list
    or too few records.
    """
    a, b = [prepare(r) for r in left], [prepare(r) for r in right]
    if not a or not b:
        raise BadInput("there are no records to learn from", where="identity model", do="give two lists of records")
    with _linker([a, b], "link_only", known=None) as linker:
        training = linker.training
        training.estimate_u_using_random_sampling(max_pairs=random_pairs, seed=seed)
        block_on = _splink("splink").block_on
        for rule in RUNS:
            if any(_column(p, rule[0]) for p in a) and any(_column(p, rule[0]) for p in b):
                _run(training, block_on(*rule))
        return _model(linker.misc.save_model_to_json(), len(a), len(b))


def duplicates(
    people: Iterable[Biographic], *, model: Model | None = None, threshold: float = 0.9
) -> tuple[tuple[str, ...], ...]:
    """Groups of keys that are likely one person, each pair linked at ``threshold`` or above, largest group first.

    For a person to look at: nothing is merged. Raises ``SplinkMissing``.
    """
    prepared = [prepare(p) for p in people]
    if len(prepared) < 2:
        return ()
    with _linker([prepared], "dedupe_only", known=model or shipped()) as linker:
        pairs = linker.inference.predict(threshold_match_probability=threshold)
        groups = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        found: dict[Any, list[str]] = {}
        for row in groups.as_record_list():
            found.setdefault(row["cluster_id"], []).append(prepared[row["unique_id"]].record.key)
    return tuple(sorted((tuple(sorted(g)) for g in found.values() if len(g) > 1), key=lambda g: (-len(g), g)))


def _run(training: Any, rule: Any) -> None:
    try:
        training.estimate_parameters_using_expectation_maximisation(rule)
    except ValueError as e:  # a share fell to nothing: the level never occurs among so few pairs of one person
        raise BadInput(
            f"Splink cannot learn from these records ({e})",
            where="identity model",
            do="give more records, or learn with estimate()",
        ) from e


def _splink(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as e:
        raise SplinkMissing("Splink is not installed; install lawgate[splink]") from e


@contextmanager
def _linker(lists: Sequence[list[Prepared]], kind: str, *, known: Model | None) -> Iterator[Any]:
    """A Splink linker over the lists, whose comparisons are read from one packed number for each pair of rows."""
    splink, backend = _splink("splink"), _splink("splink.backends.duckdb")
    duckdb, arrow = _splink("duckdb"), _splink("pyarrow")
    everyone = [p for people in lists for p in people]

    @lru_cache(maxsize=KEPT)
    def packed(left: int, right: int) -> int:
        at = levels(everyone[left], everyone[right]).at
        return sum((int(at[f]) + 1) << (BITS * n) for n, f in enumerate(Field))

    with duckdb.connect(":memory:") as connection:
        connection.create_function("lawgate_levels", packed, ["BIGINT", "BIGINT"], "BIGINT")
        api = backend.DuckDBAPI(connection=connection)
        tables, first = [], 0
        for n, people in enumerate(lists):
            rows = {"unique_id": list(range(first, first + len(people)))}
            columns = {c: [_column(p, c) for p in people] for c in COLUMNS}
            text = {c: arrow.array(v, arrow.string()) for c, v in columns.items()}
            tables.append(api.register(arrow.table({**rows, **text}), dataset_display_name=f"list_{n}"))
            first += len(people)
        settings = splink.SettingsCreator(
            link_type=kind,
            comparisons=[_comparison(n, f, known) for n, f in enumerate(Field)],
            blocking_rules_to_generate_predictions=[splink.block_on(*rule) for rule in PAIRS],
            retain_matching_columns=False,
            **_prior(known, len(everyone)),
        )
        yield splink.Linker(tables if len(tables) > 1 else tables[0], settings, log_level="ERROR")


def _prior(model: Model | None, people: int) -> dict[str, float]:
    return {} if model is None else {"probability_two_random_records_match": model.found / max(people, 2)}


def _column(person: Prepared, column: str) -> str | None:
    """What Splink blocks on: the parts of a record as text, or None."""
    family, given = person.names[0]
    match column:
        case "born":
            return person.born.digits if person.born and person.born.whole else None
        case "year":
            return f"{person.born.year}" if person.born else None
        case "number":
            return "|".join(f"{k}={v}" for k, v in person.identifiers) or None
        case "names":
            return " ".join(sorted((family.joined, given.joined))) if family and given else None
        case _:
            return _text(family if column == "family" else given)


def _text(name: Name) -> str | None:
    return "".join(name.folded) or None


def _comparison(place: int, what: Field, model: Model | None) -> dict[str, Any]:
    """One field for Splink: a level for each of ours, best first, with its shares when the model is known."""
    value = f'((lawgate_levels("unique_id_l", "unique_id_r") >> {BITS * place}) & {2**BITS - 1})'
    # Splink leaves out of a run what its blocking decides, and learns from the columns a condition names which that is.
    column = DECIDED.get(what)
    names = f' or ("{column}_l" = "{column}_r" and false)' if column else ""
    missing = {"sql_condition": f"{value} = 0{names}", "label_for_charts": "missing", "is_null_level": True}
    ranked = sorted((level for level in LEVELS[what] if level >= 0), reverse=True)
    found: list[dict[str, Any]] = [missing]
    for level in ranked:
        one: dict[str, Any] = {"sql_condition": f"{value} = {level + 1}{names}", "label_for_charts": level.name}
        if model is not None:
            one |= _shares(model, what, int(level))
        found.append(one)
    return {"output_column_name": what.value, "comparison_levels": found}


def _shares(model: Model, what: Field, level: int) -> dict[str, float]:
    if what is Field.ORDER:  # a price, not a chance event of two people: see ``model``
        return {"m_probability": (model.exchanged, 1 - model.exchanged)[level], "u_probability": 1.0}
    m, u = possible(model.m[what][level], model.u[what][level])
    return {"m_probability": m, "u_probability": u}


def _model(text: dict[str, Any], held: int, asked: int) -> Model:
    """Our model from Splink's."""
    m: dict[Field, tuple[float, ...]] = {}
    u: dict[Field, tuple[float, ...]] = {}
    exchanged = 0.02
    for comparison in text["comparisons"]:
        what = Field(comparison["output_column_name"])
        shares = [one for one in comparison["comparison_levels"] if not one.get("is_null_level")][::-1]
        among_two = _whole([one.get("u_probability") for one in shares])
        among_one = _whole([one.get("m_probability") for one in shares], among_two)
        if what is Field.ORDER:
            exchanged = min(max(among_one[0], 1e-4), 0.5)
        else:
            m[what], u[what] = among_one, among_two
    prior = float(text["probability_two_random_records_match"])
    found = min(max(prior * held, 0.01), 0.99)
    return Model(m, u, exchanged, found, made_from=f"Splink, {held} and {asked} records")


def _whole(shares: Sequence[float | str | None], other: Sequence[float] | None = None) -> tuple[float, ...]:
    """Shares that add up to 1; what was not estimated takes the ``other``'s share, or the least."""
    known = [x if isinstance(x, float) else (other[n] if other else LEAST) for n, x in enumerate(shares)]
    total = sum(known)
    return tuple(x / total for x in known)
