import { describe, expect, it } from "vitest";
import type { MeasuredStep, Session, SessionOptions } from "../../model/engine/engine.js";
import type { Reference } from "../../model/engine/reference/reference.js";
import { scoresOf } from "../../model/network/scores.js";
import { accesses } from "../../model/program/accesses.js";
import { ends } from "../../model/program/program.js";
import { tinyNetwork } from "./tinyNetwork.js";
import { referenceOf, trainedNetwork, type TrainedNetwork } from "./trainedNetwork.js";
import { residualNetwork } from "./residualNetwork.js";
import { changingNetworks, otherNetworks } from "./suiteNetworks.js";

const tiny = trainedNetwork(tinyNetwork);
export const { dataset, program } = tiny;
const { initial } = tiny;
const rate = 0.1;
/** More examples than histograms look at; the last is smaller. */
const batches = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [4, 5, 6, 7],
  [8, 9, 10],
].map((indices) => Int32Array.from(indices));
const [firstBatch = new Int32Array()] = batches;

export interface EngineUnderTest {
  readonly title: string;
  /** A session that was opened before will do, if the engine takes long to start. */
  open(options: SessionOptions): Promise<Session>;
}

function scalar(reference: Reference, id: string): number {
  return reference.read(id).data[0] ?? NaN;
}

/** A session with the weights that the reference begins with. */
export async function openInitialized(
  engine: EngineUnderTest,
  precision: SessionOptions["precision"] = "float32",
  network: TrainedNetwork = tiny,
): Promise<Session> {
  const { program, dataset } = network;
  const session = await engine.open({
    program,
    dataset,
    precision,
    batchSize: dataset.train.count,
  });
  session.writeState({ tensors: network.initial, lossScale: null });
  return session;
}

/** The losses of the suite's steps, from the initial weights. */
export async function lossesOf(session: Session): Promise<readonly number[]> {
  const losses: number[] = [];
  for (const indices of batches) losses.push((await session.step(indices, { rate, step: 1 })).loss);
  session.close();
  return losses;
}

/** What every engine must do, checked against the float64 reference. */
export function testEngine(engine: EngineUnderTest): void {
  testStep(engine);

  describe(engine.title, () => {
    const open = (): Promise<Session> => openInitialized(engine);

    it("measures the auxiliary heads of the step it takes", async () => {
      const network = trainedNetwork(residualNetwork);
      const { statistics, reference } = await measure(engine, network, "statistics");
      expectStatistics(statistics, network.program, reference);
    });

    it("measures a batch the same in any order", async () => {
      const measured = async (indices: readonly number[]) => {
        const session = await open();
        const step = await session.step(Int32Array.from(indices), { rate, step: 1 }, "histograms");
        session.close();
        return step;
      };
      const inOrder = await measured([0, 1, 2, 3, 4]);
      const mixed = await measured([3, 0, 4, 2, 1]);
      for (const { node } of program.histogramsOf) {
        const shares = inOrder.histograms?.get(node)?.activation;
        expect(mixed.histograms?.get(node)?.activation).toEqual(shares);
        const energy = inOrder.statistics?.get(node)?.energy ?? NaN;
        expect(mixed.statistics?.get(node)?.energy).toBeCloseTo(energy, 6);
      }
    });

    it("takes the same step whatever it measures", async () => {
      const parametersAfter = async (
        measurement: "none" | "statistics" | "histograms",
      ): Promise<readonly (readonly [string, Float32Array])[]> => {
        const session = await open();
        await session.step(firstBatch, { rate, step: 1 }, measurement);
        const parameters = [...(await session.readState()).tensors];
        session.close();
        return parameters;
      };
      const plain = await parametersAfter("none");
      expect(await parametersAfter("statistics")).toEqual(plain);
      expect(await parametersAfter("histograms")).toEqual(plain);
    });

    it("evaluates the test set and changes nothing", async () => {
      const session = await open();
      const reference = referenceOf(tiny, dataset.test);
      const indices = Int32Array.from({ length: dataset.test.count }, (_, index) => index);
      reference.run(program.evaluation, indices);
      const { loss, accuracy, scores } = await session.evaluate(indices);
      expect(loss).toBeCloseTo(scalar(reference, ends.loss), 5);
      expect(accuracy).toBeCloseTo(scalar(reference, ends.accuracy), 6);
      const expected = reference.read(scoresOf(program.graph)).data;
      const most = Math.max(...[...expected].map(Math.abs));
      expect(scores).toHaveLength(expected.length);
      scores.forEach((score, place) => {
        expect(Math.abs(score - (expected[place] ?? NaN)) / most).toBeLessThan(1e-4);
      });
      for (const [id, values] of (await session.readState()).tensors)
        expect(values).toEqual(initial.get(id));
      session.close();
    });

    it("reads tensors by their names", async () => {
      const session = await open();
      const [id = ""] = initial.keys();
      expect((await session.readTensors([id])).get(id)).toEqual(initial.get(id));
      session.close();
    });

    it("refuses to read what is no part of the state", async () => {
      const session = await open();
      const [id = ""] = initial.keys();
      await expect(session.readTensors([id, ends.loss])).rejects.toThrow(
        `No tensor of the state is named ${ends.loss}.`,
      );
      session.close();
    });

    it("takes all tensors or none", async () => {
      const session = await open();
      const [first = "", last = ""] = [...initial.keys()].filter(
        (_, i, all) => i % (all.length - 1) === 0,
      );
      const missing = new Map([[first, initial.get(first)?.map(() => 7) ?? new Float32Array()]]);
      expect(() => session.writeState({ tensors: missing, lossScale: null })).toThrow(
        "No values are given for",
      );
      const short = new Map([...initial, ...missing, [last, new Float32Array(1)]]);
      expect(() => session.writeState({ tensors: short, lossScale: null })).toThrow(
        `The tensor ${last} has the shape`,
      );
      expect((await session.readState()).tensors).toEqual(initial);
      session.close();
    });

    it("has no loss scale in float32, and takes that of another session for nothing", async () => {
      const session = await open();
      session.writeState({ tensors: initial, lossScale: { value: 4, stepsSinceChange: 1 } });
      expect((await session.readState()).lossScale).toBeNull();
      session.close();
    });

    it("does not update the arrays it was given", async () => {
      const kept = new Map([...initial].map(([id, values]) => [id, values.slice()]));
      await lossesOf(await open());
      expect(initial).toEqual(kept);
    });

    it("gives the same numbers for the same start", async () => {
      expect(await lossesOf(await open())).toEqual(await lossesOf(await open()));
    });
  });
}

/** The smallest part of it: a network with every kind of layer, forward, backward and measured. */
export function testStep(engine: EngineUnderTest): void {
  testSteps(engine, [tiny]);

  describe(`${engine.title}'s measurements`, () => {
    it.each(["statistics", "histograms"] as const)(
      "are the %s of the step it takes",
      async (measurement) => {
        const measured = await measure(engine, tiny, measurement);
        expectStatistics(measured.statistics, program, measured.reference);
        if (measurement === "histograms") expectHistograms(measured.histograms, measured.reference);
        else expect(measured.histograms).toBeNull();
      },
    );
  });
}

/** The first step of a network, measured by an engine and computed by the reference. */
async function measure(
  engine: EngineUnderTest,
  network: TrainedNetwork,
  measurement: "statistics" | "histograms",
): Promise<MeasuredStep & { readonly reference: Reference }> {
  const session = await openInitialized(engine, "float32", network);
  const reference = referenceOf(network);
  const { forward, backward, statistics, histograms } = network.program;
  reference.run([forward, backward, statistics, histograms].flat(), firstBatch);
  const measured = await session.step(firstBatch, { rate, step: 1 }, measurement);
  session.close();
  return { ...measured, reference };
}

/** Steps are right in any arrangement of layers, by any recipe; the rest is the same for all. */
export function testOtherNetworks(engine: EngineUnderTest, networks = otherNetworks()): void {
  testSteps(engine, networks);
}

function testSteps(engine: EngineUnderTest, networks: readonly TrainedNetwork[]): void {
  describe(`${engine.title}'s steps`, () => {
    it.each(networks)(
      "are those of the float64 reference for the network $id, also on a last batch that is smaller",
      async (network) => {
        const { program } = network;
        const session = await openInitialized(engine, "float32", network);
        const reference = referenceOf(network);
        for (const [index, indices] of batches.entries()) {
          const input = { rate, step: index + 1 };
          reference.run([program.forward, program.backward, program.update].flat(), indices, input);
          const { loss, accuracy, statistics, histograms } = await session.step(indices, input);
          expect(loss).toBeCloseTo(scalar(reference, ends.loss), 5);
          expect(accuracy).toBeCloseTo(scalar(reference, ends.accuracy), 6);
          expect([statistics, histograms]).toEqual([null, null]);
        }
        for (const [id, values] of (await session.readState()).tensors) {
          const expected = reference.read(id).data;
          expect(values).toHaveLength(expected.length);
          values.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 5));
        }
        session.close();
      },
    );
  });
}

/** What an engine must do that can tell how long its operations take. */
export function testTimes(engine: EngineUnderTest): void {
  describe(`${engine.title}'s times`, () => {
    it.each(["forward", "backward"] as const)(
      "are of every node that computes %s",
      async (pass) => {
        const session = await openInitialized(engine);
        const times = await session.timeLayers(firstBatch);
        session.close();
        const written = program[pass].flatMap((operation) => accesses(operation).writes);
        const owners = (values: readonly string[]) =>
          new Set(values.map((value) => program.ownerOf.get(value)));
        expect(owners(written.filter((value) => times.has(value)))).toEqual(owners(written));
        expect([...times.values()].filter((time) => !(time >= 0 && time < 60_000))).toEqual([]);
      },
    );

    it.each(changingNetworks())("are also those of $id, whose steps differ", async (network) => {
      const session = await openInitialized(engine, "float32", network);
      const times = await session.timeLayers(firstBatch);
      session.close();
      expect(times.size).toBeGreaterThan(0);
      expect([...times.values()].filter((time) => !(time >= 0 && time < 60_000))).toEqual([]);
    });

    it("change nothing", async () => {
      const session = await openInitialized(engine);
      await session.timeLayers(firstBatch);
      expect((await session.readState()).tensors).toEqual(initial);
      expect(await lossesOf(session)).toEqual(await lossesOf(await openInitialized(engine)));
    });
  });
}

type Measured = Awaited<ReturnType<Session["step"]>>;

function expectStatistics(
  statistics: Measured["statistics"],
  program: TrainedNetwork["program"],
  reference: Reference,
): void {
  expect(statistics?.size).toBe(program.statisticsOf.length);
  for (const { node, ...sources } of program.statisticsOf) {
    const expected = Object.entries(sources).map(([name, id]) => [
      name,
      id === null ? null : (expect.closeTo(scalar(reference, id), 5) as number),
    ]);
    expect(statistics?.get(node)).toEqual(Object.fromEntries(expected));
  }
}

/** A value at the edge of two bins may fall into the other one in float32. */
function expectHistograms(histograms: Measured["histograms"], reference: Reference): void {
  expect(histograms?.size).toBe(program.histogramsOf.length);
  for (const { node, ...sources } of program.histogramsOf) {
    for (const [name, id] of Object.entries(sources) as [keyof typeof sources, string | null][]) {
      const shares = histograms?.get(node)?.[name] ?? null;
      if (id === null) {
        expect(shares).toBeNull();
        continue;
      }
      expect(shares?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      const expected = [...reference.read(id).data];
      expect(shares).toHaveLength(expected.length);
      expect(shares).toEqual(expected.map((share) => expect.closeTo(share, 2) as number));
    }
  }
}
