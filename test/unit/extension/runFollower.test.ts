import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RunFollower } from "../../../extension/runs/runFollower.js";
import { started, step } from "./events.js";

let directory: string;
let file: string;
let follower: RunFollower;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "googlenet-follower-"));
  file = join(directory, "events.ndjson");
  follower = new RunFollower(directory);
});
afterEach(() => rm(directory, { recursive: true, force: true }));

async function readKinds(): Promise<string[]> {
  return (await follower.read()).map(({ kind }) => kind);
}

describe("RunFollower", () => {
  it("reads only what was written since", async () => {
    await writeFile(file, `${JSON.stringify(started())}\n`);
    expect(await readKinds()).toEqual(["started"]);
    expect(await readKinds()).toEqual([]);
    await appendFile(file, `${JSON.stringify(step(1))}\n${JSON.stringify(step(2))}\n`);
    expect(await readKinds()).toEqual(["step", "step"]);
  });

  it("waits for the rest of a line, and passes over one of an unknown kind", async () => {
    const line = `${JSON.stringify(step(1))}\n`;
    await writeFile(file, `{"kind":"future"}\nnot JSON\n${line.slice(0, 20)}`);
    expect(await readKinds()).toEqual([]);
    await appendFile(file, line.slice(20));
    expect(await readKinds()).toEqual(["step"]);
  });

  it("reads a whole last line without its end once", async () => {
    await writeFile(file, `${JSON.stringify(started())}\n${JSON.stringify(step(1))}`);
    expect(await readKinds()).toEqual(["started", "step"]);
    expect(await readKinds()).toEqual([]);
    await appendFile(file, `\n${JSON.stringify(step(2))}\n`);
    expect(await readKinds()).toEqual(["step"]);
  });

  it("rejects where there is no file, and reads it once it is there", async () => {
    await expect(follower.read()).rejects.toThrow("ENOENT");
    await writeFile(file, `${JSON.stringify(started())}\n`);
    expect(await readKinds()).toEqual(["started"]);
  });
});
