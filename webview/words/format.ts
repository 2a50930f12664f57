import type { PerAxis, Shape } from "../../model/network/spec.js";
import { isSquare } from "../../model/network/window.js";
import { unbroken } from "./unbroken.js";

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** 221376 → 221,376 */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** Four digits at most, for where there is little room: 221376 → 221.4 K */
export function formatCompact(value: number): string {
  if (value < 1000) return whole.format(value);
  const [divisor, suffix] =
    value < 999_950 ? [1e3, "K"] : value < 999_950_000 ? [1e6, "M"] : [1e9, "G"];
  return unbroken(`${(value / divisor).toFixed(1)} ${suffix}`);
}

/** 64 × 24 × 24, of any number of sides */
export function formatShape(shape: Shape): string {
  return unbroken(shape.join(" × "));
}

/** 64×24×24, for where there is little room. */
export function formatTightShape(shape: Shape): string {
  return shape.join("×");
}

/** 8, or 8 × 4 where height and width have not the same. */
export function formatSides(pair: PerAxis): string {
  return isSquare(pair) ? String(pair[0]) : formatShape(pair);
}

/** A measured number in three digits, whatever its size; – where there is none. */
export function formatMeasured(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 0.01 || size >= 9999.5) return withMinus(value.toExponential(1).replace("+", ""));
  return withMinus(value.toFixed(size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0));
}

/** A minus is as wide as a plus; a hyphen is not. */
export function withMinus(text: string): string {
  return text.replaceAll("-", "−");
}

/** A difference as it is read: +0.12, −0.12, 0. */
export function withSign(text: string): string {
  return /^[1-9]|^0\.\d*[1-9]/u.test(text) ? `+${text}` : text;
}

/** Shares apart, in points with their sign: 0.123 → +12.3, and 0 of what is none as it is read. */
export function pointsApart(difference: number): string {
  const text = (100 * difference).toFixed(1);
  if (Number(text) === 0) return "0";
  return difference > 0 ? `+${text}` : withMinus(text);
}

/** The value that a text of `formatMeasured` says: what is worked out from it agrees with what is shown. */
export function shownValue(value: number): number {
  return Number(formatMeasured(value).replaceAll("−", "-"));
}

/** As wide as so many digits and a point, where digits are equally wide: what follows stays in its place. */
export function fillUp(text: string, signs: number): string {
  const hasPoint = text.includes(".");
  const missing = signs - text.length + (hasPoint ? 1 : 0);
  // A punctuation space is as wide as a point, a figure space as a digit.
  return text + (hasPoint ? "" : "\u2008") + "\u2007".repeat(Math.max(0, missing));
}

/** 0.0312 → 3.1 % */
export function formatShare(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  return unbroken(`${(value * 100).toFixed(value < 0.9995 ? 1 : 0)} %`);
}

/** In whole percent, where there is room for no more; 100 only of what `formatShare` writes so. */
export function formatWholeShare(share: number): string {
  const most = share < 0.9995 ? 99 : 100;
  return unbroken(`${Math.min(most, Math.round(share * 100))} %`);
}
