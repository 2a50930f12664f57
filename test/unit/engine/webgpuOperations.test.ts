import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { Compute } from "../../../model/engine/webgpu/compute.js";
import type { Device } from "../../../model/engine/webgpu/device.js";
import { Readback } from "../../../model/engine/webgpu/readback.js";
import { Runner } from "../../../model/engine/webgpu/runner.js";
import { scheduleOf } from "../../../model/engine/webgpu/schedule.js";
import { scale } from "../../../model/engine/webgpu/shaders/elementwise.js";
import { loadTables } from "../../../model/engine/webgpu/tables.js";
import type { PerAxis, WindowSpec } from "../../../model/network/spec.js";
import { areaOf, windowOf, windowOutput } from "../../../model/network/window.js";
import { accesses } from "../../../model/program/accesses.js";
import type { Operation, OperationKind, Value } from "../../../model/program/operations.js";
import type { TrainingProgram } from "../../../model/program/program.js";
import { histogramBinCount } from "../../../model/run/histogramBins.js";
import { createRandom } from "../../support/random.js";
import { noiseExamples } from "../../support/tinyNetwork.js";
import { softwareDevice } from "../../support/webgpu.js";

// A driver in software compiles every shader first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Shape = Omit<Value, "id">;

/** Operations on small values, all of which are compared; what none of them writes is made up. */
interface Case {
  readonly operations: readonly Operation[];
  readonly values: Readonly<Record<string, Shape>>;
}

function each(...shape: readonly number[]): Shape {
  return { shape, type: "float32", perExample: true };
}

function fixed(...shape: readonly number[]): Shape {
  return { shape, type: "float32", perExample: false };
}

function integers(...shape: readonly number[]): Shape {
  return { shape, type: "int32", perExample: true };
}

function one(operation: Operation, values: Case["values"]): Case {
  return { operations: [operation], values };
}

/** Windows of real networks; four channels at a time take other shaders than the rest do. */
const windows: readonly WindowSpec[] = [
  { kernel: 1, stride: 1, padding: 0 },
  { kernel: 3, stride: 1, padding: 1 },
  { kernel: 5, stride: 1, padding: 2 },
  { kernel: 7, stride: 2, padding: 3 },
  { kernel: 3, stride: 2, padding: 1 },
  { kernel: 3, stride: 2, padding: 0 },
  { kernel: [1, 7], stride: 1, padding: [0, 3] },
  { kernel: [7, 1], stride: 1, padding: [3, 0] },
  { kernel: [1, 3], stride: 1, padding: [0, 1] },
  { kernel: [3, 1], stride: 1, padding: [1, 0] },
  { kernel: [5, 3], stride: [3, 2], padding: [2, 0] },
];
const widths = [
  [2, 3],
  [8, 12],
] as const;
/** The last row of it is out of the reach of a window of 3 that moves by 2 without padding. */
const grid: PerAxis = [10, 7];
const convolutions = windows
  .map((spec) => windowOf(spec))
  .flatMap((window) =>
    widths.map(([channels, filters]) => {
      const outputs = windowOutput(grid, window);
      return {
        window,
        x: each(...grid, channels),
        y: each(...outputs, filters),
        pooled: each(...outputs, channels),
        weight: fixed(...window.kernel, channels, filters),
      };
    }),
  );
const pools = convolutions.filter(({ window }) => areaOf(window.kernel) > 1);

const unary = { input: "x", output: "y" } as const;

/** The compiler lists what is missing here when there is a new kind of operation. */
const cases: Readonly<Record<OperationKind, readonly Case[]>> = {
  gather: [
    one(
      { kind: "gather", table: "images", indices: "indices", output: "y" },
      { y: { shape: [6, 5, 2], type: "uint8", perExample: true } },
    ),
    one({ kind: "gather", table: "labels", indices: "indices", output: "y" }, { y: integers() }),
  ],
  scale: [one({ kind: "scale", ...unary, factor: 1 / 255 }, { x: each(4, 3), y: each(4, 3) })],
  resize: [
    [9, 12],
    [3, 2],
    [6, 5],
  ].map(([height = 1, width = 1]) =>
    one(
      { kind: "resize", ...unary, height, width },
      { x: each(6, 5, 2), y: each(height, width, 2) },
    ),
  ),
  convolution: convolutions.map(({ window, x, y, weight }) =>
    one({ kind: "convolution", ...unary, weight: "weight", window }, { x, y, weight }),
  ),
  addBias: [
    one(
      { kind: "addBias", ...unary, bias: "b" },
      { x: each(4, 3, 5), b: fixed(5), y: each(4, 3, 5) },
    ),
    one({ kind: "addBias", ...unary, bias: "b" }, { x: each(4), b: fixed(4), y: each(4) }),
  ],
  relu: [one({ kind: "relu", ...unary }, { x: each(4, 3, 2), y: each(4, 3, 2) })],
  maxPool: pools.map(({ window, x, pooled: y }) =>
    one({ kind: "maxPool", ...unary, window }, { x, y }),
  ),
  reshape: [
    one({ kind: "reshape", ...unary }, { x: each(3, 2, 5), y: each(30) }),
    one({ kind: "reshape", ...unary }, { x: each(30), y: each(3, 2, 5) }),
    // What is read is read again.
    {
      operations: [
        { kind: "relu", input: "x", output: "r" },
        { kind: "reshape", input: "r", output: "f" },
        { kind: "relu", input: "f", output: "y" },
        { kind: "sum", inputs: ["x", "r"], output: "z" },
      ],
      values: { x: each(3, 2, 2), r: each(3, 2, 2), f: each(12), y: each(12), z: each(3, 2, 2) },
    },
  ],
  concat: [
    one(
      { kind: "concat", inputs: ["a", "b", "c"], output: "y" },
      { a: each(3, 2, 4), b: each(3, 2, 1), c: each(3, 2, 2), y: each(3, 2, 7) },
    ),
  ],
  globalAverage: [one({ kind: "globalAverage", ...unary }, { x: each(3, 2, 5), y: each(5) })],
  multiply: [false, true].flatMap((transposed) =>
    [
      [5, 3],
      [40, 36],
    ].map(([rows = 1, columns = 1]) =>
      one(
        { kind: "multiply", ...unary, weight: "w", transposed },
        {
          x: each(transposed ? columns : rows),
          w: fixed(rows, columns),
          y: each(transposed ? rows : columns),
        },
      ),
    ),
  ),
  crossEntropy: [
    one(
      { kind: "crossEntropy", logits: "x", labels: "labels", loss: "loss", gradient: "g" },
      { x: each(4), labels: integers(), loss: fixed(), g: each(4) },
    ),
  ],
  accuracy: [
    one(
      { kind: "accuracy", logits: "x", labels: "labels", output: "y" },
      { x: each(2), labels: integers(), y: fixed() },
    ),
  ],
  convolutionInputGradient: convolutions.map(({ window, x, y, weight }) =>
    one(
      {
        kind: "convolutionInputGradient",
        ...{ gradient: "g", weight: "weight", like: "x", window, output: "y" },
      },
      { g: y, weight, x, y: x },
    ),
  ),
  convolutionWeightGradient: convolutions.map(({ window, x, y, weight }) =>
    one(
      { kind: "convolutionWeightGradient", gradient: "g", input: "x", window, output: "y" },
      { g: y, x, y: weight },
    ),
  ),
  biasGradient: [
    one({ kind: "biasGradient", ...unary }, { x: each(4, 3, 5), y: fixed(5) }),
    one({ kind: "biasGradient", ...unary }, { x: each(4), y: fixed(4) }),
  ],
  reluGradient: [
    one(
      { kind: "reluGradient", gradient: "g", activation: "x", output: "y" },
      { g: each(3, 2, 4), x: each(3, 2, 4), y: each(3, 2, 4) },
    ),
  ],
  maxPoolGradient: pools.map(({ window, x, pooled }) => ({
    operations: [
      { kind: "maxPool", input: "x", window, output: "pooled" },
      {
        kind: "maxPoolGradient",
        ...{ gradient: "g", input: "x", pooled: "pooled", window, output: "y" },
      },
    ],
    values: { x, pooled, g: pooled, y: x },
  })),
  split: [
    one(
      { kind: "split", input: "x", outputs: ["a", "b", "c"] },
      { x: each(3, 2, 7), a: each(3, 2, 4), b: each(3, 2, 1), c: each(3, 2, 2) },
    ),
  ],
  sum: [2, 4].map((count) => {
    const inputs = Array.from({ length: count }, (_, index) => `x${index}`);
    const values = Object.fromEntries([...inputs, "y"].map((id) => [id, each(3, 2, 2)]));
    return one({ kind: "sum", inputs, output: "y" }, values);
  }),
  globalAverageGradient: [
    one(
      { kind: "globalAverageGradient", gradient: "g", like: "x", output: "y" },
      { g: each(5), x: each(3, 2, 5), y: each(3, 2, 5) },
    ),
  ],
  multiplyWeightGradient: [
    one(
      { kind: "multiplyWeightGradient", input: "x", gradient: "g", output: "y" },
      { x: each(40), g: each(3), y: fixed(40, 3) },
    ),
  ],
  gradientDescent: [
    one(
      { kind: "gradientDescent", parameter: "p", gradient: "g", rate: "learningRate" },
      { p: fixed(3, 4), g: fixed(3, 4) },
    ),
  ],
  meanAbsolute: [
    one({ kind: "meanAbsolute", isNonNegative: false, ...unary }, { x: each(4, 3, 2), y: fixed() }),
  ],
  meanSquare: [one({ kind: "meanSquare", ...unary }, { x: each(5), y: fixed() })],
  deadShare: [
    {
      operations: [
        { kind: "relu", input: "x", output: "r" },
        { kind: "deadShare", input: "r", output: "y" },
      ],
      values: { x: each(1, 1, 9), r: each(1, 1, 9), y: fixed() },
    },
    {
      operations: [
        { kind: "relu", input: "x", output: "r" },
        { kind: "deadShare", input: "r", output: "y" },
      ],
      values: { x: each(9), r: each(9), y: fixed() },
    },
  ],
  norm: [
    one(
      { kind: "norm", inputs: ["a", "b"], output: "y" },
      { a: fixed(3, 3, 2, 4), b: fixed(4), y: fixed() },
    ),
  ],
  histogram: [
    one(
      { kind: "histogram", ...unary, examples: 2 },
      { x: each(4, 3, 5), y: fixed(histogramBinCount) },
    ),
    one(
      { kind: "histogram", ...unary, examples: 8 },
      { x: each(4, 3, 5), y: fixed(histogramBinCount) },
    ),
    one(
      { kind: "histogram", ...unary, examples: 2 },
      { x: fixed(3, 3, 4), y: fixed(histogramBinCount) },
    ),
  ],
};

const examples = noiseExamples(7);
const indices = Int32Array.of(5, 0, 3);
const rate = 0.5;

let device: Device;
let compute: Compute;
beforeAll(async () => {
  device = await softwareDevice();
  compute = new Compute(device);
});

afterAll(() => {
  compute.close();
  device.close();
});

/** In steps of an eighth, so that windows have ties and sums are exact in the halves. */
function makeUp(value: Value, seed: number): Float32Array | Int32Array {
  const random = createRandom(seed);
  const whole = value.perExample ? [indices.length, ...value.shape] : value.shape;
  const length = whole.reduce((product, side) => product * side, 1);
  if (value.type === "int32") return Int32Array.from({ length }, (_, index) => index % 2);
  return Float32Array.from({ length }, () => Math.floor(random() * 17 - 8) / 8);
}

async function runBoth({ operations, values }: Case) {
  const all = new Map<string, Value>(
    Object.entries({ indices: integers(), learningRate: fixed(), ...values }).map(([id, shape]) => [
      id,
      { ...shape, id },
    ]),
  );
  const program = { values: all } as unknown as TrainingProgram;
  const written = operations.flatMap((operation) =>
    operation.kind === "gradientDescent" ? [operation.parameter] : accesses(operation).writes,
  );
  const reference = new Reference(program, examples);
  const runner = new Runner(compute, program);
  reference.run([], indices);
  [...all.values()].forEach((value, seed) => {
    if (value.id === "indices" || value.id === "learningRate") return;
    const content = makeUp(value, seed);
    reference.write(value.id, content);
    runner.set(value.id, content);
  });
  runner.set("indices", indices);
  runner.set("learningRate", Float32Array.of(rate));
  reference.run(operations, indices, rate);
  const tables = loadTables(compute, examples);
  runner.run(scheduleOf(operations, [], new Set(written)), tables, indices.length);
  const readback = new Readback(compute);
  await device.guard(() => readback.capture(new Map(written.map((id) => [id, runner.read(id)]))));
  return written.map((id) => {
    const bits = readback.read(id);
    const isInteger = all.get(id)?.type !== "float32";
    return {
      id,
      actual: isInteger ? new Int32Array(bits.buffer) : bits,
      expected: reference.read(id).data,
    };
  });
}

describe("the WebGPU engine computes as the float64 reference does", () => {
  it.each(Object.keys(cases) as OperationKind[])("%s", async (kind) => {
    for (const example of cases[kind]) {
      for (const { actual, expected } of await runBoth(example)) {
        expect(actual).toHaveLength(expected.length);
        expect(expected.some((value) => value !== 0)).toBe(true);
        expected.forEach((value, index) => expect(actual[index]).toBeCloseTo(value, 5));
      }
    }
  });
});

describe("our own shaders", () => {
  it("reach every element of a tensor with more workgroups than one dimension may have", async () => {
    const values = Float32Array.from({ length: 4_300_000 }, (_, index) => index % 1000);
    const shape = [values.length];
    const input = compute.upload(values, shape);
    const output = compute.shade(scale, { inputs: [input], uniforms: { factor: 0.5 }, shape });
    const readback = new Readback(compute);
    await device.guard(() => readback.capture(new Map([["y", output]])));
    const halves = readback.read("y");
    expect(halves.findIndex((half, index) => half !== (index % 1000) / 2)).toBe(-1);
  });
});
