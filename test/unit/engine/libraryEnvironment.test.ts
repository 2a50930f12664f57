import { describe, expect, it, vi } from "vitest";
import { threadCount, threadsGiven } from "../../../model/engine/tensorflow/device.js";
import {
  divideThreads,
  evaluationPartsOf,
  libraryEnvironment,
} from "../../../model/engine/tensorflow/libraryEnvironment.js";
import { defaultMachine } from "../../../model/machine/machineSettings.js";

const work = { batchSize: 128, precision: "float32", usesGpu: false } as const;

describe("divideThreads", () => {
  it("lets all threads share each operation of a large batch", () => {
    expect(divideThreads(8, work)).toEqual({ operations: 8, withinOperation: 8 });
  });

  it("lets small operations run side by side, and never uses more threads than there are", () => {
    for (let threads = 1; threads <= 64; threads++) {
      const { operations, withinOperation } = divideThreads(threads, { ...work, batchSize: 1 });
      expect(operations * withinOperation).toBeLessThanOrEqual(threads);
      expect(operations).toBe(Math.min(threads, 4));
    }
  });

  it("knows how small a batch has to be for that", () => {
    const sideBySide = (batchSize: number, precision: "float32" | "mixed_bfloat16") =>
      divideThreads(2, { ...work, batchSize, precision }).withinOperation === 1;
    expect([8, 9].map((batch) => sideBySide(batch, "float32"))).toEqual([true, false]);
    expect([16, 17].map((batch) => sideBySide(batch, "mixed_bfloat16"))).toEqual([true, false]);
  });

  it("evaluates a batch in two parts, and in one on a GPU and where each would be compiled", () => {
    expect(evaluationPartsOf({ usesGpu: false, xla: false })).toBe(2);
    expect(evaluationPartsOf({ usesGpu: true, xla: false })).toBe(1);
    expect(evaluationPartsOf({ usesGpu: false, xla: true })).toBe(1);
  });

  it("leaves a GPU's host threads alone", () => {
    const small = { ...work, batchSize: 1, usesGpu: true };
    expect(divideThreads(2, small)).toEqual({ operations: 2, withinOperation: 2 });
  });
});

describe("libraryEnvironment", () => {
  it("says what the settings say, whatever the process has for its threads", () => {
    expect(libraryEnvironment({ threads: 3, xla: true, memoryGrowth: false }, work)).toEqual({
      preferred: {
        TF_CPP_MIN_LOG_LEVEL: "2",
        TF_FORCE_GPU_ALLOW_GROWTH: "false",
        TF_XLA_FLAGS: "--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit",
      },
      fixed: { OMP_NUM_THREADS: "3", TF_NUM_INTRAOP_THREADS: "3", TF_NUM_INTEROP_THREADS: "3" },
    });
  });

  it("does not compile with XLA by default", () => {
    expect(libraryEnvironment(defaultMachine, work).preferred).not.toHaveProperty("TF_XLA_FLAGS");
  });
});

describe("the number of threads", () => {
  it.each([
    [{ OMP_NUM_THREADS: "3" }, 3],
    [{ OMP_NUM_THREADS: "4,2" }, 4],
    [{ TF_NUM_INTRAOP_THREADS: "1", OMP_NUM_THREADS: "4" }, 1],
    [{ TF_NUM_INTRAOP_THREADS: "0", OMP_NUM_THREADS: "4" }, 4],
    [{ OMP_NUM_THREADS: "many" }, undefined],
    [{ OMP_NUM_THREADS: "-2" }, undefined],
    [{}, undefined],
  ])("is what the environment %o gives", (environment, expected) => {
    expect(threadsGiven(environment)).toBe(expected);
  });

  it("is what is asked for before that, and all that there are where nobody says", () => {
    expect(threadCount({ ...defaultMachine, threads: 5 }, 2)).toBe(5);
    expect(threadCount(defaultMachine, 2)).toBe(2);
    expect(threadCount(defaultMachine, undefined)).toBeGreaterThan(0);
  });

  it("stands in the name of a device that was started with a variable of the environment", async () => {
    vi.stubEnv("OMP_NUM_THREADS", "3");
    vi.resetModules();
    const fresh = await import("../../../model/engine/tensorflow/device.js");
    vi.unstubAllEnvs();
    expect(fresh.cpuName(defaultMachine)).toMatch(/, 3 threads$/u);
  });
});
