import { isSizeShare, sizeSharesText } from "../options/sizeShares.js";
import { type Message, messageFrom } from "../messages/message.js";
import type { RunConfig } from "./config.js";
import { options } from "./options.js";
import type { TrainingOption } from "./trainingOption.js";

/** A value of a configuration with its name, such as `batch 128`. */
export function toldOption(key: keyof RunConfig, config: Partial<RunConfig>): Message {
  const { told, toldOfOne }: TrainingOption = options[key];
  if (config[key] === 1 && toldOfOne !== undefined) return messageFrom(toldOfOne);
  return { ...messageFrom(told ?? "{0}"), values: [valueText(config[key])] };
}

export function valueText(value: RunConfig[keyof RunConfig] | undefined): string {
  if (!Array.isArray(value)) return String(value ?? "∞");
  if (value.length === 0) return "–";
  const shares = value.filter((part) => isSizeShare(part));
  if (shares.length > 0) return sizeSharesText(shares);
  const isPlain = value.every((part) => typeof part === "number");
  return value.map(String).join(isPlain ? "×" : ", ");
}
