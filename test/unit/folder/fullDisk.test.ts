import type * as fsModule from "node:fs";
import type * as fsPromises from "node:fs/promises";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { claimRun, releaseRun } from "../../../model/folder/runClaim.js";
import { EventLog } from "../../../model/folder/eventLog.js";
import { RunRecord } from "../../../model/folder/runRecord.js";
import { logEvent } from "../../../model/run/logEvent.js";
import { startedEvent } from "../../support/startedEvent.js";

/** How many more bytes the disk takes. */
const disk = vi.hoisted(() => ({ free: Infinity }));

function take(bytes: number): number {
  if (disk.free === 0) {
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  }
  const taken = Math.min(bytes, disk.free);
  disk.free -= taken;
  return taken;
}

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof fsModule>();
  const writeSync = (
    descriptor: number,
    bytes: Uint8Array,
    offset = 0,
    length = bytes.length,
  ): number => fs.writeSync(descriptor, bytes, offset, take(length - offset));
  const writeFileSync: typeof fs.writeFileSync = (file, data, options) => {
    const bytes = Buffer.from(data as string);
    const taken = take(bytes.length);
    fs.writeFileSync(file, bytes.subarray(0, taken), options);
    if (taken < bytes.length) take(1);
  };
  return { ...fs, writeSync, writeFileSync };
});

vi.mock("node:fs/promises", async (importOriginal) => {
  const fs = await importOriginal<typeof fsPromises>();
  const writeFile: typeof fs.writeFile = async (file, data, options) => {
    // The name is there before the first byte is refused.
    await fs.writeFile(file, "", options);
    take(1);
    await fs.writeFile(file, data);
  };
  return { ...fs, writeFile };
});

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "full-"));
  return () => rm(directory, { recursive: true });
});
afterEach(() => {
  disk.free = Infinity;
});

const first = logEvent("info", { text: "first" });
const lost = logEvent("info", { text: "lost" });
const last = logEvent("info", { text: "last" });

describe("a disk that becomes full", () => {
  it("takes half an event, which spoils none that comes when there is room again", async () => {
    const file = path.join(directory, "events.ndjson");
    const log = new EventLog(file);
    log.append(first);
    disk.free = 20;
    expect(() => log.append(lost)).toThrow("ENOSPC");
    expect(() => log.append(lost)).toThrow("ENOSPC");
    disk.free = Infinity;
    log.append(last);
    log.close();
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    expect([lines[0], lines[2]]).toEqual([first, last].map((event) => JSON.stringify(event)));
  });

  it("loses no events of a record that was deleted and has no room to be written anew", async () => {
    const file = path.join(directory, "events.ndjson");
    const log = new EventLog(file);
    for (const event of [first, last]) log.append(event);
    await rm(file);
    disk.free = 20;
    expect(() => log.repair()).toThrow("ENOSPC");
    disk.free = Infinity;
    expect(log.repair()).toBe(true);
    log.append(lost);
    log.close();
    const written = [first, last, lost].map((event) => `${JSON.stringify(event)}\n`).join("");
    expect(await readFile(file, "utf8")).toBe(written);
  });

  it("does not keep a claim, nor what would have been one", async () => {
    await claimRun(directory, process.pid);
    disk.free = 0;
    await releaseRun(directory, process.pid);
    expect(await readdir(directory)).toEqual([]);
    await expect(claimRun(directory, process.pid)).rejects.toThrow("ENOSPC");
    expect(await readdir(directory)).toEqual([]);
  });

  it("leaves no half of what the run was asked", async () => {
    const record = await RunRecord.open(directory, { resume: false });
    await record.writeConfig(startedEvent(), {});
    const config = path.join(directory, "run.json");
    await rm(config);
    disk.free = 10;
    expect(() => record.repair()).toThrow("ENOSPC");
    expect(await readdir(directory)).not.toContain("run.json");
    disk.free = Infinity;
    expect(record.repair()).toBe(true);
    expect(JSON.parse(await readFile(config, "utf8"))).toMatchObject({ runId: "r" });
    await record.close();
  });
});
