import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  firstMissing,
  folderReason,
  makeFolder,
  makeWritableFolder,
  removeEmpty,
} from "../../../model/host/makeFolder.js";
import { englishOf } from "../../../model/messages/translate.js";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "folder-"));
});
afterEach(() => rm(root, { recursive: true }));

async function reasonFor(directory: string): Promise<string> {
  return makeWritableFolder(directory).then(
    () => "",
    (error: unknown) => englishOf(folderReason(error)),
  );
}

describe("makeFolder", () => {
  it("makes those above too, and takes what is there", async () => {
    const directory = path.join(root, "a", "b", "c");
    await makeFolder(directory);
    await makeFolder(`${directory}/`);
    expect(await readdir(path.join(root, "a", "b"))).toEqual(["c"]);
    await symlink(directory, path.join(root, "link"));
    await makeFolder(path.join(root, "link"));
  });

  it("makes it once when several ask at once, whichever of them makes those above", async () => {
    for (let round = 0; round < 200; round++) {
      const directory = path.join(root, `${round}`, "b", "c");
      const asked = Array.from({ length: 6 }, (_, count) =>
        makeFolder(count < 4 ? directory : path.dirname(directory)),
      );
      const made = (await Promise.all(asked)).slice(0, 4);
      expect(made.filter(Boolean)).toHaveLength(1);
    }
  });
});

describe("removeEmpty", () => {
  it("takes away what was made, as far as it is empty, and nothing above it", async () => {
    const [above, below] = [path.join(root, "above"), path.join(root, "above", "a", "b")];
    await makeFolder(above);
    const first = firstMissing(below);
    expect(first).toBe(path.join(above, "a"));
    await makeFolder(below);
    expect(firstMissing(below)).toBeNull();
    await removeEmpty(below, null);
    expect(await readdir(path.join(above, "a"))).toEqual(["b"]);
    await removeEmpty(below, first);
    expect(await readdir(above)).toEqual([]);
    await makeFolder(below);
    await writeFile(path.join(above, "a", "theirs"), "");
    await removeEmpty(below, first);
    expect(await readdir(path.join(above, "a"))).toEqual(["theirs"]);
  });
});

describe("makeWritableFolder", () => {
  it("leaves nothing behind in it", async () => {
    expect(await reasonFor(root)).toBe("");
    expect(await readdir(root)).toEqual([]);
  });

  it.each([
    ["a file", "file", /^A file is where/u],
    ["below a file", "file/run", /^A file is where/u],
    ["of a name that is too long", "n".repeat(300), /^Its name is too long\.$/u],
    ["below one of such a name", `${"n".repeat(300)}/run`, /^Its name is too long\.$/u],
    ["of a path that is too long", "deep/".repeat(2000), /^Its name is too long\.$/u],
    ["a link to nothing", "nothing", /^A file is where/u],
    ["a link in a circle", "circle/run", /^Its links lead in a circle\.$/u],
  ])("says why not: %s", async (_, name, reason) => {
    await writeFile(path.join(root, "file"), "");
    await symlink(path.join(root, "none"), path.join(root, "nothing"));
    await symlink(path.join(root, "circle"), path.join(root, "circle"));
    expect(await reasonFor(path.join(root, name))).toMatch(reason);
  });

  it.each(["/proc/run", "/proc/run/of/mine", "/proc/self", "/proc/1/fd/run"])(
    "comes to an end below %s",
    async (directory) => {
      expect(await reasonFor(directory)).toMatch(/^(The system makes no|You may not)/u);
    },
  );
});
