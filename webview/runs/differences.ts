import { configKeys, type RunConfig } from "../../model/run/config.js";
import { options } from "../../model/run/options.js";
import { toldOption, valueText } from "../../model/run/toldOption.js";
import { isUsed } from "../../model/run/usedOptions.js";
import { translateMessage } from "../words/l10n.js";

/**
 * What not all of these runs were asked to do alike, in the order of the table of options. How often a
 * run is measured or kept, which is what intervals say, makes no difference to its curves.
 */
export function differingKeys(configs: readonly RunConfig[]): readonly (keyof RunConfig)[] {
  return configKeys.filter((key) => {
    const using = configs.filter((config) => isUsed(key, config));
    return (
      options[key].is.kind !== "interval" &&
      new Set(using.map((config) => valueText(config[key]))).size > 1
    );
  });
}

/** What a run was asked to do of these, in words. */
export function toldOf(config: RunConfig, keys: readonly (keyof RunConfig)[]): readonly string[] {
  return keys
    .filter((key) => config[key] !== null && isUsed(key, config))
    .map((key) => translateMessage(toldOption(key, config)));
}
