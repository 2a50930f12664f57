import type { Range } from "../machine/range.js";

/** A time as exact as an estimate is: 40 seconds, 17 minutes, 2 h 50 min, 30 hours. */
export function roughDuration(seconds: number): string {
  if (seconds < 97.5) return `${roundTo(seconds, seconds < 30 ? 5 : 10)} seconds`;
  const minutes = seconds / 60;
  if (minutes < 97.5) return `${roundTo(minutes, minutes < 30 ? 1 : 5)} minutes`;
  if (minutes >= 595) return `${roundTo(minutes / 60, 1)} hours`;
  const tens = roundTo(minutes, 10);
  const [hours, rest] = [Math.floor(tens / 60), tens % 60];
  return rest === 0 ? `${hours} hours` : `${hours} h ${rest} min`;
}

/** One time where both ends read the same. */
export function roughRange({ low, high }: Range): string {
  const [from, to] = [roughDuration(low), roughDuration(high)];
  return from === to ? from : `${from} up to ${to}`;
}

function roundTo(value: number, unit: number): number {
  return Math.max(unit, Math.round(value / unit) * unit);
}
