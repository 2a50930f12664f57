import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exists } from "../../../model/host/files.js";
import { makeWhole } from "../../../model/host/wholeFolder.js";

let parent: string;
let target: string;

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), "googlenet-whole-"));
  target = path.join(parent, "library");
});

afterEach(() => rm(parent, { recursive: true, force: true }));

const isWhole = () => exists(path.join(target, "complete"));

async function fill(directory: string): Promise<void> {
  await writeFile(path.join(directory, "complete"), "whole");
}

describe("a folder that is made whole", () => {
  it("may be made by several at once, round after round", async () => {
    for (let round = 0; round < 100; round++) {
      await Promise.all(Array.from({ length: 4 }, () => makeWhole({ target, fill, isWhole })));
      expect(await readdir(parent)).toEqual(["library"]);
      await rm(target, { recursive: true });
    }
  });

  it("takes the place of a broken one", async () => {
    await makeWhole({ target, fill: () => Promise.resolve(), isWhole });
    await makeWhole({ target, fill, isWhole });
    expect(await readFile(path.join(target, "complete"), "utf8")).toBe("whole");
  });

  it("leaves nothing if it cannot be filled", async () => {
    const broken = () => Promise.reject(new Error("no network"));
    await expect(makeWhole({ target, fill: broken, isWhole })).rejects.toThrow("no network");
    expect(await readdir(parent)).toEqual([]);
  });
});
