import type { Range } from "../machine/range.js";
import { type Message, says } from "../messages/message.js";
import { englishOf } from "../messages/translate.js";

/** A time as exact as an estimate is: 40 seconds, 17 minutes, 2 h 50 min, 30 hours. */
export function roughDuration(seconds: number): Message {
  if (seconds < 97.5) return says("{0} seconds", roundTo(seconds, seconds < 30 ? 5 : 10));
  const minutes = seconds / 60;
  if (minutes < 97.5) return says("{0} minutes", roundTo(minutes, minutes < 30 ? 1 : 5));
  if (minutes >= 595) return says("{0} hours", roundTo(minutes / 60, 1));
  const tens = roundTo(minutes, 10);
  const [hours, rest] = [Math.floor(tens / 60), tens % 60];
  return rest === 0 ? says("{0} hours", hours) : says("{0} h {1} min", hours, rest);
}

/** One time where both ends read the same. */
export function roughRange({ low, high }: Range): Message {
  const [from, to] = [roughDuration(low), roughDuration(high)];
  return englishOf(from) === englishOf(to) ? from : says("{0} to {1}", from, to);
}

function roundTo(value: number, unit: number): number {
  return Math.max(unit, Math.round(value / unit) * unit);
}
