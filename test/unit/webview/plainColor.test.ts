import { describe, expect, it } from "vitest";
import { plainColor } from "../../../webview/export/plainColor.js";

describe("a computed color", () => {
  it.each([
    ["rgb(255, 0, 16)", { color: "#ff0010", opacity: 1 }],
    ["rgba(31, 31, 31, 0.25)", { color: "#1f1f1f", opacity: 0.25 }],
    ["rgba(0, 0, 0, 0)", { color: "#000000", opacity: 0 }],
    ["color(srgb 1 0.5 0)", { color: "#ff8000", opacity: 1 }],
    ["color(srgb 0.2 0.4 1.02 / 0.6)", { color: "#3366ff", opacity: 0.6 }],
    ["lab(46 49.5 49.5)", { color: "#bd411a", opacity: 1 }],
    ["lch(100 none none / 0.5)", { color: "#ffffff", opacity: 0.5 }],
    ["lab(46 49.5)", null],
    ["none", null],
    ["url(#shade)", null],
    ["rgb(1)", null],
  ])("%s is plain", (css, plain) => {
    expect(plainColor(css)).toEqual(plain);
  });
});
