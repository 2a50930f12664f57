"""A network in PyTorch, measured: torchPeer.py VARIANT FOLDER SPEC BATCH STEPS WARM_UP; SPEC is its JSON."""

import json
import resource
import sys
import time

STARTED = time.time()

import torch
from torch.nn import functional as F

from torchNetwork import build, loss_of, read

EVALUATION_BATCH = 500


def main(variant, spec, batch, steps, warm_up):
    kind, *arrangement = variant.split("+")
    if arrangement == ["one_thread"]:
        torch.set_num_threads(1)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    layout = torch.contiguous_format if kind == "nchw" else torch.channels_last
    images = read(FOLDER, "train-images-idx3-ubyte", 16, (-1, 1, 28, 28)).to(device)
    labels = read(FOLDER, "train-labels-idx1-ubyte", 8, (-1,)).long().to(device)
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
            loss = loss_of(net, net(prepare(indices)), labels[indices])
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
