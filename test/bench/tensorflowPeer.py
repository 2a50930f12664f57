"""A network in Python TensorFlow, measured: tensorflowPeer.py VARIANT FOLDER SPEC BATCH STEPS WARM_UP; SPEC is its JSON."""

import json
import os
import resource
import sys
import time

STARTED = time.time()
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tensorflow as tf

from packedFile import open_packed

EVALUATION_BATCH = 500
layers = tf.keras.layers


def pair(value):
    return tuple(value) if isinstance(value, list) else (value, value)


def padded(x, stage):
    """What a window reads, and how it is then padded: by its own rule where that gives as many outputs."""
    kernel, padding = pair(stage["kernel"]), pair(stage["padding"])
    if padding == (0, 0):
        return x, "valid"
    if all(2 * pad == size - 1 for size, pad in zip(kernel, padding)):
        return x, "same"
    return layers.ZeroPadding2D(padding)(x), "valid"


def convolution(x, stage):
    x, padding = padded(x, stage)
    is_normalized = "normalization" in stage
    activation = stage.get("activation", "relu").replace("none", "linear")
    layer = layers.Conv2D(
        stage["filters"],
        pair(stage["kernel"]),
        pair(stage["stride"]),
        padding,
        use_bias=stage.get("bias", True),
        activation=None if is_normalized else activation,
    )
    if not is_normalized:
        return layer(x)
    return layers.Activation(activation)(layers.BatchNormalization()(layer(x)))


def pool(kind):
    def pooled(x, stage):
        x, padding = padded(x, stage)
        return kind(pair(stage["kernel"]), pair(stage["stride"]), padding)(x)

    return pooled


def dense(x, stage):
    if len(x.shape) > 2:
        x = layers.Flatten()(x)
    return layers.Dense(stage["units"], activation=stage.get("activation"))(x)


def normalization(x, stage):
    def normalized(values):
        radius = stage["size"] // 2
        return tf.nn.local_response_normalization(
            values, radius, stage["offset"], stage["alpha"], stage["beta"]
        )

    return layers.Lambda(normalized)(x)


# Weight and scores of each auxiliary head.
HEADS = []


def block(x, stage):
    paths = stage["paths"]
    join = stage.get("join", {"kind": "concat"})
    if join["kind"] == "head":
        HEADS.append((join["weight"], chain(x, paths[1])))
        return x
    outputs = [chain(x, path) for path in paths]
    if join["kind"] == "concat":
        return layers.Concatenate()(outputs)
    scale = join.get("scale", 1)
    scaled = [layers.Rescaling(scale)(y) if path else y for y, path in zip(outputs, paths)]
    return layers.Activation(join.get("activation", "relu").replace("none", "linear"))(layers.Add()(scaled))


KINDS = {
    "convolution": convolution,
    "maxPool": pool(layers.MaxPooling2D),
    "averagePool": pool(layers.AveragePooling2D),
    "localResponseNormalization": normalization,
    "globalAveragePool": lambda x, stage: layers.GlobalAveragePooling2D()(x),
    "dropout": lambda x, stage: layers.Dropout(stage["rate"])(x),
    "dense": dense,
    "block": block,
}


def chain(x, stages):
    for stage in stages:
        x = KINDS[stage["kind"]](x, stage)
    return x


def build(spec):
    channels, height, width = spec["input"]
    image = tf.keras.Input((height, width, channels))
    x = image
    for module in spec["modules"]:
        x = chain(x, module["stages"])
    return tf.keras.Model(image, [x, *(scores for _, scores in HEADS)])


def read(name, header):
    with open_packed(FOLDER, name) as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def main(variant, spec, batch, steps, warm_up):
    precision, *arrangement = variant.split("+")
    if arrangement == ["side_by_side"]:
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(os.cpu_count())
    if precision == "bfloat16":
        tf.config.optimizer.set_experimental_options({"auto_mixed_precision_onednn_bfloat16": True})
    images = tf.constant(read("train-images-idx3-ubyte", 16).reshape(-1, 28, 28, 1))
    labels = tf.constant(read("train-labels-idx1-ubyte", 8).astype(np.int32))
    model = build(spec)
    size = spec["input"][1:]
    variables = model.trainable_variables

    def prepare(indices):
        return tf.image.resize(tf.cast(tf.gather(images, indices), tf.float32) / 255, size)

    weights = [1, *(weight for weight, _ in HEADS)]

    def scores_of(indices, training):
        scores = model(prepare(indices), training=training)
        return scores if isinstance(scores, list) else [scores]

    @tf.function
    def train(indices):
        with tf.GradientTape() as tape:
            truths = tf.gather(labels, indices)
            loss = 0.0
            for weight, scores in zip(weights, scores_of(indices, training=True)):
                losses = tf.nn.sparse_softmax_cross_entropy_with_logits(logits=scores, labels=truths)
                loss += weight * tf.reduce_mean(losses)
        for variable, gradient in zip(variables, tape.gradient(loss, variables)):
            variable.assign_sub(0.1 * gradient)
        return loss

    @tf.function
    def accuracy(indices):
        guess = tf.argmax(scores_of(indices, training=False)[0], 1, tf.int32)
        return tf.reduce_mean(tf.cast(guess == tf.gather(labels, indices), tf.float32))

    def step(number):
        begin = time.perf_counter()
        train(tf.constant(np.random.randint(0, len(images), batch))).numpy()
        return time.perf_counter() - begin

    def evaluate(number):
        begin = time.perf_counter()
        accuracy(tf.constant(np.arange(EVALUATION_BATCH) + number * EVALUATION_BATCH)).numpy()
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
                "version": tf.__version__,
                "device": "gpu" if tf.config.list_physical_devices("GPU") else "cpu",
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
