import type { Command } from "commander";
import { absenceOf, type Option } from "../options/option.js";
import { decimalIn } from "../options/decimal.js";
import { betweenSides, readSizeShares, type SizeShare } from "../options/sizeShares.js";
import { configKeys, type RunConfig } from "../run/config.js";
import { options } from "../run/options.js";
import type { TypedKind } from "../run/trainingOption.js";

type ConfigKey = keyof RunConfig;

/** Values of a configuration as they were typed, by its keys. */
export type TypedOptions = { readonly [K in ConfigKey]?: string | undefined };

/** How a kind of value is typed: what stands behind the option in a help text, and how that is read. */
interface Typing {
  readonly value: string;
  readonly read: (text: string) => unknown;
}

/** What is typed for a value that may be absent. */
const absent = "none";

const typings: { readonly [K in TypedKind["kind"]]: Typing } = {
  name: { value: "id", read: asTyped },
  choice: { value: "id", read: asTyped },
  choices: { value: "ids", read: readIds },
  wholeNumber: { value: "n", read: readNumber },
  interval: { value: "n", read: readNumber },
  number: { value: "x", read: readNumber },
  size: { value: "pixels", read: readPixels },
  sizeShares: { value: "sizes", read: readShares },
};

/** `batchSize` to `--batch-size`. */
export function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** `batchSize` to `--batch-size <n>`. */
export function usageOf(key: ConfigKey): string {
  return `${flagOf(key)} <${typings[options[key].is.kind].value}>`;
}

/** The sentence of an option's row, with the choices that there are. */
export function helpOf({ is, help }: Option): string {
  switch (is.kind) {
    case "choice":
      return `${help}: ${Object.keys(is.choices).join(" or ")}`;
    case "choices":
      return `${help}: ${absent} or any of ${Object.keys(is.choices).join(",")}`;
    default:
      return help;
  }
}

/** The options of these values; `defaults` stand for what is not typed. */
export function addTrainingOptions(
  command: Command,
  keys: readonly ConfigKey[],
  defaults: TypedOptions = {},
): Command {
  for (const key of keys) command.option(usageOf(key), helpOf(options[key]), defaults[key]);
  return command;
}

/** The values of what was typed, unchecked: a text that cannot be read stays as it is, for a message to show. */
export function readTyped(typed: TypedOptions): { readonly [K in ConfigKey]?: unknown } {
  return Object.fromEntries(
    configKeys.flatMap((key) => {
      const text = typed[key];
      return text === undefined ? [] : [[key, readAs(options[key].is, text)]];
    }),
  );
}

function readAs(is: TypedKind, text: string): unknown {
  return text === absent && absenceOf(is) !== null ? null : typings[is.kind].read(text);
}

function asTyped(text: string): string {
  return text;
}

/** `flip,shift` to ["flip", "shift"]; nothing for `none`. */
function readIds(text: string): readonly string[] {
  return text === absent ? [] : text.split(",").map((id) => id.trim());
}

function readNumber(text: string): number | string {
  return decimalIn(text) ?? text;
}

/** `96` to [96, 96], `64x96` to [64, 96]. */
function readPixels(text: string): readonly number[] | string {
  const [height = "", width = height, ...rest] = text.split(betweenSides);
  const sides = [decimalIn(height), decimalIn(width)];
  return rest.length > 0 || sides.includes(null) ? text : sides.map(Number);
}

/** `32:0.5,48:0.3`; nothing for `none`. */
function readShares(text: string): readonly SizeShare[] | string {
  if (text === absent) return [];
  const shares = readSizeShares(text);
  const isRead = shares.every(({ size, share }) => [...size, share].every(Number.isFinite));
  return isRead ? shares : text;
}
