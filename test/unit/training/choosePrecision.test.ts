import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChosenEngine } from "../../../model/engine/choose.js";
import type { Engine, Session } from "../../../model/engine/engine.js";
import { Paces } from "../../../model/folder/paces.js";
import { nothing, says } from "../../../model/messages/message.js";
import { englishOf } from "../../../model/messages/translate.js";
import { defaultRunConfig, type Precision, type RunConfig } from "../../../model/run/config.js";
import { choosePrecision } from "../../../model/training/choosePrecision.js";
import { wasmReport } from "../../support/engineReports.js";
import { environmentAt } from "../../support/environment.js";
import { noiseDataset } from "../../support/tinyNetwork.js";

const config: RunConfig = {
  ...defaultRunConfig("recommended"),
  ...{ batchSize: 2, inputSize: [28, 28] },
};

let root: string;
let paces: Paces;
/** What was opened, in its order. */
let opened: Precision[];
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "precision-"));
  paces = new Paces(root);
  opened = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** An engine whose steps take so long in each precision; it cannot be opened in others. */
function engineTaking(milliseconds: Partial<Record<Precision, number>>): ChosenEngine {
  const engine: Engine = {
    ...{ id: "fake", title: "Fake" },
    evaluationBatch: () => 2,
    report: () => Promise.reject(new Error("It is not asked again.")),
    open: (_environment, { precision }) => {
      opened.push(precision);
      const time = milliseconds[precision];
      if (time === undefined) return Promise.reject(new Error("It cannot."));
      const result = { loss: 1, accuracy: 0 };
      const session: Partial<Session> = {
        writeState: () => undefined,
        step: () => sleep(time, { ...result, statistics: null, histograms: null }),
        evaluate: () => Promise.resolve({ ...result, scores: new Float32Array() }),
        close: () => undefined,
      };
      // SAFETY: a trial asks for no more than this.
      return Promise.resolve(session as Session);
    },
  };
  const report = {
    ...wasmReport,
    ...{ id: "fake", title: "Fake", otherPrecisions: ["mixed_bfloat16"] as const },
  };
  return { engine, report, reason: nothing };
}

async function choose(choice: ChosenEngine, changes: Partial<RunConfig> = {}) {
  const chosen = await choosePrecision(
    { ...config, ...changes },
    {
      ...{ choice, environment: environmentAt(root), dataset: noiseDataset(4, 2), paces },
      log: () => undefined,
    },
  );
  return [chosen.config.precision, englishOf(chosen.reason ?? says("as asked"))];
}

describe("the automatic precision", () => {
  it("is another than float32 where that was clearly faster, and says by how much", async () => {
    const [precision, reason] = await choose(engineTaking({ float32: 40, mixed_bfloat16: 4 }));
    expect(precision).toBe("mixed_bfloat16");
    expect(reason).toMatch(
      /^The precision is mixed_bfloat16, the fastest that is safe here\. mixed_bfloat16 trains at \d+\.\d\d times the speed of float32\.$/u,
    );
  });

  it("is float32 where the other was slower, whatever instructions there are for it", async () => {
    const [precision, reason] = await choose(engineTaking({ float32: 4, mixed_bfloat16: 40 }));
    expect(precision).toBe("float32");
    expect(reason).toMatch(/^The precision is float32, .* mixed_bfloat16 trains at 0\.\d\d times/u);
  });

  it("is found out once for the same work", async () => {
    const choice = engineTaking({ float32: 40, mixed_bfloat16: 4 });
    const first = await choose(choice);
    expect(opened).toEqual(["float32", "mixed_bfloat16"]);
    expect(await choose(choice)).toEqual(first);
    expect(opened).toHaveLength(2);
    await choose(choice, { batchSize: 3 });
    expect(opened).toHaveLength(4);
  });

  it("is float32 where the other cannot be tried", async () => {
    expect(await choose(engineTaking({ float32: 4 }))).toEqual([
      "float32",
      "The precision is float32, since no other could be tried.",
    ]);
  });

  it("is float32 without a trial in the chapter's recipe, and on an engine of no other", async () => {
    const choice = engineTaking({});
    expect(await choose(choice, { recipe: "chapter" })).toEqual([
      "float32",
      "The precision is float32, as in the chapter.",
    ]);
    const { otherPrecisions, ...report } = choice.report;
    expect(otherPrecisions).toBeDefined();
    expect(await choose({ ...choice, report })).toEqual([
      "float32",
      "The precision is float32: Fake trains in no other.",
    ]);
    expect(opened).toEqual([]);
  });

  it.each(["float32", "mixed_bfloat16", "mixed_float16"] as const)(
    "is not looked for where %s was asked for",
    async (precision) => {
      for (const recipe of ["chapter", "recommended"] as const) {
        expect(await choose(engineTaking({}), { precision, recipe })).toEqual([
          precision,
          "as asked",
        ]);
      }
      expect(opened).toEqual([]);
    },
  );

  it("is given up with the run", async () => {
    const signal = AbortSignal.abort(new Error("Gone."));
    const chosen = choosePrecision(config, {
      ...{ choice: engineTaking({ float32: 1, mixed_bfloat16: 1 }), dataset: noiseDataset(4, 2) },
      ...{ environment: { ...environmentAt(root), signal }, paces, log: () => undefined },
    });
    await expect(chosen).rejects.toThrow("Gone.");
  });
});
