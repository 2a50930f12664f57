import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renameWithPatience } from "../../../model/host/renameWithPatience.js";

let directory: string;
let from: string;
let to: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "rename-"));
  from = path.join(directory, "new");
  to = path.join(directory, "old");
  await writeFile(from, "new");
  await writeFile(to, "old");
});
afterEach(() => rm(directory, { recursive: true }));

/** Holds the file for so many attempts. */
function held(attempts: number, code: string) {
  const pauses: number[] = [];
  let tried = 0;
  return {
    pauses,
    tried: () => tried,
    move: async (...paths: [string, string]) => {
      tried += 1;
      if (tried <= attempts) throw Object.assign(new Error(`${code}: rename`), { code });
      await rename(...paths);
    },
    pause: (ms: number) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  };
}

describe("renameWithPatience", () => {
  it.each(["EPERM", "EACCES", "EBUSY"])("waits on Windows until %s is over", async (code) => {
    const { pauses, ...file } = held(3, code);
    await renameWithPatience(from, to, { platform: "win32", ...file });
    expect(await readFile(to, "utf8")).toBe("new");
    expect(pauses).toEqual([50, 100, 200]);
  });

  it("gives up after some seconds, and leaves both as they were", async () => {
    const { pauses, ...file } = held(Infinity, "EBUSY");
    const renaming = renameWithPatience(from, to, { platform: "win32", ...file });
    await expect(renaming).rejects.toThrow("EBUSY");
    const waited = pauses.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThan(2000);
    expect(waited).toBeLessThan(10_000);
    expect(await readFile(to, "utf8")).toBe("old");
    expect(await readFile(from, "utf8")).toBe("new");
  });

  it.each([
    ["win32", "ENOENT"],
    ["linux", "EPERM"],
  ] as const)("does not wait on %s where %s will not pass", async (platform, code) => {
    const { pauses, tried, ...file } = held(Infinity, code);
    await expect(renameWithPatience(from, to, { platform, ...file })).rejects.toThrow(code);
    expect(tried()).toBe(1);
    expect(pauses).toEqual([]);
  });
});
