import { readTrainingValues } from "../settings/settings.js";
import { chooseRunConfig } from "../trainForm/chooseRunConfig.js";
import { untrusted, whileTraining } from "./reasons.js";
import { noArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const train = defineCommand({
  id: "googlenet.train",
  argument: noArgument,
  disabled: (parts) => whileTraining(parts) ?? untrusted(),
  run: async (_, parts) => {
    const config = await chooseRunConfig(readTrainingValues(), parts);
    if (config === undefined) return;
    parts.explorer.show();
    await parts.controller.start(config);
  },
});
