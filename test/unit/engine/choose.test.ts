import { describe, expect, it } from "vitest";
import { openFirst, type EngineChoice } from "../../../model/engine/choose.js";
import type { Engine, Session, SessionOptions } from "../../../model/engine/engine.js";
import { buildGraph } from "../../../model/network/graph.js";
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
  stepWithStatistics: () => Promise.reject(new Error("not used")),
  evaluate: () => Promise.reject(new Error("not used")),
  close: () => undefined,
};

function choice(title: string, open: Engine["open"]): EngineChoice {
  const report = {
    ...{ id: title, title, available: true, version: "1", device: "d", reason: "", action: "" },
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
