import path from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { startGroup } from "../../../extension/launch/processGroup.js";
import { isProcessRunning } from "../../../model/data/host/process.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Starts a child of its own, says its number, and waits. */
const parent = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

/** A dead process counts until the system takes notice, which may take it seconds. */
const reaped = { timeout: 15_000 };

/** Starts a group and fails before stopping it. */
const starter = `
  const { startGroup } = require(process.argv[1]);
  const waiting = ["-e", "setInterval(() => {}, 1000)"];
  console.log(startGroup(process.execPath, waiting, { stdio: "ignore" }).child.pid);
  setTimeout(() => { throw new Error("A fault."); }, 100);
`;

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
    await expect.poll(() => isProcessRunning(grandchild), reaped).toBe(false);
    await expect(group.stop()).resolves.toBeUndefined();
  });

  it("leaves no process behind when the program that started it ends early", async () => {
    const folder = await temporaryFolder();
    const bundle = path.join(folder, "processGroup.cjs");
    const source = "extension/launch/processGroup.ts";
    await build({ entryPoints: [source], outfile: bundle, platform: "node", format: "cjs" });
    const { stdout } = await execa(process.execPath, ["-e", starter, bundle], { reject: false });
    await expect.poll(() => isProcessRunning(Number(stdout)), reaped).toBe(false);
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
