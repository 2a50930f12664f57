import { configToRestart } from "../runs/restart.js";
import { resolveRunConfig } from "../settings/settings.js";
import { whileTraining } from "./reasons.js";
import { restartArgument } from "./arguments.js";
import { defineCommand } from "./command.js";

export const restartRun = defineCommand({
  id: "googlenet.restartRun",
  argument: restartArgument,
  disabled: whileTraining,
  run: async ({ id, learningRate }, { history, controller, engineChoice, explorer }) => {
    const { config, folded } = await history.read(id);
    const again =
      learningRate === undefined
        ? await configToRestart(config, folded.state, engineChoice)
        : resolveRunConfig({}, { ...config, learningRate });
    if (again === undefined) return;
    await controller.start(again, controller.dataOf(again, folded.state));
    explorer.show();
  },
});
