"""The ten-condition rule in OpenFisca-Core, run in an environment of its own.

    PYTHON bench/peers/law_openfisca.py DATA.npz

``DATA.npz`` holds one array an input, all of one length. Printed as JSON: seconds with inputs (a simulation built, filled and asked),
seconds of the calculation alone, how many rows are true, and the version.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD = "2019-06"
Ask = Callable[[str, object], np.ndarray]  # the people of a simulation, asked for an input of a period
Person = build_entity(key="person", plural="persons", label="a person", is_person=True)


def variable(name: str, kind: type, formula: Callable[[Ask, object], np.ndarray] | None = None) -> type[Variable]:
    body: dict[str, object] = {"value_type": kind, "entity": Person, "definition_period": DateUnit.MONTH, "label": name}
    if formula is not None:
        body["formula"] = formula
    return type(name, (Variable,), body)


def rule(person: Ask, period: object) -> np.ndarray:
    warrant, claim = person("judicial_warrant", period), person("citizenship_claim", period)
    true: np.ndarray = (
        person("request", period)
        * np.logical_not(person("juvenile", period))
        * person("asks_hold", period)
        * person("issuer_listed", period)
        * person("in_custody", period)
        * ((warrant == 2) + (warrant == 3))
        * ((claim == 2) + (claim == 3))
        * (person("received_at", period) <= person("t0", period))
        * (person("issued_on", period) >= 19970401)
        * np.logical_not(person("registry", period))
    )
    return true


def main(path: str) -> None:
    with np.load(path) as held:
        data = {k: held[k] for k in held.files}
    count = len(next(iter(data.values())))
    system = TaxBenefitSystem([Person])
    for name, values in data.items():
        system.add_variable(variable(name, bool if values.dtype == np.bool_ else int))
    system.add_variable(variable("rule", bool, rule))
    whole, alone, true = [], [], 0
    for _ in range(5):
        begin = time.perf_counter()
        made = SimulationBuilder().build_default_simulation(system, count=count)
        for name, values in data.items():
            made.set_input(name, PERIOD, values)
        filled = time.perf_counter()
        answer = made.calculate("rule", PERIOD)
        end = time.perf_counter()
        whole.append(end - begin)
        alone.append(end - filled)
        true = int(answer.sum())
    print(
        json.dumps({"with inputs": min(whole), "alone": min(alone), "true": true, "version": version("openfisca-core")})
    )


if __name__ == "__main__":
    main(sys.argv[1])
