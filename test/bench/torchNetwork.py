"""A network of ours as PyTorch has it, and the data set's files."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from packedFile import open_packed


def pair(value):
    return tuple(value) if isinstance(value, list) else (value, value)


def window_of(stage):
    sides = {"kernel_size": "kernel", "stride": "stride", "padding": "padding"}
    return {name: pair(stage[side]) for name, side in sides.items()}


def convolution(stage):
    parts = [nn.LazyConv2d(stage["filters"], bias=stage.get("bias", True), **window_of(stage))]
    if "normalization" in stage:
        parts.append(nn.LazyBatchNorm2d())
    if stage.get("activation", "relu") == "relu":
        parts.append(nn.ReLU())
    return nn.Sequential(*parts)


def dense(stage):
    parts = [nn.Flatten(), nn.LazyLinear(stage["units"])]
    if stage.get("activation") == "relu":
        parts.append(nn.ReLU())
    return nn.Sequential(*parts)


class Block(nn.Module):
    def __init__(self, stage):
        super().__init__()
        self.paths = nn.ModuleList(map(chain, stage["paths"]))
        self.join = stage.get("join", {"kind": "concat"})

    def forward(self, x):
        if self.join["kind"] == "head":
            # What it says of the classes is for the loss of training alone.
            self.scores = self.paths[1](x) if self.training else None
            return x
        if self.join["kind"] == "concat":
            return torch.cat([path(x) for path in self.paths], 1)
        scale = self.join.get("scale", 1)
        total = sum(scale * path(x) if len(path) > 0 else x for path in self.paths)
        return F.relu(total) if self.join.get("activation", "relu") == "relu" else total


def normalization(stage):
    # It divides by the size of its sum, which a spec does not.
    size = stage["size"]
    return nn.LocalResponseNorm(size, stage["alpha"] * size, stage["beta"], stage["offset"])


KINDS = {
    "convolution": convolution,
    "maxPool": lambda stage: nn.MaxPool2d(**window_of(stage)),
    "averagePool": lambda stage: nn.AvgPool2d(**window_of(stage)),
    "localResponseNormalization": normalization,
    "globalAveragePool": lambda stage: nn.AdaptiveAvgPool2d((1, 1)),
    "dropout": lambda stage: nn.Dropout(stage["rate"]),
    "dense": dense,
    "block": Block,
}


def loss_of(net, scores, targets, **options):
    """With that of the auxiliary heads, by their weights."""
    loss = F.cross_entropy(scores.float(), targets, **options)
    for block in net.modules():
        if isinstance(block, Block) and block.join["kind"] == "head":
            loss = loss + block.join["weight"] * F.cross_entropy(block.scores.float(), targets, **options)
    return loss


def chain(stages):
    return nn.Sequential(*[KINDS[stage["kind"]](stage) for stage in stages])


def build(spec, initialize=nn.init.xavier_uniform_):
    net = nn.Sequential(*[chain(module["stages"]) for module in spec["modules"]], nn.Flatten())
    # Its layers learn here how many channels they read.
    # Two images, since one alone has no variance.
    net.train()(torch.zeros(2, *spec["input"]))
    for layer in net.modules():
        if isinstance(layer, nn.BatchNorm2d):
            layer.reset_running_stats()
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            initialize(layer.weight)
    return net


def read(folder, name, header, shape):
    with open_packed(folder, name) as file:
        return torch.from_numpy(np.frombuffer(file.read(), np.uint8, offset=header).copy()).reshape(shape)
