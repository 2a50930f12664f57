"""GoogLeNet of the chapter in PyTorch, measured: torchPeer.py VARIANT FOLDER BATCH STEPS WARM_UP."""

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


class Inception(nn.Module):
    def __init__(self, inputs, c1, c2, c3, c4):
        super().__init__()
        self.p1 = nn.Conv2d(inputs, c1, 1)
        self.p2_1 = nn.Conv2d(inputs, c2[0], 1)
        self.p2_2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.p3_1 = nn.Conv2d(inputs, c3[0], 1)
        self.p3_2 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.pool = nn.MaxPool2d(3, stride=1, padding=1)
        self.p4 = nn.Conv2d(inputs, c4, 1)

    def forward(self, x):
        return torch.cat(
            (
                F.relu(self.p1(x)),
                F.relu(self.p2_2(F.relu(self.p2_1(x)))),
                F.relu(self.p3_2(F.relu(self.p3_1(x)))),
                F.relu(self.p4(self.pool(x))),
            ),
            1,
        )


def build():
    def pool():
        return nn.MaxPool2d(3, stride=2, padding=1)

    net = nn.Sequential(
        *[nn.Conv2d(1, 64, 7, stride=2, padding=3), nn.ReLU(), pool()],
        *[nn.Conv2d(64, 64, 1), nn.ReLU(), nn.Conv2d(64, 192, 3, padding=1), nn.ReLU(), pool()],
        Inception(192, 64, (96, 128), (16, 32), 32),
        Inception(256, 128, (128, 192), (32, 96), 64),
        pool(),
        Inception(480, 192, (96, 208), (16, 48), 64),
        Inception(512, 160, (112, 224), (24, 64), 64),
        Inception(512, 128, (128, 256), (24, 64), 64),
        Inception(512, 112, (144, 288), (32, 64), 64),
        Inception(528, 256, (160, 320), (32, 128), 128),
        pool(),
        Inception(832, 256, (160, 320), (32, 128), 128),
        Inception(832, 384, (192, 384), (48, 128), 128),
        *[nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(1024, 10)],
    )
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


def main(variant, batch, steps, warm_up):
    kind, *arrangement = variant.split("+")
    if arrangement == ["one_thread"]:
        torch.set_num_threads(1)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    layout = torch.contiguous_format if kind == "nchw" else torch.channels_last
    images = read("train-images-idx3-ubyte", 16, (-1, 1, 28, 28)).to(device)
    labels = read("train-labels-idx1-ubyte", 8, (-1,)).long().to(device)
    net = build().to(device).to(memory_format=layout)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)

    def prepare(indices):
        x = F.interpolate(images[indices].float() / 255, size=(96, 96), mode="bilinear")
        return x.contiguous(memory_format=layout)

    def autocast():
        return torch.autocast(device, dtype=torch.bfloat16, enabled=kind == "bfloat16")

    def step(number):
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


VARIANT, FOLDER = sys.argv[1:3]
main(VARIANT, *map(int, sys.argv[3:6]))
