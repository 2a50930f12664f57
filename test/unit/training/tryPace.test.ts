import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Paces } from "../../../model/folder/paces.js";
import { defaultRunConfig, type RunConfig } from "../../../model/run/config.js";
import type { RunEvent } from "../../../model/run/events.js";
import { RunControl } from "../../../model/training/control.js";
import { runTraining } from "../../../model/training/runTraining.js";
import { tryPaces } from "../../../model/training/tryPace.js";
import { environmentAt } from "../../support/environment.js";
import { buildWasm } from "../../support/wasm.js";

const config: RunConfig = {
  ...{ ...defaultRunConfig(), network: "nin", engine: "wasm", batchSize: 1, maxSteps: 16 },
  inputSize: [67, 67],
};

let root: string;
let directory: string;
let paces: Paces;
beforeAll(async () => {
  root = await buildWasm();
  directory = await mkdtemp(path.join(os.tmpdir(), "pace-"));
  paces = new Paces(path.join(directory, "cache"));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function train(name: string, changes: Partial<RunConfig> = {}): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  await runTraining(
    {
      config: { ...config, ...changes },
      ...{ runId: name, runDirectory: path.join(directory, name), resume: false },
      dataDirectory: "",
    },
    {
      environment: environmentAt(root),
      control: new RunControl(),
      onEvent: (event) => events.push(event),
      paces,
    },
  );
  return events;
}

function expectation(events: readonly RunEvent[]): readonly unknown[] {
  const started = events.find(({ kind }) => kind === "started");
  const told = events.flatMap((event) =>
    event.kind === "log" && event.message.startsWith("This takes") ? [event.message] : [],
  );
  return [started?.kind === "started" ? started.expectedSeconds : null, ...told];
}

describe("how fast a machine is", () => {
  it("is not said where nothing is known", async () => {
    expect(expectation(await train("first"))).toEqual([undefined]);
  });

  it("is what the next run of the same work expects", async () => {
    const [remembered] = await paces.read();
    expect(remembered).toMatchObject({ engine: "wasm", batchSize: 1, source: "run" });
    const [seconds, told] = expectation(await train("second"));
    expect(seconds).toBeCloseTo(16 / remembered!.examplesPerSecond, 6);
    expect(told).toMatch(/if it goes as fast as the last such run\.$/u);
  });

  it("can be tried in some steps that read no data", async () => {
    const [pace] = await tryPaces(config, environmentAt(root));
    const [remembered] = await paces.read();
    expect(pace).toMatchObject({ source: "trial", device: remembered!.device });
    expect(pace!.multiplyAdds).toBe(remembered!.multiplyAdds);
    // A machine that others use too is not equally fast at all times.
    expect(pace!.examplesPerSecond / remembered!.examplesPerSecond).toBeGreaterThan(0.1);
    expect(pace!.examplesPerSecond / remembered!.examplesPerSecond).toBeLessThan(10);
    expect(pace!.evaluatedPerSecond ?? 1).toBeGreaterThan(0);
  });

  const growing: Partial<RunConfig> = {
    ...{ inputSize: [75, 75], maxSteps: 32 },
    // Of 600,000 steps.
    firstSizes: [{ size: [71, 71], share: 16 / 600_000 }],
  };

  it("is remembered of each size that a run's images have", async () => {
    const events = await train("growing", growing);
    const sizes = events.flatMap((event) => (event.kind === "resized" ? [event] : []));
    expect(sizes.map(({ step, size }) => [step, size])).toEqual([
      [0, [71, 71]],
      [16, [75, 75]],
    ]);
    expect(events.at(-1)).toMatchObject({ kind: "finished", summary: { steps: 32 } });
    const known = (await paces.read()).filter(({ inputSize: [height] }) => height > 67);
    expect(known.map(({ inputSize }) => inputSize)).toEqual([
      [71, 71],
      [75, 75],
    ]);
    const [seconds] = expectation(await train("again", growing));
    const expected = known.reduce((sum, pace) => sum + 16 / pace.examplesPerSecond, 0);
    expect(seconds).toBeCloseTo(expected, 6);
  });

  it("can be tried on images of each size", async () => {
    const tried = await tryPaces({ ...config, ...growing }, environmentAt(root));
    expect(tried.map(({ inputSize }) => inputSize)).toEqual([
      [75, 75],
      [71, 71],
    ]);
  });

  it("is not tried of data whose size nobody knows, nor once nobody waits for it", async () => {
    expect(await tryPaces({ ...config, dataset: "mine" }, environmentAt(root))).toEqual([]);
    const signal = AbortSignal.abort(new Error("Gone."));
    await expect(tryPaces(config, { ...environmentAt(root), signal })).rejects.toThrow("Gone.");
  });
});
