import { describe, expect, it } from "vitest";
import { choosePreferred, openFirst, type EngineChoice } from "../../../model/engine/choose.js";
import type { Engine, Session, SessionOptions } from "../../../model/engine/engine.js";
import { preferences, type Preference } from "../../../model/engine/index.js";
import { buildGraph } from "../../../model/network/graph.js";
import { adapterName } from "../../../model/engine/webgpu/adapter.js";
import { buildProgram } from "../../../model/program/build.js";
import { noiseDataset, tinyNetwork } from "../../support/tinyNetwork.js";

const dataset = noiseDataset(3, 3);
const program = buildProgram(buildGraph(tinyNetwork), dataset.train);
const options: SessionOptions = { program, dataset, precision: "float32" };
const environment = { rootDirectory: "", python: "" };
const session: Session = {
  readParameters: () => new Map(),
  writeParameters: () => undefined,
  step: () => Promise.reject(new Error("not used")),
  evaluate: () => Promise.reject(new Error("not used")),
  close: () => undefined,
};

function choice(title: string, open: Engine["open"]): EngineChoice {
  const report = {
    ...{
      id: title,
      title,
      available: true,
      version: "1",
      device: "d",
      reason: "It is ready.",
      action: "",
    },
  };
  const engine = {
    id: title,
    title,
    evaluationBatch: 1,
    report: () => Promise.resolve(report),
    open,
  };
  return { engine, report, reason: "The best." };
}

const works = choice("Slow", () => Promise.resolve(session));
const fails = choice("Fast", () => Promise.reject(new Error("The device was lost.")));

describe("choosePreferred", () => {
  const unavailable = (title: string): Preference => {
    const { engine, report } = choice(title, () => Promise.resolve(session));
    const refusal = { ...report, available: false, reason: `${title} is missing.` };
    return { engine: { ...engine, report: () => Promise.resolve(refusal) } };
  };
  const { engine: library } = choice("Library", () => Promise.resolve(session));
  const { engine: shaders } = choice("Shaders", () => Promise.resolve(session));
  const { engine: kernels } = choice("Kernels", () => Promise.resolve(session));
  const never = { accepts: () => false };

  async function titlesOf(candidates: readonly Preference[]): Promise<readonly string[]> {
    return (await choosePreferred(candidates, environment)).map(({ engine }) => engine.title);
  }

  it("takes an engine where its device earns it a place, and only once", async () => {
    const rest = [{ engine: library }, { engine: kernels }];
    expect(await titlesOf([{ engine: library }, { engine: shaders }, ...rest])).toEqual([
      "Library",
      "Shaders",
      "Kernels",
    ]);
    expect(await titlesOf([{ engine: library, ...never }, { engine: shaders }, ...rest])).toEqual([
      "Shaders",
      "Library",
      "Kernels",
    ]);
  });

  it("never takes one whose device is not accepted, and says why", async () => {
    const [first, ...others] = await choosePreferred(
      [
        { engine: library, ...never },
        { engine: shaders, ...never },
        unavailable("Other"),
        { engine: library },
      ],
      environment,
    );
    expect(others).toEqual([]);
    expect(first.engine).toBe(library);
    expect(first.reason).toBe(
      "The fastest engine available here. Shaders: It is ready. Other: Other is missing.",
    );
  });

  it("says why there is none", async () => {
    const chosen = choosePreferred([unavailable("One"), unavailable("Other")], environment);
    await expect(chosen).rejects.toThrow("One: One is missing. Other: Other is missing.");
  });

  it("prefers a GPU to the processor, and the processor to a GPU in software", async () => {
    const [onNvidia, onHardware, ...onAny] = preferences;
    const report = { ...works.report, device: "Intel Xeon, 2 threads" };
    expect(preferences.map(({ engine }) => engine.id)).toEqual([
      "tensorflow",
      "webgpu",
      "tensorflow",
      "wasm",
    ]);
    expect(await onNvidia?.accepts?.(report)).toBe(false);
    const adapter = {
      vendor: "nvidia",
      architecture: "lovelace",
      device: "nvidia-geforce-rtx-4090",
      description: "NVIDIA 570.86.16",
      isFallbackAdapter: false,
    };
    const accepts = (info: typeof adapter) =>
      onHardware?.accepts?.({ ...report, device: adapterName(info) });
    expect(accepts(adapter)).toBe(true);
    expect(accepts({ ...adapter, isFallbackAdapter: true })).toBe(false);
    expect(accepts({ ...adapter, device: "llvmpipe-llvm-19-1-0-256-bits-" })).toBe(false);
    expect(onAny.every(({ accepts: any }) => any === undefined)).toBe(true);
  });
});

describe("openFirst", () => {
  it("takes the first that opens, and says nothing", async () => {
    const told: string[] = [];
    const opened = await openFirst([works, fails], environment, options, (line) => told.push(line));
    expect(opened.choice).toBe(works);
    expect(told).toEqual([]);
  });

  it("goes on to the next where one fails, never in silence", async () => {
    const told: string[] = [];
    const opened = await openFirst([fails, works], environment, options, (line) => told.push(line));
    expect(opened.choice.engine).toBe(works.engine);
    expect(told).toEqual(["Fast failed: The device was lost. Trying Slow."]);
    expect(opened.choice.reason).toContain("Fast failed: The device was lost.");
  });

  it("throws the reason where none opens", async () => {
    const opened = openFirst([fails], environment, options, () => undefined);
    await expect(opened).rejects.toThrow("The device was lost.");
  });
});
