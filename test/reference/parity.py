"""What PyTorch gives for each network, in float64: totals, shapes, a step of a thin form, and its scores in use.

    python3 -m pip install torch torchvision   # or Debian's python3-torch python3-torchvision
    python3 test/reference/parity.py > test/fixtures/parity.json

Dropout is left out, since its chance is a program's own.
"""

import json

import torch
import torch.nn.functional as F
import torchvision

import networks
from layers import Net, pictures

BATCH = 3
# Network: thinness, the sides of the thin form's input, the input and classes of the paper or book.
RUNS = {
    "googlenet": (16, (32, 48), (1, 96, 96), 10),
    "googlenet-bn": (8, (64, 96), (1, 96, 96), 10),
    # So large that something is left behind the heads' windows.
    "googlenet-paper": (16, (80, 112), (3, 224, 224), 1000),
    "inception-v2": (8, (64, 96), (1, 96, 96), 10),
    # The coarsest grid is 2×3, so that its two directions differ, and a mean is of 18 numbers.
    "inception-v3": (16, (107, 139), (3, 299, 299), 1000),
    "inception-resnet": (16, (107, 139), (3, 299, 299), 1000),
    "alexnet": (32, (80, 96), (1, 224, 224), 10),
    "vgg11": (32, (64, 96), (1, 224, 224), 10),
    "nin": (32, (80, 96), (1, 224, 224), 10),
}


def rounded(number):
    return float(f"{number:.9g}")


def step(model, thinness, sides):
    """One step's loss, and of each parameter's gradient its norm and its sum along a sine."""
    net = Net(thinness)
    logits = model(net, pictures(BATCH, 1, *sides))
    labels = torch.arange(BATCH) * 3 % net.classes
    loss = F.cross_entropy(logits, labels)
    others = [weight * F.cross_entropy(scores, labels) for scores, weight in net.heads]
    sum(others, loss).backward()
    gradients = {}
    for name, parameter in net.parameters.items():
        slope = parameter.grad.flatten()
        wave = torch.sin(0.3 * torch.arange(len(slope)))
        gradients[name] = [rounded(slope.norm()), rounded(slope @ wave)]
    return {
        "thinness": thinness,
        "sides": sides,
        "logits": [[rounded(score) for score in row] for row in logits.tolist()],
        "loss": rounded(loss),
        "gradients": gradients,
    }


def used(model, thinness, sides):
    """The scores of the thin form in use."""
    net = Net(thinness, trains=False)
    with torch.no_grad():
        logits = model(net, pictures(BATCH, 1, *sides))
    return [[rounded(score) for score in row] for row in logits.tolist()]


def published(model, shape, classes):
    net = Net(1, shape[0], classes)
    with torch.no_grad():
        model(net, pictures(2, *shape))
    total = sum(parameter.numel() for parameter in net.parameters.values())
    return {"input": shape, "classes": classes, "parameters": total, "shapes": net.shapes}


def main():
    records = {}
    for name, (thinness, sides, shape, classes) in RUNS.items():
        model = getattr(networks, name.replace("-", "_"))
        full = published(model, shape, classes)
        thin = {**step(model, thinness, sides), "used": used(model, thinness, sides)}
        records[name] = {"published": full, "thin": thin}
    v3 = torchvision.models.inception_v3(weights=None, aux_logits=False, init_weights=False)
    total = sum(parameter.numel() for parameter in v3.parameters())
    assert records["inception-v3"]["published"]["parameters"] == total, total
    # A line a network.
    lines = [f"{json.dumps(name)}:{json.dumps(records[name], separators=(',', ':'))}" for name in records]
    print("{" + ",\n".join(lines) + "}")


main()
