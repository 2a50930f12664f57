import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import {
  batchWithin,
  bytesToEvaluate,
  evaluationBatch,
  peakBytes,
} from "../../../model/program/memory.js";
import type { TrainingProgram } from "../../../model/program/program.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const program = buildProgram(buildGraph(tinyNetwork), { height: 6, width: 5 });

describe("peakBytes", () => {
  it("counts what lives at once, and no longer than it is read", () => {
    const value = (id: string, length: number, perExample: boolean) =>
      [id, { id, shape: [length], type: "float32", perExample }] as const;
    const small = {
      state: [{ id: "w", node: "n", shape: [10], initializer: "zeros" }],
      values: new Map([
        value("w", 10, false),
        value("a", 1, true),
        value("b", 2, true),
        value("c", 3, true),
        value("d", 4, true),
      ]),
      forward: [
        { kind: "relu", input: "a", output: "b" },
        { kind: "relu", input: "b", output: "c" },
        { kind: "sum", inputs: ["c", "b"], output: "d" },
      ],
      backward: [],
      update: [],
    } as unknown as TrainingProgram;
    // w, and b, c and d of five examples; `a` was never written here.
    expect(peakBytes({ ...small, forward: small.forward.slice(1) }, 5)).toBe(
      4 * (10 + 5 * (3 + 4)),
    );
  });

  it("grows with the batch, but for the parameters", () => {
    const [one = 0, two = 0, three = 0] = [1000, 2000, 3000].map((b) => peakBytes(program, b));
    expect(two).toBeGreaterThan(one);
    expect(three - two).toBe(two - one);
    expect(two).toBeLessThan(2 * one);
  });
});

describe("evaluationBatch", () => {
  it.each([1, 8, 100, 4096, 1e6])("of %d is larger, and takes what may be taken", (batch) => {
    const larger = evaluationBatch(program, batch);
    expect(larger).toBeGreaterThanOrEqual(batch);
    const bytes = (examples: number): number => peakBytes(program, examples, program.forward);
    const most = Math.max(peakBytes(program, batch), bytesToEvaluate);
    expect(bytes(larger)).toBeLessThanOrEqual(most);
    expect(bytes(2 * larger)).toBeGreaterThan(most);
  });

  it("takes as many images of the chapter's network at once, however small a step", () => {
    const chapter = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });
    expect(evaluationBatch(chapter, 1)).toBe(256);
    expect(evaluationBatch(chapter, 128)).toBe(256);
  });
});

describe("batchWithin", () => {
  it("is the largest power of two below the batch that fits", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5000 }),
        fc.integer({ min: 1, max: 1e8 }),
        (b, bytes) => {
          const smaller = batchWithin(program, b, bytes);
          expect(Number.isInteger(Math.log2(smaller))).toBe(true);
          expect(smaller).toBeLessThan(b);
          if (smaller > 1) expect(peakBytes(program, smaller)).toBeLessThanOrEqual(bytes);
          if (2 * smaller < b) expect(peakBytes(program, 2 * smaller)).toBeGreaterThan(bytes);
        },
      ),
    );
  });
});
