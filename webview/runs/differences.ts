import { configKeys, type RunConfig } from "../../model/run/config.js";
import { options, type TrainingOption } from "../../model/run/options.js";
import { translateMessage } from "../words/l10n.js";

/**
 * What not all of these runs were asked to do alike, in the order of the table of options. How often a
 * run is measured or kept, which is what intervals say, makes no difference to its curves.
 */
export function differingKeys(configs: readonly RunConfig[]): readonly (keyof RunConfig)[] {
  return configKeys.filter(
    (key) =>
      options[key].is.kind !== "interval" &&
      new Set(configs.map((config) => valueText(config[key]))).size > 1,
  );
}

/** What a run was asked to do of these, in words. */
export function toldOf(config: RunConfig, keys: readonly (keyof RunConfig)[]): readonly string[] {
  return keys
    .filter((key) => config[key] !== null)
    .map((key) => {
      const { told }: TrainingOption = options[key];
      return translateMessage({ text: told ?? "{0}", values: [valueText(config[key])] });
    });
}

function valueText(value: RunConfig[keyof RunConfig]): string {
  return Array.isArray(value) ? value.join("×") : String(value);
}
