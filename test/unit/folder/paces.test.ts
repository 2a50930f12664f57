import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Paces } from "../../../model/folder/paces.js";
import { paceOf } from "../../support/pace.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "paces-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("the paces of a machine", () => {
  it("are there for whoever asks later, in a cache that is made for them", async () => {
    const directory = path.join(root, "cache");
    expect(await new Paces(directory).read()).toEqual([]);
    await new Paces(directory).remember(paceOf());
    await new Paces(directory).remember(paceOf({ batchSize: 64 }));
    expect(await new Paces(directory).read()).toEqual([paceOf(), paceOf({ batchSize: 64 })]);
    expect(await readdir(directory)).toEqual(["paces.json"]);
  });

  it.each(["", "{", "[]", `{"paces":[{"network":1}]}`])(
    "are none where their file holds %j, and are remembered anew",
    async (text) => {
      await writeFile(path.join(root, "paces.json"), text);
      expect(await new Paces(root).read()).toEqual([]);
      await new Paces(root).remember(paceOf());
      expect(await new Paces(root).read()).toEqual([paceOf()]);
    },
  );

  it("fail no run where nothing can be written", async () => {
    const file = path.join(root, "file");
    await writeFile(file, "");
    await new Paces(file).remember(paceOf());
    expect(await new Paces(file).read()).toEqual([]);
  });
});
