import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { endsWithLine } from "../../../model/host/endsWithLine.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "googlenet-lines-"));
});
afterEach(() => rm(folder, { recursive: true }));

it.each([
  ["", true],
  ["a line\n", true],
  ["a line\nhalf a", false],
  ["a character of two bytes at the end: é", false],
])("of %j is %s", async (text, expected) => {
  const file = path.join(folder, "events");
  await writeFile(file, text);
  expect(endsWithLine(file)).toBe(expected);
});
