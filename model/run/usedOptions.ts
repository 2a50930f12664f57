import type { RunConfig } from "./config.js";
import { options } from "./options.js";
import type { TrainingOption } from "./trainingOption.js";

/** Whether a value of a configuration decides anything in it: others are of another optimizer. */
export function isUsed(key: keyof RunConfig, { optimizer }: Pick<RunConfig, "optimizer">): boolean {
  const { optimizers }: TrainingOption = options[key];
  return optimizers?.includes(optimizer) ?? true;
}
