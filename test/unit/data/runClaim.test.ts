import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimantOf, claimRun, releaseRun } from "../../../model/data/host/runClaim.js";

let directory: string;
let other: ChildProcess;
let otherId: number;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "claim-"));
  other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(other, "spawn");
  otherId = other.pid!;
});
afterEach(async () => {
  await end();
  await rm(directory, { recursive: true });
});

async function end(): Promise<void> {
  if (other.exitCode !== null || other.signalCode !== null) return;
  const ended = once(other, "exit");
  other.kill("SIGKILL");
  await ended;
}

describe("the claim of a run", () => {
  it("is one process's until it is released", async () => {
    expect(await claimantOf(directory)).toBeNull();
    await claimRun(directory, otherId);
    await claimRun(directory, otherId);
    expect(await claimantOf(directory)).toBe(otherId);
    await releaseRun(directory, otherId);
    expect(await claimantOf(directory)).toBeNull();
    expect(await readdir(directory)).toEqual([]);
  });

  it("is refused to another process, which cannot release it either", async () => {
    await claimRun(directory, otherId);
    await expect(claimRun(directory, process.pid)).rejects.toMatchObject({
      name: "UserError",
      what: "Another trainer is at work on this run.",
      why: `Process ${otherId} trains it in ${directory}.`,
      action: expect.stringContaining("Wait for its end or stop it") as string,
    });
    await releaseRun(directory, process.pid);
    expect(await claimantOf(directory)).toBe(otherId);
  });

  it("does not count once its process is gone", async () => {
    await claimRun(directory, otherId);
    await end();
    expect(await claimantOf(directory)).toBeNull();
    await claimRun(directory, process.pid);
    expect(await claimantOf(directory)).toBe(process.pid);
  });

  it("does not count where it is older than the machine's start", async () => {
    await claimRun(directory, otherId);
    await utimes(path.join(directory, "trainer.pid"), new Date(0), new Date(0));
    expect(await claimantOf(directory)).toBeNull();
  });
});
