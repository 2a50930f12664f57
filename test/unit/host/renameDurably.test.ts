import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renameDurably } from "../../../model/host/renameDurably.js";
import { syncFolder } from "../../../model/host/syncFolder.js";
import { isUnfinished, writeDurably } from "../../../model/host/writeDurably.js";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "durable-"));
});
afterEach(() => rm(directory, { recursive: true }));

describe("a name that must last", () => {
  it("is synced with the folder that has it, after the renaming", async () => {
    const steps: string[] = [];
    await renameDurably("/from/a", "/to/b", {
      move: (from, to) => {
        steps.push(`move ${from} ${to}`);
        return Promise.resolve();
      },
      sync: (folder) => {
        steps.push(`sync ${folder}`);
        return Promise.resolve();
      },
    });
    expect(steps).toEqual(["move /from/a /to/b", `sync ${path.dirname("/to/b")}`]);
  });

  it("is that of a file that is written whole", async () => {
    const file = path.join(directory, "file");
    await writeDurably(file, "old");
    await writeDurably(file, "new");
    expect(await readFile(file, "utf8")).toBe("new");
    expect(await readdir(directory)).toEqual(["file"]);
    expect(isUnfinished(`${file}.tmp-${process.pid}`)).toBe(true);
    expect(isUnfinished(file)).toBe(false);
  });

  it("leaves nothing half written where it cannot be had", async () => {
    await writeFile(path.join(directory, "file"), "in the way");
    await expect(writeDurably(path.join(directory, "file", "below"), "new")).rejects.toThrow();
    expect(await readdir(directory)).toEqual(["file"]);
  });

  it("is told where its folder cannot be synced", async () => {
    if (process.platform === "win32") return;
    await expect(syncFolder(path.join(directory, "missing"))).rejects.toThrow("ENOENT");
  });

  it("is given by no other renaming where something is put into its place", () => {
    const hasRename = (file: string): boolean =>
      /(?<![.\w])rename(?:Sync|WithPatience)?\(/u.test(readFileSync(file, "utf8"));
    const files = readdirSync("model", { recursive: true, encoding: "utf8" })
      .map((file) => path.join("model", file))
      .filter((file) => file.endsWith(".ts") && hasRename(file));
    expect(files.toSorted()).toEqual([
      // Into a folder that is itself put into its place later, or that is fetched again.
      path.join("model", "data", "debianPackage.ts"),
      // What was decoded can be decoded again.
      path.join("model", "data", "pictures", "pictureCache.ts"),
      path.join("model", "engine", "tensorflow", "setup", "download.ts"),
      // A memory that can be lost.
      path.join("model", "folder", "paces.ts"),
      path.join("model", "host", "renameWithPatience.ts"),
      // Away from its place.
      path.join("model", "host", "wholeFolder.ts"),
    ]);
  });
});
