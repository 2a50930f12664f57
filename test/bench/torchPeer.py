"""A network in PyTorch, measured: torchPeer.py VARIANT FOLDER SPEC BATCH STEPS WARM_UP; SPEC is its JSON."""

import gzip
import json
import os
import resource
import sys
import time

STARTED = time.time()

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

EVALUATION_BATCH = 500


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
        if self.join["kind"] == "concat":
            return torch.cat([path(x) for path in self.paths], 1)
        scale = self.join.get("scale", 1)
        total = sum(scale * path(x) if len(path) > 0 else x for path in self.paths)
        return F.relu(total) if self.join.get("activation", "relu") == "relu" else total


KINDS = {
    "convolution": convolution,
    "maxPool": lambda stage: nn.MaxPool2d(**window_of(stage)),
    "averagePool": lambda stage: nn.AvgPool2d(**window_of(stage)),
    "globalAveragePool": lambda stage: nn.AdaptiveAvgPool2d((1, 1)),
    "dropout": lambda stage: nn.Dropout(stage["rate"]),
    "dense": dense,
    "block": Block,
}


def chain(stages):
    return nn.Sequential(*[KINDS[stage["kind"]](stage) for stage in stages])


def build(spec):
    net = nn.Sequential(*[chain(module["stages"]) for module in spec["modules"]], nn.Flatten())
    # Its layers learn here how many channels they read.
    net.eval()(torch.zeros(1, *spec["input"]))
    for layer in net.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
    return net


def open_packed(name):
    path = os.path.join(FOLDER, name)
    return gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")


def read(name, header, shape):
    with open_packed(name) as file:
        return torch.from_numpy(np.frombuffer(file.read(), np.uint8, offset=header).copy()).reshape(shape)


def main(variant, spec, batch, steps, warm_up):
    kind, *arrangement = variant.split("+")
    if arrangement == ["one_thread"]:
        torch.set_num_threads(1)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    layout = torch.contiguous_format if kind == "nchw" else torch.channels_last
    images = read("train-images-idx3-ubyte", 16, (-1, 1, 28, 28)).to(device)
    labels = read("train-labels-idx1-ubyte", 8, (-1,)).long().to(device)
    net = build(spec).to(device).to(memory_format=layout)
    size = spec["input"][1:]
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)

    def prepare(indices):
        x = F.interpolate(images[indices].float() / 255, size=size, mode="bilinear")
        return x.contiguous(memory_format=layout)

    def autocast():
        return torch.autocast(device, dtype=torch.bfloat16, enabled=kind == "bfloat16")

    def step(number):
        net.train()
        begin = time.perf_counter()
        indices = torch.randint(0, len(images), (batch,), device=device)
        optimizer.zero_grad(set_to_none=True)
        with autocast():
            loss = F.cross_entropy(net(prepare(indices)).float(), labels[indices])
        loss.backward()
        optimizer.step()
        loss.item()
        return time.perf_counter() - begin

    def evaluate(number):
        net.eval()
        begin = time.perf_counter()
        chosen = slice(number * EVALUATION_BATCH, (number + 1) * EVALUATION_BATCH)
        with torch.inference_mode(), autocast():
            (net(prepare(chosen)).argmax(1) == labels[chosen]).float().mean().item()
        return time.perf_counter() - begin

    step(0)
    first = time.time() - STARTED
    for number in range(1, warm_up):
        step(number)
    training = [step(number) for number in range(steps)]
    evaluation = [evaluate(number) for number in range(6)][1:]
    print(
        json.dumps(
            {
                "version": torch.__version__,
                "device": device,
                "trainingSeconds": training,
                "evaluationSeconds": evaluation,
                "evaluationBatch": EVALUATION_BATCH,
                "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "firstStepSeconds": first,
            }
        )
    )


VARIANT, FOLDER, SPEC = sys.argv[1:4]
main(VARIANT, json.loads(SPEC), *map(int, sys.argv[4:7]))
