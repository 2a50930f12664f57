"""What PyTorch says of a run's weights, beside what an engine of ours says: logits, loss and confusion of the
whole test set, and the maps and gradients of a few images with noise, in which no two places are alike.

    npm run build && node test/reference/exportRun.mjs media/sample dist/test/reference
    python3 test/reference/evaluation.py dist/test/reference

The networks are those of `networks.py`, written after their papers. The test set goes through in float32,
as PyTorch's users have it, and the few images in float64. Exits with 1 where a limit is passed.
"""

import json
import pathlib
import sys

import numpy
import torch
import torch.nn.functional as F

import networks
from layers import Net

# Two logits that are nearer than this may change places.
TIE = 1e-5
LIMIT = 1e-4
BATCH = 100


class Given(Net):
    """The same network with the weights of a run."""

    def __init__(self, folder, dtype):
        facts = json.loads((folder / "facts.json").read_text())
        super().__init__(1, facts["input"][0], facts["classes"], trains=False)
        self.facts, self.dtype = facts, dtype
        self.numbers = numpy.fromfile(folder / "numbers.bin", dtype="<f4")
        self.outputs = {}

    def read(self, name):
        place = self.facts["places"].get(name)
        return None if place is None else self.numbers[place["at"] : place["at"] + place["length"]]

    def parameter(self, name, shape, bound, center=0.0):
        if name not in self.parameters:
            values = torch.from_numpy(self.read(f"weights {name}").copy())
            self.parameters[name] = values.to(self.dtype).reshape(shape)
        return self.parameters[name]

    def statistic(self, name, shape, bound, center=0.0):
        return self.parameter(name, shape, bound, center)

    def seen(self, name, output):
        if output.requires_grad:
            output.retain_grad()
            self.outputs[name] = output
        return output

    def scores(self, pixels):
        """Of images as bytes, [count, channels, height, width]."""
        self.outputs = {}
        x = pixels.to(self.dtype) / 255
        sides = tuple(self.facts["input"][1:])
        if x.shape[2:] != sides:
            x = F.interpolate(x, sides, mode="bilinear", align_corners=False)
        if torch.is_grad_enabled():
            x = self.seen("input", x.requires_grad_())
        return getattr(networks, self.facts["network"].replace("-", "_"))(self, x)


def images(file, shape):
    array = numpy.fromfile(file, dtype="u1")
    array = array.reshape(-1, shape["height"], shape["width"], shape["channels"])
    return torch.from_numpy(array).permute(0, 3, 1, 2)


def confusion(labels, chosen, classes):
    return torch.bincount(labels * classes + chosen, minlength=classes * classes)


def whole_set(folder, row):
    net = Given(folder, torch.float32)
    shape = net.facts["examples"]
    pixels = images(folder / "images.bin", shape)
    labels = torch.from_numpy(numpy.fromfile(folder / "labels.bin", dtype="u1")).long()
    ours = torch.from_numpy(net.read("logits").copy()).reshape(shape["count"], net.classes)
    with torch.no_grad():
        theirs = torch.cat([net.scores(batch) for batch in pixels.split(BATCH)])
    gap = (ours - theirs).abs()
    row("largest gap of a logit", gap.max(), LIMIT)
    row("mean gap of a logit", gap.mean(), LIMIT)
    losses = [F.cross_entropy(logits.double(), labels, reduction="none") for logits in (ours, theirs)]
    row("loss, ours and PyTorch's", f"{losses[0].mean():.7f} {losses[1].mean():.7f}")
    row("gap of the mean loss", (losses[0].mean() - losses[1].mean()).abs(), LIMIT)
    row("largest gap of an image's loss", (losses[0] - losses[1]).abs().max(), LIMIT)
    best = theirs.topk(2, dim=1).values
    is_tie = best[:, 0] - best[:, 1] < TIE
    row(f"images with two logits within {TIE:g}", int(is_tie.sum()))
    chosen = [logits.argmax(1) for logits in (ours, theirs)]
    row("images taken for another class", int((chosen[0] != chosen[1])[~is_tie].sum()), 0)
    tables = [confusion(labels[~is_tie], each[~is_tie], net.classes) for each in chosen]
    row("cells of the confusion that differ", int((tables[0] != tables[1]).sum()), 0)
    right = [int((each == labels).sum()) for each in chosen]
    row("images that are right, ours and PyTorch's", f"{right[0]} {right[1]}")


def few_images(folder, row):
    net = Given(folder, torch.float64)
    pixels = images(folder / "noisy.bin", net.facts["examples"])
    worst = {"value": (0.0, ""), "slope": (0.0, "")}
    compared = {"value": 0, "slope": 0}
    for place, example in enumerate(net.facts["looked"]):
        scores = net.scores(pixels[place : place + 1])
        label = int(net.read(f"label {example}")[0])
        assert label == int(scores.argmax()), example
        scores[0, label].backward()
        for kind, of in (("value", lambda x: x.detach()), ("slope", lambda x: x.grad)):
            for name, output in net.outputs.items():
                ours = net.read(f"{kind} {example} {name}")
                if ours is None:
                    continue
                theirs = of(output)[0]
                theirs = theirs.permute(1, 2, 0) if theirs.dim() == 3 else theirs
                # Beside the largest of the node: a sum of a thousand numbers is as exact as those.
                scale = max(1.0, float(theirs.abs().max()))
                gap = float((torch.from_numpy(ours.copy()) - theirs.flatten()).abs().max()) / scale
                worst[kind] = max(worst[kind], (gap, f"{name} of image {example}"))
                compared[kind] += 1
    for kind, title in (("value", "maps"), ("slope", "gradients")):
        gap, where = worst[kind]
        assert compared[kind] > 0
        row(f"largest gap in {compared[kind]} {title} ({where})", gap, LIMIT)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "dist/test/reference")
    is_good = True

    def row(title, value, limit=None):
        nonlocal is_good
        is_within = limit is None or float(value) <= limit
        is_good = is_good and is_within
        text = value if isinstance(value, str) else f"{float(value):.3g}"
        mark = "" if limit is None else f"  {'<=' if is_within else '> '} {limit:g}"
        print(f"{title:60} {text}{mark}", flush=True)

    whole_set(folder, row)
    few_images(folder, row)
    sys.exit(0 if is_good else 1)


main()
