"""What three training steps of a thin GoogLeNet give in float64, by numpy alone.

Independent of the TypeScript sources: the network, its gradients and the update are written out
here once more. Prints the JSON that model/engine/verify/expected.json holds.
"""

import json

import numpy as np

from networks import GOOGLENET

SIDE, BATCH, CLASSES, STEPS, RATE = 32, 4, 10, 3, 0.05
POOLED_AFTER = {"b3/3b", "b4/4e"}
THIN = 8

parameters = {}
gradients = {}


def parameter(name, shape, fans):
    """Weights follow a sine of their place, biases begin at zero."""
    if name not in parameters:
        place = np.arange(np.prod(shape), dtype=np.float64)
        bound = np.sqrt(6 / fans) if fans else 0.0
        # float32 in between, because that is how an engine is given them.
        values = (bound * np.sin(0.7 * place + len(parameters))).astype(np.float32)
        parameters[name] = values.astype(np.float64).reshape(shape)
    return parameters[name]


def windows(x, kernel, stride, padding, fill):
    pads = ((0, 0), (padding, padding), (padding, padding), (0, 0))
    padded = np.pad(x, pads, constant_values=fill)
    view = np.lib.stride_tricks.sliding_window_view(padded, (kernel, kernel), axis=(1, 2))
    return padded.shape, view[:, ::stride, ::stride]  # n, oy, ox, c, ky, kx


def scatter(shape, patches, kernel, stride, padding):
    """The adjoint of `windows`."""
    out = np.zeros(shape)
    _, rows, columns = patches.shape[:3]
    for ky in range(kernel):
        for kx in range(kernel):
            ys = slice(ky, ky + stride * rows, stride)
            xs = slice(kx, kx + stride * columns, stride)
            out[:, ys, xs] += patches[..., ky, kx]
    return out[:, padding : shape[1] - padding, padding : shape[2] - padding]


def convolution(name, x, filters, kernel, stride=1):
    padding = (kernel - 1) // 2
    channels = x.shape[3]
    fans = kernel * kernel * (channels + filters)
    weight = parameter(f"{name}/weight", (kernel, kernel, channels, filters), fans)
    bias = parameter(f"{name}/bias", (filters,), 0)
    shape, patches = windows(x, kernel, stride, padding, 0)
    y = np.maximum(np.einsum("nyxcij,ijcf->nyxf", patches, weight, optimize=True) + bias, 0)

    def backward(dy):
        dy = dy * (y > 0)
        gradients[f"{name}/weight"] = np.einsum("nyxcij,nyxf->ijcf", patches, dy, optimize=True)
        gradients[f"{name}/bias"] = dy.sum((0, 1, 2))
        back = np.einsum("nyxf,ijcf->nyxcij", dy, weight, optimize=True)
        return scatter(shape, back, kernel, stride, padding)

    return y, backward


def pool(x, stride):
    shape, patches = windows(x, 3, stride, 1, -np.inf)
    flat = patches.reshape(*patches.shape[:4], 9)
    first = flat.argmax(-1)

    def backward(dy):
        routed = np.zeros(flat.shape)
        np.put_along_axis(routed, first[..., None], dy[..., None], -1)
        return scatter(shape, routed.reshape(patches.shape), 3, stride, 1)

    return flat.max(-1), backward


def chain(x, *layers):
    backs = []
    for layer in layers:
        x, back = layer(x)
        backs.append(back)

    def backward(dy):
        for back in reversed(backs):
            dy = back(dy)
        return dy

    return x, backward


def conv(name, filters, kernel, stride=1):
    return lambda x: convolution(name, x, filters // THIN, kernel, stride)


def pooling(stride):
    return lambda x: pool(x, stride)


def inception(name, c1, c2, c3, c4):
    paths = [
        [conv(f"{name}/path1/conv1x1", c1, 1)],
        [conv(f"{name}/path2/conv1x1", c2[0], 1), conv(f"{name}/path2/conv3x3", c2[1], 3)],
        [conv(f"{name}/path3/conv1x1", c3[0], 1), conv(f"{name}/path3/conv5x5", c3[1], 5)],
        [pooling(1), conv(f"{name}/path4/conv1x1", c4, 1)],
    ]

    def run(x):
        results = [chain(x, *path) for path in paths]
        ends = np.cumsum([y.shape[3] for y, _ in results])[:-1]

        def backward(dy):
            parts = np.split(dy, ends, axis=3)
            return sum(back(part) for (_, back), part in zip(results, parts))

        return np.concatenate([y for y, _ in results], axis=3), backward

    return run


def layers():
    yield conv("b1/conv7x7", 64, 7, 2)
    yield pooling(2)
    yield conv("b2/conv1x1", 64, 1)
    yield conv("b2/conv3x3", 192, 3)
    yield pooling(2)
    for name, *row in GOOGLENET:
        yield inception(name, *row)
        if name in POOLED_AFTER:
            yield pooling(2)


def step(images, labels):
    maps, back = chain(images, *layers())
    features = maps.mean((1, 2))
    weight = parameter("linear/dense/weight", (maps.shape[3], CLASSES), maps.shape[3] + CLASSES)
    bias = parameter("linear/dense/bias", (CLASSES,), 0)
    logits = features @ weight + bias
    shifted = logits - logits.max(1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(1))
    loss = (log_sum - shifted[np.arange(BATCH), labels]).mean()

    d_logits = np.exp(shifted - log_sum[:, None])
    d_logits[np.arange(BATCH), labels] -= 1
    d_logits /= BATCH
    gradients["linear/dense/weight"] = features.T @ d_logits
    gradients["linear/dense/bias"] = d_logits.sum(0)
    d_features = d_logits @ weight.T
    area = maps.shape[1] * maps.shape[2]
    back(np.broadcast_to(d_features[:, None, None] / area, maps.shape))

    norm = np.sqrt(sum((gradient**2).sum() for gradient in gradients.values()))
    for name, gradient in gradients.items():
        parameters[name] -= RATE * gradient
    return {"loss": loss, "gradientNorm": norm}


def main():
    place = np.arange(BATCH * SIDE * SIDE)
    images = ((place * 31 + (place // (SIDE * SIDE)) * 57) % 256).reshape(BATCH, SIDE, SIDE, 1) / 255
    labels = np.array([(3 * example + 1) % CLASSES for example in range(BATCH)])
    print(json.dumps({"steps": [step(images, labels) for _ in range(STEPS)]}, indent=2))


main()
