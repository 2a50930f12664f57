import { decimalIn } from "../../options/decimal.js";
import { UsageError } from "../../messages/userError.js";

/** The number that was typed for an option which counts something; throws a UsageError below 1. */
export function toCount(option: string, text: string): number {
  const count = decimalIn(text);
  if (count !== null && Number.isInteger(count) && count > 0) return count;
  throw new UsageError(`${option} "${text}" is not a whole number of 1 or more.`, "", "");
}
