"""A run by a recipe in PyTorch, told in lines of JSON as ours are: torchRecipe.py FOLDER SPEC CONFIG."""

import json
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

from torchNetwork import build, loss_of, read

EVALUATION_BATCH = 500


def tell(kind, **values):
    print(json.dumps({"kind": kind, "time": round(1000 * time.time()), **values}), flush=True)


def draw(count, low, high):
    return torch.randint(low, high, (count, 1))


def changed(pictures, kinds):
    """[batch, 1, height, width] mirrored, moved and with a hole, as model/program/augmentation.ts says."""
    batch, _, height, width = pictures.shape
    reach = (max(1, round(height / 12)), max(1, round(width / 12))) if "shift" in kinds else (0, 0)
    rows = torch.arange(height) - draw(batch, -reach[0], reach[0] + 1)
    columns = torch.arange(width) - draw(batch, -reach[1], reach[1] + 1)
    if "flip" in kinds:
        columns = torch.where(draw(batch, 0, 2) == 1, width - 1 - columns, columns)
    inside = ((rows >= 0) & (rows < height))[:, :, None] & ((columns >= 0) & (columns < width))[:, None, :]
    rows, columns = rows.clamp(0, height - 1), columns.clamp(0, width - 1)
    places = torch.arange(batch)[:, None, None], rows[:, :, None], columns[:, None, :]
    moved = pictures[:, 0][places] * inside
    if "erase" in kinds:
        spans = []
        for length in (height, width):
            sides = draw(batch, max(1, length // 8), length // 2 + 1)
            begins = (torch.rand(batch, 1) * (length - sides + 1)).long()
            at = torch.arange(length)
            spans.append((at >= begins) & (at < begins + sides))
        hole = spans[0][:, :, None] & spans[1][:, None, :] & (draw(batch, 0, 2) == 1)[:, :, None]
        moved = torch.where(hole, draw(batch, 0, 256)[:, :, None].to(moved.dtype), moved)
    return moved[:, None]


def share_of(schedule, step, total):
    """As model/run/schedules.ts says."""

    def fallen(progress, end):
        return end + (1 - end) * (1 + math.cos(math.pi * min(1, progress))) / 2

    if schedule == "one-cycle":
        rising = max(1, 0.3 * total)
        return step / rising if step <= rising else fallen((step - rising) / (total - rising), 0.001)
    if schedule == "warmup-cosine":
        return step / 100 if step <= 100 else fallen((step - 100) / max(1, total - 100), 0.05)
    return 1


def optimizer_of(net, config):
    weights = [each for each in net.parameters() if each.dim() > 1]
    others = [each for each in net.parameters() if each.dim() <= 1]
    groups = [{"params": weights, "weight_decay": config["weightDecay"]}, {"params": others, "weight_decay": 0}]
    kind, rate = config["optimizer"], config["learningRate"]
    if kind == "adamw":
        return torch.optim.AdamW(groups, rate)
    momentum = 0 if kind == "sgd" else config["momentum"]
    return torch.optim.SGD(groups, rate, momentum, nesterov=kind == "nesterov")


def he(weight):
    nn.init.kaiming_uniform_(weight, nonlinearity="relu")


class Averages:
    """The mean of weights and running statistics over about so many of the last steps."""

    def __init__(self, net, over):
        self.net, self.over, self.kept = net, over, None

    def follow(self, step):
        if self.over is None:
            return
        now = {name: value.detach().float() for name, value in self.net.state_dict().items()}
        share = max(1 / self.over, 10 / (step + 9))
        if self.kept is None or share >= 1:
            self.kept = {name: value.clone() for name, value in now.items()}
        else:
            for name, value in now.items():
                self.kept[name].lerp_(value, share)

    def __enter__(self):
        if self.kept is not None:
            self.own = {name: value.clone() for name, value in self.net.state_dict().items()}
            self.net.load_state_dict(self.kept)

    def __exit__(self, *_):
        if self.kept is not None:
            self.net.load_state_dict(self.own)


def main(folder, spec, config):
    torch.manual_seed(config["seed"])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    images = read(folder, "train-images-idx3-ubyte", 16, (-1, 1, 28, 28))
    labels = read(folder, "train-labels-idx1-ubyte", 8, (-1,)).long()
    tested = read(folder, "t10k-images-idx3-ubyte", 16, (-1, 1, 28, 28))
    truths = read(folder, "t10k-labels-idx1-ubyte", 8, (-1,)).long()
    is_he = config["init"] != "xavier"
    net = build(spec, *([he] if is_he else [])).to(device).to(memory_format=torch.channels_last)
    optimizer = optimizer_of(net, config)
    averages = Averages(net, config["averageOver"])
    batch, epochs = config["batchSize"], config["epochs"]
    steps_per_epoch = math.ceil(len(images) / batch)
    total = epochs * steps_per_epoch
    is_half = config["precision"] == "mixed_bfloat16"

    def fed(pictures, size):
        resized = F.interpolate(pictures.to(device).float() / 255, size=size, mode="bilinear")
        return resized.contiguous(memory_format=torch.channels_last)

    def autocast():
        return torch.autocast(device, dtype=torch.bfloat16, enabled=is_half)

    def size_at(step):
        """The first sizes have their shares of the steps; the size of the input has the rest."""
        end = 0
        for each in config["firstSizes"]:
            end += each["share"]
            if step <= round(end * total):
                return each["size"]
        return spec["input"][1:]

    def evaluate(size):
        net.eval()
        right = 0
        with torch.inference_mode(), autocast():
            for begin in range(0, len(tested), EVALUATION_BATCH):
                chosen = slice(begin, begin + EVALUATION_BATCH)
                right += (net(fed(tested[chosen], size)).argmax(1).cpu() == truths[chosen]).sum().item()
        return right / len(tested)

    tell("started", version=torch.__version__, device=device)
    step, bound = 0, config["maxSteps"] or total
    for epoch in range(1, epochs + 1):
        order = torch.randperm(len(images))
        for begin in range(0, len(images), batch):
            if step == bound:
                break
            step += 1
            size = size_at(step)
            net.train()
            for group in optimizer.param_groups:
                group["lr"] = config["learningRate"] * share_of(config["schedule"], step, total)
            chosen = order[begin : begin + batch]
            targets = labels[chosen].to(device)
            optimizer.zero_grad(set_to_none=True)
            with autocast():
                scores = net(fed(changed(images[chosen], config["augment"]), size))
                loss = loss_of(net, scores, targets, label_smoothing=config["labelSmoothing"])
            loss.backward()
            if config["clipNorm"] is not None:
                nn.utils.clip_grad_norm_(net.parameters(), config["clipNorm"])
            optimizer.step()
            averages.follow(step)
            accuracy = (scores.argmax(1) == targets).float().mean().item()
            tell("step", step=step, epoch=epoch, loss=loss.item(), accuracy=accuracy)
        with averages:
            tell("evaluation", step=step, epoch=epoch, accuracy=evaluate(size_at(step)))
        if step == bound:
            return


main(sys.argv[1], *map(json.loads, sys.argv[2:4]))
