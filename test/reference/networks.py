"""The networks, written after their papers and the book, not after the TypeScript sources."""

GOOGLENET = [
    ("b3/3a", 64, (96, 128), (16, 32), 32),
    ("b3/3b", 128, (128, 192), (32, 96), 64),
    ("b4/4a", 192, (96, 208), (16, 48), 64),
    ("b4/4b", 160, (112, 224), (24, 64), 64),
    ("b4/4c", 128, (128, 256), (24, 64), 64),
    ("b4/4d", 112, (144, 288), (32, 64), 64),
    ("b4/4e", 256, (160, 320), (32, 128), 128),
    ("b5/5a", 256, (160, 320), (32, 128), 128),
    ("b5/5b", 384, (192, 384), (48, 128), 128),
]


def inception(n, x, name, c1, c2, c3, c4, bn, factored):
    a = n.same(x, f"{name}/path1", c1, 1, bn=bn)
    b = n.same(x, f"{name}/path2", c2[0], 1, bn=bn)
    b = n.same(b, f"{name}/path2", c2[1], 3, bn=bn)
    c = n.same(x, f"{name}/path3", c3[0], 1, bn=bn)
    if factored:
        c = n.same(c, f"{name}/path3", c3[1], 3, bn=bn, suffix="_1")
        c = n.same(c, f"{name}/path3", c3[1], 3, bn=bn, suffix="_2")
    else:
        c = n.same(c, f"{name}/path3", c3[1], 5, bn=bn)
    d = n.pool(x, f"{name}/path4/pool", 3, 1, 1)
    d = n.same(d, f"{name}/path4", c4, 1, bn=bn)
    return n.cat(name, a, b, c, d)


def googlenet(n, x, bn=False, factored=False):
    x = n.same(x, "b1", 64, 7, stride=2, bn=bn)
    x = n.pool(x, "b1/pool", padding=1)
    x = n.same(x, "b2", 64, 1, bn=bn)
    x = n.same(x, "b2", 192, 3, bn=bn)
    x = n.pool(x, "b2/pool", padding=1)
    for name, *row in GOOGLENET:
        x = inception(n, x, name, *row, bn=bn, factored=factored)
        if name in {"b3/3b", "b4/4e"}:
            x = n.pool(x, f"{name[:2]}/pool", padding=1)
    return n.dense(n.mean(x, "b5/pool"), "linear/dense", n.classes)


def googlenet_paper(n, x):
    """Table 1 whole, with the heads of section 5 on 4a and 4d."""
    x = n.same(x, "b1", 64, 7, stride=2, bn=False)
    x = n.response(n.pool(x, "b1/pool", padding=1), "b1/norm")
    x = n.same(n.same(x, "b2", 64, 1, bn=False), "b2", 192, 3, bn=False)
    x = n.pool(n.response(x, "b2/norm"), "b2/pool", padding=1)
    for name, *row in GOOGLENET:
        x = inception(n, x, name, *row, bn=False, factored=False)
        if name in {"b4/4a", "b4/4d"}:
            at = f"b4/head{len(n.heads) + 1}"
            y = n.average(x, f"{at}/path2/pool", 5, 3, 0)
            y = n.same(y, f"{at}/path2", 128, 1, bn=False)
            y = n.dense(y, f"{at}/path2/dense_1", n.thin(1024), relu=True)
            n.heads.append((n.dense(y, f"{at}/path2/dense_2", n.classes), 0.3))
            n.seen(f"{at}/concat", x)
        if name in {"b3/3b", "b4/4e"}:
            x = n.pool(x, f"{name[:2]}/pool", padding=1)
    return n.dense(n.mean(x, "b5/pool"), "linear/dense", n.classes)


def googlenet_bn(n, x):
    return googlenet(n, x, bn=True)


def inception_v2(n, x):
    return googlenet(n, x, bn=True, factored=True)


def stem(n, x):
    x = n.valid(x, "b1", 32, 3, "_1", stride=2)
    x = n.valid(x, "b1", 32, 3, "_2")
    x = n.same(x, "b1", 64, 3, suffix="_3")
    x = n.pool(x, "b1/pool")
    return n.valid(x, "b2", 80, 1)


def inception_v3(n, x):
    """After torchvision's, whose total is compared in parity.py."""
    x = n.valid(stem(n, x), "b2", 192, 3)
    x = n.pool(x, "b2/pool")
    for name, pooled in [("b3/3a", 32), ("b3/3b", 64), ("b3/3c", 64)]:
        a = n.same(x, f"{name}/path1", 64, 1)
        b = n.same(n.same(x, f"{name}/path2", 48, 1), f"{name}/path2", 64, 5)
        c = n.same(x, f"{name}/path3", 64, 1)
        c = n.same(c, f"{name}/path3", 96, 3, suffix="_1")
        c = n.same(c, f"{name}/path3", 96, 3, suffix="_2")
        d = n.average(x, f"{name}/path4/pool")
        x = n.cat(name, a, b, c, n.same(d, f"{name}/path4", pooled, 1))
    name = "b3/3d"
    a = n.valid(x, f"{name}/path1", 384, 3, stride=2)
    b = n.same(n.same(x, f"{name}/path2", 64, 1), f"{name}/path2", 96, 3, suffix="_1")
    b = n.valid(b, f"{name}/path2", 96, 3, "_2", stride=2)
    x = n.cat(name, a, b, n.pool(x, f"{name}/path3/pool"))
    for name, inner in [("b4/4a", 128), ("b4/4b", 160), ("b4/4c", 160), ("b4/4d", 192)]:
        a = n.same(x, f"{name}/path1", 192, 1)
        b = n.same(x, f"{name}/path2", inner, 1)
        b = n.same(b, f"{name}/path2", inner, (1, 7))
        b = n.same(b, f"{name}/path2", 192, (7, 1))
        c = n.same(x, f"{name}/path3", inner, 1)
        c = n.same(c, f"{name}/path3", inner, (7, 1), suffix="_1")
        c = n.same(c, f"{name}/path3", inner, (1, 7), suffix="_1")
        c = n.same(c, f"{name}/path3", inner, (7, 1), suffix="_2")
        c = n.same(c, f"{name}/path3", 192, (1, 7), suffix="_2")
        d = n.average(x, f"{name}/path4/pool")
        x = n.cat(name, a, b, c, n.same(d, f"{name}/path4", 192, 1))
    name = "b4/4e"
    a = n.valid(n.same(x, f"{name}/path1", 192, 1), f"{name}/path1", 320, 3, stride=2)
    b = n.same(x, f"{name}/path2", 192, 1)
    b = n.same(n.same(b, f"{name}/path2", 192, (1, 7)), f"{name}/path2", 192, (7, 1))
    b = n.valid(b, f"{name}/path2", 192, 3, stride=2)
    x = n.cat(name, a, b, n.pool(x, f"{name}/path3/pool"))
    for name in ["b5/5a", "b5/5b"]:
        a = n.same(x, f"{name}/path1", 320, 1)
        b = bank(n, n.same(x, f"{name}/path2", 384, 1), f"{name}/path2/bank")
        c = n.same(n.same(x, f"{name}/path3", 448, 1), f"{name}/path3", 384, 3)
        c = bank(n, c, f"{name}/path3/bank")
        d = n.average(x, f"{name}/path4/pool")
        x = n.cat(name, a, b, c, n.same(d, f"{name}/path4", 192, 1))
    return n.dense(n.mean(x, "b5/pool"), "linear/dense", n.classes)


def bank(n, x, name):
    wide = n.same(x, f"{name}/path1", 384, (1, 3))
    return n.cat(name, wide, n.same(x, f"{name}/path2", 384, (3, 1)))


def inception_resnet(n, x):
    """Inception-ResNet-v1 after the figures of Szegedy et al. 2017."""
    x = n.valid(stem(n, x), "b2", 192, 3, "_1")
    x = n.valid(x, "b2", 256, 3, "_2", stride=2)
    for letter in "abcde":
        name = f"b3/3{letter}"
        at = f"{name}/path2/branches"
        a = n.same(x, f"{at}/path1", 32, 1)
        b = n.same(n.same(x, f"{at}/path2", 32, 1), f"{at}/path2", 32, 3)
        c = n.same(n.same(x, f"{at}/path3", 32, 1), f"{at}/path3", 32, 3, suffix="_1")
        c = n.same(c, f"{at}/path3", 32, 3, suffix="_2")
        x = add(n, x, n.cat(at, a, b, c), name, 0.17)
    name = "b3/3f"
    p = n.pool(x, f"{name}/path1/pool")
    a = n.valid(x, f"{name}/path2", 384, 3, stride=2)
    b = n.same(n.same(x, f"{name}/path3", 192, 1), f"{name}/path3", 192, 3, suffix="_1")
    x = n.cat(name, p, a, n.valid(b, f"{name}/path3", 256, 3, "_2", stride=2))
    for letter in "abcdefghij":
        x = factored(n, x, f"b4/4{letter}", 128, (1, 7), (7, 1), 0.1)
    name = "b4/4k"
    p = n.pool(x, f"{name}/path1/pool")
    a = n.valid(n.same(x, f"{name}/path2", 256, 1), f"{name}/path2", 384, 3, stride=2)
    b = n.valid(n.same(x, f"{name}/path3", 256, 1), f"{name}/path3", 256, 3, stride=2)
    c = n.same(n.same(x, f"{name}/path4", 256, 1), f"{name}/path4", 256, 3, suffix="_1")
    x = n.cat(name, p, a, b, n.valid(c, f"{name}/path4", 256, 3, "_2", stride=2))
    for letter in "abcde":
        x = factored(n, x, f"b5/5{letter}", 192, (1, 3), (3, 1), 0.2)
    return n.dense(n.mean(x, "b5/pool"), "linear/dense", n.classes)


def factored(n, x, name, filters, first, second, scale):
    at = f"{name}/path2/branches"
    a = n.same(x, f"{at}/path1", filters, 1)
    b = n.same(n.same(x, f"{at}/path2", filters, 1), f"{at}/path2", filters, first)
    b = n.same(b, f"{at}/path2", filters, second)
    return add(n, x, n.cat(at, a, b), name, scale)


def add(n, x, branches, name, scale):
    # A linear expansion to the channels of the shortcut, scaled.
    y = n.conv(branches, f"{name}/path2/conv1x1", x.shape[1], 1, bn=False, relu=False)
    return n.seen(f"{name}/add", (x + scale * y).relu())


def alexnet(n, x):
    x = n.conv(x, "b1/conv11x11", n.thin(96), 11, 4, 1, bn=False)
    x = n.same(n.pool(x, "b1/pool"), "b2", 256, 5, bn=False)
    x = n.pool(x, "b2/pool")
    for index, filters in enumerate([384, 384, 256]):
        x = n.same(x, "b3", filters, 3, bn=False, suffix=f"_{index + 1}")
    return hidden(n, n.pool(x, "b3/pool"))


def vgg11(n, x):
    blocks = [(1, 64), (1, 128), (2, 256), (2, 512), (2, 512)]
    for block, (count, filters) in enumerate(blocks):
        name = f"b{block + 1}"
        for index in range(count):
            x = n.same(x, name, filters, 3, bn=False, suffix=f"_{index + 1}")
        x = n.pool(x, f"{name}/pool", 2, 2)
    return hidden(n, x)


def hidden(n, x):
    for index in (1, 2):
        x = n.dense(x, f"dense/dense_{index}", n.thin(4096), relu=True)
    return n.dense(x, "dense/dense_3", n.classes)


def nin(n, x):
    windows = [(96, 11, 4, 0), (256, 5, 1, 2), (384, 3, 1, 1), (n.classes, 3, 1, 1)]
    for block, (filters, kernel, stride, padding) in enumerate(windows):
        name = f"b{block + 1}"
        filters = filters if block == 3 else n.thin(filters)
        x = n.conv(x, f"{name}/conv{kernel}x{kernel}", filters, kernel, stride, padding, bn=False)
        for index in (1, 2):
            x = n.conv(x, f"{name}/conv1x1_{index}", filters, 1, bn=False)
        if block < 3:
            x = n.pool(x, f"{name}/pool")
    return n.mean(x, "b4/average")
