import { plainColor } from "../../export/plainColor.js";
import { childOf, type HtmlSelection } from "../../marks/dom.js";
import type { Rgb } from "../../marks/bitmap.js";
import type { WeightColors } from "./weightPalette.js";

/** Where no style sheet is at work. */
const fallbacks: WeightColors = {
  negative: [0, 0, 255],
  zero: [128, 128, 128],
  positive: [255, 0, 0],
  notFinite: [255, 255, 0],
};

/** The theme's colors as numbers, read from an element that the style sheet colors: a bitmap knows no variables. */
export function weightColorsIn(parent: HtmlSelection): WeightColors {
  const probe = childOf(parent, "span", "color-probe").attr("hidden", "").node();
  const read = (name: keyof WeightColors): Rgb => {
    probe?.setAttribute("data-color", name);
    const css = probe === null ? "" : getComputedStyle(probe).color;
    return rgbOf(css) ?? fallbacks[name];
  };
  return {
    negative: read("negative"),
    zero: read("zero"),
    positive: read("positive"),
    notFinite: read("notFinite"),
  };
}

function rgbOf(css: string): Rgb | null {
  const plain = plainColor(css);
  if (plain === null) return null;
  const channel = (start: number): number =>
    Number.parseInt(plain.color.slice(start, start + 2), 16);
  return [channel(1), channel(3), channel(5)];
}
