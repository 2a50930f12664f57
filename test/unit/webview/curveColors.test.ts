import { readFileSync } from "node:fs";
import { interpolateLab } from "d3";
import { describe, expect, it } from "vitest";
import { contrast } from "../../support/contrast.js";
import { themeDeclarations, themeKinds, type ThemeKind } from "../../support/themes.js";

/** What the style sheets say of a color, by the selectors that it stands under. */
function declared(sheet: string, name: string): readonly (readonly [string, string])[] {
  const css = readFileSync(`webview/styles/${sheet}`, "utf8").replaceAll(/\/\*.*?\*\//gsu, "");
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/gu)].flatMap(([, selectors = "", body = ""]) => {
    const value = new RegExp(`${name}:\\s*([^;]+);`, "u").exec(body)?.[1];
    return value === undefined ? [] : [[selectors.trim().replaceAll(/\s+/gu, " "), value] as const];
  });
}

/** A color as a theme has it: one of VS Code's, one in place of what is missing, or two mixed as a browser mixes them. */
function colorIn(theme: ThemeKind, written: string): string {
  const value = written.trim().replaceAll(/\s+/gu, " ");
  const mixed = /^color-mix\(in lab, (.+?)(?: (\d+)%)?, (var\(.+\))\)$/u.exec(value);
  if (mixed !== null) {
    const [, one = "", percent = "50", other = ""] = mixed;
    return interpolateLab(colorIn(theme, other), colorIn(theme, one))(Number(percent) / 100);
  }
  const [, name = "", fallback] = /^var\((--[\w-]+)(?:, (.+))?\)$/u.exec(value) ?? [];
  const own = name === "--text" ? "--vscode-foreground" : name;
  const found = themeDeclarations(theme)[own] ?? "";
  if (found !== "") return found;
  if (fallback === undefined) throw new Error(`${theme} has no color for ${value}.`);
  return colorIn(theme, fallback);
}

const curves = declared("metrics.css", "--curve");
const notices = declared("notices.css", "--notice");
/** The metrics stand in a side bar, a copy of them and notices on the ground of an editor. */
const [editor, sideBar] = ["--vscode-editor-background", "--vscode-sideBar-background"];
const shown = [
  ...curves.map(([selector, value]) => ({ selector, value, grounds: [editor, sideBar] })),
  ...notices.map(([selector, value]) => ({ selector, value, grounds: [editor] })),
];

describe.each(themeKinds)("on the grounds of %s", (theme) => {
  it.each(shown)("$selector is seen: $value", ({ value, grounds }) => {
    for (const ground of grounds) {
      const behind = colorIn(theme, `var(${ground})`);
      expect(contrast(colorIn(theme, value), behind), ground).toBeGreaterThanOrEqual(3);
    }
  });

  it("no two runs laid over each other have one color", () => {
    const places = curves.filter(([selector]) => selector.includes("place-"));
    expect(places).toHaveLength(5);
    expect(new Set(places.map(([, value]) => colorIn(theme, value))).size).toBe(places.length);
  });
});
