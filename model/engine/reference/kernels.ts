import { elementCount } from "../../network/layers.js";
import { binOf } from "../../run/histogramBins.js";
import { augment } from "./augment.js";
import { isKept } from "../../program/dropoutMask.js";
import type { OperationKind, ValueId } from "../../program/operations.js";
import { localResponseNormalize, localResponseNormalizeGradient } from "./localResponse.js";
import { batchNormalize, batchNormalizeGradient, normalize } from "./normalization.js";
import { map, type Kernel, type Memory } from "./memory.js";
import { add, addProducts, addTimes, at, type Tensor } from "./tensor.js";
import { updateKernels } from "./updateKernels.js";
import {
  averagePool,
  averagePoolGradient,
  convolve,
  convolveInputGradient,
  convolveWeightGradient,
  maxPool,
  maxPoolGradient,
  resize,
} from "./windows.js";

function setScalar(memory: Memory, id: ValueId, value: number): void {
  memory.create(id).data[0] = value;
}

function mean(values: Iterable<number>): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    sum += value;
    count++;
  }
  return sum / count;
}

function lastLength({ shape }: Tensor): number {
  return shape.at(-1) ?? 1;
}

/** The rows of the last dimension. */
function rowsOf(tensor: Tensor): readonly Float64Array[] {
  const length = lastLength(tensor);
  return Array.from({ length: tensor.data.length / length }, (_, row) =>
    tensor.data.subarray(row * length, (row + 1) * length),
  );
}

export const kernels: { readonly [K in OperationKind]: Kernel<K> } = {
  gather({ table, indices, output }, memory) {
    const to = memory.create(output);
    const length = elementCount(to.shape.slice(1));
    memory.read(indices).data.forEach((index, example) => {
      to.data.set(memory.row(table, index), example * length);
    });
  },
  scale: ({ input, factor, output }, memory) => map(memory, input, output, (v) => v * factor),
  augment({ input, step, output, ...augmentation }, memory) {
    const number = at(memory.read(step).data, 0);
    augment(memory.read(input), augmentation, number, memory.create(output));
  },
  resize: ({ input, output }, memory) => resize(memory.read(input), memory.create(output)),
  convolution({ input, weight, window, output }, memory) {
    convolve(memory.read(input), memory.read(weight), window, memory.create(output));
  },
  addBias({ input, bias, output }, memory) {
    const { data: biases } = memory.read(bias);
    const from = memory.read(input);
    const to = memory.create(output);
    from.data.forEach((value, index) => {
      to.data[index] = value + at(biases, index % biases.length);
    });
  },
  batchNormalize({ input, scale, shift, epsilon, ...written }, memory) {
    const from = memory.read(input);
    const mean = memory.create(written.mean);
    const variance = memory.create(written.variance);
    const learned = { scale: memory.read(scale), shift: memory.read(shift), epsilon };
    batchNormalize(from, { mean, variance, ...learned }, memory.create(written.output));
  },
  normalize({ input, mean, variance, scale, shift, epsilon, output }, memory) {
    const statistics = { mean: memory.read(mean), variance: memory.read(variance) };
    const learned = { scale: memory.read(scale), shift: memory.read(shift), epsilon };
    normalize(memory.read(input), { ...statistics, ...learned }, memory.create(output));
  },
  batchNormalizeGradient({ gradient, input, scale, mean, variance, epsilon, ...to }, memory) {
    batchNormalizeGradient(
      {
        ...{ gradient: memory.read(gradient), input: memory.read(input) },
        ...{ scale: memory.read(scale), mean: memory.read(mean) },
        ...{ variance: memory.read(variance), epsilon },
      },
      {
        output: memory.create(to.output),
        scaleGradient: memory.create(to.scaleGradient),
        shiftGradient: memory.create(to.shiftGradient),
      },
    );
  },
  relu: ({ input, output }, memory) => map(memory, input, output, (v) => Math.max(v, 0)),
  maxPool({ input, window, output }, memory) {
    maxPool(memory.read(input), window, memory.create(output));
  },
  averagePool({ input, window, output }, memory) {
    averagePool(memory.read(input), window, memory.create(output));
  },
  localResponseNormalize({ input, output, ...response }, memory) {
    localResponseNormalize(memory.read(input), response, memory.create(output));
  },
  localResponseNormalizeGradient({ gradient, input, output, ...response }, memory) {
    localResponseNormalizeGradient(
      memory.read(gradient),
      memory.read(input),
      response,
      memory.create(output),
    );
  },
  weigh: ({ input, factor, output }, memory) => map(memory, input, output, (v) => v * factor),
  mask({ input, mask, output }, memory) {
    const { data: factors } = memory.read(mask);
    const to = memory.create(output).data;
    memory.read(input).data.forEach((value, place) => {
      to[place] = value * at(factors, place % factors.length);
    });
  },
  dropout({ input, step, output, ...mask }, memory) {
    const number = at(memory.read(step).data, 0);
    const to = memory.create(output).data;
    memory.read(input).data.forEach((value, place) => {
      to[place] = isKept(mask, number, place) ? value / (1 - mask.share) : 0;
    });
  },
  reshape: ({ input, output }, memory) => map(memory, input, output, (v) => v),
  concat({ inputs, output }, memory) {
    const to = rowsOf(memory.create(output));
    let channel = 0;
    for (const input of inputs.map((id) => memory.read(id))) {
      rowsOf(input).forEach((row, index) => to[index]?.set(row, channel));
      channel += lastLength(input);
    }
  },
  globalAverage({ input, output }, memory) {
    const from = memory.read(input);
    const to = memory.create(output);
    const channels = lastLength(from);
    const area = elementCount(from.shape.slice(1, -1));
    from.data.forEach((value, index) => {
      const example = Math.floor(index / (area * channels));
      add(to.data, example * channels + (index % channels), value / area);
    });
  },
  multiply({ input, weight, transposed, output }, memory) {
    const matrix = memory.read(weight);
    const columns = lastLength(matrix);
    const to = rowsOf(memory.create(output));
    rowsOf(memory.read(input)).forEach((row, index) => {
      const sums = to[index] ?? new Float64Array();
      const given = { data: row, from: 0 };
      for (let r = 0; r < matrix.data.length / columns; r++) {
        const factors = { data: matrix.data, from: r * columns };
        if (transposed) sums[r] = addProducts(at(sums, r), given, factors, columns);
        else addTimes({ data: sums, from: 0 }, factors, at(row, r), columns);
      }
    });
  },
  crossEntropy({ logits, labels, smoothing, weight, loss, gradient }, memory) {
    const truth = memory.read(labels).data;
    const rows = rowsOf(memory.read(logits));
    const gradients = rowsOf(memory.create(gradient));
    const losses = rows.map((row, example) => {
      const label = at(truth, example);
      const largest = Math.max(...row);
      const exponentials = row.map((value) => Math.exp(value - largest));
      const total = exponentials.reduce((sum, value) => sum + value, 0);
      const targetOf = (c: number): number =>
        (c === label ? 1 - smoothing : 0) + smoothing / row.length;
      exponentials.forEach((value, c) => {
        (gradients[example] ?? exponentials)[c] =
          (weight * (value / total - targetOf(c))) / rows.length;
      });
      const logTotal = Math.log(total) + largest;
      return row.reduce((sum, value, c) => sum + targetOf(c) * (logTotal - value), 0);
    });
    setScalar(memory, loss, mean(losses));
  },
  accuracy({ logits, labels, output }, memory) {
    const truth = memory.read(labels).data;
    const hits = rowsOf(memory.read(logits)).map((row, example) =>
      row.indexOf(Math.max(...row)) === at(truth, example) ? 1 : 0,
    );
    setScalar(memory, output, mean(hits));
  },
  convolutionInputGradient({ gradient, weight, window, output }, memory) {
    const created = memory.create(output);
    convolveInputGradient(memory.read(gradient), memory.read(weight), window, created);
  },
  convolutionWeightGradient({ gradient, input, window, output }, memory) {
    const created = memory.create(output);
    convolveWeightGradient(memory.read(gradient), memory.read(input), window, created);
  },
  biasGradient({ input, output }, memory) {
    const sums = memory.create(output).data;
    for (const row of rowsOf(memory.read(input))) row.forEach((value, c) => add(sums, c, value));
  },
  reluGradient({ gradient, activation, output }, memory) {
    const active = memory.read(activation).data;
    const to = memory.create(output).data;
    memory.read(gradient).data.forEach((value, index) => {
      to[index] = at(active, index) > 0 ? value : 0;
    });
  },
  maxPoolGradient({ gradient, input, pooled, window, output }, memory) {
    const tensors = {
      gradient: memory.read(gradient),
      input: memory.read(input),
      pooled: memory.read(pooled),
    };
    maxPoolGradient(tensors, window, memory.create(output));
  },
  averagePoolGradient({ gradient, window, output }, memory) {
    averagePoolGradient(memory.read(gradient), window, memory.create(output));
  },
  split({ input, outputs }, memory) {
    const rows = rowsOf(memory.read(input));
    let channel = 0;
    for (const output of outputs.map((id) => memory.create(id))) {
      const length = lastLength(output);
      rowsOf(output).forEach((row, index) =>
        row.set((rows[index] ?? row).subarray(channel, channel + length)),
      );
      channel += length;
    }
  },
  sum({ inputs, output }, memory) {
    const to = memory.create(output).data;
    for (const id of inputs) memory.read(id).data.forEach((value, index) => add(to, index, value));
  },
  globalAverageGradient({ gradient, output }, memory) {
    const from = memory.read(gradient).data;
    const to = memory.create(output);
    const channels = lastLength(to);
    const area = elementCount(to.shape.slice(1, -1));
    to.data.forEach((_, index) => {
      const example = Math.floor(index / (area * channels));
      to.data[index] = at(from, example * channels + (index % channels)) / area;
    });
  },
  multiplyWeightGradient({ input, gradient, output }, memory) {
    const to = memory.create(output);
    const columns = lastLength(to);
    const rows = rowsOf(memory.read(input));
    rowsOf(memory.read(gradient)).forEach((gradients, example) => {
      (rows[example] ?? gradients).forEach((value, r) => {
        addTimes(
          { data: to.data, from: r * columns },
          { data: gradients, from: 0 },
          value,
          columns,
        );
      });
    });
  },
  ...updateKernels,
  meanAbsolute({ input, output }, memory) {
    setScalar(memory, output, mean(memory.read(input).data.map(Math.abs)));
  },
  meanSquare({ input, output }, memory) {
    setScalar(memory, output, mean(memory.read(input).data.map((value) => value * value)));
  },
  deadShare({ input, output }, memory) {
    const from = memory.read(input);
    const alive = new Set<number>();
    const channels = lastLength(from);
    from.data.forEach((value, index) => {
      if (value > 0) alive.add(index % channels);
    });
    setScalar(memory, output, 1 - alive.size / channels);
  },
  norm({ inputs, output }, memory) {
    let squares = 0;
    for (const id of inputs) for (const value of memory.read(id).data) squares += value * value;
    setScalar(memory, output, Math.sqrt(squares));
  },
  histogram({ input, examples, output }, memory) {
    const { data, shape } = memory.read(input);
    const elements = memory.isPerExample(input)
      ? examples * elementCount(shape.slice(1))
      : data.length;
    const looked = data.subarray(0, elements);
    const shares = memory.create(output).data;
    for (const value of looked) add(shares, binOf(value), 1 / looked.length);
  },
};
