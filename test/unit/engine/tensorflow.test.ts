import { describe, expect, it, vi } from "vitest";
import type { Session, SessionOptions } from "../../../model/engine/engine.js";
import { TensorFlowGraph } from "../../../model/engine/tensorflow/binding.js";
import { openSession } from "../../../model/engine/tensorflow/session.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { initialState } from "../../../model/training/initialize.js";
import {
  dataset,
  lossesOf,
  openInitialized,
  testEngine,
  testOtherNetworks,
  testStep,
  testTimes,
  type EngineUnderTest,
} from "../../support/engineSuite.js";
import { testAsking } from "../../support/askingSuite.js";
import { shallowNetworks, testParity, testUsedParity } from "../../support/paritySuite.js";
import { sharedSessions } from "../../support/sharedSessions.js";
import { loadTensorFlow } from "../../support/tensorflow.js";
import { otherNetworks } from "../../support/suiteNetworks.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";
import { trainedNetwork } from "../../support/trainedNetwork.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";

const openNew = async (options: SessionOptions): Promise<Session> =>
  openSession(await loadTensorFlow(), options);
const engine: EngineUnderTest = {
  title: "the TensorFlow engine",
  open: sharedSessions(openNew).open,
};

testEngine(engine);
testOtherNetworks(engine);
// Weight gradients are computed in another way than in the suite's small batch, whatever is done with them.
const forLargeBatches: EngineUnderTest = {
  title: "the TensorFlow engine for large batches",
  open: (options) => engine.open({ ...options, batchSize: 128 }),
};
testStep(forLargeBatches);
testOtherNetworks(
  forLargeBatches,
  otherNetworks().filter(({ id }) => id.endsWith("by sgd")),
);
testTimes(engine);
testAsking(engine, { picksFirst: false });
// The others take as long as all of these, and are in the long checks.
testParity(engine, shallowNetworks);
testUsedParity(engine, shallowNetworks);

describe("an evaluation in parts", () => {
  const undivided: EngineUnderTest = {
    title: "in a whole",
    open: async (options) => openSession(await loadTensorFlow(), options, { xla: true }),
  };

  it("says what one in a whole says, of batches of any size", async () => {
    const whole = await openInitialized(undivided);
    const divided = await openInitialized(engine);
    for (const length of [1, 2, 3, 5, 7]) {
      const indices = Int32Array.from({ length }, (_, index) => index);
      const { loss, accuracy } = await whole.evaluate(indices);
      const found = await divided.evaluate(indices);
      expect(Math.abs(found.loss / loss - 1)).toBeLessThan(1e-6);
      expect(found.accuracy).toBeCloseTo(accuracy, 6);
    }
    whole.close();
    divided.close();
  });
});

describe("a TensorFlow session without memory", () => {
  const noMemory = new Error("OOM when allocating tensor with shape[8,96]\nand more");
  const failOnce = () =>
    vi.spyOn(TensorFlowGraph.prototype, "run").mockImplementationOnce(() => {
      throw noMemory;
    });

  it.each([
    ["a step", (session: Session) => session.step(Int32Array.of(0, 1), { rate: 0.1, step: 1 })],
    ["an evaluation", (session: Session) => session.evaluate(Int32Array.of(0, 1))],
  ])("names a batch for steps that would fit, in %s", async (_name, work) => {
    const session = await openInitialized(engine);
    failOnce();
    const failing = (async () => work(session))();
    await expect(failing).rejects.toMatchObject({
      what: "The device has no memory left for a batch of 12.",
      why: "OOM when allocating tensor with shape[8,96]",
      action: expect.stringMatching(/^Train with a batch of [1248],/u) as string,
      remedy: "restart",
    });
    session.close();
  });

  it("leaves no graph behind where the data set does not fit", async () => {
    const close = vi.spyOn(TensorFlowGraph.prototype, "close");
    failOnce();
    await expect(openInitialized({ ...engine, open: openNew })).rejects.toThrow(noMemory);
    expect(close).toHaveBeenCalledTimes(1);
    close.mockRestore();
  });
});

describe("the TensorFlow engine in mixed precision", () => {
  it("stays near float32", async () => {
    const exact = await lossesOf(await openInitialized(engine));
    const mixed = await lossesOf(await openInitialized(engine, "mixed_bfloat16"));
    expect(mixed).toEqual(exact.map((loss) => expect.closeTo(loss, 1) as number));
    expect(mixed).not.toEqual(exact);
  });

  it.each(["mixed_bfloat16", "mixed_float16"] as const)(
    "stays near float32 in %s where windows are not square and leave out what they do not reach",
    async (precision) => {
      const network = trainedNetwork(unequalNetwork);
      const exact = await lossesOf(await openInitialized(engine, "float32", network));
      const mixed = await lossesOf(await openInitialized(engine, precision, network));
      expect(mixed).toEqual(exact.map((loss) => expect.closeTo(loss, 1) as number));
    },
  );

  it("measures maps in bfloat16 as in float32, but for its rounding", async () => {
    // The first map has 900 positions; bfloat16 itself counts to 256.
    const large = buildProgram(buildGraph(tinyNetwork, [2, 60, 60]), dataset.train);
    const measuredIn = async (precision: "float32" | "mixed_bfloat16") => {
      const session = await engine.open({ program: large, dataset, precision, batchSize: 4 });
      session.writeState(initialState(large.state, 5));
      const { statistics } = await session.step(
        Int32Array.of(0, 1, 2, 3),
        { rate: 0.1, step: 1 },
        "statistics",
      );
      session.close();
      return statistics ?? new Map<string, never>();
    };
    const exact = await measuredIn("float32");
    const mixed = await measuredIn("mixed_bfloat16");
    expect(exact.size).toBeGreaterThan(5);
    expect([...mixed.keys()]).toEqual([...exact.keys()]);
    for (const [id, { activation, energy, dead }] of exact) {
      const found = mixed.get(id);
      const near = (a: number | null = null, b: number | null): boolean =>
        Math.abs((a ?? NaN) - (b ?? NaN)) <= 0.05 * (b ?? NaN);
      expect(near(found?.activation, activation), id).toBe(true);
      expect(near(found?.energy, energy), id).toBe(true);
      expect(found?.dead, id).toBe(dead);
    }
  });

  it("scales the loss in float16, and shows gradients as they are", async () => {
    const gradients = async (precision: "float32" | "mixed_float16") => {
      const session = await openInitialized(engine, precision);
      const { statistics } = await session.step(
        Int32Array.of(0, 1, 2, 3),
        { rate: 0.1, step: 1 },
        "statistics",
      );
      const losses = await lossesOf(session);
      const norms = [...(statistics?.values() ?? [])].map(({ gradient }) => gradient ?? 0);
      return { losses, norms };
    };
    const exact = await gradients("float32");
    const half = await gradients("mixed_float16");
    exact.norms.forEach((norm, index) => {
      expect(Math.abs((half.norms[index] ?? NaN) - norm)).toBeLessThanOrEqual(0.02 * norm);
    });
    expect(half.losses).toEqual(exact.losses.map((loss) => expect.closeTo(loss, 2) as number));
    expect(half.losses).not.toEqual(exact.losses);
  });

  it("goes on with the loss scale of another session", async () => {
    const session = await openInitialized(engine, "mixed_float16");
    const step = () => session.step(Int32Array.of(0, 1, 2, 3), { rate: 0.1, step: 1 });
    const { tensors } = await session.readState();
    session.writeState({ tensors, lossScale: { value: 8, stepsSinceChange: 3 } });
    await step();
    expect((await session.readState()).lossScale).toEqual({ value: 8, stepsSinceChange: 4 });
    // Gradients of a loss that is scaled so much are beyond float16.
    session.writeState({ tensors, lossScale: { value: 2 ** 24, stepsSinceChange: 3 } });
    await step();
    expect((await session.readState()).lossScale).toEqual({ value: 2 ** 23, stepsSinceChange: 0 });
    session.close();
  });

  it("updates nothing in a float16 step whose gradients overflow, and takes the next", async () => {
    const session = await openInitialized(engine, "mixed_float16");
    const before = (await session.readState()).tensors;
    const large = new Map([...before].map(([id, values]) => [id, values.map((x) => 12 * x)]));
    session.writeState({ tensors: large, lossScale: null });
    const step = () => session.step(Int32Array.of(0, 1, 2, 3), { rate: 1e-6, step: 1 });
    expect((await step()).loss).toBeGreaterThan(0);
    expect((await session.readState()).tensors).toEqual(large);
    for (let tries = 0; tries < 20; tries++) await step();
    expect((await session.readState()).tensors).not.toEqual(large);
    session.close();
  });
});
