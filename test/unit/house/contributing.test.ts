import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { mayImport } from "../../house/rooms.mjs";

const text = readFileSync("CONTRIBUTING.md", "utf8");

/** What is written as code and begins as a path of this repository does. */
function pathsIn(markdown: string): readonly string[] {
  const code = [...markdown.matchAll(/`([^`\n]+)`/gu)].map(([, inside = ""]) => inside);
  return code.filter((each) => /^(?:model|webview|extension|test|media)\/[\w./-]+$/u.test(each));
}

describe("the guide for contributors", () => {
  it("names only paths that exist", () => {
    const paths = pathsIn(text);
    expect(paths.length).toBeGreaterThan(30);
    expect(paths.filter((each) => !existsSync(each))).toEqual([]);
  });

  it("names every room of the house, as the import table has them", () => {
    const rooms = Object.keys(mayImport).filter((room) => /\/[^.]+$/u.test(room));
    expect(rooms.filter((room) => !text.includes(`\`${room}\``) && !isBeside(room))).toEqual([]);
    const folders = ["model", "webview", "extension"].flatMap((house) =>
      readdirSync(house, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== "styles")
        .map(({ name }) => path.posix.join(house, name)),
    );
    expect(folders.toSorted()).toEqual(rooms.toSorted());
  });
});

/** Told in the row of another room of its house, by its name alone. */
function isBeside(room: string): boolean {
  const [house = "", name = ""] = room.split("/");
  return text
    .split("\n")
    .some((line) => line.startsWith(`| \`${house}/`) && line.includes(`\`${name}\``));
}
