import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Reference } from "../../model/engine/reference/reference.js";
import { Compute } from "../../model/engine/webgpu/compute.js";
import type { Device } from "../../model/engine/webgpu/device.js";
import { Readback } from "../../model/engine/webgpu/readback.js";
import { Runner } from "../../model/engine/webgpu/runner.js";
import { scheduleOf } from "../../model/engine/webgpu/schedule.js";
import { loadTables } from "../../model/engine/webgpu/tables.js";
import { accesses } from "../../model/program/accesses.js";
import type { OperationKind, Value } from "../../model/program/operations.js";
import type { TrainingProgram } from "../../model/program/program.js";
import { fed, type Case } from "./operationCase.js";
import { cases } from "./operationCases.js";
import { createRandom } from "./random.js";
import { noiseExamples } from "./tinyNetwork.js";
import { softwareDevice } from "./webgpu.js";

const examples = noiseExamples(7);
const indices = Int32Array.of(5, 0, 3);
const rate = 0.5;

/** In steps of an eighth, so that windows have ties and sums are exact in the halves. */
function makeUp(value: Value, seed: number): Float32Array | Int32Array {
  const random = createRandom(seed);
  const whole = value.perExample ? [indices.length, ...value.shape] : value.shape;
  const length = whole.reduce((product, side) => product * side, 1);
  if (value.type === "int32") return Int32Array.from({ length }, (_, index) => index % 2);
  return Float32Array.from({ length }, () => Math.floor(random() * 17 - 8) / 8);
}

async function runBoth({ device, compute }: OpenedGpu, { operations, values }: Case) {
  const all = new Map<string, Value>(
    Object.entries({ ...fed, ...values }).map(([id, shape]) => [id, { ...shape, id }]),
  );
  const program = { values: all } as unknown as TrainingProgram;
  const written = operations.flatMap((operation) => {
    const { writes, reads } = accesses(operation);
    // An update writes in place what it reads.
    return writes.length > 0 ? writes : reads.filter((id) => !(id in fed));
  });
  const reference = new Reference(program, examples);
  const runner = new Runner(compute, program);
  reference.run([], indices);
  [...all.values()].forEach((value, seed) => {
    if (value.id in fed) return;
    const content = makeUp(value, seed);
    reference.write(value.id, content);
    runner.set(value.id, content);
  });
  runner.set("indices", indices);
  runner.set("learningRate", Float32Array.of(rate));
  runner.set("stepNumber", Int32Array.of(3));
  reference.run(operations, indices, { rate, step: 3 });
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

/** Both are opened before the tests run, and closed behind them. */
interface OpenedGpu {
  readonly device: Device;
  readonly compute: Compute;
}

export function softwareGpu(): () => OpenedGpu {
  let gpu: OpenedGpu | undefined;
  beforeAll(async () => {
    const device = await softwareDevice();
    gpu = { device, compute: new Compute(device) };
  });
  afterAll(() => {
    gpu?.compute.close();
    gpu?.device.close();
  });
  return () => {
    if (gpu === undefined) throw new Error("No test has begun.");
    return gpu;
  };
}

export function testOperations(
  opened: () => OpenedGpu,
  kinds = Object.keys(cases) as readonly OperationKind[],
): void {
  describe("the WebGPU engine computes as the float64 reference does", () => {
    it.each(kinds)("%s", async (kind) => {
      for (const example of cases[kind]) {
        for (const { actual, expected } of await runBoth(opened(), example)) {
          expect(actual).toHaveLength(expected.length);
          expect(expected.some((value) => value !== 0)).toBe(true);
          expected.forEach((value, index) => expect(actual[index]).toBeCloseTo(value, 5));
        }
      }
    });
  });
}
