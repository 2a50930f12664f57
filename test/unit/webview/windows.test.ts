import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lowQuery } from "../../../webview/page/lowWindow.js";

const folder = "webview/styles";
const sheets = readdirSync(folder).filter((file) => file.endsWith(".css"));

/** Every condition on the window's height in a style sheet. */
function heightsIn(sheet: string): readonly string[] {
  const css = readFileSync(join(folder, sheet), "utf8");
  return [...css.matchAll(/@media ([^{]*height[^{]*)\{/gu)].flatMap(
    ([, query = ""]) => query.match(/\([^)]*height[^)]*\)/gu) ?? [],
  );
}

describe("a low window", () => {
  it("is the same to the style sheets as to the code", () => {
    expect(new Set(sheets.flatMap(heightsIn))).toEqual(new Set([lowQuery]));
  });
});
