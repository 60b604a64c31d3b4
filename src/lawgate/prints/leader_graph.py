"""LEADER's network written again for speed: the same function of the same weights in a fifth of the operations.

Cappelli and Ferrara, arXiv 2602.15493. The published graph spells every layer norm and every GELU out in single
additions and products (1,337 nodes). Here they are one kernel each, and four identities save work without changing
what is computed:

- two linear maps in a row are one: the bottleneck's reduction and its adjustment, where that is the smaller product;
- maps of single pixels commute with repeating pixels, so the heads run at half size and are enlarged last;
- dilated convolutions are convolutions, not batches of shuffled pixels;
- direction and kind are read only where a minutia stands, so two of the three heads see patches, not the image.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from lawgate.prints.leader_weights import Weights

Floats = npt.NDArray[np.float32]

FEATURES = 52  # channels of the shared features, at half the size of the image
PATCH, REACH = 9, 3  # half-size pixels around a minutia that its direction and kind depend on, and the kernel's reach
OPSET, IR = 20, 9
BANDS = {"enc1_0": 64, "head_0_ibc": 64, "dec1_0": 32, "dec1_1": 16}  # divide the pixels of any image it takes


class _Graph:
    """Nodes and constants of a graph being written. Images are (batch, channel, row, column) unless said otherwise."""

    def __init__(self, weights: Weights) -> None:
        self.w = weights
        self.epsilon = float(weights["epsilon"][0])
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def hold(self, value: npt.NDArray[Any]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def put(self, op: str, *inputs: str, out: str = "", domain: str = "", **attributes: Any) -> str:
        out = out or f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, list(inputs), [out], domain=domain, **attributes))
        return out

    def conv(self, x: str, kernel: Floats, bias: Floats | None = None, *, dilation: int = 1, same: bool = True) -> str:
        size = kernel.shape[2]
        edge = dilation * (size - 1) // 2 if same else 0
        inputs = [x, self.hold(kernel)] + ([self.hold(bias)] if bias is not None else [])
        # A depthwise kernel has one input channel a group; the stem reads the one channel of the image.
        group = kernel.shape[0] if kernel.shape[1] == 1 and x != "image" and kernel.shape[0] > 1 else 1
        shape: dict[str, Any] = {"kernel_shape": [size, size], "dilations": [dilation] * 2, "pads": [edge] * 4}
        return self.put("Conv", *inputs, group=group, **shape)

    def layer(self, x: str, name: str, *, dilation: int = 1) -> str:
        return self.conv(x, self.w[f"{name}/w"], self.w[f"{name}/b"], dilation=dilation)

    def channels_last(self, x: str) -> str:
        return self.put("Transpose", x, perm=[0, 2, 3, 1])

    def channels_first(self, x: str) -> str:
        return self.put("Transpose", x, perm=[0, 3, 1, 2])

    def norm(self, x: str, name: str) -> str:
        """Layer norm over the last axis."""
        gain, shift = self.hold(self.w[f"{name}/g"]), self.hold(self.w[f"{name}/s"])
        return self.put("LayerNormalization", x, gain, shift, axis=-1, epsilon=self.epsilon)

    def gelu(self, x: str, bias: Floats | None = None) -> str:
        """GELU by its tanh form, of ``x`` plus ``bias`` along the last axis."""
        inputs = [x] if bias is None else [x, self.hold(bias)]
        return self.put("FastGelu", *inputs, domain="com.microsoft")

    def pool(self, x: str, kind: str) -> str:
        return self.put(kind, x, kernel_shape=[2, 2], strides=[2, 2])

    def join(self, *parts: str) -> str:
        return self.put("Concat", *parts, axis=1)

    def channels(self, x: str, start: int, stop: int) -> str:
        return self.put("Slice", x, *(self.hold(np.array([v])) for v in (start, stop, 1)))

    def halve(self, x: str, channels: int) -> str:
        """Half the size: the first half of the channels by maximum, the rest by mean."""
        middle = channels // 2
        return self.join(
            self.pool(self.channels(x, 0, middle), "MaxPool"),
            self.pool(self.channels(x, middle, channels), "AveragePool"),
        )

    def double(self, x: str) -> str:
        scale = self.hold(np.array([1, 1, 2, 2], np.float32))
        how = {"mode": "nearest", "nearest_mode": "floor", "coordinate_transformation_mode": "asymmetric"}
        return self.put("Resize", x, "", scale, **how)

    def stem(self, x: str, name: str, pool: str) -> str:
        both = self.join(self.layer(x, f"{name}_conv"), self.layer(x, f"{name}_dilated_conv", dilation=2))
        return self.pool(self.channels_first(self.gelu(self.norm(self.channels_last(both), f"{name}_ln"))), pool)

    def separable(self, x: str, name: str) -> str:
        y = self.layer(self.conv(x, self.w[f"{name}_conv/d"]), f"{name}_conv")
        return self.channels_first(self.gelu(self.norm(self.channels_last(y), f"{name}_ln")))

    def expanded(self, x: str, expand: Floats, bias: Floats, reduce: Floats, bands: int) -> str:
        """Expansion, GELU and reduction of every pixel of ``x`` (n, row, column, channel), ``bands`` of pixels one
        after the other, so that the wide middle stays in the processor's cache."""
        out, into = self.hold(expand), self.hold(reduce)
        if bands == 1:
            return self.put("MatMul", self.gelu(self.put("MatMul", x, out), bias), into)
        shape = self.put("Shape", x, start=0, end=3)
        flat = self.put("Reshape", x, self.hold(np.array([-1, expand.shape[0]])))
        parts = [f"{flat}_{band}" for band in range(bands)]
        self.nodes.append(helper.make_node("Split", [flat], parts, axis=0, num_outputs=bands))
        made = [self.put("MatMul", self.gelu(self.put("MatMul", part, out), bias), into) for part in parts]
        whole = self.put("Concat", shape, self.hold(np.array([reduce.shape[1]])), axis=0)
        return self.put("Reshape", self.put("Concat", *made, axis=0), whole)

    def bottleneck(self, x: str, name: str, *, same: bool = True) -> str:
        """Depthwise convolution, norm, fourfold expansion, GELU, reduction, sum with the input, adjustment."""
        wide = self.norm(self.channels_last(self.conv(x, self.w[f"{name}_depthwise_conv/d"], same=same)), f"{name}_ln")
        bands = BANDS.get(name, 1) if same else 1
        expand, reduce, adjust = (self.w[f"{name}_conv_{part}/w"][:, :, 0, 0].T for part in ("exp", "red", "adj"))
        bias = self.w[f"{name}_conv_red/b"].astype(np.float64) @ adjust + self.w[f"{name}_conv_adj/b"]
        if not same:
            x = self.put("Slice", x, *(self.hold(np.array(v)) for v in ([REACH] * 2, [-REACH] * 2, [2, 3])))
        kernel, last = self.w[f"{name}_conv_adj/w"], bias.astype(np.float32)
        if adjust.shape[1] >= adjust.shape[0]:
            y = self.channels_first(self.expanded(wide, expand, self.w[f"{name}_conv_exp/b"], reduce, bands))
            return self.conv(self.put("Add", x, y), kernel, last)
        product = (reduce.astype(np.float64) @ adjust).astype(np.float32)
        y = self.channels_first(self.expanded(wide, expand, self.w[f"{name}_conv_exp/b"], product, bands))
        return self.put("Add", y, self.conv(x, kernel, last))

    def features(self, image: str) -> str:
        """The two encoder-decoders with the attention gate between: FEATURES channels at half size."""
        x, fine = self.stem(image, "stem0", "MaxPool"), self.stem(image, "stem1", "AveragePool")
        kept = []
        for level, channels in enumerate((16, 32, 64, 128)):
            kept.append(self.separable(x, f"enc0_{level}"))
            x = self.halve(kept[-1], channels)
        for level in (3, 2, 1, 0):
            x = self.join(self.double(self.separable(x, f"dec0_{level}")), kept[level])
        near = [self.gelu(self.layer(x, f"attention_conv_d{d}", dilation=d)) for d in (1, 3, 6)]
        gate = self.put("Sigmoid", self.layer(self.join(*near), "attention_s"))
        x = self.join(self.put("Mul", x, gate), fine)
        kept = []
        for level, channels in enumerate((32, 64, 128, 32)):
            kept.append(self.bottleneck(x, f"enc1_{level}"))
            x = self.halve(kept[-1], channels)
        for level in (3, 2, 1, 0):
            x = self.join(self.double(self.bottleneck(x, f"dec1_{level}")), kept[level])
        return x

    def head(self, features: str, which: int, *, same: bool = True) -> str:
        """Four channels at half size, before they are repeated to full size and read by the last kernel."""
        x = self.layer(self.bottleneck(features, f"head_{which}_ibc", same=same), f"head_{which}_conv1")
        x = self.channels_first(self.norm(self.channels_last(x), f"head_{which}_ln"))
        return self.gelu(self.layer(x, f"head_{which}_conv2"))

    def model(self, inputs: dict[str, list[int | str]], outputs: dict[str, list[int | str]]) -> bytes:
        def ends(shapes: dict[str, list[int | str]]) -> list[onnx.ValueInfoProto]:
            return [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]

        graph = helper.make_graph(self.nodes, "leader", ends(inputs), ends(outputs), self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
        return bytes(helper.make_model(graph, opset_imports=opsets, ir_version=IR).SerializeToString())


def field_graph(weights: Weights) -> bytes:
    """ONNX bytes: ``image`` (n, 1, h, w), grey 0 to 255, h and w multiples of 32, to ``peaks`` (n, 1, h, w), the
    confidence of a minutia where it is the greatest within three pixels and 0 elsewhere, and ``features``."""
    g = _Graph(weights)
    features = g.features("image")
    place = g.put("Sigmoid", g.layer(g.double(g.head(features, 0)), "head_conv_pos"))
    smooth = g.conv(place, weights["nms_Gaussian_blur/w"])
    highest = g.put("MaxPool", smooth, kernel_shape=[7, 7], strides=[1, 1], pads=[3] * 4)
    g.put("Mul", smooth, g.put("Cast", g.put("Equal", smooth, highest), to=TensorProto.FLOAT), out="peaks")
    g.put("Identity", features, out="features")
    image: list[int | str] = ["n", 1, "h", "w"]
    return g.model({"image": image}, {"peaks": image, "features": ["n", FEATURES, "h2", "w2"]})


def detail_graph(weights: Weights) -> bytes:
    """ONNX bytes: ``patches`` (n, FEATURES, 9, 9) of features around minutiae to ``direction`` and ``kind``, each
    (n, 4, 3, 3): what the last 5 by 5 kernel of that head reads, at half size."""
    g = _Graph(weights)
    for name, which in (("direction", 1), ("kind", 2)):
        g.put("Identity", g.head("patches", which, same=False), out=name)
    patch: list[int | str] = ["n", FEATURES, PATCH, PATCH]
    cell: list[int | str] = ["n", 4, 3, 3]
    return g.model({"patches": patch}, {"direction": cell, "kind": cell})
