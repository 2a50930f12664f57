import { mkdtemp, rm, symlink } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { listPictures } from "../../../model/data/pictures/classFolders.js";
import { englishOf } from "../../../model/messages/translate.js";
import { writeFiles } from "../../support/pictureFolders.js";

let root: string;
let folder: string;
beforeEach(async () => {
  // As the system names it: a temporary folder may itself lie behind a link.
  root = await mkdtemp(path.join(os.tmpdir(), "linked-"));
  folder = path.join(root, "pets");
  await writeFiles(folder, { "cats/1.png": "", "cats/2.png": "", "dogs/1.png": "" });
  return () => rm(root, { recursive: true });
});

const { signal } = new AbortController();

async function list() {
  const { train } = await listPictures(folder, signal);
  return {
    classNames: train.classNames,
    files: train.pictures.map(({ file }) => file),
    leftOut: train.leftOut.map(({ file, why, isUnreadable }) => [
      file,
      englishOf(why),
      isUnreadable,
    ]),
  };
}

const own = ["cats/1.png", "cats/2.png", "dogs/1.png"];
const backwards = "It is a link to a folder above it.";
const twice = "The pictures in this folder are taken by another way already.";

describe("a link to a folder", () => {
  it("is a class as any other, and so is a picture below it", async () => {
    await writeFiles(root, { "birds/deep/1.png": "", "birds/2.png": "" });
    await symlink("../birds", path.join(folder, "birds"));
    expect(await list()).toEqual({
      classNames: ["birds", "cats", "dogs"],
      files: ["birds/2.png", "birds/deep/1.png", ...own],
      leftOut: [],
    });
  });

  it("is followed below a class, and may be one to another class", async () => {
    await writeFiles(root, { "more/1.png": "" });
    await symlink(path.join(root, "more"), path.join(folder, "dogs", "more"));
    await symlink("cats", path.join(folder, "lions"));
    const { classNames, files } = await list();
    expect(classNames).toEqual(["cats", "dogs", "lions"]);
    expect(files).toEqual([...own, "dogs/more/1.png", "lions/1.png", "lions/2.png"]);
  });

  it("may be the whole part to train on", async () => {
    await writeFiles(root, {
      "all/cats/1.png": "",
      "all/dogs/1.png": "",
      "set/test/cats/1.png": "",
    });
    await symlink("../all", path.join(root, "set", "train"));
    const { train, test } = await listPictures(path.join(root, "set"), signal);
    expect(train.pictures.map(({ file }) => file)).toEqual([
      "train/cats/1.png",
      "train/dogs/1.png",
    ]);
    expect(test?.classNames).toEqual(["cats"]);
  });

  it.each([
    ["the data's own", ".", "again", "again/"],
    ["one above the data", "..", "up", "up/"],
    ["the topmost", "/", "everything", "everything/"],
    ["its class's", ".", "cats/self", "cats/self/"],
    ["the data's, from within a class", "..", "dogs/deep", "dogs/deep/"],
  ])("is not followed back to a folder above it: %s", async (_, target, name, told) => {
    await symlink(target, path.join(folder, name));
    expect(await list()).toEqual({
      classNames: ["cats", "dogs"],
      files: own,
      leftOut: [[told, backwards, false]],
    });
  });

  it("is not followed in a circle that leads through a folder elsewhere", async () => {
    await writeFiles(root, { "elsewhere/3.png": "" });
    await symlink("../../elsewhere", path.join(folder, "cats", "elsewhere"));
    await symlink("../pets/cats", path.join(root, "elsewhere", "back"));
    const { files, leftOut } = await list();
    expect(files).toEqual(["cats/1.png", "cats/2.png", "cats/elsewhere/3.png", "dogs/1.png"]);
    expect(leftOut).toEqual([["cats/elsewhere/back/", twice, false]]);
  });

  it("gives no picture of a class twice, whatever leads to it first", async () => {
    await writeFiles(root, { "far/near/1.png": "", "far/2.png": "" });
    await writeFiles(folder, { "cats/zoo/1.png": "" });
    await symlink("zoo", path.join(folder, "cats", "a"));
    await symlink("../../far/near", path.join(folder, "dogs", "a"));
    await symlink("../../far", path.join(folder, "dogs", "b"));
    const { files, leftOut } = await list();
    expect(files).toEqual([
      ...["cats/1.png", "cats/2.png", "cats/zoo/1.png"],
      ...["dogs/1.png", "dogs/a/1.png", "dogs/b/2.png"],
    ]);
    expect(leftOut).toEqual([
      ["cats/a/", twice, false],
      ["dogs/b/near/", twice, false],
    ]);
  });
});

describe("a link that leads nowhere", () => {
  it("is told, and what should be a picture when it is read", async () => {
    await symlink("../birds", path.join(folder, "birds"));
    await symlink("circle", path.join(folder, "circle"));
    await symlink("../../more", path.join(folder, "dogs", "more"));
    await symlink("2.png", path.join(folder, "dogs", "0.png"));
    const { classNames, files, leftOut } = await list();
    expect([classNames, files]).toEqual([
      ["cats", "dogs"],
      [...own.slice(0, 2), "dogs/0.png", "dogs/1.png"],
    ]);
    expect(leftOut).toEqual([
      ["birds", "It is a link that leads nowhere.", true],
      ["circle", "Its links lead in a circle.", true],
      ["dogs/more", "It is a link that leads nowhere.", true],
    ]);
  });
});
