import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readImage } from "../../../model/images/readImage.js";
import { UsageError } from "../../../model/messages/userError.js";
import { pngChunk, pngFile } from "../../support/pngFile.js";

const gray = { width: 2, height: 1, rows: [[0, 9, 9]] } as const; // prettier-ignore
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "images-"));
  execFileSync("mkfifo", [path.join(directory, "pipe.png")]);
  await symlink("none.png", path.join(directory, "link.png"));
  await symlink("circle.png", path.join(directory, "circle.png"));
  await writeFile(path.join(directory, "empty.png"), "");
  await writeFile(path.join(directory, "huge.png"), "");
  await truncate(path.join(directory, "huge.png"), 3e9);
  await writeFile(path.join(directory, "gray.png"), pngFile(gray));
  const extra = [pngChunk("acTL", Buffer.alloc(8))];
  await writeFile(
    path.join(directory, "moving.png"),
    pngFile({ ...gray, rows: [[0, 9, 200]], extra }),
  );
});
afterAll(() => rm(directory, { recursive: true }));

describe("readImage", () => {
  it.each([
    ["none.png", "There is no such file."],
    ["gray.png/below", "There is no such file."],
    [`${"n".repeat(300)}.png`, "Its name is too long."],
    ["link.png", "It is a link that leads nowhere."],
    ["circle.png", "Its links lead in a circle."],
    [".", "It is a folder."],
    ["pipe.png", "It is no ordinary file."],
    ["/dev/zero", "It is no ordinary file."],
    ["empty.png", "It is empty."],
    ["huge.png", "It is larger than 500 MB."],
  ])("refuses %s in a sentence of its own", async (name, why) => {
    const file = path.resolve(directory, name);
    const error = await readImage(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ what: `The image ${file} cannot be read.`, why });
  });

  it("tells where there is nothing to be seen, and where only a part is taken", async () => {
    const remarksOf = async (name: string) => (await readImage(path.join(directory, name))).remarks;
    expect(await remarksOf("gray.png")).toEqual([expect.stringContaining("of one color")]);
    expect(await remarksOf("moving.png")).toEqual([expect.stringContaining("its first picture")]);
  });
});
