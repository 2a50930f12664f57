"""GoogLeNet of the chapter in Python TensorFlow, measured: tensorflowPeer.py VARIANT FOLDER BATCH STEPS WARM_UP."""

import gzip
import json
import os
import resource
import sys
import time

STARTED = time.time()
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
import tensorflow as tf

EVALUATION_BATCH = 500
layers = tf.keras.layers


def convolution(filters, kernel, strides=1):
    return layers.Conv2D(filters, kernel, strides, padding="same", activation="relu")


def pool(strides):
    return layers.MaxPooling2D(3, strides, padding="same")


def inception(x, c1, c2, c3, c4):
    return layers.Concatenate()(
        [
            convolution(c1, 1)(x),
            convolution(c2[1], 3)(convolution(c2[0], 1)(x)),
            convolution(c3[1], 5)(convolution(c3[0], 1)(x)),
            convolution(c4, 1)(pool(1)(x)),
        ]
    )


def build():
    image = tf.keras.Input((96, 96, 1))
    x = pool(2)(convolution(64, 7, 2)(image))
    x = pool(2)(convolution(192, 3)(convolution(64, 1)(x)))
    x = inception(x, 64, (96, 128), (16, 32), 32)
    x = pool(2)(inception(x, 128, (128, 192), (32, 96), 64))
    x = inception(x, 192, (96, 208), (16, 48), 64)
    x = inception(x, 160, (112, 224), (24, 64), 64)
    x = inception(x, 128, (128, 256), (24, 64), 64)
    x = inception(x, 112, (144, 288), (32, 64), 64)
    x = pool(2)(inception(x, 256, (160, 320), (32, 128), 128))
    x = inception(x, 256, (160, 320), (32, 128), 128)
    x = inception(x, 384, (192, 384), (48, 128), 128)
    return tf.keras.Model(image, layers.Dense(10)(layers.GlobalAveragePooling2D()(x)))


def open_packed(name):
    path = os.path.join(FOLDER, name)
    return gzip.open(path + ".gz") if os.path.exists(path + ".gz") else open(path, "rb")


def read(name, header):
    with open_packed(name) as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def main(variant, batch, steps, warm_up):
    precision, *arrangement = variant.split("+")
    if arrangement == ["side_by_side"]:
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(os.cpu_count())
    if precision == "bfloat16":
        tf.config.optimizer.set_experimental_options({"auto_mixed_precision_onednn_bfloat16": True})
    images = tf.constant(read("train-images-idx3-ubyte", 16).reshape(-1, 28, 28, 1))
    labels = tf.constant(read("train-labels-idx1-ubyte", 8).astype(np.int32))
    model = build()
    variables = model.trainable_variables

    def prepare(indices):
        return tf.image.resize(tf.cast(tf.gather(images, indices), tf.float32) / 255, (96, 96))

    @tf.function
    def train(indices):
        with tf.GradientTape() as tape:
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(
                logits=model(prepare(indices), training=True), labels=tf.gather(labels, indices)
            )
            loss = tf.reduce_mean(losses)
        for variable, gradient in zip(variables, tape.gradient(loss, variables)):
            variable.assign_sub(0.1 * gradient)
        return loss

    @tf.function
    def accuracy(indices):
        guess = tf.argmax(model(prepare(indices), training=False), 1, tf.int32)
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


VARIANT, FOLDER = sys.argv[1:3]
main(VARIANT, *map(int, sys.argv[3:6]))
