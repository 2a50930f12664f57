"""Layers by PyTorch in float64 for networks that are written out here once more.

A network is a function of a `Net` and an image; parameters come into being where they are first
used, and are hashes of their place, so that another program can have the same.
"""

import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def hashed(count, seed):
    """From -1 to 1 by the place; a sine would make of each layer one of rank 2."""
    bits = (torch.arange(count) + 1) * 2654435761 + seed * 40503 & 0xFFFFFFFF
    bits = (bits ^ bits >> 15) * 2246822519 & 0xFFFFFFFF
    return (bits ^ bits >> 13).double() / 2**31 - 1


def values(name, shape, bound, center):
    """float32 in between, because that is how an engine is given them."""
    noise = hashed(math.prod(shape), sum(map(ord, name)))
    return (center + bound * noise).float().double().reshape(shape)


class Net:
    def __init__(self, thinness=1, channels=1, classes=10, trains=True):
        self.thinness, self.channels, self.classes = thinness, channels, classes
        # In a step a batch is normalized by its own statistics, in use by those that are kept.
        self.trains = trains
        self.parameters = {}
        self.statistics = {}
        self.shapes = {}
        # Class scores of heads beside the trunk, each with its weight in the loss.
        self.heads = []

    def thin(self, count):
        return -(-count // self.thinness)

    def parameter(self, name, shape, bound, center=0.0):
        """In the order in which files have it: convolutions HWIO, dense layers in×out."""
        if name not in self.parameters:
            self.parameters[name] = values(name, shape, bound, center).requires_grad_()
        return self.parameters[name]

    def statistic(self, name, shape, bound, center=0.0):
        self.statistics[name] = values(name, shape, bound, center)
        return self.statistics[name]

    def seen(self, name, output):
        self.shapes[name] = list(output.shape[1:])
        return output

    def conv(self, x, name, filters, kernel, stride=1, padding=0, bn=True, bias=None, relu=True):
        kernel = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        weight_shape = (*kernel, x.shape[1], filters)
        fan = kernel[0] * kernel[1] * x.shape[1]
        weight = self.parameter(f"{name}/weight", weight_shape, (6 / fan) ** 0.5)
        has_bias = (not bn) if bias is None else bias
        bias = self.parameter(f"{name}/bias", (filters,), 0.1) if has_bias else None
        y = F.conv2d(x, weight.permute(3, 2, 0, 1), bias, stride, padding)
        if bn:
            scale = self.parameter(f"{name}/scale", (filters,), 0.1, 1.0)
            # Most of what is normalized passes its ReLU, without which gradients grow from layer to
            # layer so far that nothing in float32 could be compared.
            shift = self.parameter(f"{name}/shift", (filters,), 0.3, 1.5)
            if self.trains:
                y = F.batch_norm(y, None, None, scale, shift, training=True, eps=1e-5)
            else:
                mean = self.statistic(f"{name}/mean", (filters,), 0.5)
                variance = self.statistic(f"{name}/variance", (filters,), 0.3, 1.0)
                y = F.batch_norm(y, mean, variance, scale, shift, training=False, eps=1e-5)
        return self.seen(name, F.relu(y) if relu else y)

    def same(self, x, name, filters, kernel, **options):
        """Padded so that stride 1 keeps height and width; named by its window."""
        height, width = kernel if isinstance(kernel, tuple) else (kernel, kernel)
        suffix = options.pop("suffix", "")
        padding = ((height - 1) // 2, (width - 1) // 2)
        return self.conv(
            x,
            f"{name}/conv{height}x{width}{suffix}",
            self.thin(filters),
            kernel,
            padding=padding,
            **options,
        )

    def valid(self, x, name, filters, kernel, suffix="", **options):
        return self.conv(x, f"{name}/conv{kernel}x{kernel}{suffix}", self.thin(filters), kernel, **options)

    def pool(self, x, name, kernel=3, stride=2, padding=0):
        return self.seen(name, F.max_pool2d(x, kernel, stride, padding))

    def average(self, x, name, kernel=3, stride=1, padding=1):
        return self.seen(name, F.avg_pool2d(x, kernel, stride, padding))

    def response(self, x, name):
        """PyTorch divides its alpha by the channels in a sum."""
        return self.seen(name, F.local_response_norm(x, 5, alpha=5 * 1e-4, beta=0.75, k=2))

    def mean(self, x, name):
        return self.seen(name, x.mean(dim=(2, 3)))

    def dense(self, x, name, units, relu=False):
        # Features are read position by position, all channels of one after another.
        x = x.permute(0, 2, 3, 1).flatten(1) if x.dim() == 4 else x
        weight = self.parameter(f"{name}/weight", (x.shape[1], units), (6 / x.shape[1]) ** 0.5)
        y = x @ weight + self.parameter(f"{name}/bias", (units,), 0.1)
        return self.seen(name, F.relu(y) if relu else y)

    def cat(self, name, *paths):
        return self.seen(f"{name}/concat", torch.cat(paths, 1))


def pictures(count, channels, height, width):
    """Bytes by a formula, in the order of files: example, row, column, channel."""
    place = torch.arange(count * height * width * channels)
    bytes_ = (place * place * 7 + place * 13) % 251
    shaped = bytes_.reshape(count, height, width, channels).permute(0, 3, 1, 2)
    return shaped.double() / 255
