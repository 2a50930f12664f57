import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RecordFold } from "../../../extension/runs/recordFold.js";
import { RecordLines } from "../../../extension/runs/recordLines.js";
import { RunStorage } from "../../../extension/runs/runStorage.js";
import type { RunEvent } from "../../../model/run/events.js";
import { initialRunState, reduceAll, statisticsKept } from "../../../model/run/state.js";
import { recordedRun } from "../../support/recordedRun.js";
import { checkpoint, evaluation, failed, started, step } from "./events.js";

let root: string;
let storage: RunStorage;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "googlenet-long-"));
  storage = new RunStorage(root);
});
afterAll(() => rm(root, { recursive: true, force: true }));

function lines(events: readonly RunEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

/** As long as no text of Node may be; most of it is one line, which takes no room on disk. */
async function writeLongRun(
  id: string,
  before: readonly RunEvent[],
  after: readonly RunEvent[],
): Promise<string> {
  await mkdir(join(root, id));
  const path = join(root, id, "events.ndjson");
  await writeFile(path, lines(before));
  const file = await open(path, "r+");
  try {
    await file.write(`\n${lines(after)}`, 600 * 1024 * 1024);
  } finally {
    await file.close();
  }
  return path;
}

describe("a record of 600 MB", () => {
  const before = [started({ time: 5 }), step(1), step(2), checkpoint(2)];
  const after = [step(3), evaluation(1), step(470), checkpoint(470), step(471)];

  beforeAll(async () => {
    await writeLongRun("long", before, after);
    await mkdir(join(root, "short"));
    await writeFile(join(root, "short", "events.ndjson"), lines([started({ time: 1 }), step(1)]));
  });

  it("is listed beside the others by its ends", async () => {
    const runs = await storage.survey();
    expect(runs.map(({ id }) => id)).toEqual(["long", "short"]);
    expect(runs[0]).toMatchObject({
      ...{ startedAt: 5, step: 471, testAccuracy: 0.8, phase: "training", canGoOn: true },
    });
  });

  it("has its curves, and takes those of no other", async () => {
    const curves = await storage.curves();
    expect(curves.map(({ id, steps }) => [id, steps.map((point) => point.step)])).toEqual([
      ["long", [1, 2, 3, 470, 471]],
      ["short", [1]],
    ]);
  });

  it("is folded as a short one is", async () => {
    const fold = new RecordFold();
    await storage.follow("long").readLines((line) => fold.take(line));
    const { state, count } = await fold.result();
    expect(state).toEqual(reduceAll(initialRunState, [...before, ...after]));
    expect(count).toBe(before.length + after.length);
  });

  it("is read in pieces, and never held as a whole", async () => {
    let pieces = 0;
    const record = new RecordLines(join(root, "long", "events.ndjson"));
    for await (const piece of record.read()) {
      pieces += 1;
      const bytes = piece.reduce((sum, line) => sum + line.length, 0);
      expect(bytes).toBeLessThanOrEqual(64 * 1024);
    }
    expect(pieces).toBeGreaterThan(600 * 16 - 1);
  });
});

describe("the line of a long record in the Runs view", () => {
  it("tells of a run that goes on and has no step yet where it goes on from", async () => {
    await writeLongRun("resumed", [started(), step(1)], [started({ resumedFrom: 200 })]);
    expect(await storage.summary("resumed")).toMatchObject({ step: 200, loss: null });
  });

  it("looks for a checkpoint in the folder where its event is not at the end", async () => {
    const path = await writeLongRun("lost", [started(), step(1)], [step(900), failed()]);
    expect(await storage.summary("lost")).toMatchObject({ phase: "failed", canGoOn: false });
    await mkdir(join(path, "..", "checkpoints"));
    await writeFile(join(path, "..", "checkpoints", "step-00000800.safetensors"), "");
    expect(await new RunStorage(root).summary("lost")).toMatchObject({ canGoOn: true });
  });
});

/** Measurements so many steps apart; a run that goes on has lost that many of the last. */
function measured(drawn: readonly (readonly [kind: string, steps: number])[]): RunEvent[] {
  let step = 0;
  return drawn.map(([kind, steps]) => {
    step = kind === "started" ? Math.max(0, step - 10 * steps) : step + steps;
    return kind === "started"
      ? started({ resumedFrom: step })
      : // SAFETY: what is measured has the same form, whatever it is.
        ({ kind, time: step, step, nodes: {} } as unknown as RunEvent);
  });
}

describe("RecordFold", () => {
  const layers = { "b1/conv7x7": { activation: 1, dead: 0, gradient: 1 } };
  const statistics = (number: number): string =>
    `{"kind":"statistics","time":1,"step":${number},"nodes":${JSON.stringify(layers)}}`;

  it("has the measurements that a fold of all events has", async () => {
    const events = recordedRun({ steps: 1300, statisticsEvery: 5 });
    const fold = new RecordFold();
    for (const event of events) fold.take(Buffer.from(JSON.stringify(event)));
    expect((await fold.result()).state).toEqual(reduceAll(initialRunState, events));
  });

  it("has them of a run of any length that went on from its checkpoints, read from any place on", async () => {
    const anyLine = fc.tuple(
      fc.constantFrom("statistics", "statistics", "histograms", "timings", "started"),
      fc.integer({ min: 1, max: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { minLength: 300, maxLength: 900 }),
        fc.nat(),
        async (drawn, cut) => {
          const events = [started(), ...measured(drawn)];
          const place = cut % events.length;
          const fold = new RecordFold();
          for (const event of events.slice(0, place)) fold.take(Buffer.from(JSON.stringify(event)));
          const { state, count } = await fold.result();
          expect(count).toBe(place);
          expect(state).toEqual(reduceAll(initialRunState, events.slice(0, place)));
          const after = reduceAll(state, events.slice(place));
          expect(after).toEqual(reduceAll(initialRunState, events));
        },
      ),
      { numRuns: 20 },
    );
  });

  it("parses only the measurements that are kept", async () => {
    const fold = new RecordFold();
    fold.take(Buffer.from(JSON.stringify(started())));
    const damaged = (number: number): string =>
      `{"kind":"statistics","time":1,"step":${number},"nodes":{{`;
    fold.take(Buffer.from(statistics(1)));
    // A damaged one among those that are not kept is not even seen.
    fold.take(Buffer.from(damaged(2)));
    for (let number = 3; number <= 400; number += 1) fold.take(Buffer.from(statistics(number)));
    fold.take(Buffer.from(damaged(401)));
    const { state } = await fold.result();
    expect(state.statistics).toHaveLength(statisticsKept.most - 1);
    expect(state.statistics[0]).toMatchObject({ step: 1, nodes: layers });
    expect(state.statistics.at(-1)).toMatchObject({ step: 400, nodes: layers });
  });
});
