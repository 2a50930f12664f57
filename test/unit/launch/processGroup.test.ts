import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { startGroup } from "../../../extension/launch/processGroup.js";
import { isProcessRunning } from "../../../model/host/process.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Starts a child of its own, says its number, and waits. */
const parent = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

/** Starts a group, says its number, and ends before stopping it. */
const starter = (ending: string): string => `
  const { startGroup } = require(process.argv[1]);
  const waiting = ["-e", "setInterval(() => {}, 1000)"];
  console.log(startGroup(process.execPath, waiting, { stdio: "ignore" }, process.argv[2]).child.pid);
  setTimeout(() => { ${ending} }, 300);
`;

async function bundleProcessGroup(folder: string): Promise<string> {
  const bundle = path.join(folder, "processGroup.cjs");
  await build({
    ...{ entryPoints: ["extension/launch/processGroup.ts"], outfile: bundle, bundle: true },
    ...{ platform: "node", format: "cjs", logLevel: "error" },
  });
  return bundle;
}

/** The processes that watch over this group in case its starter is killed. */
async function guardsOf(leader: number): Promise<readonly string[]> {
  const { stdout } = await execa("ps", ["-eo", "args="]);
  return stdout.split("\n").filter((line) => line.includes(`{"leader":${leader},`));
}

describe("startGroup", () => {
  it("stops a process with its children, and stopping again changes nothing", async () => {
    const group = startGroup(process.execPath, ["-e", parent], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface(group.child.stdout!);
    const grandchild = await new Promise<number>((resolve) => {
      lines.once("line", (line) => resolve(Number(line)));
    });
    expect(isProcessRunning(grandchild)).toBe(true);
    await group.stop();
    expect(isProcessRunning(group.child.pid!)).toBe(false);
    await expect.poll(() => isProcessRunning(grandchild)).toBe(false);
    await expect(group.stop()).resolves.toBeUndefined();
  });

  it.each([
    ["fails", `throw new Error("A fault.");`],
    ["is killed", `process.kill(process.pid, "SIGKILL");`],
    ["is told to end", `process.kill(process.pid, "SIGTERM");`],
    ["ends", `process.exit(0);`],
  ])("leaves no process behind where the program that started it %s", async (_, ending) => {
    const bundle = await bundleProcessGroup(await temporaryFolder());
    const options = { reject: false, stderr: "ignore" } as const;
    const { stdout } = await execa(process.execPath, ["-e", starter(ending), bundle], options);
    const leader = Number(stdout);
    expect(leader).toBeGreaterThan(0);
    await expect.poll(() => isProcessRunning(leader)).toBe(false);
    await expect.poll(() => guardsOf(leader)).toEqual([]);
  });

  it("ends a process outside the group, too, when the program that started it is killed", async () => {
    const folder = await temporaryFolder();
    const bundle = await bundleProcessGroup(folder);
    const outside = startGroup(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      stdio: "ignore",
    });
    const pidFile = path.join(folder, "code.lock");
    await writeFile(pidFile, String(outside.child.pid));
    const ending = `process.kill(process.pid, "SIGKILL");`;
    await execa(process.execPath, ["-e", starter(ending), bundle, pidFile], { reject: false });
    expect(await outside.ended).toBeNull();
  });

  it("ends its guard with the group, or by itself where the group has ended", async () => {
    const stopped = startGroup(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      stdio: "ignore",
    });
    const over = startGroup(process.execPath, ["-e", ""], { stdio: "ignore" });
    const leaders = [stopped, over].map(({ child }) => child.pid ?? 0);
    await expect.poll(() => guardsOf(leaders[0] ?? 0)).toHaveLength(1);
    await stopped.stop();
    for (const leader of leaders) {
      await expect.poll(() => guardsOf(leader)).toEqual([]);
    }
  });

  it("tells the exit code of one that ends by itself", async () => {
    const group = startGroup(process.execPath, ["-e", "process.exit(3)"], { stdio: "ignore" });
    await expect(group.ended).resolves.toBe(3);
  });

  it("rejects where the program is missing", async () => {
    const group = startGroup("/no/such/program", [], { stdio: "ignore" });
    await expect(group.ended).rejects.toThrow(/ENOENT/u);
    await group.stop();
  });
});
