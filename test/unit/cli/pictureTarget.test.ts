import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { pictureTarget } from "../../../model/cli/terminal/pictureTarget.js";

let folder: string;
const at = (...names: readonly string[]): string => path.join(folder, ...names);

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "target-"));
  await mkdir(at("pets", "cats"), { recursive: true });
  await writeFile(at("pets", "cats", "0.png"), "a cat");
});

afterEach(() => rm(folder, { recursive: true }));

it("is none where none is wanted", async () => {
  expect(await pictureTarget(undefined, [])).toBeNull();
});

it("takes what is written, also over an earlier one", async () => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  for (const text of ["first", "second"]) {
    const target = await pictureTarget(at("sheet.png"), [at("pets")]);
    await target?.write(Buffer.from(text), "All");
    expect(await readFile(at("sheet.png"), "utf8")).toBe(text);
  }
});

it.each([
  [
    "a picture that is asked about",
    ["pets", "cats", "0.png"],
    "one of the pictures that are asked",
  ],
  ["a link to it", ["link.png"], "one of the pictures that are asked"],
  ["it by way of a linked folder", ["linked", "0.png"], "one of the pictures that are asked"],
  ["a new file of the folder that is asked about", ["pets", "sheet.png"], "would be one of"],
  ["the folder", ["pets"], "It is a folder."],
  ["a file of another kind", ["sheet.jpg"], "ends in .png"],
  ["nowhere", ["none", "sheet.png"], "There is no folder"],
  ["below a file", ["pets", "cats", "0.png", "sheet.png"], "There is no folder"],
])("is not %s", async (_, names, why) => {
  await symlink(at("pets", "cats", "0.png"), at("link.png"));
  await symlink(at("pets", "cats"), at("linked"));
  const cat = at("pets", "cats", "0.png");
  const asked = names.at(-1) === "sheet.png" ? [at("pets")] : [cat];
  await expect(pictureTarget(at(...names), asked)).rejects.toThrow(why);
  expect(await readFile(cat, "utf8")).toBe("a cat");
});

it("says where it can no longer be written", async () => {
  await mkdir(at("gone"));
  const target = await pictureTarget(at("gone", "sheet.png"), []);
  await rm(at("gone"), { recursive: true });
  await expect(target?.write(Buffer.from("a"), "All")).rejects.toThrow(
    /^The picture .*sheet\.png cannot be written\. There is no folder .*gone\. Name another file\.$/u,
  );
});
