import { parseArgs, type ParseArgsConfig } from "node:util";
import { trainConfig } from "../../model/cli/trainConfig.js";
import { flagOf, helpOf, usageOf, type TypedOptions } from "../../model/cli/trainingOptions.js";
import { messageOf, UsageError } from "../../model/messages/userError.js";
import { configKeys } from "../../model/run/config.js";
import { options as rows } from "../../model/run/options.js";
import type { TrainOverrides } from "./workspace.js";

export interface LaunchArguments {
  readonly help: boolean;
  readonly train: TrainOverrides;
}

export const usage = `npm start -- [options]
Sets everything up, opens VS Code with the explorer, and begins a run. Ctrl-C stops all of it.
${configKeys.map((key) => `  ${usageOf(key).padEnd(24)} ${helpOf(rows[key])}\n`).join("")}`;

const nameOf = (key: (typeof configKeys)[number]): string => flagOf(key).slice("--".length);

const options: NonNullable<ParseArgsConfig["options"]> = {
  help: { type: "boolean", short: "h" },
  ...Object.fromEntries(configKeys.map((key) => [nameOf(key), { type: "string" }])),
};

/** What was typed alone, so that settings decide the rest. Throws a `UsageError` for the first value that is bad. */
export function parseLaunchArguments(commandLine: readonly string[]): LaunchArguments {
  const values = readOptions(commandLine);
  const given = configKeys.filter((key) => values[nameOf(key)] !== undefined);
  // SAFETY: `options` has these as strings, and keys that are not given are left out.
  const typed = Object.fromEntries(given.map((key) => [key, values[nameOf(key)]])) as TypedOptions;
  const config = trainConfig(typed);
  // SAFETY: the entries are taken from the configuration by its own keys.
  const train = Object.fromEntries(given.map((key) => [key, config[key]])) as TrainOverrides;
  return { help: values["help"] === true, train };
}

function readOptions(commandLine: readonly string[]): Record<string, unknown> {
  try {
    return parseArgs({ args: [...commandLine], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(messageOf(error), "", "");
  }
}
