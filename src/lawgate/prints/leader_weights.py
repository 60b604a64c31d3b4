"""Reads the weights of LEADER out of its published ONNX file, by the names its authors gave the layers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import numpy_helper

from lawgate.base import LawgateError

PUBLISHED = Path(__file__).with_name("leader.onnx")
DIGEST = "da96e1221eea4afdf153997d6c4854ed306c146cfac76046e66cdecc14b2a1bb"

Weights = dict[str, npt.NDArray[np.float32]]


class DamagedModelError(LawgateError):
    """The file of weights is not the published one: a minutia found with it could not be trusted."""

    code = "damaged-model"


@lru_cache(maxsize=1)
def published_weights() -> Weights:
    """The 184 tensors of LEADER and its ``epsilon``, in ONNX layout (output channels first).

    Keys are ``layer/part``: ``w`` kernel, ``b`` bias, ``d`` depthwise kernel, ``g`` and ``s`` gain and shift of a layer
    norm. Raises ``DamagedModelError`` when the file is missing or is not, byte for byte, the published one.
    """
    try:
        data = PUBLISHED.read_bytes()
    except OSError as e:
        raise DamagedModelError(f"{PUBLISHED.name} cannot be read ({e.strerror}); install lawgate again") from e
    if sha256(data).hexdigest() != DIGEST:
        raise DamagedModelError(f"{PUBLISHED.name} is not the published file of weights; install lawgate again")
    return dict(_weights(onnx.load_from_string(data)))


def _weights(model: onnx.ModelProto) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    """The converter that made the file folded some constants, so each tensor is known by the node that reads it."""
    constants = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    for node in model.graph.node:
        made = node.output[0]
        held = [constants[name] for name in node.input if name in constants]
        layer = made.removeprefix("functional_1/").split("_1/")[0]
        if node.op_type == "Conv" and made.endswith("/depthwise:0"):
            yield f"{layer}/d", held[0]
        elif node.op_type == "Conv":
            layer = node.input[1].removeprefix("functional_1/").split("_1/")[0]
            yield f"{layer}/w", held[0]
            if len(held) > 1:
                yield f"{layer}/b", held[1].reshape(-1)
        elif node.op_type == "Add" and made.endswith("/BiasAdd:0"):
            yield f"{layer}/b", held[0].reshape(-1)
        elif node.op_type == "Mul" and made.endswith("_ln_1/mul:0"):
            yield f"{layer}/g", held[0].reshape(-1)
        elif node.op_type == "Add" and made.endswith("_ln_1/add_1:0"):
            yield f"{layer}/s", held[0].reshape(-1)
        elif node.op_type == "Add" and made.endswith("_ln_1/add:0"):
            yield "epsilon", held[0].reshape(-1)
