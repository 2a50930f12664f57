import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, symlinkSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  listCheckpoints,
  sweepCheckpoints,
  writeCheckpoint,
} from "../../../model/folder/checkpoint.js";
import { noProgress } from "../../../model/folder/progress.js";
import { readNewestProgress } from "../../../model/folder/readCheckpoint.js";
import { claimantOf, claimRun } from "../../../model/folder/runClaim.js";
import { readRunRecord, RunRecord } from "../../../model/folder/runRecord.js";
import { readOrdinaryFile } from "../../../model/host/ordinaryFile.js";
import { startedEvent } from "../../support/startedEvent.js";

let directory: string;
let outside: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "foreign-"));
  outside = path.join(directory, "outside");
  await mkdir(run());
  return () => rm(directory, { recursive: true });
});

const run = (): string => path.join(directory, "run");

/** What may stand where a file of ours is looked for: somebody else made the folder. */
const kinds: Readonly<Record<string, (file: string) => void>> = {
  "a pipe": (file) => void execFileSync("mkfifo", [file]),
  "a folder": (file) => {
    mkdirSync(file);
  },
  "a link to a device": (file) => symlinkSync("/dev/zero", file),
  "a link that leads nowhere": (file) => symlinkSync(outside, file),
  "a link to itself": (file) => symlinkSync(path.basename(file), file),
};

const unusable = { name: "UserError", what: "The run's folder cannot be used." };

describe.skipIf(process.platform === "win32").each(Object.entries(kinds))("%s", (_kind, make) => {
  it("is no claim: who asks for it is told so at once", async () => {
    make(path.join(run(), "trainer.pid"));
    await expect(claimantOf(run())).rejects.toMatchObject(unusable);
    await expect(claimRun(run(), process.pid)).rejects.toMatchObject(unusable);
    await expect(RunRecord.open(run(), { resume: true })).rejects.toMatchObject(unusable);
    expect(await readdir(run())).toEqual(["trainer.pid"]);
  });

  it("does not keep a run that has ended", async () => {
    const record = await RunRecord.open(run(), { resume: false });
    make(path.join(run(), "trainer.pid.removal"));
    await record.close();
    expect(lstatSync(path.join(run(), "trainer.pid.removal")).isFile()).toBe(false);
  });

  it("is no record of events, and nothing is written through it", async () => {
    make(path.join(run(), "events.ndjson"));
    await expect(RunRecord.open(run(), { resume: true })).rejects.toMatchObject(unusable);
    expect(existsSync(outside)).toBe(false);
    expect(await readdir(run())).toEqual(["events.ndjson"]);
  });

  it("is no record of events, and no claim beats on without one", async () => {
    make(path.join(run(), "events.ndjson"));
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await expect(RunRecord.open(run(), { resume: true })).rejects.toMatchObject(unusable);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it("is no record of events that comes in the place of one", async () => {
    const record = await RunRecord.open(run(), { resume: false });
    await rm(path.join(run(), "events.ndjson"));
    make(path.join(run(), "events.ndjson"));
    expect(() => record.repair()).toThrow("The run's folder cannot be used.");
    expect(existsSync(outside)).toBe(false);
    await record.close();
  });

  it("says nothing of what a run was asked", () => {
    make(path.join(run(), "run.json"));
    expect(() => readRunRecord(run())).toThrow("There is no run in this folder.");
  });

  it("is no checkpoint, and no reason to write none", async () => {
    const checkpoints = path.join(run(), "checkpoints");
    await mkdir(checkpoints);
    make(path.join(checkpoints, "step-00000001.safetensors"));
    make(path.join(checkpoints, "step-00000001.safetensors.tmp-1"));
    await expect(readNewestProgress(run())).rejects.toThrow(
      "The run's checkpoints cannot be used.",
    );
    await sweepCheckpoints(run());
    for (const step of [2, 3, 4, 5]) {
      const progress = { ...noProgress, step };
      await writeCheckpoint(run(), [], {
        progress,
        state: { tensors: new Map(), lossScale: null },
      });
    }
    expect((await listCheckpoints(run()))[0]).toBe("step-00000005.safetensors");
  });
});

describe("a file that is read at once", () => {
  it("is no longer than it may be", async () => {
    await writeFile(outside, "12345");
    await expect(readOrdinaryFile(outside, 4)).rejects.toThrow("It is larger than");
    expect(String(await readOrdinaryFile(outside, 5))).toBe("12345");
  });
});

describe("a record with names of classes", () => {
  it.each([
    ["as long as those of folders may be", 255, false],
    ["longer than any folder's", 256, true],
  ])("%s", async (_, length, isRefused) => {
    const record = await RunRecord.open(run(), { resume: false });
    const started = startedEvent();
    const dataset = { ...started.dataset, classNames: ["a", "x".repeat(length)] };
    await record.writeConfig({ ...started, dataset }, {});
    await record.close();
    if (!isRefused) expect(readRunRecord(run()).data.classNames).toEqual(dataset.classNames);
    else expect(() => readRunRecord(run())).toThrow("Its dataset.classNames.1 has another form.");
  });
});
