import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  copyFile,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { silenceMs } from "../../../model/folder/heartbeat.js";
import { isProcessRunning } from "../../../model/host/process.js";
import { claimantOf, claimRun, keepClaim, releaseRun } from "../../../model/folder/runClaim.js";
import { englishOf } from "../../../model/messages/translate.js";

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

const file = (): string => path.join(directory, "trainer.pid");

/** A claim of the other process, with something else in it. */
async function changeClaim(change: object): Promise<void> {
  await claimRun(directory, otherId);
  const [number = "", claim = ""] = (await readFile(file(), "utf8")).split("\n");
  const changed = { ...(JSON.parse(claim) as object), ...change };
  await writeFile(file(), `${number}\n${JSON.stringify(changed)}\n`);
}

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

  it("does not count on a machine that was started anew", async () => {
    await changeClaim({ boot: "0b9f1fd0-0000-4000-8000-000000000000" });
    expect(await claimantOf(directory)).toBeNull();
  });

  it("does not count where another process has taken its number", async () => {
    await changeClaim({ start: "1" });
    expect(await claimantOf(directory)).toBeNull();
    await claimRun(directory, process.pid);
    expect(await claimantOf(directory)).toBe(process.pid);
  });

  it("counts whatever the calendar says", async () => {
    await claimRun(directory, otherId);
    for (const time of [new Date(0), new Date("2099-01-01")]) {
      await utimes(file(), time, time);
      expect(await claimantOf(directory)).toBe(otherId);
    }
  });

  it("does not count where it is damaged, as after a power cut", async () => {
    for (const text of ["", "{", "-7\n", "7\n{", "7\n[]\n", "text\n"]) {
      await writeFile(file(), text);
      expect(await claimantOf(directory)).toBeNull();
      await claimRun(directory, process.pid);
      expect(await claimantOf(directory)).toBe(process.pid);
      await releaseRun(directory, process.pid);
    }
  });

  it("is had by one of many that try at once, also over a dead one's", async () => {
    for (let round = 0; round < 100; round++) {
      if (round % 2 === 1) await changeClaim({ start: "1" });
      const tries = [process.pid, otherId, process.ppid].map((id) => claimRun(directory, id));
      const outcomes = await Promise.allSettled(tries);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      await rm(file());
    }
    expect(await readdir(directory)).toEqual([]);
  });

  it("is removed over what a process left that died as it removed one", async () => {
    await changeClaim({ start: "1" });
    await copyFile(file(), `${file()}.removal`);
    await claimRun(directory, process.pid);
    expect(await claimantOf(directory)).toBe(process.pid);
    expect(await readdir(directory)).toEqual(["trainer.pid"]);
  });
});

describe("the claim of before, a number alone", () => {
  it("counts while a process of that number runs, and as that process's own", async () => {
    await writeFile(file(), `${otherId}\n`);
    expect(await claimantOf(directory)).toBe(otherId);
    await expect(claimRun(directory, process.pid)).rejects.toThrow("Another trainer is at work");
    await end();
    expect(await claimantOf(directory)).toBeNull();
  });

  it("does not count where the process began after it was written", async () => {
    await writeFile(file(), `${otherId}\n`);
    await utimes(file(), new Date(0), new Date(0));
    expect(await claimantOf(directory)).toBeNull();
  });
});

describe.runIf(process.platform === "linux")("a process that is on its way out", () => {
  it("holds nothing as a zombie that nobody reaps", async () => {
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"]);
    try {
      const [chunk] = (await once(parent.stdout, "data")) as [Buffer];
      const zombie = Number(chunk.toString());
      await claimRun(directory, zombie);
      expect(await claimantOf(directory)).toBe(zombie);
      process.kill(zombie);
      await expect.poll(() => claimantOf(directory)).toBeNull();
      expect(isProcessRunning(zombie)).toBe(true);
      await claimRun(directory, process.pid);
    } finally {
      parent.kill("SIGKILL");
    }
  });

  it("is waited for where it was killed", async () => {
    await claimRun(directory, otherId);
    const exited = once(other, "exit");
    other.kill("SIGKILL");
    await claimRun(directory, process.pid);
    expect(await claimantOf(directory)).toBe(process.pid);
    await exited;
  });
});

describe("a trainer that cannot be seen from here", () => {
  const elsewhere = { host: "elsewhere", boot: "another", space: "pid:[1]" };

  it("is at work while its heart beats", async () => {
    await changeClaim(elsewhere);
    const told: string[] = [];
    const claiming = claimRun(directory, process.pid, {
      tell: (message) => told.push(englishOf(message)),
    });
    setTimeout(() => void utimes(file(), new Date(0), new Date(0)), 200);
    await expect(claiming).rejects.toMatchObject({
      why: `Process ${otherId} on elsewhere trains it in ${directory}.`,
    });
    expect(told).toEqual([
      "Listening whether the trainer that began this run on elsewhere is still at work.",
    ]);
    await releaseRun(directory, otherId);
    expect(await claimantOf(directory)).toBe(otherId);
  });

  it("is gone when it was silent for long, by a clock that no calendar moves", async () => {
    vi.useFakeTimers({ toFake: ["performance", "Date"] });
    try {
      await changeClaim(elsewhere);
      expect(await claimantOf(directory)).toBe(otherId);
      vi.setSystemTime(Date.now() + 3_600_000);
      expect(await claimantOf(directory)).toBe(otherId);
      const claiming = claimRun(directory, process.pid);
      vi.advanceTimersByTime(silenceMs);
      await claiming;
      expect(await claimantOf(directory)).toBe(process.pid);
    } finally {
      vi.useRealTimers();
    }
  });

  it("is no longer waited for when the run is stopped", async () => {
    await changeClaim(elsewhere);
    const reason = new Error("stopped");
    const claiming = claimRun(directory, process.pid, { signal: AbortSignal.abort(reason) });
    await expect(claiming).rejects.toBe(reason);
  });
});

describe("a claim that is kept", () => {
  it("shows that its process is at work, and never touches another's", async () => {
    await claimRun(directory, process.pid);
    const before = (await stat(file())).mtimeMs;
    const heartbeat = await keepClaim(directory);
    await expect.poll(async () => (await stat(file())).mtimeMs).not.toBe(before);
    await rm(file());
    await writeFile(file(), "");
    await utimes(file(), 1, 1);
    await delay(2500);
    expect((await stat(file())).mtimeMs).toBe(1000);
    await heartbeat.stop();
  });
});
