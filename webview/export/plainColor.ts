import { lab, lch } from "d3";

/** A color that every SVG reader knows, with its opacity apart. */
export interface PlainColor {
  /** #rrggbb */
  readonly color: string;
  /** 0 to 1 */
  readonly opacity: number;
}

/**
 * A computed color of CSS, `rgb(…)`, `rgba(…)`, or what `color-mix` and colors that follow others give, in the form that
 * drawing programs read; null for what is none, such as `none` or a `url(…)`.
 */
export function plainColor(css: string): PlainColor | null {
  const bytes = /^rgba?\(([^)]*)\)$/.exec(css)?.[1];
  if (bytes !== undefined) return fromChannels(numbersOf(bytes), 1);
  const perceived = perceivedColor(css);
  if (perceived !== null) return perceived;
  const shares = /^color\(srgb ([^)]*)\)$/.exec(css)?.[1];
  return shares === undefined ? null : fromChannels(numbersOf(shares), 255);
}

/** `lab(…)` and `lch(…)`, in which the picture mixes what a measure colors. */
function perceivedColor(css: string): PlainColor | null {
  const [, space, inner = ""] = /^(lab|lch)\(([^)]*)\)$/.exec(css) ?? [];
  const [first, second, third, opacity = 1] = numbersOf(inner.replaceAll("none", "0"));
  if (space === undefined || first === undefined || second === undefined || third === undefined) {
    return null;
  }
  const color = space === "lab" ? lab(first, second, third) : lch(first, second, third);
  return { color: color.formatHex(), opacity };
}

function numbersOf(text: string): readonly number[] {
  return text.split(/[\s,/]+/).flatMap((part) => (part === "" ? [] : [Number(part)]));
}

function fromChannels(channels: readonly number[], unit: number): PlainColor | null {
  const [red, green, blue, opacity = 1] = channels;
  if (red === undefined || green === undefined || blue === undefined) return null;
  const hex = [red, green, blue].map((channel) =>
    Math.round(Math.min(255, Math.max(0, channel * unit)))
      .toString(16)
      .padStart(2, "0"),
  );
  return { color: `#${hex.join("")}`, opacity };
}
