import { rgb, type RGBColor } from "d3";

function luminance({ r, g, b }: RGBColor): number {
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** As the WCAG count it: 4.5 is enough for text, 3 for signs. */
export function contrast(ink: string, ground: string): number {
  const [text, back] = [rgb(ink), rgb(ground)];
  const over = (channel: "r" | "g" | "b"): number =>
    text[channel] * text.opacity + back[channel] * (1 - text.opacity);
  const shown = luminance(rgb(over("r"), over("g"), over("b")));
  const behind = luminance(back);
  return (Math.max(shown, behind) + 0.05) / (Math.min(shown, behind) + 0.05);
}
