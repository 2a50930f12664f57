import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RunStorage } from "../../../extension/runs/runStorage.js";
import { runLineOf } from "../../../extension/runs/runLine.js";
import type { RunEvent } from "../../../model/run/events.js";
import { checkpoint, evaluation, failed, started, step } from "./events.js";

let root: string;
let storage: RunStorage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "googlenet-storage-"));
  storage = new RunStorage(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

function asLines(events: readonly RunEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

async function writeRun(id: string, events: readonly RunEvent[]): Promise<string> {
  await mkdir(join(root, id));
  const file = join(root, id, "events.ndjson");
  await writeFile(file, asLines(events));
  return file;
}

/** So that no window can be about to claim it any more. */
async function makeOld(id: string): Promise<void> {
  const minutesAgo = new Date(Date.now() - 120_000);
  await utimes(storage.directory(id), minutesAgo, minutesAgo);
}

describe("summarizeRun", () => {
  it("says what a line of the Runs view shows", () => {
    const statistics: RunEvent = { kind: "statistics", time: 0, step: 1, nodes: {} };
    const events = [started(), step(1), statistics, step(469), evaluation(1), checkpoint(469)];
    expect(runLineOf("run", [...events, step(470)])).toMatchObject({
      ...{ id: "run", phase: "training", network: "googlenet", recipe: "chapter", engine: "WASM" },
      ...{ step: 470, totalSteps: 4690, testAccuracy: 0.8, canGoOn: true },
    });
  });

  it("tells of a resumed run that had no step yet where it goes on from", () => {
    const past = [started(), step(150), step(200), checkpoint(200), step(250)];
    const lost = { ...step(200), loss: 0.7 };
    const resumed = [...past.with(2, lost), started({ resumedFrom: 200 }), failed()];
    expect(runLineOf("run", resumed)).toMatchObject({ step: 200, loss: 0.7 });
    const twice = [...resumed, step(220), started({ resumedFrom: 150 })];
    expect(runLineOf("run", twice)).toMatchObject({ step: 150, loss: 2.3 });
    const alone = [started({ resumedFrom: 200 })];
    expect(runLineOf("run", alone)).toMatchObject({ step: 200, loss: null });
  });

  it("is null for a run that never began", () => {
    expect(runLineOf("run", [failed()])).toBeNull();
  });
});

describe("RunStorage", () => {
  it("parses no measurement for a line of the Runs view but the newest statistics", async () => {
    const measurements = [1, 2, 3, 4, 5].flatMap((number) =>
      ["statistics", "histograms", "timings"].map(
        (kind) => `{"kind":"${kind}","time":0,"step":${number},"nodes":{}}\n`,
      ),
    );
    const file = await writeRun("run", [started(), step(1)]);
    await appendFile(file, measurements.join(""));
    const parse = vi.spyOn(JSON, "parse");
    expect(await storage.summary("run")).toMatchObject({ step: 1 });
    const [, , ...measured] = parse.mock.calls.map(([text]) => /"step":(\d)/u.exec(text)?.[1]);
    expect(measured.toSorted()).toEqual(["3", "4", "5"]);
    parse.mockRestore();
  });

  it("tells of the last whole step where a later one was cut off", async () => {
    const file = await writeRun("run", [started(), step(1), step(2)]);
    await appendFile(file, `{"kind":"step","time":1`);
    expect(await storage.summary("run")).toMatchObject({ phase: "training", step: 2, loss: 2.3 });
  });

  it("has the curves of the runs that began, the newest first", async () => {
    await writeRun("old", [started({ time: 1 }), step(1)]);
    await writeRun("new", [started({ time: 2 }), step(1), step(2)]);
    await writeRun("never", [failed()]);
    const curves = await storage.curves();
    expect(curves.map(({ id, steps }) => [id, steps.length])).toEqual([
      ["new", 2],
      ["old", 1],
    ]);
    await writeFile(join(root, "old", "events.ndjson"), asLines([started(), step(1), step(2)]));
    expect((await storage.curves()).every(({ steps }) => steps.length === 2)).toBe(true);
  });

  it("lists the runs that began, the newest first", async () => {
    await writeRun("old", [started({ time: 1 })]);
    await writeRun("new", [started({ time: 2 })]);
    await writeRun("never", [failed()]);
    await writeFile(join(root, "stray.txt"), "");
    expect((await storage.list()).map(({ id }) => id)).toEqual(["new", "old"]);
  });

  it("lists the run that came along after those of a person, and leaves it where it is", async () => {
    const sample = join(root, "elsewhere", "sample");
    storage = new RunStorage(join(root, "runs"), sample);
    expect(await storage.list()).toEqual([]);
    await mkdir(sample, { recursive: true });
    await writeFile(join(sample, "events.ndjson"), asLines([started({ time: 3 }), step(1)]));
    const own = storage.directory("own");
    await mkdir(own, { recursive: true });
    await writeFile(join(own, "events.ndjson"), asLines([started({ time: 2 }), step(1)]));
    expect((await storage.list()).map(({ id }) => id)).toEqual(["own", "sample"]);
    expect((await storage.curves()).map(({ id }) => id)).toEqual(["own", "sample"]);
    expect(storage.directory("sample")).toBe(sample);
    await storage.release("sample");
    expect(await readdir(sample)).toEqual(["events.ndjson"]);
  });

  it("reads a run again only when its file has changed", async () => {
    const file = await writeRun("run", [started(), step(1)]);
    const first = await storage.summary("run");
    expect(await storage.summary("run")).toBe(first);
    await writeFile(file, asLines([started(), step(1), step(2)]));
    await utimes(file, new Date(), new Date());
    expect(await storage.summary("run")).toMatchObject({ step: 2 });
  });

  it("has no runs where its folder is missing", async () => {
    expect(await new RunStorage(join(root, "missing")).list()).toEqual([]);
  });

  it("gives every run a name of its own", async () => {
    const now = new Date("2026-01-31T14:25:30.123Z");
    const id = storage.createRunId("googlenet", now);
    expect(id).toBe("2026-01-31-142530-googlenet");
    expect(storage.createRunId("googlenet", now)).toBe(`${id}-2`);
    await mkdir(storage.directory(`${id}-3`));
    expect(storage.createRunId("googlenet", now)).toBe(`${id}-4`);
  });

  it("adds an event after a line that was cut off", async () => {
    const file = await writeRun("run", [started()]);
    await writeFile(file, `${asLines([started()])}{"kind":"ste`);
    await storage.appendEvent("run", failed());
    expect((await storage.follow("run").read()).map(({ kind }) => kind)).toEqual([
      "started",
      "failed",
    ]);
  });

  it("knows which run is being trained, and forgets processes that are gone", async () => {
    await storage.claim("mine", process.pid);
    expect(await storage.isClaimed("mine")).toBe(true);
    await storage.claim("gone", 2 ** 30);
    expect(await storage.isClaimed("gone")).toBe(false);
    // As it was before a claim told more than a number, which this process has taken since.
    const claim = join(storage.directory("mine"), "trainer.pid");
    await writeFile(claim, `${process.pid}\n`);
    await utimes(claim, new Date(0), new Date(0));
    expect(await storage.isClaimed("mine")).toBe(false);
  });

  it("answers also where the trainer ends while its claim is read", async () => {
    for (let round = 0; round < 100; round += 1) {
      await storage.claim("run", process.pid);
      const answers: Promise<boolean>[] = [];
      const released = storage.release("run");
      for (let asked = 0; asked < 10; asked += 1) {
        answers.push(storage.isClaimed("run"));
        await nextTurn();
      }
      await Promise.all([...answers, released]);
      expect(await storage.isClaimed("run")).toBe(false);
    }
  });

  it("leaves no folder of a run that never began", async () => {
    await storage.claim("run", process.pid);
    await storage.release("run");
    expect(await storage.isClaimed("run")).toBe(false);
    await expect(storage.follow("run").read()).rejects.toThrow("ENOENT");
    await mkdir(storage.directory("run")); // Its name is free again.
  });

  it("leaves a run to the trainer at work on it, such as one in a terminal", async () => {
    const file = await writeRun("run", [started()]);
    const claim = join(storage.directory("run"), "trainer.pid");
    await writeFile(claim, `${process.ppid}\n`);
    await expect(storage.claim("run", process.pid)).rejects.toThrow("Another trainer is at work");
    await storage.appendEvent("run", failed());
    await storage.release("run");
    expect(await readFile(file, "utf8")).toBe(asLines([started()]));
    expect(await readFile(claim, "utf8")).toBe(`${process.ppid}\n`);
  });

  it("clears away what a run that never began has left, when the next is claimed", async () => {
    await writeRun("never", [failed()]);
    await makeOld("never");
    await writeRun("began", [started()]);
    await mkdir(join(root, "photos"));
    await writeFile(join(root, "photos", "cat.png"), "");
    await storage.claim("next", process.pid);
    expect((await readdir(root)).sort()).toEqual(["began", "next", "photos"]);
  });

  it("leaves a folder that another window may be about to claim", async () => {
    await mkdir(storage.directory("old"));
    await makeOld("old");
    await mkdir(storage.directory("theirs"));
    await storage.claim("next", process.pid);
    expect((await readdir(root)).sort()).toEqual(["next", "theirs"]);
  });
});
