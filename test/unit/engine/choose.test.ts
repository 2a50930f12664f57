import { rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  chooseEngines,
  choosePreferred,
  openFirst,
  type ChosenEngine,
} from "../../../model/engine/choose.js";
import type { Engine, Session, SessionOptions } from "../../../model/engine/engine.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import type { DeviceKind } from "../../../model/machine/preferredDevice.js";
import type { EngineReport } from "../../../model/machine/engineReport.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";
import { environmentAt } from "../../support/environment.js";
import { createFakeMachine, type FakeMachine } from "../setup/fakeMachine.js";
import { nothing, says } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";

const dataset = noiseDataset(3, 3);
const program = buildProgram(buildGraph(tinyNetwork), dataset.train);
const options: SessionOptions = { program, dataset, precision: "float32", batchSize: 4 };
const environment = environmentAt("");
const session: Session = {
  timeLayers: () => Promise.reject(new Error("not used")),
  readState: () => Promise.resolve({ tensors: new Map(), lossScale: null }),
  writeState: () => undefined,
  readTensors: () => Promise.resolve(new Map()),
  step: () => Promise.reject(new Error("not used")),
  evaluate: () => Promise.reject(new Error("not used")),
  ask: () => Promise.reject(new Error("not used")),
  close: () => undefined,
};

function choice(title: string, open: Engine["open"]): ChosenEngine {
  const report: EngineReport = {
    ...{ id: title, title, available: true, version: "1", device: "d", deviceKind: "cpu" },
    ...{ reason: says("It is ready."), action: nothing },
  };
  const engine = {
    id: title,
    title,
    evaluationBatch: () => 1,
    report: () => Promise.resolve(report),
    open,
  };
  return { engine, report, reason: says("The best.") };
}

const works = choice("Slow", () => Promise.resolve(session));
const fails = choice("Fast", () => Promise.reject(new Error("The device was lost.")));

describe("choosePreferred", () => {
  const on = (title: string, deviceKind: DeviceKind | null): Engine => {
    const { engine, report } = choice(title, () => Promise.resolve(session));
    const available = deviceKind !== null;
    const reason = available ? report.reason : says("{0} is missing.", title);
    const described = { ...report, available, deviceKind, reason };
    return { ...engine, report: () => Promise.resolve(described) };
  };

  async function titlesOf(listed: readonly Engine[]): Promise<readonly string[]> {
    return (await choosePreferred(listed, environment)).map(({ engine }) => engine.title);
  }

  it("takes a GPU before the processor, each in the order of the list", async () => {
    const kernels = on("Kernels", "cpu");
    const shaders = on("Shaders", "gpu");
    expect(await titlesOf([on("Library", "cpu"), shaders, kernels])).toEqual([
      ...["Shaders", "Library", "Kernels"],
    ]);
    expect(await titlesOf([on("Library", "gpu"), shaders, kernels])).toEqual([
      ...["Library", "Shaders", "Kernels"],
    ]);
  });

  it("never takes a GPU in software by itself, and says what was passed over", async () => {
    const library = on("Library", "cpu");
    const [first, ...others] = await choosePreferred(
      [library, on("Shaders", "software"), on("Other", null)],
      environment,
    );
    expect(others).toEqual([]);
    expect(first.engine).toBe(library);
    expect(englishOf(first.reason)).toBe(
      "The fastest engine available here. Shaders: It is ready. Other: Other is missing.",
    );
  });

  it("says that a set-up would make another one faster, and how to have it", async () => {
    const slow = { ...on("Kernels", "cpu") };
    const rated = await slow.report(environment);
    const reportsRate = { ...rated, typicalRate: { low: 1, high: 2 } };
    const library = on("Library", null);
    const missing = {
      ...(await library.report(environment)),
      action: says("Install it."),
      upgrade: { device: "Fast CPU", typicalRate: { low: 2, high: 6 }, cuda: false },
    };
    const [first] = await choosePreferred(
      [
        { ...library, report: () => Promise.resolve(missing) },
        { ...slow, report: () => Promise.resolve(reportsRate) },
      ],
      environment,
    );
    expect(first.faster).toEqual({ id: "Library", title: "Library", device: "Fast CPU" });
    expect(englishOf(first.reason)).toBe(
      "The fastest engine that is ready here; Library would be faster. Library: Library is missing. Install it.",
    );
    const barely = {
      ...missing,
      upgrade: { ...missing.upgrade, typicalRate: reportsRate.typicalRate },
    };
    const [alone] = await choosePreferred(
      [
        { ...library, report: () => Promise.resolve(barely) },
        { ...slow, report: () => Promise.resolve(reportsRate) },
      ],
      environment,
    );
    expect(alone.faster).toBeUndefined();
    expect(englishOf(alone.reason)).toContain("The fastest engine available here.");
  });

  it("says why there is none", async () => {
    const chosen = choosePreferred([on("One", null), on("Other", null)], environment);
    await expect(chosen).rejects.toThrow("One: One is missing. Other: Other is missing.");
  });
});

describe("an engine that was asked for and cannot be used", () => {
  let fake: FakeMachine;
  beforeEach(async () => {
    fake = await createFakeMachine();
    vi.stubEnv("PATH", fake.machine.environment["PATH"]);
    vi.stubEnv("GOOGLENET_CACHE", fake.machine.cache);
    vi.stubEnv("GOOGLENET_TENSORFLOW", "");
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(fake.root, { recursive: true });
  });

  it("is set up where that makes it usable", async () => {
    await expect(
      chooseEngines("tensorflow", environmentAt(fake.rootDirectory)),
    ).rejects.toMatchObject({
      what: "The TensorFlow engine cannot be used here.",
      action: expect.stringContaining("Install TensorFlow Runtime") as string,
      remedy: "setup",
    });
  });

  it.each(["tensorflow", "webgpu", "wasm"])(
    "gives way to another where its files are missing: %s",
    async (id) => {
      const chosen = chooseEngines(id, environmentAt(fake.root));
      await expect(chosen).rejects.toMatchObject({ remedy: "engine" });
    },
  );
});

describe("openFirst", () => {
  it("takes the first that opens, and says nothing", async () => {
    const told: string[] = [];
    const opened = await openFirst([works, fails], environment, options, (line) =>
      told.push(englishOf(line)),
    );
    expect(opened.choice).toBe(works);
    expect(told).toEqual([]);
  });

  it("goes on to the next where one fails, never in silence", async () => {
    const told: string[] = [];
    const opened = await openFirst([fails, works], environment, options, (line) =>
      told.push(englishOf(line)),
    );
    expect(opened.choice.engine).toBe(works.engine);
    expect(told).toEqual(["Fast failed: The device was lost. Trying Slow."]);
    expect(englishOf(opened.choice.reason)).toContain("Fast failed: The device was lost.");
  });

  it("throws the reason where none opens", async () => {
    const opened = openFirst([fails], environment, options, () => undefined);
    await expect(opened).rejects.toThrow("The device was lost.");
  });
});
