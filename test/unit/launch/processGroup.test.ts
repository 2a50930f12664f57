import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { startGroup } from "../../../extension/launch/processGroup.js";

/** Starts a child of its own, says its number, and waits. */
const parent = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
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
    expect(isAlive(grandchild)).toBe(true);
    await group.stop();
    expect(isAlive(group.child.pid!)).toBe(false);
    await expect.poll(() => isAlive(grandchild)).toBe(false);
    await expect(group.stop()).resolves.toBeUndefined();
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
