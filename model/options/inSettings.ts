import { isSizeShare, readSizeShares, sizeSharesText } from "./sizeShares.js";
import { absenceOf, type Option, type ValueKind } from "./option.js";

/** The value of a configuration that a setting holds, unchecked. */
export function fromSetting(is: ValueKind, value: unknown): unknown {
  if (is.kind === "size" && typeof value === "number") return [value, value];
  if (is.kind === "sizeShares" && typeof value === "string") return readSizeShares(value);
  if (absenceOf(is) !== null && value === 0) return null;
  return value;
}

/** What a setting holds for the default. */
export function settingDefaultOf({ is, default: value }: Option): unknown {
  if (is.kind === "size" && Array.isArray(value)) return value[0];
  if (is.kind === "sizeShares" && Array.isArray(value)) {
    return sizeSharesText(value.filter(isSizeShare));
  }
  return value ?? 0;
}
